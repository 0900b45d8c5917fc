# SPDX-License-Identifier: Apache-2.0
"""From points to verdicts, and what one other answer would make of them.

Rules:
    * Arguable: all points, claimed ones too, reach the threshold. Strong: the evidenced ones do.
    * No verdict is better than the lowest limit that an answer sets.
    * What is not recognisable to one's own staff is not to partners: that verdict is never better
      than the one towards employees.
    * No answer brings no points, so an empty sheet is weak.

``Position.changed`` is the fast way to a verdict with one answer exchanged: it keeps the sums and
the two lowest limits, and so needs no second look at the other answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from hiden.guideline.items import HUNDREDTHS, Item, Option, Threshold
from hiden.guideline.values import Addressee, AnswerState, Strength

__all__ = ["NOTHING", "STRENGTHS", "Position", "Worth", "place", "rank_by_points", "worth"]

STRENGTHS = tuple(Strength)
"""The verdicts by rank, 0 the weakest."""

_STRONG = STRENGTHS.index(Strength.STRONG)
_ARGUABLE = STRENGTHS.index(Strength.ARGUABLE)


@attrs.frozen(kw_only=True)
class Worth:
    """What one answer brings.

    Attributes:
        points: In hundredths.
        evidenced: The same if it is evidenced, else 0.
        cap: Rank of the best verdict that it allows.
    """

    points: int
    evidenced: int
    cap: int


NOTHING = Worth(points=0, evidenced=0, cap=_STRONG)
"""What no answer brings."""


def worth(item: Item, option: Option, state: AnswerState) -> Worth:
    """Return what an option brings in a state."""
    points = item.points(option)
    return Worth(
        points=points,
        evidenced=points if state is AnswerState.EVIDENCED else 0,
        cap=_STRONG if option.bar is None else STRENGTHS.index(option.bar),
    )


@attrs.frozen(kw_only=True)
class _Cap:
    """The lowest limit, who sets it, and the lowest of the others."""

    lowest: int = _STRONG
    item: str = ""
    second: int = _STRONG

    def and_also(self, item: str, cap: int) -> _Cap:
        """Return it with one more limit."""
        if cap < self.lowest:
            return _Cap(lowest=cap, item=item, second=self.lowest)
        return attrs.evolve(self, second=min(cap, self.second))

    def without(self, item: str) -> int:
        """Return the limit that the others set."""
        return self.second if self.item == item else self.lowest


@attrs.frozen(kw_only=True, eq=False)
class Position:
    """Where the answers on one secret stand, verdict by verdict.

    Attributes:
        thresholds: Of each verdict, employees before partners.
        worths: What each answer brings, by item; items without an answer bring nothing.
        points: Sum for each verdict, in hundredths.
        evidenced: The same of the evidenced answers.
        caps: The limits for each verdict.
        ranks: Each verdict, by its rank.
    """

    thresholds: tuple[Threshold, ...]
    worths: Mapping[str, Worth]
    points: tuple[int, ...]
    evidenced: tuple[int, ...]
    caps: tuple[_Cap, ...]
    ranks: tuple[int, ...] = attrs.field(init=False)

    @ranks.default
    def _ranks(self) -> tuple[int, ...]:
        sums = zip(self.points, self.evidenced, (cap.lowest for cap in self.caps), strict=True)
        return _ranked(self.thresholds, sums)

    def changed(self, item: Item, new: Worth) -> tuple[int, ...]:
        """Return the rank of each verdict with another answer to one item."""
        old = self.worths.get(item.id, NOTHING)
        if new == old:
            return self.ranks
        more, shown = new.points - old.points, new.evidenced - old.evidenced
        sums = []
        for number, threshold in enumerate(self.thresholds):
            counts = item.counts_in(threshold)
            cap = self.caps[number].without(item.id)
            if item.limits(threshold):
                cap = min(cap, new.cap)
            points = self.points[number] + more * counts
            sums.append((points, self.evidenced[number] + shown * counts, cap))
        return _ranked(self.thresholds, sums)


def place(
    thresholds: Sequence[Threshold], items: Iterable[Item], worths: Mapping[str, Worth]
) -> Position:
    """Add up the answers on one secret.

    Args:
        thresholds: Of the verdicts that are wanted, employees before partners.
        items: The items that are asked.
        worths: What each answer brings, by item.
    """
    points, evidenced = [0] * len(thresholds), [0] * len(thresholds)
    caps = [_Cap() for _ in thresholds]
    for item in items:
        brings = worths.get(item.id, NOTHING)
        for number, threshold in enumerate(thresholds):
            if item.counts_in(threshold):
                points[number] += brings.points
                evidenced[number] += brings.evidenced
            if brings.cap < _STRONG and item.limits(threshold):
                caps[number] = caps[number].and_also(item.id, brings.cap)
    return Position(
        thresholds=tuple(thresholds),
        worths=worths,
        points=tuple(points),
        evidenced=tuple(evidenced),
        caps=tuple(caps),
    )


def rank_by_points(threshold: Threshold, points: int, evidenced: int) -> int:
    """Return the rank that points reach, both in hundredths, before any limit."""
    if evidenced >= threshold.strong * HUNDREDTHS:
        return _STRONG
    return _ARGUABLE if points >= threshold.arguable * HUNDREDTHS else 0


def _ranked(
    thresholds: Sequence[Threshold], sums: Iterable[tuple[int, int, int]]
) -> tuple[int, ...]:
    """Return the ranks for (points, evidenced points, limit) of each verdict."""
    ranks: list[int] = []
    employees = _STRONG
    for threshold, (points, evidenced, cap) in zip(thresholds, sums, strict=True):
        rank = min(rank_by_points(threshold, points, evidenced), cap)
        if threshold.addressee is Addressee.EMPLOYEES:
            employees = rank
        elif threshold.addressee is Addressee.PARTNERS:
            rank = min(rank, employees)
        ranks.append(rank)
    return tuple(ranks)
