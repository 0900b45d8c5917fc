# SPDX-License-Identifier: Apache-2.0
"""The conditions of the crime, each met, missing or open (構成要件).

Rules:
    * An act is held to be a crime only if it has elements and none of them is known to be missing.
    * An element that is not known stays open.

Source: 不正競争防止法 21条.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hiden.foundation.language import Message, mark
from hiden.law.case import Case
from hiden.law.facts import Mark, weakest
from hiden.law.penal_rules import Link, Subject
from hiden.law.rules import is_within
from hiden.law.statements import Element

__all__ = ["elements", "is_crime"]


def is_crime(found: Sequence[Element]) -> bool:
    """Tell whether no element is known to be missing; no elements at all make no crime."""
    return bool(found) and all(element.met is not False for element in found)


def elements(case: Case) -> tuple[Element, ...]:
    """Return the conditions of the crime, in the order in which they are asked."""
    version = case.version
    if version.penal is None:
        text = (
            mark("On this date trade secrets were protected by civil rules only.")
            if version.trade_secret_rule
            else mark("On this date there was no trade-secret rule.")
        )
        return (_element(version.id, Message(text), version.mark, version.sources, met=False),)
    return tuple(
        element
        for group in (_kind(case), _purpose(case), _technical(case), _place(case))
        for element in group
    )


def _element(
    rule_id: str, text: Message, verified: Mark, sources: tuple[str, ...], *, met: bool | None
) -> Element:
    return Element(rule_id=rule_id, text=text, mark=verified, sources=sources, met=met)


def _kind(case: Case) -> Iterator[Element]:
    places = case.places(case.base)
    met = any(place.article for place in places)
    text = (
        mark("On this date this kind of act was a crime: %(act)s")
        if met
        else mark("On this date this kind of act was not a crime: %(act)s")
    )
    yield _element(
        case.base.id,
        Message(text, {"act": case.base.wording}),
        weakest(*(place.mark for place in places)),
        places[0].sources,
        met=met,
    )


def _purpose(case: Case) -> Iterator[Element]:
    if not case.base.needs_purpose:
        return
    rule = next(r for r in case.law.purposes if is_within(case.act.on, r.since, r.until))
    purpose = case.act.purpose
    yield _element(
        rule.id,
        Message(mark("It needs a purpose: %(purpose)s"), {"purpose": rule.wording}),
        rule.accepts.get(purpose, rule.mark) if purpose else rule.mark,
        rule.sources,
        met=None if purpose is None else purpose in rule.accepts,
    )


def _technical(case: Case) -> Iterator[Element]:
    if case.base.needs_technical:
        rule = case.law.rule("TRAP-8")
        yield _element(rule.id, rule.wording, rule.mark, rule.sources, met=case.act.technical)


_LINKS = {
    Link.MANAGED_IN_JAPAN: mark("For an act abroad, the secret must have been managed in Japan."),
    Link.BUSINESS_IN_JAPAN: mark(
        "For an act abroad, the secret must be that of a holder doing business in Japan."
    ),
}


def _place(case: Case) -> Iterator[Element]:
    if not case.act.is_abroad:
        return
    scope = case.reaching(Subject.ABROAD)
    if scope is None:
        scopes = case.scopes(Subject.ABROAD)
        yield _element(
            scopes[0].id,
            Message(mark("Done abroad, this kind of act was not punishable.")),
            weakest(*(scope.mark for scope in scopes)),
            scopes[0].sources,
            met=False,
        )
        return
    yield _element(
        scope.id,
        Message(mark("Done abroad, it is punishable: %(rule)s"), {"rule": scope.wording}),
        scope.mark,
        scope.sources,
        met=True,
    )
    if scope.link in _LINKS:
        yield _element(
            scope.id,
            Message(_LINKS[scope.link]),
            scope.link_mark,
            scope.sources,
            met=case.act.japan_link,
        )
