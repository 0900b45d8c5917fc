# SPDX-License-Identifier: Apache-2.0
"""Small files for the tests of the registry: workbooks from rows, and .xls byte by byte.

The .xls writer knows just enough of [MS-CFB] and [MS-XLS] for one stream of records; nothing else
in the project writes that format.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write_xlsx(
    path: Path, rows: Sequence[Sequence[Any]], *, merge: Sequence[str] = (), sheet: str = "台帳"
) -> Path:
    """Write one sheet from A1; texts that look like errors of Excel become such errors."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            page.cell(row, column).value = value
    for area in merge:
        page.merge_cells(area)
    book.save(path)
    return path


def write_csv(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Write a text as it is."""
    path.write_bytes(text.encode(encoding))
    return path


def record(kind: int, content: bytes = b"") -> bytes:
    """Return one BIFF record."""
    return struct.pack("<HH", kind, len(content)) + content


def label(row: int, column: int, text: str) -> bytes:
    """Return a cell of text."""
    data = text.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + data)


def number(row: int, column: int, value: float) -> bytes:
    """Return a cell of a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def error(row: int, column: int, code: int, *, is_error: int = 1) -> bytes:
    """Return a cell of an error, or of a truth value."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, is_error))


def error_formula(row: int, column: int, code: int) -> bytes:
    """Return a cell with a formula whose last value is an error; without the formula itself."""
    value = struct.pack("<BBBBBBH", 2, 0, code, 0, 0, 0, 0xFFFF)
    return record(
        0x0006, struct.pack("<HHH", row, column, 0) + value + struct.pack("<HIH", 0, 0, 0)
    )


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    """Return the record of one merged area."""
    return record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def workbook_stream(cells: bytes, *, before: bytes = b"") -> bytes:
    """Return the records of a workbook of one sheet named 台帳.

    Args:
        cells: Records of the sheet.
        before: Records to put into the globals.
    """
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    sheet_bof = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)
    name = "台帳".encode("utf-16-le")
    length = len(record(0x0809, bof)) + len(before) + 4 + 8 + len(name) + len(record(0x000A))
    bound = record(0x0085, struct.pack("<IBBBB", length, 0, 0, 2, 1) + name)
    head = record(0x0809, bof) + before + bound + record(0x000A)
    return head + record(0x0809, sheet_bof) + cells + record(0x000A)


def ole_file(stream: bytes, *, name: str = "Workbook") -> bytes:
    """Return a compound file that holds one stream of at most 60 KB."""
    padded = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(padded) // SECTOR
    chain = [FAT, END, *range(3, 2 + count), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
        + struct.pack("<109I", 0, *[FREE] * 108)
    )
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry(name, 2, FREE, 2, len(padded))
    return header + table + directory.ljust(SECTOR, b"\0") + padded


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
