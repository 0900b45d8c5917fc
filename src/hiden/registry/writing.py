# SPDX-License-Identifier: Apache-2.0
"""Write a register so that people can work in it and it reads back the same.

Rules:
    * One row per secret, one column per field, in the order of ``columns.yaml``.
    * Days are real days; texts are texts: what begins like a formula is never one.
    * A file is there whole or not at all: it is written beside its place and moved there.

What it does not do: keep what else stood in an older file.

Sources:
    OWASP, CSV Injection (apostrophe before formula signs); ECMA-376 part 1, 22.9.2.19
    (``_xHHHH_``).
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import attrs
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    RegistryFileError,
)
from hiden.foundation.language import Language, mark, translate
from hiden.foundation.storage import storage_error
from hiden.registry import list_text
from hiden.registry.columns import Column, ColumnTable, Form, load_columns
from hiden.registry.delimited import FORMULA_SIGNS
from hiden.registry.secret import Secret

__all__ = ["CsvEncoding", "write_register", "write_register_csv"]

CsvEncoding: TypeAlias = Literal["utf-8-sig", "cp932"]

MAX_CELL_LENGTH = 32_767
"""Characters in a cell of Excel."""

_SHEET_NAME = mark("Trade secrets")
_CHOOSE = mark("Choose a word from the list.")
_FIRST_EXCEL_DAY = dt.date(1900, 3, 1)
_FORMULA = re.compile(f"[{FORMULA_SIGNS}]")
_GUARD = re.compile(f"'*[{FORMULA_SIGNS}]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS: Mapping[Form, int] = {
    Form.LINE: 18,
    Form.TEXT: 40,
    Form.CHOICE: 12,
    Form.DATE: 12,
    Form.NAMES: 24,
    Form.CONTAINERS: 36,
    Form.SUPPORTS: 36,
    Form.YEN: 16,
    Form.MONTHS: 12,
}
_TITLE_WIDTH = 32
_TOP = Alignment(vertical="top", wrap_text=True)
_DAY_FORMAT: Mapping[Language, str] = {"ja": 'yyyy"年"m"月"d"日"', "en": "yyyy-mm-dd"}

_Value: TypeAlias = str | int | dt.date | None


def write_register(secrets: Sequence[Secret], path: Path, *, language: Language) -> None:
    """Write a register as an Excel workbook.

    Args:
        secrets: In the order of the rows.
        path: Ends in .xlsx; what is there is replaced.
        language: Of the headings and words.

    Raises:
        RegistryFileError: A cell would hold more than Excel can.
        InputError: The folder does not exist.
        StorageUnavailableError: The file cannot be written.
    """
    table = load_columns()
    columns = _columns(table)
    book = Workbook()
    book.properties.creator = "Hiden"
    sheet = book.worksheets[0]
    sheet.title = translate(_SHEET_NAME, language=language)
    _write_headings(sheet, columns, language)
    for row, secret in enumerate(secrets, start=2):
        cells = []
        for position, column in enumerate(columns, start=1):
            value = _value(secret, column, language=language, table=table)
            if isinstance(value, str) and len(value) > MAX_CELL_LENGTH:
                raise RegistryFileError(
                    ErrorCode.REGISTER_CELL_TOO_LONG,
                    path=str(path),
                    code=secret.code,
                    column=column.heading(language),
                    got=len(value),
                    want=MAX_CELL_LENGTH,
                )
            cells.append(Cell(sheet, row=row, column=position))
            _write_cell(cells[-1], value, language)
        sheet.append(cells)
    _add_choices(sheet, columns, language=language, table=table, rows=len(secrets))
    buffer = io.BytesIO()
    book.save(buffer)
    _replace(path, buffer.getvalue())


def write_register_csv(
    secrets: Sequence[Secret],
    path: Path,
    *,
    language: Language,
    encoding: CsvEncoding = "utf-8-sig",
) -> None:
    """Write a register as CSV.

    Args:
        secrets: In the order of the rows.
        path: What is there is replaced.
        language: Of the headings and words.
        encoding: UTF-8 with a mark, by which Excel knows it; or Shift_JIS for older programs.

    Raises:
        InputError: The encoding lacks characters, all places are named; or there is no such folder.
        StorageUnavailableError: The file cannot be written.
    """
    table = load_columns()
    columns = _columns(table)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(column.heading(language) for column in columns)
    lacking = []
    for secret in secrets:
        texts = [
            _plain(_value(secret, column, language=language, table=table)) for column in columns
        ]
        lacking += [
            f"{secret.code} ({column.heading(language)})"
            for column, text in zip(columns, texts, strict=True)
            if not _encodable(text, encoding)
        ]
        writer.writerow(map(_guarded, texts))
    if lacking:
        raise InputError(ErrorCode.REGISTER_CHARACTERS, path=str(path), places=", ".join(lacking))
    _replace(path, buffer.getvalue().encode(encoding))


def _columns(table: ColumnTable) -> tuple[Column, ...]:
    fields = {field.name for field in attrs.fields(Secret)}
    return tuple(column for column in table.columns if column.field in fields)


def _value(secret: Secret, column: Column, *, language: Language, table: ColumnTable) -> _Value:
    value = getattr(secret, column.field)
    match column.form:
        case Form.NAMES:
            return list_text.join_names(value, nothing=table.nothing_labels)
        case Form.CONTAINERS:
            return list_text.join_containers(value, language=language, table=table)
        case Form.SUPPORTS:
            return list_text.join_supports(value, language=language, nothing=table.nothing_labels)
        case Form.CHOICE:
            words = _words(column, language=language, table=table)
            return words[value] if value else None
    plain: _Value = value
    return plain


def _words(column: Column, *, language: Language, table: ColumnTable) -> dict[str, str]:
    return {
        choice.value: choice.ja if language == "ja" else choice.en
        for choice in table.choices_of(column.field)
    }


def _write_headings(sheet: Worksheet, columns: tuple[Column, ...], language: Language) -> None:
    fill = PatternFill("solid", fgColor="1F3A5F")
    for position, column in enumerate(columns, start=1):
        cell = sheet.cell(1, position, column.heading(language))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = fill
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        width = _TITLE_WIDTH if column.field == "title" else _WIDTHS[column.form]
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _write_cell(cell: Cell, value: _Value, language: Language) -> None:
    cell.alignment = _TOP
    if isinstance(value, dt.date) and value >= _FIRST_EXCEL_DAY:
        cell.value = value
        cell.number_format = _DAY_FORMAT[language]
    elif isinstance(value, int):
        cell.value = value
        cell.number_format = "#,##0"
    elif value:
        text = _plain(value)
        cell.value = _ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"
        cell.number_format = "@"
        if _FORMULA.match(text):
            cell.quotePrefix = True


def _add_choices(
    sheet: Worksheet,
    columns: tuple[Column, ...],
    *,
    language: Language,
    table: ColumnTable,
    rows: int,
) -> None:
    """Offer the words of a column to choose from, some rows beyond the last."""
    for position, column in enumerate(columns, start=1):
        if column.form is Form.CHOICE:
            words = ",".join(_words(column, language=language, table=table).values())
            rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            rule.error = translate(_CHOOSE, language=language)
            letter = get_column_letter(position)
            rule.add(f"{letter}2:{letter}{rows + 1_000}")
            sheet.add_data_validation(rule)


def _plain(value: _Value) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if _GUARD.match(text) else text


def _encodable(text: str, encoding: CsvEncoding) -> bool:
    """Say whether a text comes back the same; cp932 takes some characters for others."""
    return text.encode(encoding, errors="replace").decode(encoding) == text


def _replace(path: Path, data: bytes) -> None:
    """Put a file in its place in one step."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except FileNotFoundError as error:
        raise InputError(ErrorCode.PATH_MISSING, path=path.parent) from error
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise storage_error(error, path=path) from error
