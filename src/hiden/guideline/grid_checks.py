# SPDX-License-Identifier: Apache-2.0
"""What must hold between the files of guidance, beyond the form of each.

Every function yields mistakes as (id of the piece, what is wrong); ``refuse`` raises them together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, pairwise

from hiden.foundation.errors import ErrorCode, RuleError
from hiden.guideline.facts import Fact, Mark
from hiden.guideline.grid_rules import Crossing, Edition, Measure, Pattern
from hiden.guideline.grid_words import Document, Relation

__all__ = [
    "broken_crossings",
    "broken_patterns",
    "broken_periods",
    "misplaced_measures",
    "refuse",
    "repeated",
    "uncrossed",
    "unknown_sources",
    "unread_sources",
    "wrong_tiers",
]

MEMORY = "MEMORY"
"""The source of what rests on memory alone."""

_ONE_DAY = dt.timedelta(days=1)


def refuse(path: str, mistakes: Iterable[tuple[str, str]]) -> None:
    """Raise every mistake at once; return if there is none.

    Args:
        path: Where the files are.
        mistakes: Pairs of the id of a piece and what is wrong with it.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake, in their order.
    """
    errors = [
        RuleError(ErrorCode.GUIDELINE_RULE, path=path, fact=fact, detail=detail)
        for fact, detail in mistakes
    ]
    if errors:
        raise ExceptionGroup(path, errors)


def repeated(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Find ids that stand twice."""
    seen: set[str] = set()
    for fact in ids:
        if fact in seen:
            yield fact, "the id stands twice"
        seen.add(fact)


def unknown_sources(facts: Iterable[Fact], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Find sources that are not in ``sources.yaml``."""
    for fact in facts:
        for source in sorted(set(fact.sources) - set(known)):
            yield fact.id, f"the source {source} is not in sources.yaml"


def unread_sources(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """Find pieces whose mark and source contradict each other: memory is no text."""
    for fact in facts:
        if MEMORY in fact.sources and fact.mark is not Mark.MEMORY:
            yield fact.id, f"it rests on memory, but is marked {fact.mark}"


def misplaced_measures(
    measures: Iterable[Measure], *, aims: Collection[str], editions: Mapping[str, Edition]
) -> Iterator[tuple[str, str]]:
    """Find measures whose id does not say who and why, or whose aim or edition is unknown."""
    for measure in measures:
        want = f"{measure.people.letter}-{measure.aim}-"
        if not measure.id.startswith(want):
            yield measure.id, f"the id does not begin with {want}"
        if measure.aim not in aims:
            yield measure.id, f"there is no aim {measure.aim}"
        for edition in measure.editions:
            if edition not in editions or editions[edition].document is not Document.HANDBOOK:
                yield measure.id, f"there is no edition {edition} of the Handbook"


def broken_periods(editions: Iterable[Edition]) -> Iterator[tuple[str, str]]:
    """Find editions of a document that do not follow one another without gap or overlap."""
    by_document: dict[Document, list[Edition]] = {}
    for edition in editions:
        by_document.setdefault(edition.document, []).append(edition)
        if edition.until is not None and edition.until < edition.since:
            yield edition.id, f"it ends on {edition.until}, before it begins"
    for before, after in chain.from_iterable(map(pairwise, by_document.values())):
        if before.until != after.since - _ONE_DAY:
            want = after.since - _ONE_DAY
            yield before.id, f"got {before.until} as its last day, want {want}"


def broken_patterns(
    patterns: Iterable[Pattern], *, measures: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Find patterns with parts that are not theirs, or with unknown measures."""
    for pattern in patterns:
        for measure in sorted(set(pattern.measures) - set(measures)):
            yield pattern.id, f"there is no measure {measure}"
        for part in chain(pattern.evidence, pattern.countermeasures, pattern.further):
            if not part.id.startswith(f"{pattern.id}-"):
                yield part.id, f"the id does not begin with {pattern.id}-"
        for part in pattern.further:
            if part.mark is not Mark.MEMORY:
                yield part.id, f"got mark {part.mark} among what is from memory, want MU"
        for part in chain(pattern.evidence, pattern.countermeasures):
            if part.mark is Mark.MEMORY:
                yield part.id, "it is from memory; it belongs under further"


def broken_crossings(
    crossings: Iterable[Crossing], *, known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Find crossings with an end that does not exist, with one end, or that stand twice."""
    seen: set[tuple[str, str]] = set()
    for crossing in crossings:
        for end in (crossing.origin, crossing.target):
            if end not in known:
                yield crossing.id, f"there is no piece {end}"
        if crossing.origin == crossing.target:
            yield crossing.id, f"both ends are {crossing.origin}"
        if (crossing.origin, crossing.target) in seen:
            yield crossing.id, f"{crossing.origin} and {crossing.target} are crossed twice"
        seen.add((crossing.origin, crossing.target))


def uncrossed(ids: Iterable[str], crossings: Iterable[Crossing]) -> Iterator[tuple[str, str]]:
    """Find pieces that must have a crossing and have none."""
    crossed = set(chain.from_iterable((c.origin, c.target) for c in crossings))
    for fact in ids:
        if fact not in crossed:
            yield fact, "nothing in crossmap.yaml leads to it or from it"


def wrong_tiers(
    measures: Iterable[Measure], crossings: Iterable[Crossing], *, types: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Find measures whose tier does not follow from the types of 2025.

    A measure is tier 1 if it is one of the types, or a part or a way of one; else it is tier 2.
    """
    minimum = {
        crossing.target
        for crossing in crossings
        if crossing.origin in types and crossing.how in {Relation.SAME, Relation.NARROWER}
    }
    for measure in measures:
        want = 1 if measure.id in minimum else 2
        if measure.tier != want:
            yield measure.id, f"got tier {measure.tier}, want {want} by crossmap.yaml"
