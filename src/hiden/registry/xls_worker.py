# SPDX-License-Identifier: Apache-2.0
"""Read an .xls in a process of its own.

The reader of the old format ends the whole process on some damaged files (measured with mutated
real files:
out-of-range panics, and an allocation of a terabyte that aborts), so it runs where that does no
harm.

Rules:
    * The workbook comes in on the standard input; the cells go out as JSON on the standard output.
    * The process limits its own memory and time before it reads.
    * Whatever ends the process otherwise means: the file is damaged.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.registry.file_limits import damaged
from hiden.registry.grid import Area, Cell, CellError, Grid
from hiden.registry.workbook import read_grids
from hiden.registry.xlsx_parts import InspectedWorkbook

__all__ = ["main", "read_grids_apart", "serve"]

MEMORY_BYTES = 2_000_000_000
CPU_S = 60
WALL_S = 120
_PROGRAM = "from hiden.registry.xls_worker import main; main()"
_ERROR, _DATE, _DATETIME, _TIME, _SPAN = "error", "date", "datetime", "time", "span"


def read_grids_apart(
    workbook: InspectedWorkbook, *, path: str
) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """Read all sheets, as ``workbook.read_grids`` does, in a process of its own.

    Raises:
        RegistryFileError: Damaged.
    """
    request = [
        [sheet, row, column, error.code]
        for sheet, cells in workbook.errors.items()
        for (row, column), error in cells.items()
    ]
    head = json.dumps(request).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _PROGRAM],
            input=head + workbook.data,
            capture_output=True,
            check=True,
            timeout=WALL_S,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise damaged(path, type(error).__name__) from error
    answer = json.loads(done.stdout)
    if "code" in answer:
        raise RegistryFileError(ErrorCode(answer["code"]), path=path, **answer["params"])
    return tuple(map(_grid_from, answer["grids"])), tuple(answer["others"])


def serve(request: BinaryIO, answer: BinaryIO) -> None:
    """Answer one request."""
    errors: dict[int, dict[tuple[int, int], CellError]] = {}
    for sheet, row, column, code in json.loads(request.readline()):
        errors.setdefault(sheet, {})[row, column] = CellError(code)
    try:
        grids, others = read_grids(InspectedWorkbook(data=request.read(), errors=errors), path="")
    except RegistryFileError as error:
        params = {name: value for name, value in error.params.items() if name != "path"}
        answer.write(json.dumps({"code": error.code, "params": params}).encode())
        return
    data = {"grids": [_grid_to(grid) for grid in grids], "others": others}
    answer.write(json.dumps(data).encode())


def _grid_to(grid: Grid) -> dict[str, JsonValue]:
    return {
        "sheet": grid.sheet,
        "rows": [[_cell_to(cell) for cell in row] for row in grid.rows],
        "merged": [[area.top, area.left, area.bottom, area.right] for area in grid.merged],
    }


def _grid_from(data: Mapping[str, Any]) -> Grid:
    return Grid(
        sheet=data["sheet"],
        rows=tuple(tuple(map(_cell_from, row)) for row in data["rows"]),
        merged=tuple(
            Area(top=top, left=left, bottom=bottom, right=right)
            for top, left, bottom, right in data["merged"]
        ),
    )


def _cell_to(cell: Cell) -> JsonValue:
    match cell:
        case CellError(code):
            return [_ERROR, code]
        case dt.datetime():
            return [_DATETIME, cell.isoformat()]
        case dt.date():
            return [_DATE, cell.isoformat()]
        case dt.time():
            return [_TIME, cell.isoformat()]
        case dt.timedelta():
            return [_SPAN, cell.total_seconds()]
    return cell


def _cell_from(data: Any) -> Cell:
    if not isinstance(data, list):
        plain: Cell = data
        return plain
    kind, value = data
    make: Mapping[str, Any] = {
        _ERROR: CellError,
        _DATE: dt.date.fromisoformat,
        _DATETIME: dt.datetime.fromisoformat,
        _TIME: dt.time.fromisoformat,
        _SPAN: lambda seconds: dt.timedelta(seconds=seconds),
    }
    cell: Cell = make[kind](value)
    return cell


def main() -> None:  # pragma: no cover - runs in the other process
    """Limit this process, then answer the request on the standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(sys.stdin.buffer, sys.stdout.buffer)
