# SPDX-License-Identifier: Apache-2.0
"""How much of the grid a company covers: five aims by four kinds of people.

Rules:
    * Only "yes" counts as a measure that stands; "partly" counts as half of one.
    * A measure that is declined ("not for us") is neither a gap nor counted in the total.
    * In every cell, evidenced + claimed + expired + open = total.

What it does not do: weigh measures against each other, or say that a secret is protected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

import attrs

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.language import Message, mark
from hiden.guideline.facts import Fact
from hiden.guideline.grid import Grid
from hiden.guideline.grid_words import People
from hiden.guideline.values import Answer, AnswerState

__all__ = [
    "MEASURE_VALID_DAYS",
    "Cell",
    "CoverageRow",
    "MeasureOption",
    "coverage",
    "coverage_rows",
]

MEASURE_VALID_DAYS = 365
"""Days for which evidence of a measure without a last day shows it; Hiden's own choice."""


class MeasureOption(StrEnum):
    """What can be answered for a measure."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_FOR_US = "not-for-us"

    @property
    def message(self) -> Message:
        """The answer in words."""
        return Message(_OPTIONS[self])

    @property
    def share(self) -> float:
        """How much of a measure stands with it, 0 to 1."""
        return _SHARES.get(self, 0.0)


_OPTIONS = {
    MeasureOption.YES: mark("measure in place"),
    MeasureOption.PARTLY: mark("measure partly in place"),
    MeasureOption.NO: mark("measure not in place"),
    MeasureOption.NOT_FOR_US: mark("measure declined"),
}
_SHARES = {MeasureOption.YES: 1.0, MeasureOption.PARTLY: 0.5}
_STANDING = (AnswerState.EVIDENCED, AnswerState.CLAIMED, AnswerState.EXPIRED)
_Standing = tuple[MeasureOption | None, AnswerState]


@attrs.frozen(kw_only=True)
class Cell:
    """One field of the grid, counted in measures.

    Attributes:
        aim: Id of the aim.
        people: Against whose taking.
        total: Measures, without the declined ones.
        evidenced: Of them, those in place and shown by live evidence.
        claimed: Those said to be in place, without evidence.
        expired: Those whose evidence has expired.
        declined: Measures that the company decided against.
        open: What is left of the total: not in place, or not answered.
    """

    aim: str
    people: People
    total: int
    evidenced: float
    claimed: float
    expired: float
    declined: int
    open: float

    @property
    def said(self) -> float:
        """What is said to be in place, evidenced or not."""
        return self.evidenced + self.claimed + self.expired


@attrs.frozen(kw_only=True)
class CoverageRow:
    """One row of the grid.

    Attributes:
        aim: The aim.
        cells: Its fields, in the order of ``People``.
    """

    aim: Fact
    cells: tuple[Cell, ...]


def coverage(
    grid: Grid, answers: Mapping[str, Answer], *, state: Callable[[Answer], AnswerState]
) -> tuple[Cell, ...]:
    """Count what stands in each field of the grid.

    Args:
        grid: The guidance.
        answers: By id of the measure; a measure without an answer is open.
        state: What an answer is worth on the day that is asked for.

    Returns:
        One cell for each aim and kind of people, aims in the order of the grid, within an aim the
        people in the order of ``People``; fields without measures have a total of 0.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each answer to an unknown measure or with an
            unknown option.
    """
    options = _options(grid, answers)
    states = {
        measure: state(answers[measure]) for measure, option in options.items() if option.share
    }
    fields: dict[tuple[str, People], list[_Standing]] = {
        (aim, people): [] for aim in grid.aims for people in People
    }
    for measure in grid.measures.values():
        standing = options.get(measure.id), states.get(measure.id, AnswerState.UNANSWERED)
        fields[measure.aim, measure.people].append(standing)
    return tuple(_cell(aim, people, standings) for (aim, people), standings in fields.items())


def coverage_rows(grid: Grid, cells: Iterable[Cell]) -> tuple[CoverageRow, ...]:
    """Put the fields of the grid into rows, aims in the order of the grid."""
    fields = {(cell.aim, cell.people): cell for cell in cells}
    return tuple(
        CoverageRow(aim=aim, cells=tuple(fields[aim.id, people] for people in People))
        for aim in grid.aims.values()
    )


def _options(grid: Grid, answers: Mapping[str, Answer]) -> dict[str, MeasureOption]:
    known = tuple(MeasureOption)
    errors = [
        *(_error("measures", m, grid.measures) for m in answers if m not in grid.measures),
        *(_error(m, a.option, known) for m, a in answers.items() if a.option not in known),
    ]
    if errors:
        raise ExceptionGroup("measures", errors)
    return {measure: MeasureOption(answer.option) for measure, answer in answers.items()}


def _error(place: str, got: str, want: Iterable[str]) -> SheetError:
    return SheetError(ErrorCode.SHEET_ANSWER, place=place, got=got, want=", ".join(want))


def _cell(aim: str, people: People, standings: Sequence[_Standing]) -> Cell:
    declined = sum(option is MeasureOption.NOT_FOR_US for option, _ in standings)
    total = len(standings) - declined
    shares = dict.fromkeys(AnswerState, 0.0)
    for option, state in standings:
        shares[state] += option.share if option else 0.0
    standing = {state: shares[state] for state in _STANDING}
    return Cell(
        aim=aim,
        people=people,
        total=total,
        evidenced=standing[AnswerState.EVIDENCED],
        claimed=standing[AnswerState.CLAIMED],
        expired=standing[AnswerState.EXPIRED],
        declined=declined,
        open=total - sum(standing.values()),
    )
