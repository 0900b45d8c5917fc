# SPDX-License-Identifier: Apache-2.0
"""Keep it secret or apply for a patent: what speaks for each, from closed answers and open weights.

Rules:
    * Criteria, options, weights and reasons are data (``patent_or_secret.yaml``).
    * Without the answers that are needed there is no recommendation, only the questions.
    * The reasons for both sides are always given, whatever is recommended.

What it does not do: say whether a patent would be granted, or replace a patent attorney.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import Localized
from hiden.guideline.cross_checks import check_choices, fact_mistakes
from hiden.guideline.facts import FILLED, Fact, Mark, marked
from hiden.guideline.grid import load_sources
from hiden.guideline.grid_checks import refuse
from hiden.registry import Decision

__all__ = [
    "Advice",
    "Criterion",
    "DecisionRules",
    "Ground",
    "Option",
    "advise",
    "load_decision_rules",
    "read_decision_rules",
]

_NOTHING = mark("Nothing is answered yet, so nothing can be recommended. Answer the questions.")
_NEEDED = mark("Without the answers to the questions marked as needed, nothing can be recommended.")
_BOTH = mark(
    "It can be divided: consider a patent for the part that shows in the product, and keep the rest"
    " secret."
)
_CLOSE = mark("The reasons for both sides weigh about the same. Decide with a patent attorney.")
_RULED_OUT = mark(
    "The reasons point to secrecy, but a publication is planned, and what is published is no longer"
    " secret. Drop the publication, or file before it."
)
_SECRET = mark("The reasons for keeping it secret weigh more.")
_PATENT = mark("The reasons for applying for a patent weigh more.")


@attrs.frozen(kw_only=True)
class Option(Fact):
    """One answer to a question; ``mark`` and ``sources`` are those of its reason.

    Attributes:
        secret: Points for keeping it secret.
        patent: Points for a patent; an option speaks for one side at most.
        reason: Why; given exactly if it speaks for a side.
        divides: It says that the thing can be divided between both.
        rules_out: What can then not be recommended.
    """

    secret: float = attrs.field(default=0.0, validator=attrs.validators.ge(0))
    patent: float = attrs.field(default=0.0, validator=attrs.validators.ge(0))
    reason: Localized | None = None
    divides: bool = False
    rules_out: tuple[Decision, ...] = ()


@attrs.frozen(kw_only=True)
class Criterion(Fact):
    """One question; ``ja`` and ``en`` are its text.

    Attributes:
        options: The answers to choose from.
        needed: Without its answer nothing is recommended.
    """

    options: tuple[Option, ...] = attrs.field(validator=attrs.validators.min_len(2))
    needed: bool = False


@attrs.frozen(kw_only=True)
class DecisionRules:
    """What advice is made from.

    Attributes:
        urn: Name of the rules.
        version: Edition, counted up when they change.
        as_of: The day up to which they are known.
        margin: By so many points a side must lead to be recommended.
        both_from: If it can be divided, both are recommended from so many points for each side.
        criteria: The questions.
        basis: What is known about the choice as such.
        keep: What to keep as evidence of prior use.
    """

    urn: str
    version: int
    as_of: dt.date
    margin: float = attrs.field(validator=attrs.validators.gt(0))
    both_from: float = attrs.field(validator=attrs.validators.gt(0))
    criteria: tuple[Criterion, ...] = attrs.field(validator=FILLED)
    basis: tuple[Fact, ...] = attrs.field(validator=FILLED)
    keep: tuple[Fact, ...] = attrs.field(validator=FILLED)


@attrs.frozen(kw_only=True)
class Ground:
    """One reason for a side.

    Attributes:
        text: In words.
        criterion: Id of the question that it comes from.
        option: Id of the answer.
        points: What it weighs.
        mark: How well it is verified.
        sources: Ids of its sources.
    """

    text: Message
    criterion: str
    option: str
    points: float
    mark: Mark
    sources: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Advice:
    """What speaks for each side.

    Attributes:
        recommendation: Secret, patent, both (in parts) or undecided.
        explanation: How it comes about.
        for_secret: Reasons for keeping it secret, what weighs most first.
        for_patent: Reasons for a patent, what weighs most first.
        open_questions: Questions without an answer, the needed ones first.
        basis: What is known about the choice as such.
        what_to_keep: Evidence of prior use to keep; nothing if a patent alone is recommended.
    """

    recommendation: Decision
    explanation: Message
    for_secret: tuple[Ground, ...]
    for_patent: tuple[Ground, ...]
    open_questions: tuple[Criterion, ...]
    basis: tuple[Fact, ...]
    what_to_keep: tuple[Fact, ...]


def advise(rules: DecisionRules, facts: Mapping[str, str]) -> Advice:
    """Say what speaks for secrecy and what for a patent.

    Args:
        rules: Questions and weights.
        facts: Id of the option that was chosen, by id of the question; what is left out is unknown.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each answer that is not offered.

    Example:
        >>> facts = {"detectability": "none", "reverse-engineering": "hard"}
        >>> advise(load_decision_rules(), facts).recommendation.value
        'secret'
    """
    offered = {c.id: tuple(option.id for option in c.options) for c in rules.criteria}
    check_choices(facts, offered=offered, place=rules.urn)
    chosen = {
        criterion.id: option
        for criterion in rules.criteria
        for option in criterion.options
        if facts.get(criterion.id) == option.id
    }
    still_open = tuple(c for c in rules.criteria if c.id not in chosen)
    recommendation, explanation = _recommend(rules, chosen, still_open)
    return Advice(
        recommendation=recommendation,
        explanation=Message(explanation),
        for_secret=_grounds((c, o, o.secret) for c, o in chosen.items()),
        for_patent=_grounds((c, o, o.patent) for c, o in chosen.items()),
        open_questions=tuple(sorted(still_open, key=lambda criterion: not criterion.needed)),
        basis=rules.basis,
        what_to_keep=() if recommendation is Decision.PATENT else rules.keep,
    )


def _recommend(
    rules: DecisionRules, chosen: Mapping[str, Option], still_open: Iterable[Criterion]
) -> tuple[Decision, str]:
    if not chosen:
        return Decision.UNDECIDED, _NOTHING
    if any(criterion.needed for criterion in still_open):
        return Decision.UNDECIDED, _NEEDED
    return _weigh(rules, tuple(chosen.values()))


def _weigh(rules: DecisionRules, chosen: tuple[Option, ...]) -> tuple[Decision, str]:
    secret = sum(option.secret for option in chosen)
    patent = sum(option.patent for option in chosen)
    if min(secret, patent) >= rules.both_from and any(option.divides for option in chosen):
        return Decision.BOTH, _BOTH
    if abs(secret - patent) < rules.margin:
        return Decision.UNDECIDED, _CLOSE
    if patent > secret:
        return Decision.PATENT, _PATENT
    if any(Decision.SECRET in option.rules_out for option in chosen):
        return Decision.UNDECIDED, _RULED_OUT
    return Decision.SECRET, _SECRET


def _grounds(weighed: Iterable[tuple[str, Option, float]]) -> tuple[Ground, ...]:
    grounds = (
        Ground(
            text=marked(ja=option.reason.ja, en=option.reason.en, verified=option.mark),
            criterion=criterion,
            option=option.id,
            points=points,
            mark=option.mark,
            sources=option.sources,
        )
        for criterion, option, points in weighed
        if points and option.reason
    )
    return tuple(sorted(grounds, key=lambda ground: -ground.points))


@cache
def load_decision_rules() -> DecisionRules:
    """Return the rules that come with Hiden.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake in their file.
    """
    path = files("hiden.guideline") / "data" / "patent_or_secret.yaml"
    return read_decision_rules(path, sources=load_sources())


def read_decision_rules(source: Traversable, *, sources: Collection[str]) -> DecisionRules:
    """Read rules and check them.

    Args:
        source: The file.
        sources: Ids of the sources that are known.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    rules = load_yaml(source, DecisionRules)
    refuse(str(source), _mistakes(rules, sources))
    return rules


def _mistakes(rules: DecisionRules, sources: Collection[str]) -> Iterator[tuple[str, str]]:
    yield from fact_mistakes((*rules.criteria, *rules.basis, *rules.keep), sources=sources)
    for criterion in rules.criteria:
        yield from fact_mistakes(criterion.options, sources=sources)
    for option in chain.from_iterable(criterion.options for criterion in rules.criteria):
        if option.secret and option.patent:
            yield option.id, "it speaks for both sides"
        if bool(option.secret or option.patent) is not bool(option.reason):
            yield option.id, "want a reason exactly if it has points"
