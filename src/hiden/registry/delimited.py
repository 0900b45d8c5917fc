# SPDX-License-Identifier: Apache-2.0
"""Read CSV and TSV files in the encodings that Excel in Japan writes.

Rules:
    * UTF-8 with or without mark, UTF-16 with mark, Shift_JIS (cp932): the first that fits the
      whole file.
    * The delimiter is the one with which a row shows the most headings of a register.
    * A row is a record: a cell may hold line breaks, as in Excel, where the same row numbers
      appear.
    * An apostrophe before a formula sign is dropped: it is how such texts are written to be safe.

Sources:
    RFC 4180; for the apostrophe OWASP, CSV Injection.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.foundation.text import normalize_label
from hiden.registry.columns import ColumnTable
from hiden.registry.file_limits import MAX_ROWS, check_extent, check_total, damaged
from hiden.registry.grid import Grid

__all__ = ["FORMULA_SIGNS", "read_delimited"]

FORMULA_SIGNS = "=+\\-@＝＋－＠"
"""Signs with which Excel begins a formula, escaped for a set of characters in a pattern."""

_GUARDED = re.compile(f"'+[{FORMULA_SIGNS}]")
_DELIMITERS = (",", "\t", ";")
_HEAD_RECORDS = 50


def read_delimited(data: bytes, *, sheet: str, table: ColumnTable, path: str) -> Grid:
    """Read a CSV or TSV file.

    Args:
        data: The whole file.
        sheet: Name to give it.
        table: Headings by which the delimiter is found.
        path: For errors.

    Raises:
        RegistryFileError: The encoding is none of those above, quotes do not match, or there are
            too many rows.
    """
    text = _decode(data, path=path)
    delimiter = max(_DELIMITERS, key=lambda one: _headings(text, one, table))
    rows: list[tuple[str, ...]] = []
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for record in records:
            rows.append(tuple(map(_unguard, record)))
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as error:
        raise damaged(path, f"line {records.line_num}: {error}") from error
    check_extent(len(rows), max(map(len, rows), default=0), sheet=sheet, path=path)
    check_total(sum(map(len, rows)), path=path)
    return Grid(sheet=sheet, rows=tuple(rows))


def _decode(data: bytes, *, path: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp932")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegistryFileError(ErrorCode.REGISTER_ENCODING, path=path)


def _headings(text: str, delimiter: str, table: ColumnTable) -> int:
    """Count the headings in the row among the first that has most of them."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    most = 0
    try:
        for record in islice(records, _HEAD_RECORDS):
            labels = {normalize_label(cell) for cell in record}
            most = max(most, sum(label in table.strong or label in table.weak for label in labels))
    except csv.Error:
        return most
    return most


def _unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
