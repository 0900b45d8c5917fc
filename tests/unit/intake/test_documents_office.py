# SPDX-License-Identifier: Apache-2.0
"""Office files of the Open Packaging kind: their text, where it stands, what is wrong."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from tests.unit.intake.documents_made import docx_bytes, pptx_bytes, read, xlsx_bytes, zip_bytes

from hiden.intake.documents.limits import Limits
from hiden.intake.documents.values import ProblemReason

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHART_DATA: Any = CategoryChartData  # not annotated by its library
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def _bare_docx(body: str, **entries: bytes | str) -> bytes:
    """A document of nothing but a main part."""
    main = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zip_bytes({"[Content_Types].xml": TYPES, "word/document.xml": main, **entries})


def _with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Replace or add entries of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zip_bytes({**entries, **parts})


def test_a_document_is_its_paragraphs() -> None:
    found = read(docx_bytes("秘密管理規程", "第1条\t目的"))

    (document,) = found.documents
    assert document.kind == "docx"
    assert document.text.startswith("秘密管理規程\n第1条\t目的\n")
    assert document.place_at(8).paragraph == 2


def test_runs_join_and_breaks_break() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
        "<w:r><w:t>原</w:t></w:r><w:r><w:t>価</w:t><w:tab/><w:t>表</w:t><w:br/><w:t>改</w:t></w:r>"
        "<w:r><w:noBreakHyphen/><w:sym w:font='x' w:char='2460'/><w:sym w:char='zz'/></w:r></w:p>"
    )

    found = read(_bare_docx(body))

    assert found.text_of == {"": "原価\t表\n改-①\n"}


def test_ruby_fallback_and_field_codes_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>ひでん</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>秘伝</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice><w:r><w:t>図</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>図</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )

    assert read(_bare_docx(body)).text_of == {"": "秘伝図\n"}


def test_deleted_text_stands_apart() -> None:
    body = (
        "<w:p><w:r><w:t>単価は</w:t></w:r><w:del><w:r><w:delText>100円</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200円</w:t></w:r></w:ins></w:p>"
    )

    (document,) = read(_bare_docx(body)).documents

    assert document.text == "単価は200円\n100円\n"
    assert str(document.place_at(9).message()) == (
        "paragraph 1, deleted text kept as a tracked change"
    )


def test_boxes_come_before_the_paragraph_they_are_anchored_in() -> None:
    body = (
        "<w:p><w:r><w:t>外</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>箱</w:t></w:r></w:p>"
        "</w:txbxContent></w:r><w:r><w:t>側</w:t></w:r></w:p>"
    )

    assert read(_bare_docx(body)).text_of == {"": "箱\n外側\n"}


def test_headers_footers_and_properties_are_read() -> None:
    made = docx.Document()
    made.add_paragraph("本文")
    made.sections[0].header.paragraphs[0].text = "社外秘"
    made.sections[0].footer.paragraphs[0].text = "第1版"
    made.core_properties.title = "配合表"
    made.core_properties.author = "someone"
    buffer = io.BytesIO()
    made.save(buffer)

    (document,) = read(buffer.getvalue()).documents

    places = {
        document.text[passage.start : passage.end]: str(passage.place.message())
        for passage in document.passages
    }
    assert places["本文"] == "paragraph 1"
    assert places["社外秘"] == "header"
    assert places["第1版"] == "footer"
    assert places["配合表"] == "document properties"
    assert "someone" not in document.text


def test_alternative_texts_of_pictures_are_read() -> None:
    made = docx.Document()
    made.add_paragraph("本文")
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w')}><wp:docPr"
        " xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'"
        " id='1' name='x' descr='炉の断面図'/></w:drawing>"
    )
    made.paragraphs[0].add_run()._r.append(drawing)
    buffer = io.BytesIO()
    made.save(buffer)

    assert "炉の断面図" in read(buffer.getvalue()).text_of[""]


def test_slides_come_in_order_with_their_notes() -> None:
    (document,) = read(pptx_bytes("概要", "工程")).documents

    assert document.kind == "pptx"
    assert document.text.startswith("概要\n口頭: 概要\n")
    second = document.place_at(document.text.index("工程"))
    assert second.slide == 2
    assert str(document.place_at(document.text.index("口頭: 工程")).message()) == (
        "slide 2, speaker notes"
    )


def test_charts_and_the_workbooks_behind_them_are_read() -> None:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    data = CHART_DATA()
    data.categories = ["歩留まり"]
    data.add_series("一号炉", (0.875,))
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(2), Inches(2), data
    )
    buffer = io.BytesIO()
    made.save(buffer)

    found = read(buffer.getvalue())

    chart = found.documents[0]
    assert {"歩留まり", "一号炉", "0.875"} <= set(chart.text.split("\n"))
    assert str(chart.place_at(0).message()) == "slide 1, chart"
    (workbook,) = found.documents[1:]
    assert workbook.part.startswith("ppt/embeddings/")
    assert workbook.kind == "xlsx"


def test_cells_have_addresses() -> None:
    cells = {
        "B2": "配合比",
        "C2": 3.0,
        "D4": 1.1,
        "A5": True,
        "B5": dt.datetime(2024, 5, 1, tzinfo=None),  # noqa: DTZ001 - sheets know no time zone
    }

    (document,) = read(xlsx_bytes({"原価": cells, "空": {}})).documents

    assert document.text.startswith("原価\n配合比\t3\n1.1\nTrue\t2024-05-01\n")
    places = [str(passage.place.message()) for passage in document.passages][:6]
    assert places == [
        "sheet “原価”",
        "sheet “原価”, cell B2",
        "sheet “原価”, cell C2",
        "sheet “原価”, cell D4",
        "sheet “原価”, cell A5",
        "sheet “原価”, cell B5",
    ]


def test_comments_have_the_address_of_their_cell() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet["B2"] = "A"
    sheet["B2"].comment = Comment("粘度に注意", "x")
    buffer = io.BytesIO()
    made.save(buffer)

    (document,) = read(buffer.getvalue()).documents

    place = document.place_at(document.text.index("粘度"))
    assert str(place.message()) == "sheet “Sheet”, cell B2, comment"


def test_odd_sheets_are_read_by_the_second_reader() -> None:
    data = xlsx_bytes({"表": {"B4": "極秘", "C4": 5, "A6": "x\r\ny"}})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rels = archive.read("xl/_rels/workbook.xml.rels")
    odd = rels.replace(b"relationships/worksheet", b"relationships/unheardOf")

    first, second = read(data), read(_with_parts(data, {"xl/_rels/workbook.xml.rels": odd}))

    assert first.documents[0].text == second.documents[0].text
    assert "calamine" in first.documents[0].extractor
    assert "calamine" not in second.documents[0].extractor
    assert list(first.documents[0].passages) == list(second.documents[0].passages)
    assert second.troubles == []


def test_a_document_without_text_says_so() -> None:
    found = read(_bare_docx("<w:p/>"))
    scanned = read(_bare_docx("<w:p/>", **{"word/media/image1.png": b"x"}))

    assert found.documents == []
    assert [str(trouble.detail) for _, trouble in found.troubles] == ["no-text"]
    assert [str(trouble.detail) for _, trouble in scanned.troubles] == ["no-text-layer"]


def test_embedded_files_are_parts() -> None:
    made = docx_bytes("外")
    rels = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        relations = archive.read(rels).replace(
            b"</Relationships>",
            b'<Relationship Id="rX" Type="http://x/relationships/aFChunk" Target="part.html"/>'
            b'<Relationship Id="rY" Type="http://x/relationships/package" Target="none.xlsx"/>'
            b'<Relationship Id="rZ" Type="http://x/relationships/package" Target="http://x/"'
            b' TargetMode="External"/></Relationships>',
        )

    found = read(_with_parts(made, {rels: relations, "word/part.html": "<p>中".encode()}))

    assert found.text_of["word/part.html"] == "中"
    assert found.troubles == []


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>",
        "<!DOCTYPE x [<!ENTITY c SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>",
    ],
)
def test_entities_are_not_resolved(prolog: str) -> None:
    reference = "&c;" if "ENTITY" in prolog else ""
    main = f"{prolog}<w:document {W}><w:p><w:r><w:t>前{reference}</w:t></w:r></w:p></w:document>"

    found = read(zip_bytes({"[Content_Types].xml": TYPES, "word/document.xml": main}))

    assert found.text_of == {"": "前\n"}


def test_a_damaged_part_is_named_and_the_others_are_read() -> None:
    made = docx.Document()
    made.add_paragraph("本文")
    made.sections[0].header.paragraphs[0].text = "社外秘"
    buffer = io.BytesIO()
    made.save(buffer)

    found = read(_with_parts(buffer.getvalue(), {"word/header1.xml": b"<broken"}))

    assert "本文" in found.text_of[""]
    assert [(trouble.reason, trouble.params) for _, trouble in found.troubles] == [
        (ProblemReason.DAMAGED, {"piece": "word/header1.xml"})
    ]


@pytest.mark.parametrize("part", ["_rels/.rels", "docProps/core.xml"])
def test_damaged_surroundings_do_not_hide_the_main_text(part: str) -> None:
    found = read(_with_parts(docx_bytes("本文"), {part: b"<broken"}))

    assert "本文" in found.text_of[""]


def test_a_truncated_document_is_damaged() -> None:
    found = read(docx_bytes("本文")[:-400])

    assert found.reasons == [("", ProblemReason.DAMAGED)]


def test_a_package_that_states_too_much_is_not_opened() -> None:
    data = _bare_docx("<w:p><w:r><w:t>" + "あ" * 100_000 + "</w:t></w:r></w:p>")

    by_ratio = read(data, limits=Limits(ratio_floor_bytes=1000))
    by_total = read(data, limits=Limits(total_bytes=10_000))
    by_count = read(data, limits=Limits(entries=1))

    assert by_ratio.reasons == by_total.reasons == by_count.reasons == [("", ProblemReason.BOMB)]


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_with_damaged_cells_says_so(name: str) -> None:
    data = _with_parts(xlsx_bytes({"表": {"B4": "極秘"}}), {name: b"<broken"})

    found = read(data)

    assert [reason for _, reason in found.reasons] == [ProblemReason.DAMAGED]
