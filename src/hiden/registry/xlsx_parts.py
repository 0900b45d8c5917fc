# SPDX-License-Identifier: Apache-2.0
"""Look into an .xlsx before a reader of workbooks sees it.

Rules:
    * The archive is unpacked here, counted, and packed anew, so that the reader sees only what was
      measured; sizes which the archive states are not believed.
    * No entity, no document type: neither occurs in what Excel writes.
    * How far the cells reach is measured first: one cell in the last corner would make a reader
      hold 17 thousand million cells.
    * Cells that hold an error are listed, since the reader shows them as empty.

Sources:
    ECMA-376 part 1, 18.3.1 (worksheets), part 2 (packages).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import attrs
from lxml import etree

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.foundation.language import mark
from hiden.registry.file_limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    check_extent,
    check_total,
    damaged,
    not_a_table,
)
from hiden.registry.grid import CellError

__all__ = ["InspectedWorkbook", "inspect_xlsx"]

MAX_PARTS = 2_000
MAX_RATIO = 300
RATIO_FROM_BYTES = 20_000_000
_CHUNK_BYTES = 1 << 20
_ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for damaged archives; found by reading 3,000 mutated workbooks."""

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION_ID = re.compile(r"\{.*/relationships\}id")


@attrs.frozen(kw_only=True)
class InspectedWorkbook:
    """A workbook that is safe to read.

    Attributes:
        data: Its bytes, packed anew where it was an archive.
        errors: By the position of the sheet, the cells that hold an error: row and column, from 0.
    """

    data: bytes
    errors: Mapping[int, Mapping[tuple[int, int], CellError]]


def inspect_xlsx(data: bytes, *, path: str) -> InspectedWorkbook:
    """Unpack, measure and pack anew.

    Raises:
        RegistryFileError: No workbook, damaged, too big, or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if _WORKBOOK not in names or _RELATIONS not in names:
                raise not_a_table(path, mark("a zip archive that is no Excel workbook"))
            parts = _unpack(archive, path=path)
    except _ARCHIVE_ERRORS as error:
        raise damaged(path, type(error).__name__) from error
    try:
        scans = {
            position: _scan(parts[part], sheet=sheet, path=path)
            for position, (sheet, part) in enumerate(_sheet_parts(parts))
            if part in parts
        }
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(path, type(error).__name__) from error
    check_total(sum(scan.rows * scan.columns for scan in scans.values()), path=path)
    errors = {position: scan.errors for position, scan in scans.items()}
    return InspectedWorkbook(data=_pack(parts), errors=errors)


def _unpack(archive: zipfile.ZipFile, *, path: str) -> dict[str, bytes]:
    wanted = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
    if len(wanted) > MAX_PARTS:
        raise _bomb(path, f"{len(wanted):,} parts")
    parts: dict[str, bytes] = {}
    total = packed = 0
    for info in wanted:
        packed += info.compress_size
        with archive.open(info) as file:
            buffer = bytearray()
            while chunk := file.read(_CHUNK_BYTES):
                buffer += chunk
                total += len(chunk)
                if total > MAX_UNPACKED_BYTES:
                    raise _bomb(path, f"more than {MAX_UNPACKED_BYTES:,} bytes")
        parts[info.filename] = bytes(buffer)
    if total > RATIO_FROM_BYTES and total > MAX_RATIO * packed:
        raise _bomb(path, f"{total:,} bytes")
    return parts


def _bomb(path: str, detail: str) -> RegistryFileError:
    return RegistryFileError(ErrorCode.REGISTER_BOMB, path=path, detail=detail)


def _pack(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _sheet_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet, in their order."""
    targets: dict[str, str] = {}
    for element in _parse(parts[_RELATIONS]).iter("{*}Relationship"):
        target = element.get("Target", "")
        full = target[1:] if target.startswith("/") else str(PurePosixPath("xl", target))
        targets[element.get("Id", "")] = full
    for element in _parse(parts[_WORKBOOK]).iter("{*}sheet"):
        relation = next(
            (str(value) for name, value in element.items() if _RELATION_ID.fullmatch(str(name))), ""
        )
        yield element.get("name", ""), targets.get(relation, "")


def _parse(content: bytes) -> etree._Element:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("got a document type, want none")
    return root


def _scan(content: bytes, *, sheet: str, path: str) -> _SheetScan:
    target = _SheetScan(sheet=sheet, path=path)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True)
    parser.feed(content)
    parser.close()
    return target


class _SheetScan:
    """Follows one sheet and notes how far its cells reach and which hold errors."""

    def __init__(self, *, sheet: str, path: str) -> None:
        self.errors: dict[tuple[int, int], CellError] = {}
        self._sheet, self._path = sheet, path
        self._row = self._column = -1
        self.rows = self.columns = 0
        self._is_error = self._in_value = False
        self._text = ""

    def doctype(self, *_: object) -> None:
        raise ValueError("got a document type, want none")

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        match str(tag).rpartition("}")[2]:
            case "row":
                self._row = int(attrib.get("r", self._row + 2)) - 1
                self._column = -1
            case "c":
                self._start_cell(str(attrib.get("r", "")), kind=attrib.get("t"))
            case "v" | "is":
                self._reach()
                self._in_value, self._text = True, ""

    def data(self, data: str | bytes) -> None:
        if self._in_value and self._is_error:
            self._text += str(data)

    def end(self, tag: str | bytes) -> None:
        if str(tag).rpartition("}")[2] == "v":
            self._in_value = False
            if self._is_error:
                self.errors[self._row, self._column] = CellError(self._text)

    def comment(self, text: str | bytes) -> None:
        """Nothing to note; the protocol of lxml has the method."""

    def close(self) -> None:
        """Nothing to give back; the protocol of lxml has the method."""

    def _start_cell(self, reference: str, *, kind: object) -> None:
        self._is_error = kind == "e"
        self._column += 1
        if match := _REFERENCE.fullmatch(reference):
            letters, number = match.groups()
            self._row = int(number) - 1
            self._column = _column_index(letters)

    def _reach(self) -> None:
        self.rows = max(self.rows, self._row + 1)
        self.columns = max(self.columns, self._column + 1)
        if self.rows > MAX_ROWS or self.columns > MAX_COLUMNS:
            check_extent(self.rows, self.columns, sheet=self._sheet, path=self._path)


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
