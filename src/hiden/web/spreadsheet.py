# SPDX-License-Identifier: Apache-2.0
"""A table as a file for spreadsheets: Excel, or CSV in UTF-8 with BOM or in Shift_JIS (cp932).

Rules:
    * No cell of a file is ever run as a formula.
    * What Shift_JIS lacks becomes a question mark; UTF-8 is the form that loses nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import attrs
from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell as OpenpyxlCell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

__all__ = ["Cell", "Table", "csv_file", "xlsx_file"]

Cell: TypeAlias = str | int | float | dt.date | Promise | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text of a CSV for a formula (OWASP, CSV Injection)."""


@attrs.frozen(kw_only=True)
class Table:
    """A list as a file.

    Attributes:
        name: Name of the file, without day and extension.
        head: The headings.
        rows: The cells, row by row.
        title: Name of its sheet in a workbook; empty for the spreadsheet program's own.
        more: Further sheets of the workbook; a CSV has this one alone.
    """

    name: str
    head: Sequence[str | Promise]
    rows: Iterable[Sequence[Cell]]
    title: str | Promise = ""
    more: Sequence[Table] = ()


def csv_file(table: Table, *, encoding: str) -> bytes:
    """Write a table as CSV (RFC 4180).

    Args:
        table: The table.
        encoding: ``utf-8-sig`` or ``cp932``.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([str(label) for label in table.head])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode(encoding, errors="replace")


def xlsx_file(table: Table) -> bytes:
    """Write a table as an Excel workbook; days stay days, numbers stay numbers."""
    book = Workbook(write_only=True)
    for each in (table, *table.more):
        _add_sheet(book, each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add_sheet(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(str(table.title) or None)
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, str(label)) for label in table.head]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return timezone.localtime(cell).isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, int | float | dt.date):
        return str(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> OpenpyxlCell:
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, str | Promise):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
        cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet)
    cell.value = value
    return cell
