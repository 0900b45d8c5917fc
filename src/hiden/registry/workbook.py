# SPDX-License-Identifier: Apache-2.0
"""Read the cells of an Excel workbook (.xlsx, .xlsm, .xls).

Rules:
    * Formulas count by the value that Excel stored last; nothing is computed, no macro runs.
    * Every cell of a merged area holds the area's value.

What it does not do: other formats that calamine knows (.xlsb, .ods); they are refused by name.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
)

from hiden.registry.file_limits import MAX_CELLS, damaged
from hiden.registry.grid import Area, Cell, CellError, Grid
from hiden.registry.xlsx_parts import InspectedWorkbook

__all__ = ["read_grids"]


def read_grids(
    workbook: InspectedWorkbook, *, path: str
) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """Read all sheets.

    Returns:
        The sheets with cells, and the names of those that hold none by their kind.

    Raises:
        RegistryFileError: Damaged.
    """
    grids, others = [], []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(workbook.data)) as book:
            for position, sheet in enumerate(book.sheets_metadata):
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    others.append(sheet.name)
                    continue
                errors = workbook.errors.get(position, {})
                grids.append(_grid(book.get_sheet_by_name(sheet.name), errors, path=path))
    except CalamineError as error:
        raise damaged(path, type(error).__name__) from error
    return tuple(grids), tuple(others)


def _grid(sheet: CalamineSheet, errors: Mapping[tuple[int, int], CellError], *, path: str) -> Grid:
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), error in errors.items():
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = error
    merged = tuple(
        Area(top=top, left=left, bottom=bottom, right=right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    _fill(rows, merged, path=path)
    return Grid(sheet=sheet.name, rows=tuple(map(tuple, rows)), merged=merged)


def _fill(rows: list[list[Cell]], merged: tuple[Area, ...], *, path: str) -> None:
    """Give every cell of a merged area the area's value, as far as the sheet reaches."""
    filled = 0
    for area in merged:
        if area.top >= len(rows) or area.left >= len(rows[area.top]):
            continue
        value = rows[area.top][area.left]
        for cells in rows[area.top : area.bottom + 1]:
            columns = range(area.left, min(area.right + 1, len(cells)))
            filled += len(columns)
            if filled > MAX_CELLS:
                raise damaged(path, "overlapping merged cells")
            for column in columns:
                cells[column] = value
