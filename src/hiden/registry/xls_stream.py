# SPDX-License-Identifier: Apache-2.0
"""Look into an .xls before a reader of workbooks sees it.

Rules:
    * A container which holds an encrypted package, or a stream with a password, is named as such.
    * How far the cells reach is measured first, for the same reason as in ``xlsx_parts``.
    * Cells that hold an error are listed, since the reader shows them as empty.

Sources:
    [MS-XLS] 2.3 (record stream), 2.4.24 BoolErr, 2.4.28 BoundSheet8, 2.4.117 FilePass,
    2.4.127 Formula, 2.5.10 Bes; [MS-OFFCRYPTO] 2.3.4.4 (EncryptedPackage).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.foundation.language import mark
from hiden.registry.file_limits import check_extent, check_total, damaged, not_a_table
from hiden.registry.grid import CellError
from hiden.registry.xlsx_parts import InspectedWorkbook

__all__ = ["inspect_xls"]

_EOF, _FILE_PASS, _BOUND_SHEET = 0x000A, 0x002F, 0x0085
_BOOL_ERR, _FORMULA, _MUL_RK = 0x0205, 0x0006, 0x00BD
_CELL_RECORDS = frozenset(
    {_BOOL_ERR, _FORMULA, _MUL_RK, 0x00FD, 0x0203, 0x027E, 0x0204, 0x00D6, 0x0003, 0x0004, 0x0005}
)
"""BoolErr, Formula, MulRk, LabelSst, Number, Rk, Label, RString and the cells of older versions."""

_OFFSET = struct.Struct("<I")
_POSITION = struct.Struct("<HHH")
_BOOL_ERR_CELL = struct.Struct("<6xBB")
_FORMULA_CELL = struct.Struct("<6xBxBxxxH")
_IS_ERROR, _ERROR_VALUE, _NO_NUMBER = 1, 2, 0xFFFF

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def inspect_xls(data: bytes, *, path: str) -> InspectedWorkbook:
    """Measure a workbook of Excel 97 to 2003.

    Raises:
        RegistryFileError: No workbook, damaged, encrypted, or too big.
    """
    stream = _workbook_stream(data, path=path)
    errors: dict[int, dict[tuple[int, int], CellError]] = {}
    total = 0
    for position, offset in enumerate(_sheet_offsets(stream, path=path)):
        rows, columns, errors[position] = _scan(stream, offset)
        check_extent(rows, columns, sheet=f"#{position + 1}", path=path)
        total += rows * columns
    check_total(total, path=path)
    return InspectedWorkbook(data=data, errors=errors)


def _workbook_stream(data: bytes, *, path: str) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage"):
                raise RegistryFileError(ErrorCode.REGISTER_ENCRYPTED, path=path)
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    return bytes(container.openstream(name).read())
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise damaged(path, type(error).__name__) from error
    raise not_a_table(path, mark("an Office document that is no Excel workbook"))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each record up to the end of a substream."""
    position = start
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length
        if kind == _EOF:
            return


def _sheet_offsets(stream: bytes, *, path: str) -> Iterator[int]:
    for kind, content in _records(stream, 0):
        if kind == _FILE_PASS:
            raise RegistryFileError(ErrorCode.REGISTER_ENCRYPTED, path=path)
        if kind == _BOUND_SHEET and len(content) >= _OFFSET.size:
            yield _OFFSET.unpack_from(content)[0]


def _scan(stream: bytes, offset: int) -> tuple[int, int, dict[tuple[int, int], CellError]]:
    """Return how many rows and columns the cells of a sheet span, and its errors."""
    rows = columns = 0
    errors: dict[tuple[int, int], CellError] = {}
    for kind, content in _records(stream, offset):
        if kind not in _CELL_RECORDS or len(content) < _POSITION.size:
            continue
        row, column, _ = _POSITION.unpack_from(content)
        last = struct.unpack_from("<H", content, len(content) - 2)[0] if kind == _MUL_RK else column
        rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
        code = _error_code(kind, content)
        if code is not None:
            errors[row, column] = CellError(_ERRORS.get(code, "#ERROR"))
    return rows, columns, errors


def _error_code(kind: int, content: bytes) -> int | None:
    if kind == _BOOL_ERR and len(content) >= _BOOL_ERR_CELL.size:
        code, is_error = _BOOL_ERR_CELL.unpack_from(content)
        return int(code) if is_error == _IS_ERROR else None
    if kind == _FORMULA and len(content) >= _FORMULA_CELL.size:
        value, code, number = _FORMULA_CELL.unpack_from(content)
        return int(code) if (value, number) == (_ERROR_VALUE, _NO_NUMBER) else None
    return None
