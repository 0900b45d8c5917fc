# SPDX-License-Identifier: Apache-2.0
"""Cells of a workbook, read straight from its XML: the second try where calamine gives up.

Slower, but it needs memory only for the cells that hold something, and it bears with odd files.

Does not: turn serial numbers into dates, for it does not read styles.

Sources:
    ECMA-376 part 1, 18.3.1.4 (cells), 18.4 (shared strings).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from hiden.intake.documents.archive import Archive, open_package
from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import unify_line_ends
from hiden.intake.documents.extraction import Output, Source, Spot, Trouble, UnreadablePartError
from hiden.intake.documents.office_text import OfficeText
from hiden.intake.documents.ooxml import WALKER, sheet_parts
from hiden.intake.documents.passages import cell_address, parse_cell_address
from hiden.intake.documents.values import ProblemReason

__all__ = ["read_workbook_xml"]

_SHARED_STRINGS = "xl/sharedStrings.xml"
_EXTRACTOR = f"hiden-sheets-xml 1 ({WALKER})"


def read_workbook_xml(source: Source) -> Iterator[Output]:
    """Read a workbook of the Open Packaging kind: .xlsx and .xlsm.

    Raises:
        UnreadablePartError: Its archive or its list of sheets cannot be read.
    """
    archive = open_package(source)
    text = OfficeText(archive)
    shared = tuple(_shared_strings(archive))
    for name, part in sheet_parts(archive).items():
        try:
            _add_cells(text, part, sheet=name, shared=shared)
        except (etree.XMLSyntaxError, IndexError):
            params: dict[str, str | int] = {"piece": name}
            text.later.append(
                Trouble(reason=ProblemReason.DAMAGED, detail=Detail.DAMAGED_PIECE, params=params)
            )
        text.add_satellites(part, Spot(sheet=name))
    yield from text.outputs(kind="xlsx", extractor=_EXTRACTOR)


def _elements(data: bytes, *names: str) -> Iterator[etree._Element]:
    """Give the elements with one of some names, and forget them afterwards."""
    tags = tuple(f"{{*}}{name}" for name in names)
    events = etree.iterparse(
        io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in events:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _shared_strings(archive: Archive) -> Iterator[str]:
    data = archive.read_name(_SHARED_STRINGS)
    if not data:
        return
    try:
        for element in _elements(data, "si"):
            yield _string(element)
    except etree.XMLSyntaxError as error:
        raise UnreadablePartError(
            ProblemReason.DAMAGED, Detail.DAMAGED_PIECE, piece=_SHARED_STRINGS
        ) from error


def _string(element: etree._Element) -> str:
    """Join the runs of a string, without phonetic guides."""
    return "".join(
        run.text or "" for run in element.iter("{*}t") if not _is_phonetic(run.getparent())
    )


def _is_phonetic(element: etree._Element | None) -> bool:
    return element is not None and str(element.tag).endswith("}rPh")


def _add_cells(text: OfficeText, part: str, *, sheet: str, shared: tuple[str, ...]) -> None:
    row = ""
    for element in _elements(text.archive.read_name(part), "c"):
        value = _value(element, shared)
        number = parse_cell_address(str(element.get("r", "")))
        if value:
            if not row:
                text.builder.add(sheet, Spot(sheet=sheet), end="")
            new_row = cell_address(number).lstrip(_LETTERS) if number else row or "1"
            text.builder.separate("\t" if new_row == row else "\n")
            text.builder.add(value, Spot(sheet=sheet, cell=number), end="")
            row = new_row
    if row:
        text.builder.separate("\n")


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _value(element: etree._Element, shared: tuple[str, ...]) -> str:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        return unify_line_ends(_string(element))
    value = next((child.text for child in element.iter("{*}v")), None) or ""
    if kind == "s" and value.isdecimal():
        return unify_line_ends(shared[int(value)])
    return unify_line_ends(value)
