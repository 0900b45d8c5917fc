# SPDX-License-Identifier: Apache-2.0
"""Find the headings of a register in a sheet, wherever they stand.

Rules:
    * Titles, notes and dates may stand above; the headings are the first rows that name a code
      and a title.
    * Headings may take up to three rows, grouped by merged cells: ``三要件`` over ``有用性``, or
      ``有用性`` over ``根拠`` and ``確認日``. The most specific reading wins: all rows together,
      then the lowest, then those above.
    * Of the readings, the one that names most columns wins; of equals the one with fewer rows.
    * A row whose code is not a heading is never taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import attrs

from hiden.foundation.text import normalize_label
from hiden.registry.columns import Column, ColumnTable
from hiden.registry.grid import Cell, Grid

__all__ = ["Header", "Heading", "find_header", "missing_headings"]

SEARCHED_ROWS = 200
MAX_HEADER_ROWS = 3
LIKENESS_COLUMNS = 3
_NEEDED = ("code", "title")


@attrs.frozen(kw_only=True)
class Heading:
    """One column of a sheet.

    Attributes:
        index: From 0.
        text: As in the file, its rows joined.
        field: What it means; empty if unknown.
        certain: Its lowest row says what it means, alone or with those above.
    """

    index: int
    text: str
    field: str
    certain: bool


@attrs.frozen(kw_only=True)
class Header:
    """The headings of a sheet.

    Attributes:
        first: First of their rows, from 0.
        last: Last of their rows.
        columns: The columns that are read, in their order.
        unknown: Columns with a heading which no word explains.
        doubled: Columns that mean what an earlier one means already; they are not read.
    """

    first: int
    last: int
    columns: tuple[Heading, ...]
    unknown: tuple[Heading, ...]
    doubled: tuple[Heading, ...]

    def of(self, field: str) -> tuple[Heading, ...]:
        """Return the columns that mean ``field``, in their order."""
        return tuple(column for column in self.columns if column.field == field)


def find_header(grid: Grid, *, table: ColumnTable) -> Header | None:
    """Find the headings of a sheet; ``None`` if it is no register."""
    best: Header | None = None
    for first in range(min(len(grid.rows), SEARCHED_ROWS)):
        if best and first > best.first + MAX_HEADER_ROWS - 1:
            break
        for header in _readings(grid, first, table):
            if best is None or _rank(header) > _rank(best):
                best = header
    return best


def missing_headings(grid: Grid, *, table: ColumnTable) -> tuple[int, tuple[Column, ...]]:
    """Say what a sheet that looks like a register lacks.

    Returns:
        The row, from 0, that comes closest to headings, and the columns it lacks; none if no row
        names at least three columns.
    """
    closest, best = 0, 0
    lacking: tuple[str, ...] = ()
    for row in range(min(len(grid.rows), SEARCHED_ROWS)):
        header = _read(grid, row, row, table)
        fields = {column.field for column in header.columns}
        if len(fields) > best:
            closest, best = row, len(fields)
            lacking = tuple(field for field in _NEEDED if field not in fields)
    if best < LIKENESS_COLUMNS:
        return 0, ()
    return closest, tuple(map(table.column, lacking))


def _rank(header: Header) -> tuple[int, int]:
    return len(header.columns), header.first - header.last


def _readings(grid: Grid, first: int, table: ColumnTable) -> Iterator[Header]:
    for last in range(first, min(first + MAX_HEADER_ROWS, len(grid.rows))):
        header = _read(grid, first, last, table)
        if all(column and column[0].certain for column in map(header.of, _NEEDED)):
            yield header


def _read(grid: Grid, first: int, last: int, table: ColumnTable) -> Header:
    width = max(len(row) for row in grid.rows[first : last + 1])
    strong = [_heading(grid, column, first, last, table) for column in range(width)]
    fields = {heading.field for heading in strong}
    columns: list[Heading] = []
    unknown: list[Heading] = []
    doubled: list[Heading] = []
    taken: set[str] = set()
    for heading in strong:
        named = heading if heading.field else _weakly(heading, fields, table)
        if not named.field:
            if named.text:
                unknown.append(named)
        elif named.field in taken and not table.column(named.field).many:
            doubled.append(named)
        else:
            taken.add(named.field)
            columns.append(named)
    return Header(
        first=first,
        last=last,
        columns=tuple(columns),
        unknown=tuple(unknown),
        doubled=tuple(doubled),
    )


def _heading(grid: Grid, column: int, first: int, last: int, table: ColumnTable) -> Heading:
    texts = [_text(grid.at(row, column)) for row in range(first, last + 1)]
    parts = [text for text, _ in groupby(text for text in texts if text)]
    for joined, certain in _candidates(parts):
        field = table.strong.get(normalize_label(joined))
        if field:
            return Heading(index=column, text=" / ".join(parts), field=field, certain=certain)
    return Heading(index=column, text=" / ".join(parts), field="", certain=False)


def _candidates(parts: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield what a heading may mean, most specific first, and whether its lowest row is in it."""
    for start in range(len(parts)):
        yield "".join(parts[start:]), True
    for part in reversed(parts[:-1]):
        yield part, False


def _weakly(heading: Heading, fields: set[str], table: ColumnTable) -> Heading:
    lowest = heading.text.rpartition(" / ")[2]
    field = table.weak.get(normalize_label(lowest), "")
    return attrs.evolve(heading, field="" if field in fields else field, certain=True)


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else str(cell)
