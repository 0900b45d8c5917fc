# SPDX-License-Identifier: Apache-2.0
"""Workbooks: the cells of every sheet, hidden ones too, with comments, shapes and charts.

Cells come from calamine (.xlsx, .xlsm, .xlsb, .xls, .ods); what lies around them in .xlsx and
.xlsm from the walker of Office files. Cells of a row are separated by a tab, rows by a line end.

Does not: format numbers as the sheet shows them; a number is its shortest decimal form, a date is
ISO 8601.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from importlib.metadata import version
from typing import TypeAlias

import olefile
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from hiden.intake.documents.archive import open_package
from hiden.intake.documents.compound import embedded_files, open_compound
from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import unify_line_ends
from hiden.intake.documents.extraction import (
    Output,
    Source,
    Spot,
    TextBuilder,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.office_text import OfficeText
from hiden.intake.documents.ooxml import WALKER, sheet_parts
from hiden.intake.documents.passages import cell_number
from hiden.intake.documents.values import ProblemReason

__all__ = ["read_sheets", "read_workbook_package"]

Cell: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_FILEPASS, _BOUNDSHEET = 0x2F, 0x85
_CALAMINE = f"python-calamine {version('python-calamine')}"


def read_sheets(source: Source) -> Iterator[Output]:
    """Read the cells of a workbook: .xls, .xlsb and .ods.

    Raises:
        UnreadablePartError: It is encrypted or damaged.
    """
    workbook = _open(source)
    builder = TextBuilder()
    troubles = [
        trouble for name in workbook.sheet_names for trouble in _add_cells(builder, workbook, name)
    ]
    if not builder.is_blank:
        yield builder.build(kind=_kind(source), extractor=f"hiden-sheets 1 ({_CALAMINE})")
    inside = list(_embedded(source))
    if builder.is_blank and not troubles and not inside:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
    yield from troubles
    yield from inside


def read_workbook_package(source: Source) -> Iterator[Output]:
    """Read a workbook of the Open Packaging kind: .xlsx and .xlsm.

    Raises:
        UnreadablePartError: Its archive or its cells cannot be read.
    """
    archive = open_package(source)
    parts = sheet_parts(archive)
    workbook = _open(source)
    text = OfficeText(archive)
    for name in workbook.sheet_names:
        text.later.extend(_add_cells(text.builder, workbook, name))
        if name in parts:
            text.add_satellites(parts[name], Spot(sheet=name))
    yield from text.outputs(kind="xlsx", extractor=f"hiden-sheets 1 ({_CALAMINE}, {WALKER})")


def _embedded(source: Source) -> Iterator[Output]:
    if olefile.isOleFile(source.open()):
        yield from embedded_files(open_compound(source))


def _kind(source: Source) -> str:
    head = source.head(4)
    suffix = source.name.rpartition(".")[2].lower()
    if head.startswith(b"PK"):
        return "ods" if suffix == "ods" else "xlsb"
    return "xls"


def _open(source: Source) -> CalamineWorkbook:
    if _is_encrypted(source):
        raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED)
    try:
        return CalamineWorkbook.from_filelike(source.open())
    except PasswordError as error:
        raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="xlsx") from error


def _is_encrypted(source: Source) -> bool:
    """True if a workbook of Excel 97 has a FILEPASS record ([MS-XLS], 2.4.117)."""
    if not olefile.isOleFile(source.open()):
        return False
    compound = open_compound(source)
    records = compound.read("Workbook") or compound.read("Book")
    position = 0
    while position + 4 <= len(records):
        record, size = struct.unpack_from("<HH", records, position)
        if record in {_FILEPASS, _BOUNDSHEET}:
            return bool(record == _FILEPASS)
        position += 4 + size
    return False


def _add_cells(builder: TextBuilder, workbook: CalamineWorkbook, name: str) -> Iterator[Trouble]:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError:
        yield Trouble(
            reason=ProblemReason.DAMAGED, detail=Detail.DAMAGED_PIECE, params={"piece": name}
        )
        return
    if sheet.start is not None:
        builder.add(name, Spot(sheet=name))
        _add_rows(builder, sheet, name)


def _add_rows(builder: TextBuilder, sheet: CalamineSheet, name: str) -> None:
    first_column = sheet.start[1] if sheet.start else 0
    for row, cells in enumerate(sheet.iter_rows()):
        if cells.count("") == len(cells):  # most rows of a sparse sheet
            continue
        separator = ""
        for column, value in enumerate(cells, first_column):
            if value != "":
                builder.separate(separator)
                spot = Spot(cell=cell_number(row, column), sheet=name)
                builder.add(_cell_text(value), spot, end="")
                separator = "\t"
        builder.separate("\n")


def _cell_text(value: Cell) -> str:
    if isinstance(value, str):
        return unify_line_ends(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
