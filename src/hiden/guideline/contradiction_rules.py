# SPDX-License-Identifier: Apache-2.0
"""The rules of contradictions, from ``data/contradictions.yaml``, whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.strict_yaml import load_yaml
from hiden.guideline.cross_checks import fact_mistakes, unknown
from hiden.guideline.facts import Fact, FactFile
from hiden.guideline.grid import load_sources
from hiden.guideline.grid_checks import refuse
from hiden.guideline.rulings import load_rulings

__all__ = [
    "ContradictionBook",
    "ContradictionRule",
    "Kind",
    "SeenItem",
    "Severity",
    "Validity",
    "load_contradictions",
    "read_contradictions",
]

SHARE = attrs.validators.and_(attrs.validators.gt(0.0), attrs.validators.le(1.0))


class Kind(StrEnum):
    """What contradicts what; the ids of the rules."""

    OPEN_TO_EVERYBODY = "open-to-everybody"
    MARKED_BUT_OPEN = "marked-but-open"
    OPEN_TO_OUTSIDERS = "open-to-outsiders"
    OPENED_BY_OUTSIDERS = "opened-by-outsiders"
    LISTED_CANNOT_OPEN = "listed-cannot-open"
    EVERYONE_LISTED = "everyone-listed"
    NONE_MARKED = "none-marked"
    PARTLY_MARKED = "partly-marked"
    MARKED_HIGHER = "marked-higher"
    MARKED_LOWER = "marked-lower"
    MARKED_NOT_DESIGNATED = "marked-not-designated"
    OVER_MARKING = "over-marking"
    PARTNER_WITHOUT_AGREEMENT = "partner-without-agreement"
    AGREEMENT_EXPIRED = "agreement-expired"
    PLEDGE_MISSING = "pledge-missing"
    UNTRAINED = "untrained"
    REVIEW_OVERDUE = "review-overdue"
    REVIEW_LONG_OVERDUE = "review-long-overdue"
    ACKNOWLEDGEMENT_OLD = "acknowledgement-old"


class SeenItem(StrEnum):
    """Items of the check sheet about which Hiden sees something by itself."""

    DESIGNATION = "designation"
    HOLDERS = "holders"
    ACCESS = "access"
    MARKING = "marking"
    SEPARATION = "separation"
    DUTY_EMPLOYEES = "duty-employees"
    DUTY_PARTNERS = "duty-partners"
    TRAINING = "training"
    PRACTICE = "practice"
    REVIEW = "review"


class Severity(StrEnum):
    """How much a contradiction weighs."""

    STRONG = "strong"
    """It speaks against the answer."""
    WEAK = "weak"
    """Somebody should look at it."""

    @property
    def message(self) -> Message:
        """What it means, for the reader."""
        return Message(_SEVERITIES[self])


_SEVERITIES = {
    Severity.STRONG: mark("speaks against what was answered"),
    Severity.WEAK: mark("should be looked at"),
}

_THRESHOLDS: Mapping[str, frozenset[str]] = {
    Kind.OPEN_TO_EVERYBODY: frozenset(),
    Kind.MARKED_BUT_OPEN: frozenset({"outside"}),
    Kind.OPEN_TO_OUTSIDERS: frozenset({"outside"}),
    Kind.OPENED_BY_OUTSIDERS: frozenset({"opened"}),
    Kind.LISTED_CANNOT_OPEN: frozenset({"missing"}),
    Kind.EVERYONE_LISTED: frozenset(),
    Kind.NONE_MARKED: frozenset({"files"}),
    Kind.PARTLY_MARKED: frozenset({"unmarked_share"}),
    Kind.MARKED_HIGHER: frozenset({"files"}),
    Kind.MARKED_LOWER: frozenset({"files"}),
    Kind.MARKED_NOT_DESIGNATED: frozenset({"files"}),
    Kind.OVER_MARKING: frozenset({"files", "marked_share", "registered_share"}),
    Kind.PARTNER_WITHOUT_AGREEMENT: frozenset({"partners"}),
    Kind.AGREEMENT_EXPIRED: frozenset({"partners"}),
    Kind.PLEDGE_MISSING: frozenset({"people"}),
    Kind.UNTRAINED: frozenset({"people"}),
    Kind.REVIEW_OVERDUE: frozenset({"days", "until_days"}),
    Kind.REVIEW_LONG_OVERDUE: frozenset({"days"}),
    Kind.ACKNOWLEDGEMENT_OLD: frozenset({"days"}),
}


@attrs.frozen(kw_only=True)
class ContradictionRule(Fact):
    """When something contradicts something; its id is a ``Kind``.

    Attributes:
        item: The item of the check sheet that is contradicted.
        severity: How much it weighs.
        rulings: Ids of ``rulings.yaml``: the decided cases behind it.
        thresholds: From when on it is said; counts, days or shares of 1.
    """

    item: SeenItem
    severity: Severity
    rulings: tuple[str, ...] = ()
    thresholds: Mapping[str, float] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Validity:
    """How long what was seen is evidence, and how much of it is needed.

    Attributes:
        seen_days: Days for which a marking or a setting that was seen is evidence.
        training_days: Days for which a training is.
        marked_share: Share of the files that must be marked, of 1.
    """

    seen_days: int = attrs.field(validator=attrs.validators.ge(1))
    training_days: int = attrs.field(validator=attrs.validators.ge(1))
    marked_share: float = attrs.field(validator=SHARE)


@attrs.frozen(kw_only=True)
class ContradictionBook(FactFile[ContradictionRule]):
    """All rules.

    Attributes:
        validity: How long what was seen is evidence.
    """

    validity: Validity

    @property
    def by_kind(self) -> Mapping[Kind, ContradictionRule]:
        """The rules by kind, in the order of the file."""
        return {Kind(rule.id): rule for rule in self.facts}


@cache
def load_contradictions() -> ContradictionBook:
    """Return the rules that are shipped with Hiden, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the file was damaged.
    """
    folder = resources.files("hiden.guideline").joinpath("data")
    return read_contradictions(
        folder.joinpath("contradictions.yaml"),
        sources=load_sources(),
        rulings=load_rulings(),
    )


def read_contradictions(
    source: Traversable, *, sources: Collection[str], rulings: Collection[str]
) -> ContradictionBook:
    """Read the rules from a file.

    Args:
        source: The file.
        sources: Ids of the sources that may be named.
        rulings: Ids of the decided cases that may be named.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    book = load_yaml(source, ContradictionBook)
    refuse(
        str(source),
        chain(
            fact_mistakes(book.facts, sources=sources),
            unknown(((rule.id, rule.rulings) for rule in book.facts), known=rulings, kind="ruling"),
            _wrong_kinds(rule.id for rule in book.facts),
            chain.from_iterable(map(_wrong_thresholds, book.facts)),
        ),
    )
    return book


def _wrong_kinds(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    named = set(ids)
    yield from ((one, "there is no such kind") for one in sorted(named - set(Kind)))
    yield from ((one, "the kind has no rule") for one in sorted(set(Kind) - named))


def _wrong_thresholds(rule: ContradictionRule) -> Iterator[tuple[str, str]]:
    want = _THRESHOLDS.get(rule.id)
    if want is not None and want != rule.thresholds.keys():
        yield rule.id, f"thresholds: got {sorted(rule.thresholds)}, want {sorted(want)}"
    for name, value in rule.thresholds.items():
        if value <= 0:
            yield rule.id, f"threshold {name}: got {value}, want more than 0"
