# SPDX-License-Identifier: Apache-2.0
"""How big a register may be, and how to say that a file is not one.

A register comes from outside as any other file does. The limits are far above real ones (a
company of 30,000 people has some thousand secrets) and far below what would exhaust a small PC.
"""

from __future__ import annotations

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.foundation.language import Message, mark

__all__ = [
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "check_extent",
    "check_size",
    "check_total",
    "damaged",
    "not_a_table",
]

MAX_FILE_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 300_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 10_000_000
"""Of all sheets, each as its rows times its columns: readers hold full rectangles in memory."""

_SIZE = mark("size of the file in bytes")
_ROWS = mark("rows of the sheet “%(sheet)s”")
_COLUMNS = mark("columns of the sheet “%(sheet)s”")
_CELLS = mark("cells of all sheets")


def check_size(size_bytes: int, *, path: str) -> None:
    """Check the size of a file.

    Raises:
        RegistryFileError: The file is empty or too big.
    """
    if size_bytes == 0:
        raise RegistryFileError(ErrorCode.REGISTER_EMPTY, path=path)
    if size_bytes > MAX_FILE_BYTES:
        raise _too_big(Message(_SIZE), size_bytes, MAX_FILE_BYTES, path=path)


def check_extent(rows: int, columns: int, *, sheet: str, path: str) -> None:
    """Check how far the cells of a sheet reach.

    Raises:
        RegistryFileError: Too far.
    """
    for msgid, got, limit in (
        (_ROWS, rows, MAX_ROWS),
        (_COLUMNS, columns, MAX_COLUMNS),
    ):
        if got > limit:
            raise _too_big(Message(msgid, {"sheet": sheet}), got, limit, path=path)


def check_total(cells: int, *, path: str) -> None:
    """Check the number of cells of all sheets, each counted as a full rectangle.

    Raises:
        RegistryFileError: Too many.
    """
    if cells > MAX_CELLS:
        raise _too_big(Message(_CELLS), cells, MAX_CELLS, path=path)


def damaged(path: str, detail: str) -> RegistryFileError:
    """Make the error for a damaged file; ``detail`` holds nothing of the file's content."""
    return RegistryFileError(ErrorCode.REGISTER_DAMAGED, path=path, detail=detail)


def not_a_table(path: str, detail: str) -> RegistryFileError:
    """Make the error for a file of another kind; ``detail`` names the kind, as a message id."""
    return RegistryFileError(ErrorCode.REGISTER_NOT_TABLE, path=path, detail=Message(detail))


def _too_big(what: Message, got: int, limit: int, *, path: str) -> RegistryFileError:
    return RegistryFileError(
        ErrorCode.REGISTER_TOO_BIG, path=path, what=what, got=f"{got:,}", limit=f"{limit:,}"
    )
