# SPDX-License-Identifier: Apache-2.0
"""Small real files for the tests of documents, and a way to read them in this process.

Only files made here are read so: in the product, parsers run in a confined process.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

import attrs
import docx
import olefile
import openpyxl
import pptx
import typst

from hiden.foundation.hashing import Sha256, sha256
from hiden.intake.documents.extraction import Budget, Position, Source, Text, Trouble
from hiden.intake.documents.limits import Limits
from hiden.intake.documents.traversal import traverse
from hiden.intake.documents.values import Document, ProblemReason
from hiden.intake.documents.wire import document_of

__all__ = [
    "Found",
    "Tree",
    "compound_bytes",
    "docx_bytes",
    "pdf_bytes",
    "pptx_bytes",
    "read",
    "without_privileges",
    "xlsx_bytes",
    "zip_bytes",
]


@attrs.define
class Found:
    """What a traversal in this process found; a sink."""

    documents: list[Document] = attrs.field(factory=list)
    troubles: list[tuple[str, Trouble]] = attrs.field(factory=list)
    begun: list[tuple[str, Position]] = attrs.field(factory=list)

    def begin(self, part: str, position: Position, *, is_last_reader: bool) -> None:
        """Note that a part begins."""
        assert isinstance(is_last_reader, bool)
        self.begun.append((part, position))

    def text(self, part: str, digest: Sha256, text: Text) -> None:
        """Note a text."""
        self.documents.append(document_of("file", part, digest=digest, text=text))

    def trouble(self, part: str, digest: Sha256 | None, trouble: Trouble) -> None:
        """Note a problem."""
        assert digest is None or len(digest) == 64
        self.troubles.append((part, trouble))

    @property
    def text_of(self) -> dict[str, str]:
        """The text of each part."""
        return {document.part: document.text for document in self.documents}

    @property
    def reasons(self) -> list[tuple[str, ProblemReason]]:
        """The reason of each problem, with its part."""
        return [(part, trouble.reason) for part, trouble in self.troubles]


def read(
    data: bytes,
    name: str = "file",
    *,
    limits: Limits | None = None,
    died_at: tuple[Position, ...] = (),
) -> Found:
    """Read bytes in this process."""
    found = Found()
    source = Source(name, data, Budget(limits or Limits()))
    traverse(source, sha256(data), sink=found, died_at=died_at)
    return found


def zip_bytes(entries: Mapping[str, bytes | str]) -> bytes:
    """Make a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx_bytes(*paragraphs: str) -> bytes:
    """Make a document of Word."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pptx_bytes(*titles: str) -> bytes:
    """Make a presentation, one slide for each title, with a note that repeats it."""
    presentation = pptx.Presentation()
    for title in titles:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        assert slide.shapes.title is not None
        slide.shapes.title.text = title
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None
        notes.text = f"口頭: {title}"
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def xlsx_bytes(sheets: Mapping[str, Mapping[str, object]]) -> bytes:
    """Make a workbook from cells by their address."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, cells in sheets.items():
        sheet = workbook.create_sheet(name)
        for address, value in cells.items():
            sheet[address] = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def pdf_bytes(*pages: str) -> bytes:
    """Make a PDF, one page for each text."""
    markup = "\n#pagebreak()\n".join(pages)
    made = typst.compile(markup.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


Tree: TypeAlias = "Mapping[str, bytes | Tree]"
_NO_SECTOR, _END_OF_CHAIN, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_SMALLEST = 4096  # shorter streams would lie in the mini stream


def compound_bytes(tree: Tree) -> bytes:
    """Make a compound file (OLE); its streams are padded with zeros to 4,096 bytes."""
    entries: list[bytes] = []
    streams: list[bytes] = []
    _add_entry(entries, streams, "Root Entry", tree, kind=5, right=_NO_SECTOR)
    directory = b"".join(entries)
    directory += bytes(-len(directory) % _SECTOR)
    blocks = [directory, *streams]
    fat = [_FAT_SECTOR] * 2  # room for two sectors of the table: 127 KiB
    starts = []
    for block in blocks:
        starts.append(len(fat))
        count = len(block) // _SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), _END_OF_CHAIN]
    for number, start in enumerate(starts[1:]):
        directory = directory.replace(b"AT%06d" % number, struct.pack("<II", start, 4096))
    fat += [_NO_SECTOR] * (256 - len(fat))
    header: bytes = olefile.MAGIC + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 2, 2, 0, 4096,
                          _END_OF_CHAIN, 0, _END_OF_CHAIN, 0, 0)  # fmt: skip
    header += struct.pack("<I", 1) + struct.pack("<I", _NO_SECTOR) * 107
    table = struct.pack("<256I", *fat)
    return header + table + directory + b"".join(streams)


def _add_entry(
    entries: list[bytes],
    streams: list[bytes],
    name: str,
    content: bytes | Tree,
    *,
    kind: int,
    right: int,
) -> None:
    number = len(entries)
    entries.append(b"")
    child, place = _NO_SECTOR, struct.pack("<II", _END_OF_CHAIN, 0)
    if isinstance(content, bytes):
        place = b"AT%06d" % len(streams)
        assert len(content) <= _SMALLEST
        streams.append(content.ljust(_SMALLEST, b"\0"))
    else:
        for inner, value in content.items():
            before, child = child, len(entries)
            inner_kind = 2 if isinstance(value, bytes) else 1
            _add_entry(entries, streams, inner, value, kind=inner_kind, right=before)
    raw = name.encode("utf-16-le").ljust(64, b"\0")
    links = struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, _NO_SECTOR, right, child)
    entries[number] = raw + links + bytes(36) + place + bytes(4)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be an ordinary user for a while, for root may open everything."""
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
