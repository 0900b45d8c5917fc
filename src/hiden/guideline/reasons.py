# SPDX-License-Identifier: Apache-2.0
"""Why a verdict is as it is, in words, what weighs most first.

Rules:
    * First what sets a limit, then what is short of a threshold, then the answers by their points.
    * What speaks for the requirement but is claimed only, or whose evidence has expired, says so;
      what speaks against it needs no evidence.
    * The decided cases that name the same fact stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

import attrs

from hiden.foundation.language import Message, mark
from hiden.guideline.items import HUNDREDTHS, Item, Option, Sheet
from hiden.guideline.results import Reason, Verdict
from hiden.guideline.standings import Answered
from hiden.guideline.values import AnswerState, Strength
from hiden.guideline.verdicts import STRENGTHS, Position, rank_by_points

__all__ = ["Explainer"]

_NOTHING = mark("Nothing is answered yet, so nothing can be shown.")
_SHORT_OF_ARGUABLE = mark(
    "%(points)s points, claimed ones included; an arguable verdict needs %(need)s."
)
_SHORT_OF_STRONG = mark("%(points)s points are evidenced; a strong verdict needs %(need)s.")
_LIKE_EMPLOYEES = mark(
    "What one's own staff cannot recognise as secret cannot be expected of a partner, so this"
    " verdict is no better than the one towards employees."
)
_OPEN = mark("Items not answered yet: %(open)d of %(asked)d.")
_STATES = {
    AnswerState.CLAIMED: mark("claimed, not evidenced: %(reason)s"),
    AnswerState.EXPIRED: mark("evidence expired: %(reason)s"),
}
_HALF = 0.5
_STRONG = STRENGTHS.index(Strength.STRONG)


@attrs.frozen(kw_only=True, eq=False)
class Explainer:
    """Puts verdicts into words; each answer once, however many secrets it stands for.

    Attributes:
        sheet: The sheet.
    """

    sheet: Sheet
    _known: dict[tuple[str, str, AnswerState], tuple[float, Reason]] = attrs.field(
        factory=dict, init=False
    )

    def verdict(self, position: Position, number: int, asked: Sequence[Answered]) -> Verdict:
        """Return a verdict with its reasons.

        Args:
            position: Where the answers stand.
            number: Which of the position's verdicts.
            asked: Every item that is asked, with its answer.
        """
        threshold = position.thresholds[number]
        counted = [entry for entry in asked if entry.item.counts_in(threshold)]
        return Verdict(
            requirement=threshold.requirement,
            addressee=threshold.addressee,
            strength=STRENGTHS[position.ranks[number]],
            points=position.points[number] / HUNDREDTHS,
            evidenced=position.evidenced[number] / HUNDREDTHS,
            possible=sum(entry.item.weight for entry in counted),
            answered=sum(entry.option is not None for entry in counted),
            asked=len(counted),
            reasons=tuple(self._reasons(position, number, asked, counted)),
        )

    def _reasons(
        self,
        position: Position,
        number: int,
        asked: Sequence[Answered],
        counted: Sequence[Answered],
    ) -> Iterator[Reason]:
        threshold = position.thresholds[number]
        limits = [entry for entry in asked if entry.limits(threshold)]
        others = [entry for entry in counted if entry.option and entry not in limits]
        if not limits and not others:
            yield Reason(text=Message(_NOTHING), is_against=True)
            return
        yield from self._by_weight(limits)
        yield from _shortage(position, number)
        yield from self._by_weight(others)
        missing = sum(entry.option is None for entry in counted)
        if missing:
            params = {"open": missing, "asked": len(counted)}
            yield Reason(text=Message(_OPEN, params), is_against=True)

    def _by_weight(self, entries: Sequence[Answered]) -> Iterator[Reason]:
        weighed = [self._of(e.item, e.option, e.standing.state) for e in entries if e.option]
        weighed.sort(key=itemgetter(0), reverse=True)
        return (reason for _, reason in weighed)

    def _of(self, item: Item, option: Option, state: AnswerState) -> tuple[float, Reason]:
        """Return the reason that an answer gives, and how much it weighs, for or against."""
        key = item.id, option.id, state
        if key not in self._known:
            is_against = option.bar is not None or option.share <= _HALF
            reason = Reason(
                text=option.reason.wording if is_against else _text(option, state),
                item=item.id,
                rulings=self.sheet.cited.get((item.id, option.id), ()),
                is_against=is_against,
            )
            self._known[key] = item.weight * max(option.share, 1 - option.share), reason
        return self._known[key]


def _text(option: Option, state: AnswerState) -> Message:
    said = option.reason.wording
    return Message(_STATES[state], {"reason": said}) if state in _STATES else said


def _shortage(position: Position, number: int) -> Iterator[Reason]:
    """Say which threshold is missed, if that is what decides."""
    threshold, rank = position.thresholds[number], position.ranks[number]
    reached = rank_by_points(threshold, position.points[number], position.evidenced[number])
    if rank < min(reached, position.caps[number].lowest):
        yield Reason(text=Message(_LIKE_EMPLOYEES), is_against=True)
    elif rank == reached < _STRONG:
        is_weak = STRENGTHS[rank] is Strength.WEAK
        points = position.points[number] if is_weak else position.evidenced[number]
        need = threshold.arguable if is_weak else threshold.strong
        params = {"points": f"{points / HUNDREDTHS:g}", "need": str(need)}
        said = _SHORT_OF_ARGUABLE if is_weak else _SHORT_OF_STRONG
        yield Reason(text=Message(said, params), is_against=True)
