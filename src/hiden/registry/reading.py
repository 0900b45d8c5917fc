# SPDX-License-Identifier: Apache-2.0
"""Read a register as companies keep it.

Rules:
    * Good rows are taken; of the others every problem is reported at its sheet, row and column.
    * Nothing is passed over in silence: sheets without headings, columns without meaning, and
      rows that are totals or examples are named.
    * Nothing is taken twice: a code that comes again with the same content is counted, with another
      content refused.
    * Codes of vertically merged cells make one secret of their rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.foundation.ids import SecretId
from hiden.foundation.language import Message, mark
from hiden.registry.columns import ColumnTable, load_columns
from hiden.registry.grid import Grid
from hiden.registry.header import Header, Heading, find_header, missing_headings
from hiden.registry.problem import RegisterReading, RowProblem, Severity
from hiden.registry.rows import RowReader
from hiden.registry.secret import Secret
from hiden.registry.skipped_rows import is_blank, reason_to_skip
from hiden.registry.table_file import read_table

__all__ = ["MAX_PROBLEMS", "read_register"]

MAX_PROBLEMS = 10_000

_NO_CELLS = mark("skipped: the sheet holds no cells.")
_NO_HEADINGS = mark("skipped: no headings of a register were found in this sheet.")
_HALF_HEADINGS = mark(
    "not read: the sheet looks like a register, but has no column for %(missing)s."
    " Name the column, for example %(missing)s."
)
_NO_ROWS = mark("there is no row below the headings.")
_NO_LEVEL = mark(
    "there is no column for the level, so no row can be taken. Add a column %(heading)s."
)
_UNKNOWN_COLUMN = mark(
    "not read: no field goes by these headings: %(headings)s."
    " Rename a column if it matters; the rest of the sheet was read."
)
_DOUBLED_COLUMN = mark(
    "not read: the column means the same as “%(first)s”. Rename or delete one of them."
)
_CODE_AGAIN = mark(
    "the code stands in sheet “%(sheet)s”, row %(row)d already, with other content."
    " Give it another code, or delete one of the rows."
)
_TOO_MANY_PROBLEMS = mark(
    "reading stopped here after %(count)d problems; this row and all after it were not read."
    " Correct the problems above and read the file again."
)


@attrs.define
class _Collected:
    """What was read so far."""

    secrets: dict[SecretId, Secret] = attrs.field(factory=dict)
    rows: dict[SecretId, tuple[str, int]] = attrs.field(factory=dict)
    problems: list[RowProblem] = attrs.field(factory=list)
    repeated: int = 0


def read_register(path: Path) -> RegisterReading:
    """Read a register from an Excel, CSV or TSV file.

    Raises:
        RegistryFileError: The whole file is unreadable; the sentence says why and what to do.
    """
    table = load_columns()
    file = read_table(path, table=table)
    if not any(grid.rows for grid in file.grids):
        raise RegistryFileError(ErrorCode.REGISTER_EMPTY, path=str(path))
    collected = _Collected()
    found = [_read_sheet(grid, collected, table) for grid in file.grids]
    if not any(found):
        raise RegistryFileError(ErrorCode.REGISTER_NO_HEADER, path=str(path))
    collected.problems += [
        _problem(sheet, 0, Message(_NO_CELLS), Severity.WARNING) for sheet in file.other_sheets
    ]
    return RegisterReading(
        path=str(path),
        sha256=file.sha256,
        secrets=tuple(collected.secrets.values()),
        rows=collected.rows,
        problems=tuple(collected.problems),
        repeated=collected.repeated,
    )


def _read_sheet(grid: Grid, collected: _Collected, table: ColumnTable) -> bool:
    """Read one sheet; say whether it is a register."""
    header = find_header(grid, table=table)
    if header is None:
        collected.problems.append(_why_no_register(grid, table))
        return False
    collected.problems += _about_columns(grid, header, table)
    reader = RowReader(grid, header, table=table)
    filled = False
    for rows in _records(grid, header):
        filled = True
        if len(collected.problems) >= MAX_PROBLEMS:
            reason = Message(_TOO_MANY_PROBLEMS, {"count": len(collected.problems)})
            collected.problems.append(_problem(grid.sheet, rows[0], reason, Severity.ERROR))
            break
        skipped = reason_to_skip(grid, rows[0], header, table=table)
        if skipped:
            reason = Message(skipped)
            collected.problems.append(_problem(grid.sheet, rows[0], reason, Severity.WARNING))
            continue
        secret, problems = reader.read(rows)
        collected.problems += problems
        if secret:
            _take(secret, grid.sheet, rows[0], header, collected)
    if not filled:
        collected.problems.append(
            _problem(grid.sheet, header.last, Message(_NO_ROWS), Severity.WARNING)
        )
    return True


def _records(grid: Grid, header: Header) -> Iterator[tuple[int, ...]]:
    """Yield the rows of each secret below the headings, blank ones left out."""
    code = header.of("code")[0].index
    last_of = {
        area.top: area.bottom
        for area in grid.merged
        if area.left <= code <= area.right and area.bottom > area.top
    }
    row = header.last + 1
    while row < len(grid.rows):
        last = min(last_of.get(row, row), len(grid.rows) - 1)
        rows = tuple(one for one in range(row, last + 1) if not is_blank(grid, one))
        if rows:
            yield rows
        row = last + 1


def _take(secret: Secret, sheet: str, row: int, header: Header, collected: _Collected) -> None:
    known = collected.secrets.get(secret.code)
    if known is None:
        collected.secrets[secret.code] = secret
        collected.rows[secret.code] = (sheet, row + 1)
    elif known == secret:
        collected.repeated += 1
    else:
        first_sheet, first_row = collected.rows[secret.code]
        reason = Message(_CODE_AGAIN, {"sheet": first_sheet, "row": first_row})
        column = header.of("code")[0]
        collected.problems.append(_problem(sheet, row, reason, Severity.ERROR, column=column))


def _why_no_register(grid: Grid, table: ColumnTable) -> RowProblem:
    if not grid.rows:
        return _problem(grid.sheet, 0, Message(_NO_CELLS), Severity.WARNING)
    row, missing = missing_headings(grid, table=table)
    if missing:
        names = ", ".join(f"{column.ja} ({column.en})" for column in missing)
        return _problem(
            grid.sheet, row, Message(_HALF_HEADINGS, {"missing": names}), Severity.ERROR
        )
    return _problem(grid.sheet, 0, Message(_NO_HEADINGS), Severity.WARNING)


def _about_columns(grid: Grid, header: Header, table: ColumnTable) -> Iterator[RowProblem]:
    if header.unknown:
        headings = ", ".join(heading.text for heading in header.unknown)
        reason = Message(_UNKNOWN_COLUMN, {"headings": headings})
        yield _problem(grid.sheet, header.last, reason, Severity.WARNING)
    for heading in header.doubled:
        reason = Message(_DOUBLED_COLUMN, {"first": header.of(heading.field)[0].text})
        yield _problem(grid.sheet, header.last, reason, Severity.WARNING, column=heading)
    if not header.of("level"):
        column = table.column("level")
        reason = Message(_NO_LEVEL, {"heading": f"{column.ja} ({column.en})"})
        yield _problem(grid.sheet, header.last, reason, Severity.ERROR)


def _problem(
    sheet: str, row: int, reason: Message, severity: Severity, *, column: Heading | None = None
) -> RowProblem:
    return RowProblem(
        sheet=sheet,
        row=row + 1,
        column=column.text if column else None,
        reason=reason,
        severity=severity,
    )
