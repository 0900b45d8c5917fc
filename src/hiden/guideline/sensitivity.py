# SPDX-License-Identifier: Apache-2.0
"""What is missing, and which single answers would change a verdict.

Rules:
    * Exact: every other option of every item is tried on the sums.
    * A gap is closed by the best option, evidenced; a good answer without evidence is a gap too.
    * What is claimed counts half in the gain of a gap; that orders gaps and decides no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hiden.guideline.items import Item
from hiden.guideline.results import Gap, Sensitivity
from hiden.guideline.standings import Answered, Book
from hiden.guideline.values import AnswerState, Requirement
from hiden.guideline.verdicts import STRENGTHS, Position

__all__ = ["gaps", "sensitivity"]

CLAIMED_SHARE = 0.5
"""How much of the points of a claimed answer counts in the gain of a gap."""


def gaps(book: Book, position: Position, asked: Iterable[Answered]) -> tuple[Gap, ...]:
    """Return what is missing: what lifts a verdict first, then the legal minimum, then by gain.

    Args:
        book: The answers, looked up.
        position: Where they stand for a secret.
        asked: Every item that is asked, with its answer.
    """
    found = [_gap(book, position, entry) for entry in asked if not entry.is_full]
    found.sort(key=lambda gap: (not gap.lifts, gap.tier, -gap.gain))
    return tuple(found)


def _gap(book: Book, position: Position, entry: Answered) -> Gap:
    item, standing = entry.item, entry.standing
    ranks = position.changed(item, book.worth(item, item.best, AnswerState.EVIDENCED))
    is_shown = standing.state is AnswerState.EVIDENCED
    return Gap(
        item=item.id,
        now=standing.option,
        want=item.best.id,
        state=standing.state,
        gain=standing.possible - standing.points * (1 if is_shown else CLAIMED_SHARE),
        tier=item.tier,
        lifts=_lifted(position, ranks),
    )


def _lifted(position: Position, ranks: Sequence[int]) -> tuple[Requirement, ...]:
    if ranks == position.ranks:
        return ()
    lifted = {
        threshold.requirement: None
        for threshold, before, after in zip(position.thresholds, position.ranks, ranks, strict=True)
        if after > before
    }
    return tuple(lifted)


def sensitivity(
    book: Book, position: Position, asked: Iterable[Answered]
) -> tuple[Sensitivity, ...]:
    """Return every single answer that would change a verdict, in the order of the items.

    Another option is taken to be evidenced like the answer now, or claimed if there is none.
    """
    return tuple(
        change for entry in asked for change in _changes(book, position, entry.item, entry)
    )


def _changes(book: Book, position: Position, item: Item, entry: Answered) -> Iterator[Sensitivity]:
    state = AnswerState.CLAIMED if entry.option is None else entry.standing.state
    for option in item.options:
        if option is entry.option:
            continue
        ranks = position.changed(item, book.worth(item, option, state))
        if ranks == position.ranks:
            continue
        for threshold, before, after in zip(
            position.thresholds, position.ranks, ranks, strict=True
        ):
            if before != after:
                yield Sensitivity(
                    item=item.id,
                    option=option.id,
                    requirement=threshold.requirement,
                    addressee=threshold.addressee,
                    before=STRENGTHS[before],
                    after=STRENGTHS[after],
                )
