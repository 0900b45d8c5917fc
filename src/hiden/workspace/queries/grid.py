# SPDX-License-Identifier: Apache-2.0
"""The measures of the Handbook, with what was answered, and their like in other editions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from hiden.foundation.clock import Clock, SystemClock
from hiden.guideline.answers import live_until, measure_state
from hiden.guideline.coverage import MEASURE_VALID_DAYS, Cell, MeasureOption
from hiden.guideline.facts import Fact
from hiden.guideline.grid import Grid, load_grid
from hiden.guideline.grid_rules import Crossing, Measure
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.guideline.values import Answer, AnswerState
from hiden.workspace.queries.standing import cells, standing_of_organisation

__all__ = ["AimRows", "GridFilter", "GridPage", "MeasureRow", "Related", "grid_page"]


@attrs.frozen(kw_only=True)
class GridFilter:
    """Which measures were asked for.

    Attributes:
        text: Stands in the label, in either language, or is the id.
        aim: Id of an aim; empty for all.
        people: One of ``People``; empty for all.
        answer: One of ``MeasureOption``, or ``open`` for those without an answer; empty for all.
        tier: ``1`` or ``2``; empty for both.
    """

    text: str = ""
    aim: str = ""
    people: str = ""
    answer: str = ""
    tier: str = ""


@attrs.frozen(kw_only=True)
class Related:
    """What answers to a measure in another document.

    Attributes:
        crossing: How, and how well that is verified.
        fact: The method, measure type, clause or measure.
    """

    crossing: Crossing
    fact: Fact


@attrs.frozen(kw_only=True)
class MeasureRow:
    """One measure.

    Attributes:
        measure: The measure.
        answer: What was answered; ``None`` if nothing was.
        option: The same as a word; ``None`` if nothing was.
        state: What the answer is worth.
        live_until: Last day on which its evidence still shows it; ``None`` if it has none.
        related: Its like of other documents.
        items: Questions of the check sheet that it serves.
    """

    measure: Measure
    answer: Answer | None
    option: MeasureOption | None
    state: AnswerState
    live_until: dt.date | None
    related: tuple[Related, ...]
    items: tuple[Fact, ...]


@attrs.frozen(kw_only=True)
class AimRows:
    """The measures of one aim.

    Attributes:
        aim: The aim.
        rows: Its measures.
    """

    aim: Fact
    rows: tuple[MeasureRow, ...]


@attrs.frozen(kw_only=True, eq=False)
class GridPage:
    """The grid.

    Attributes:
        on: The day for which evidence is judged.
        grid: The guidance.
        cells: How much of it stands.
        aims: The measures that were asked for, by aim.
        shown: How many those are.
        total: How many measures there are.
        answered: How many of them are answered.
    """

    on: dt.date
    grid: Grid
    cells: tuple[Cell, ...]
    aims: tuple[AimRows, ...]
    shown: int
    total: int
    answered: int

    @property
    def rows(self) -> Iterator[MeasureRow]:
        """Yield the measures that were asked for."""
        for aim in self.aims:
            yield from aim.rows


def grid_page(asked: GridFilter, *, clock: Clock = SystemClock()) -> GridPage:
    """Return the grid with the measures that were asked for."""
    found = standing_of_organisation(clock=clock)
    grid = load_grid()
    known = found.answers.measures
    rows = [
        _row(grid, measure, known.get(measure.id), on=found.on)
        for measure in grid.measures.values()
    ]
    wanted = [row for row in rows if _fits(row, asked)]
    aims = (
        AimRows(aim=aim, rows=tuple(row for row in wanted if row.measure.aim == aim.id))
        for aim in grid.aims.values()
    )
    return GridPage(
        on=found.on,
        grid=grid,
        cells=cells(found.answers, on=found.on),
        aims=tuple(aim for aim in aims if aim.rows),
        shown=len(wanted),
        total=len(rows),
        answered=sum(row.answer is not None for row in rows),
    )


def _row(grid: Grid, measure: Measure, answer: Answer | None, *, on: dt.date) -> MeasureRow:
    return MeasureRow(
        measure=measure,
        answer=answer,
        option=MeasureOption(answer.option) if answer else None,
        state=measure_state(answer, on=on),
        live_until=live_until(answer, on=on, valid_days=MEASURE_VALID_DAYS),
        related=tuple(_related(grid, measure.id)),
        items=tuple(item for item in load_sheet(SHEET).items if measure.id in item.measures),
    )


def _related(grid: Grid, measure: str) -> Iterator[Related]:
    pieces = {**grid.types, **grid.methods, **grid.clauses, **grid.measures}
    for crossing in grid.crossings_of(measure):
        other = crossing.origin if crossing.target == measure else crossing.target
        yield Related(crossing=crossing, fact=pieces[other])


def _fits(row: MeasureRow, asked: GridFilter) -> bool:
    measure = row.measure
    text = asked.text.casefold()
    answer = row.option.value if row.option else "open"
    return (
        any(text in words.casefold() for words in (measure.id, measure.ja, measure.en))
        and asked.aim in {"", measure.aim}
        and asked.people in {"", measure.people.value}
        and asked.answer in {"", answer}
        and asked.tier in {"", str(measure.tier)}
    )
