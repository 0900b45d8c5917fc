# SPDX-License-Identifier: Apache-2.0
"""Every kind of file gives the text of its manuscript back, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import attrs
import docx
import openpyxl
import pptx
import pypdfium2
import pytest

from hiden.testing.company.desk import Desk
from hiden.testing.company.files import SampleFile, file_name, put
from hiden.testing.company.manuscript import Heading, Manuscript, Paragraph, Table
from hiden.testing.company.plain import JST, Envelope, mail_bytes

LONG = "前側軸受の予圧は二回に分けて与え、外輪の温度が落ち着くまで待つ。" * 6
PAPER = Manuscript(
    title="主軸の組込条件（見本）",
    language="ja",
    author="見本 一郎",
    date=dt.date(2026, 3, 4),
    blocks=(
        Paragraph(text="【見本】架空の文書です。"),
        Heading(text="1. 要点"),
        *(Paragraph(text=f"第{n}段落。{LONG}", own=n == 1) for n in range(6)),
        Table(rows=(("項目", "値"), ("予圧 <前側>", "180 N & 以上"))),
    ),
)
TEXTS = (PAPER.title, "1. 要点", LONG, "予圧 <前側>", "180 N & 以上")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def read_xlsx(data: bytes) -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return "\n".join(str(c) for row in sheet.iter_rows(values_only=True) for c in row if c)


def read_pptx(data: bytes) -> str:
    texts = []
    for slide in pptx.Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


def read_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def read_html(data: bytes) -> str:
    text = re.sub(r"<[^>]*>", "\n", data.decode())
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


READERS: dict[str, Callable[[bytes], str]] = {
    "csv": lambda data: data.decode("utf-8-sig"),
    "docx": read_docx,
    "html": read_html,
    "md": bytes.decode,
    "pdf": read_pdf,
    "pptx": read_pptx,
    "txt": bytes.decode,
    "xlsx": read_xlsx,
}


@pytest.mark.parametrize("kind", READERS)
def test_a_file_gives_its_text_back(kind: str, desk: Desk) -> None:
    text = bare(READERS[kind](desk.write(PAPER, kind=kind)))

    assert [wanted for wanted in TEXTS if bare(wanted) not in text] == []


@pytest.mark.parametrize("kind", READERS)
def test_a_file_is_the_same_each_time(kind: str, desk: Desk) -> None:
    assert desk.write(PAPER, kind=kind) == Desk().write(PAPER, kind=kind)


def test_some_text_files_are_cp932_where_that_has_the_characters(desk: Desk) -> None:
    old = attrs.evolve(PAPER, date=dt.date(2026, 3, 5))
    cubic = attrs.evolve(old, title="容量 12 m³")

    assert PAPER.title in desk.write(old, kind="txt").decode("cp932")
    assert cubic.title in desk.write(cubic, kind="txt").decode("utf-8")


def test_a_kind_that_is_not_written_is_an_error(desk: Desk) -> None:
    with pytest.raises(KeyError, match="dwg"):
        desk.write(PAPER, kind="dwg")


def test_a_mail_holds_its_text_and_attachments() -> None:
    envelope = Envelope(
        sender="k001@kakuseiki.example",
        recipient="contact1@partner.example",
        sent_at=dt.datetime(2026, 10, 1, 9, 30, tzinfo=JST),
        number=7,
    )
    data = mail_bytes(PAPER, envelope=envelope, attachments={"資料.pdf": b"%PDF", "控え": b"?"})
    message = message_from_bytes(data, policy=default)
    body = message.get_body()

    assert body is not None
    assert LONG in body.get_content().replace("\r\n", "\n")
    assert [part.get_filename() for part in message.iter_attachments()] == ["資料.pdf", "控え"]
    assert data == mail_bytes(
        PAPER, envelope=envelope, attachments={"資料.pdf": b"%PDF", "控え": b"?"}
    )


def test_a_manuscript_knows_what_is_its_own() -> None:
    planted = PAPER.with_inserted(("盗まれた文。",))

    assert (f"第1段落。{LONG}",) == PAPER.own
    assert "盗まれた文。" in planted.own
    assert len(PAPER.blocks) + 1 == len(planted.blocks)


def test_a_title_becomes_a_name_without_slashes_and_spaces() -> None:
    assert file_name("原価/見積 (案): 第2版 ") == "原価_見積_(案)_第2版"


def test_a_file_carries_the_time_of_its_day(tmp_path: Path) -> None:
    put(SampleFile(path="a/b.txt", data=b"x", on=dt.date(2026, 10, 1)), folder=tmp_path)

    stamp = (tmp_path / "a" / "b.txt").stat().st_mtime
    assert dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC).timestamp() == stamp
