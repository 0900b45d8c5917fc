# SPDX-License-Identifier: Apache-2.0
"""What follows if an act was a crime: articles, maxima and conditions (罰則).

Rules:
    * A legal person is fined only for the kinds that the version lists.
    * Where two facts make one sentence, the sentence has the weaker mark.

It does not say whether the act was done, nor what a court would impose: it knows maxima only.

Source: 不正競争防止法 21条, 22条 (14条, 15条 before 2005-11-01).
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.wording import Money
from hiden.law.case import Case
from hiden.law.facts import Mark, weakest
from hiden.law.penal_rules import LawVersion, OrderPenalty, Penal, ScopeRule, Side, Subject
from hiden.law.rules import is_within
from hiden.law.statements import (
    Answer,
    CorporateFine,
    Limit,
    Maxima,
    Provision,
    state,
)

__all__ = ["CriminalPart", "criminal_part", "penalty_text"]


@attrs.frozen(kw_only=True)
class CriminalPart:
    """What follows if the act was a crime. The fields are those of ``Opinion``."""

    provisions: tuple[Provision, ...]
    maxima: Maxima
    corporate: CorporateFine
    complaint: Answer
    attempt: Answer
    confiscation: Answer
    prosecution_limit: Limit


def criminal_part(case: Case, penal: Penal) -> CriminalPart:
    """Say what follows if the act was a crime under the version's penalties."""
    order = _order(case)
    return CriminalPart(
        provisions=tuple(_provisions(case)),
        maxima=_order_maxima(order, penal) if order else _maxima(case, penal),
        corporate=_corporate(case),
        complaint=_complaint(case.version, penal, order),
        attempt=_attempt(case, penal),
        confiscation=_confiscation(case.version, penal, order),
        prosecution_limit=_limit(case, penal, order),
    )


def _is_aggravated(case: Case) -> bool:
    return any(place.article for rule in case.aggravations for place in case.places(rule))


def _order(case: Case) -> OrderPenalty | None:
    if case.base.side is not Side.ORDER:
        return None
    return next(o for o in case.law.orders if is_within(case.act.on, o.since, o.until))


def _provisions(case: Case) -> Iterator[Provision]:
    for rule in (case.base, *case.aggravations):
        for place in case.places(rule):
            if place.article is None:
                continue
            text: Message = Message(
                mark("%(article)s: %(act)s"), {"article": place.article, "act": rule.wording}
            )
            if place.limits:
                text = Message(
                    mark("%(text)s (%(limits)s)"),
                    {"text": text, "limits": place.limits.wording},
                )
            yield Provision(
                rule_id=rule.id,
                text=text,
                mark=place.mark,
                sources=place.sources,
                kind=rule.kind,
                article=place.article,
            )


_BOTH = mark("up to %(years)d years of %(custody)s, or a fine of up to %(fine)s, or both")
_EITHER = mark("up to %(years)d years of %(custody)s or a fine of up to %(fine)s, not both")


def _maxima(case: Case, penal: Penal) -> Maxima:
    overseas = penal.overseas_fine_yen if _is_aggravated(case) else None
    fine = Money(overseas or penal.fine_yen)
    return Maxima(
        rule_id=case.version.id,
        text=penalty_text(penal.years, penal.custody.wording, fine, cumulative=penal.cumulative),
        mark=weakest(penal.marks.individual, penal.marks.overseas)
        if overseas
        else penal.marks.individual,
        sources=case.version.sources,
        years=penal.years,
        custody=penal.custody,
        fine=fine,
        cumulative=penal.cumulative,
        overseas=overseas is not None,
    )


def _order_maxima(order: OrderPenalty, penal: Penal) -> Maxima:
    return Maxima(
        rule_id=order.id,
        text=penalty_text(
            order.years, penal.custody.wording, order.fine, cumulative=order.cumulative
        ),
        mark=order.mark,
        sources=order.sources,
        years=order.years,
        custody=penal.custody,
        fine=order.fine,
        cumulative=order.cumulative,
        overseas=False,
    )


def penalty_text(years: int, custody: Message, fine: Money, *, cumulative: bool) -> Message:
    """Say a maximum penalty of an individual."""
    return Message(
        _BOTH if cumulative else _EITHER,
        {"years": years, "custody": custody, "fine": fine.wording},
    )


def _corporate(case: Case) -> CorporateFine:
    scope = case.reaching(Subject.CORPORATE)
    if scope is None or scope.fine_yen is None or _is_other_side(case, scope):
        scopes = case.scopes(Subject.CORPORATE)
        return CorporateFine(
            rule_id=scopes[0].id,
            text=Message(
                mark("No fine for a legal person: this crime is not among those that carry one.")
            ),
            mark=weakest(*(scope.mark for scope in scopes)),
            sources=scopes[0].sources,
            fine=None,
            conditional=False,
        )
    aggravated = scope.overseas_fine_yen if _is_aggravated(case) else None
    fine = Money(aggravated or scope.fine_yen)
    conditional = scope.side is not None and case.side is None
    text = (
        mark(
            "For a legal person, a fine of up to %(fine)s if the goods come from a crime of an"
            " outsider or recipient; none if from a crime of someone whom the holder trusted."
        )
        if conditional
        else mark("For a legal person, a fine of up to %(fine)s.")
    )
    return CorporateFine(
        rule_id=scope.id,
        text=Message(text, {"fine": fine.wording}),
        mark=weakest(scope.mark, scope.amount_mark),
        sources=scope.sources,
        fine=fine,
        conditional=conditional,
    )


def _is_other_side(case: Case, scope: ScopeRule) -> bool:
    return scope.side is not None and case.side not in {None, scope.side}


def _complaint(version: LawVersion, penal: Penal, order: OrderPenalty | None) -> Answer:
    needed = penal.complaint or order is not None
    text = (
        mark("Prosecution needs the victim's complaint.")
        if needed
        else mark("Prosecution does not need the victim's complaint.")
    )
    return Answer(
        rule_id=order.id if order else version.id,
        text=Message(text),
        mark=order.mark if order else penal.marks.complaint,
        sources=order.sources if order else version.sources,
        value=needed,
    )


def _attempt(case: Case, penal: Penal) -> Answer:
    scopes = case.scopes(Subject.ATTEMPT)
    value = case.reaching(Subject.ATTEMPT) is not None
    text = mark("An attempt is punishable.") if value else mark("An attempt is not punishable.")
    rule = scopes[0] if scopes else case.version
    return Answer(
        rule_id=rule.id,
        text=Message(text),
        mark=rule.mark if scopes else penal.marks.attempt,
        sources=rule.sources,
        value=value,
    )


def _confiscation(version: LawVersion, penal: Penal, order: OrderPenalty | None) -> Answer:
    value = penal.confiscation and order is None
    text = (
        mark("Proceeds can be confiscated, or their value collected.")
        if value
        else mark("The Act itself has no confiscation for this crime.")
    )
    return Answer(
        rule_id=version.id,
        text=Message(text),
        mark=Mark.MEMORY if penal.confiscation and order else penal.marks.confiscation,
        sources=version.sources,
        value=value,
    )


def _limit(case: Case, penal: Penal, order: OrderPenalty | None) -> Limit:
    years = order.prosecution_limit_years if order else penal.prosecution_limit_years
    said = state(case.law.rule(f"LIM-CRIM-{years}"))
    return Limit(
        rule_id=said.rule_id,
        text=said.text,
        mark=weakest(said.mark, penal.marks.prosecution_limit),
        sources=said.sources,
        years=years,
    )
