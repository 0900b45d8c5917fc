# SPDX-License-Identifier: Apache-2.0
"""Any file gives documents or problems, and the reader never raises over it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import olefile
import pytest
from tests.unit.intake.documents_made import (
    compound_bytes,
    docx_bytes,
    pdf_bytes,
    pptx_bytes,
    without_privileges,
    xlsx_bytes,
)

from hiden.foundation.hashing import sha256
from hiden.intake.documents.limits import Limits
from hiden.intake.documents.reader import DocumentReader
from hiden.intake.documents.values import ProblemReason

OLE_MAGIC: bytes = olefile.MAGIC


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


def _compound(*names: str) -> bytes:
    return compound_bytes(dict.fromkeys(names, b""))


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "極秘".encode("cp932"), "txt"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.tsv", b"a\tb\n", "tsv"),
        ("a.md", b"# a\n", "md"),
        ("a.exe", b"plain text all the same", "txt"),
        ("a.txt", b"ID3 is not music here", "txt"),
        ("a.xml", '<?xml version="1.0" encoding="Shift_JIS"?><a>ｱｲ</a>'.encode("cp932"), "xml"),
        ("a.txt", b"<!DOCTYPE html><p>x", "html"),
        ("a.html", b"<p>x", "html"),
        ("a.pdf", docx_bytes("x"), "docx"),
        ("a.txt", xlsx_bytes({"s": {"A1": "x"}}), "xlsx"),
        ("a.docx", pptx_bytes("x"), "pptx"),
        ("a.txt", pdf_bytes("x"), "pdf"),
        ("a", b"Received: x\nFrom: a@example.com\nSubject: x\n\nbody", "eml"),
        ("memo.txt", b"To: the board\nSubject: prices\n\nbody", "txt"),
    ],
)
def test_formats_are_told_by_content(
    reader: DocumentReader, tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    reading = reader.read(path)

    assert [kind] == [document.kind for document in reading.documents]
    assert str(path) == reading.path
    assert sha256(data) == reading.sha256 == reading.documents[0].sha256
    assert len(data) == reading.size_bytes


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (b"", ProblemReason.EMPTY, "0 bytes"),
        (b" \r\n\t", ProblemReason.EMPTY, "no text"),
        (bytes(range(256)) * 4, ProblemReason.UNSUPPORTED, "Neither text nor a known format"),
        (b"\x89PNG\r\n\x1a\n\x00", ProblemReason.UNSUPPORTED, "PNG"),
        (b"{\\rtf1 x}", ProblemReason.UNSUPPORTED, "RTF"),
        (b"MZ\x00\x00", ProblemReason.UNSUPPORTED, "EXE"),
        (b"\x00\x00\x00\x18ftypmp42", ProblemReason.UNSUPPORTED, "MP4"),
        (b"PK\x03\x04 and nothing more", ProblemReason.DAMAGED, "zip"),
        (OLE_MAGIC + b"x" * 100, ProblemReason.DAMAGED, "OLE"),
        (_compound("EncryptionInfo", "EncryptedPackage"), ProblemReason.ENCRYPTED, "password"),
        (_compound("VisioDocument"), ProblemReason.UNSUPPORTED, "Visio"),
        (_compound("DocumentText"), ProblemReason.UNSUPPORTED, "Ichitaro"),
        (_compound("Something"), ProblemReason.UNSUPPORTED, "OLE"),
        (b"<html><body></body></html>", ProblemReason.EMPTY, "no text"),
    ],
)
def test_what_gives_no_text_gives_a_reason(
    reader: DocumentReader, tmp_path: Path, data: bytes, reason: ProblemReason, word: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    reading = reader.read(path)

    (problem,) = reading.problems
    assert reading.documents == ()
    assert reason is problem.reason
    assert word in str(problem.detail)
    assert sha256(data) == problem.sha256


def test_a_name_may_explain_unknown_bytes(reader: DocumentReader, tmp_path: Path) -> None:
    path = tmp_path / "a.xdw"
    path.write_bytes(bytes(range(256)) * 4)

    (problem,) = reader.read(path).problems

    assert str(problem.detail) == "The format “DocuWorks” is not read."


def test_a_file_that_is_not_there_is_missing(reader: DocumentReader, tmp_path: Path) -> None:
    for path in (tmp_path / "none.docx", tmp_path / "nul\0byte", Path("none", "at", "all")):
        reading = reader.read(path)
        assert [problem.reason for problem in reading.problems] == [ProblemReason.MISSING]
        assert reading.sha256 is None


def test_folders_and_pipes_are_no_files(reader: DocumentReader, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    for path in (tmp_path, pipe):
        (problem,) = reader.read(path).problems
        assert problem.reason is ProblemReason.UNSUPPORTED
        assert "regular file" in str(problem.detail)


def test_a_file_that_may_not_be_read_is_denied(reader: DocumentReader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)

    with without_privileges():
        (problem,) = reader.read(path).problems

    assert problem.reason is ProblemReason.DENIED


def test_names_of_any_bytes_can_be_read(reader: DocumentReader, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x90}\x96\xca.docx"))
    path.write_bytes(docx_bytes("本文"))

    assert reader.read(path).documents[0].text.startswith("本文")


def test_relative_paths_are_shown_as_given(
    reader: DocumentReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(docx_bytes("本文"))
    monkeypatch.chdir(tmp_path)

    assert reader.read(Path("a.docx")).documents[0].path == "a.docx"


def test_a_long_text_is_read_to_its_limit_and_the_rest_is_said(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    data = b"0123456789" * 100
    path.write_bytes(data)

    with DocumentReader(Limits(text_bytes=105)) as reader:
        reading = reader.read(path)

    assert reading.documents[0].text == "0123456789" * 10 + "01234"
    assert [problem.reason for problem in reading.problems] == [ProblemReason.TOO_BIG]
    assert sha256(data) == reading.sha256
    assert len(data) == reading.size_bytes


def test_a_file_too_big_to_parse_is_said(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    path.write_bytes(b"<html>" + b"x" * 1000)

    with DocumentReader(Limits(file_bytes=100)) as reader:
        (problem,) = reader.read(path).problems

    assert problem.reason is ProblemReason.TOO_BIG


def test_lines_of_a_text_are_its_places(reader: DocumentReader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("一\r\n二\r\n三".encode("cp932"))

    (document,) = reader.read(path).documents

    assert document.text == "一\n二\n三"
    assert [document.place_at(offset).line for offset in range(6)] == [1, 1, 2, 2, 3, 3]
    assert document.extractor == "hiden-text 1 (cp932)"
