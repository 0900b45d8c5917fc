# SPDX-License-Identifier: Apache-2.0
"""PDF: the text of each page, of its notes and form fields, and the files attached.

PDFium is not safe for threads and works on bytes that nobody vouches for: only in a confined
process.

Does not: read pictures of text. A page which holds only pictures is counted and said.

Sources:
    ISO 32000-1, 12.5 (annotations), 12.7 (forms), 7.11.4 (embedded files).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import unify_line_ends
from hiden.intake.documents.extraction import (
    Inner,
    Output,
    Source,
    Spot,
    TextBuilder,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.values import ProblemReason, Region

__all__ = ["read_pdf"]

_EXTRACTOR = f"hiden-pdf 1 (pypdfium2 {version('pypdfium2')})"

_PROPERTIES = ("Title", "Subject", "Keywords")
_EVERYWHERE = (-1e6, -1e6, 1e6, 1e6)  # text beside the visible page counts too


def read_pdf(source: Source) -> Iterator[Output]:
    """Read a PDF.

    Raises:
        UnreadablePartError: It is encrypted or damaged.
    """
    pdf = _open(source.data())
    builder = TextBuilder()
    counts = _Counts()
    for number in range(len(pdf)):
        yield from _read_page(pdf, number, builder=builder, counts=counts)
    is_textless = builder.is_blank
    for name, value in pdf.get_metadata_dict(skip_empty=True).items():
        if name in _PROPERTIES:
            builder.add(unify_line_ends(value), Spot(region=Region.PROPERTIES))
    if not builder.is_blank:
        yield builder.build(kind="pdf", extractor=_EXTRACTOR)
    yield from _troubles(counts, total=len(pdf), is_textless=is_textless)
    yield from _attachments(pdf)


class _Counts:
    """Pages which have no text but pictures."""

    def __init__(self) -> None:
        self.pictures_only = 0


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED) from error
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="pdf") from error


def _read_page(
    pdf: pdfium.PdfDocument, number: int, *, builder: TextBuilder, counts: _Counts
) -> Iterator[Output]:
    try:
        page = pdf[number]
        text = _clean(page.get_textpage().get_text_bounded(*_EVERYWHERE))
    except pdfium.PdfiumError:
        yield Trouble(
            reason=ProblemReason.DAMAGED,
            detail=Detail.DAMAGED_PIECE,
            params={"piece": f"page {number + 1}"},
        )
        return
    builder.add(text, Spot(page=number + 1))
    for note in _notes(page):
        builder.add(_clean(note), Spot(page=number + 1, region=Region.COMMENT))
    if not text.strip():
        counts.pictures_only += _has_picture(page)
    page.close()


def _clean(text: str) -> str:
    """Undo the hyphens at line ends, which PDFium marks by U+FFFE or U+0002."""
    text = unify_line_ends(text)
    for hyphen in ("\ufffe", "\x02"):
        text = text.replace(f"{hyphen}\n", "").replace(hyphen, "")
    return text


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _notes(page: pdfium.PdfPage) -> Iterator[str]:
    """Give the text of annotations, and the values of form fields."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        for key in (b"Contents", b"V"):
            yield _annotation_string(annotation, key)
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _annotation_string(annotation: pdfium_c.FPDF_ANNOTATION, key: bytes) -> str:
    size = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= ctypes.sizeof(pdfium_c.FPDF_WCHAR):
        return ""
    buffer = (pdfium_c.FPDF_WCHAR * (size // 2))()
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0")


def _troubles(counts: _Counts, *, total: int, is_textless: bool) -> Iterator[Output]:
    if is_textless and counts.pictures_only:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT_LAYER)
    elif is_textless:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
    elif counts.pictures_only:
        yield Trouble(
            reason=ProblemReason.EMPTY,
            detail=Detail.PAGES_WITHOUT_TEXT,
            params={"pages": counts.pictures_only, "total": total},
        )


def _attachments(pdf: pdfium.PdfDocument) -> Iterator[Output]:
    for index in range(pdf.count_attachments()):
        yield Inner(name=_attachment_name(pdf, index), load=partial(_attached, pdf, index))


def _attachment_name(pdf: pdfium.PdfDocument, index: int) -> str:
    try:
        return str(pdf.get_attachment(index).get_name())
    except pdfium.PdfiumError:
        return f"attachment {index + 1}"


def _attached(pdf: pdfium.PdfDocument, index: int) -> bytes:
    try:
        return bytes(pdf.get_attachment(index).get_data())
    except pdfium.PdfiumError as error:
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="pdf") from error
