# SPDX-License-Identifier: Apache-2.0
"""PDFs: pages, notes, attachments, and those that cannot be read.

They are read by the confined process, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.intake.documents_made import pdf_bytes

from hiden.intake.documents.reader import DocumentReader
from hiden.intake.documents.values import ProblemReason, Reading


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


def _pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of the objects given, the first being the catalog; readers rebuild the table."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, data) for n, data in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R" + trailer + b">>\n%%EOF\n"


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


IMAGE = _stream(
    b"\xff",
    b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _read(reader: DocumentReader, folder: Path, data: bytes) -> Reading:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return reader.read(path)


def test_pages_are_places(reader: DocumentReader, tmp_path: Path) -> None:
    reading = _read(reader, tmp_path, pdf_bytes("極秘 図面一覧", "second page"))

    (document,) = reading.documents
    assert document.kind == "pdf"
    assert document.text.startswith("極秘 図面一覧\n")
    assert document.place_at(2).page == 1
    assert document.place_at(document.text.index("second")).page == 2
    assert document.extractor.startswith("hiden-pdf 1 (pypdfium2 ")


def test_a_scan_says_that_it_has_no_text(reader: DocumentReader, tmp_path: Path) -> None:
    scan = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>",
        _stream(b"9 0 0 9 0 0 cm /I Do"),
        IMAGE,
    )

    (problem,) = _read(reader, tmp_path, scan).problems

    assert problem.reason is ProblemReason.EMPTY
    assert "OCR" in str(problem.detail)


def test_pages_of_pictures_among_text_are_counted(reader: DocumentReader, tmp_path: Path) -> None:
    mixed = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>",
        _stream(b"9 0 0 9 0 0 cm /I Do"),
        IMAGE,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 7 0 R"
        b"/Resources<</Font<</F 8 0 R>>>>>>",
        _stream(b"BT /F 9 Tf (secret) Tj ET"),
        FONT,
    )

    reading = _read(reader, tmp_path, mixed)

    assert [document.text.strip() for document in reading.documents] == ["secret"]
    assert [str(problem.detail) for problem in reading.problems] == [
        "1 of 2 pages hold only pictures (probably scans) and were not read."
    ]


def test_an_empty_page_is_no_scan(reader: DocumentReader, tmp_path: Path) -> None:
    blank = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )

    (problem,) = _read(reader, tmp_path, blank).problems

    assert str(problem.detail) == "There is no text in it."


def test_notes_and_fields_and_text_beside_the_page_are_read(
    reader: DocumentReader, tmp_path: Path
) -> None:
    noted = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R 7 0 R]>>",
        _stream(b"BT /F 9 Tf 500 500 Td (outside) Tj ET"),
        FONT,
        b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(a note)>>",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/Rect[0 0 9 9]/V<FEFF539F4FA1>>>",
    )

    (document,) = _read(reader, tmp_path, noted).documents

    assert document.text.split() == ["outside", "a", "note", "原価"]
    assert str(document.place_at(document.text.index("a note")).message()) == "page 1, comment"


def test_attached_files_are_parts(reader: DocumentReader, tmp_path: Path) -> None:
    attached = _pdf(
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)4 0 R(b)6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(memo.txt)/UF(memo.txt)/EF<</F 5 0 R>>>>",
        _stream("原価は秘密".encode("cp932"), b"/Type/EmbeddedFile"),
        b"<</Type/Filespec/F(none.txt)/UF(none.txt)>>",
    )

    reading = _read(reader, tmp_path, attached)

    assert {document.part: document.text for document in reading.documents} == {
        "memo.txt": "原価は秘密"
    }
    assert ("none.txt", ProblemReason.DAMAGED) in [
        (problem.part, problem.reason) for problem in reading.problems
    ]


def test_an_encrypted_pdf_says_so(reader: DocumentReader, tmp_path: Path) -> None:
    locked = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]"
        % (b"11" * 32, b"22" * 32),
    )

    (problem,) = _read(reader, tmp_path, locked).problems

    assert problem.reason is ProblemReason.ENCRYPTED


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", pdf_bytes("x")[:300]])
def test_a_damaged_pdf_says_so(reader: DocumentReader, tmp_path: Path, data: bytes) -> None:
    (problem,) = _read(reader, tmp_path, data).problems

    assert problem.reason is ProblemReason.DAMAGED
