# SPDX-License-Identifier: Apache-2.0
"""What a file of a register is before it means anything: sheets of cells."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

import attrs

from hiden.foundation.hashing import Sha256

__all__ = ["Area", "Cell", "CellError", "Grid", "Table"]


@attrs.frozen
class CellError:
    """The cell holds an error of Excel.

    Attributes:
        code: Such as ``#REF!``.
    """

    code: str


Cell: TypeAlias = (
    str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | CellError
)
"""One cell; an empty one is ``""``."""


@attrs.frozen(kw_only=True)
class Area:
    """Cells merged into one; from 0, the ends included.

    Attributes:
        top: First row.
        left: First column.
        bottom: Last row.
        right: Last column.
    """

    top: int
    left: int
    bottom: int
    right: int


@attrs.frozen(kw_only=True)
class Grid:
    """One sheet.

    Attributes:
        sheet: Its name; for CSV the name of the file.
        rows: From the first row of the file on, so that row ``i`` is the file's row ``i + 1``;
            rows may differ in length. Cells of a merged area all hold its value.
        merged: The merged areas.
    """

    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Area, ...] = ()

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, from 0; ``""`` outside the sheet."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


@attrs.frozen(kw_only=True)
class Table:
    """One file.

    Attributes:
        sha256: Of its bytes as read.
        grids: Its sheets, in their order.
        other_sheets: Names of sheets that hold no cells: charts, dialogs, macros.
    """

    sha256: Sha256
    grids: tuple[Grid, ...]
    other_sheets: tuple[str, ...] = ()
