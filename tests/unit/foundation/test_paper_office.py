# SPDX-License-Identifier: Apache-2.0
"""Documents as Word and PowerPoint files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import attrs
import docx
import pptx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from lxml import etree
from tests.unit.foundation.papers_made import DRAWING, sample_rules, sample_talk

from hiden.foundation.language import LANGUAGES, Language
from hiden.foundation.paper import (
    Block,
    Clause,
    Heading,
    Items,
    Labels,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from hiden.foundation.paper.slides import to_pptx
from hiden.foundation.paper.word import to_docx

# ECMA-376 part 1, 17.3.1.26, 17.3.2.28, 17.4.59, 17.4.69: the order of what is inside.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs"
    " spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs"
    " highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout"
    " tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
}
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
LABELS = Labels(word="極秘", lines=("〇〇社",))
TEXT = Paragraph(text="本文")


def paper(*blocks: Block, is_landscape: bool = False, notice: str = "") -> Paper:
    return Paper(
        title="題名", language="ja", blocks=blocks, is_landscape=is_landscape, notice=notice
    )


def opened(given: Paper) -> Any:
    return docx.Document(io.BytesIO(to_docx(given)))


def parts(office_file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(office_file: bytes, prefix: str) -> str:
    """Return all text in the parts with a prefix, without any space."""
    found = [
        "".join(map(str, etree.fromstring(data).itertext()))
        for name, data in parts(office_file).items()
        if name.startswith(prefix) and name.endswith(".xml")
    ]
    return re.sub(r"\s", "", "".join(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_document_says_stands_in_it(language: Language) -> None:
    given = sample_rules(language)
    text = words(to_docx(given), "word/")

    for want in (
        given.title,
        given.subtitle,
        given.number,
        given.notice,
        given.footer,
        {"ja": "2026年11月23日", "en": "23 November 2026"}[language],
        {"ja": "第1条（定義）", "en": "Article 1 (Definitions)"}[language],
        {"ja": "（10）区分その10", "en": "(j) Level 10"}[language],
        {"ja": "注記：部署名を自社のものに改める。", "en": "Note — Put in the names"}[language],
        {"ja": "表1　点検表", "en": "Table 1. Check sheet"}[language],
        {"ja": "出典：〇〇株式会社", "en": "Source: Example Corporation"}[language],
        {"ja": "極秘", "en": "CONFIDENTIAL"}[language],
        {"ja": "以上", "en": "End of the document"}[language],
    ):
        assert re.sub(r"\s", "", want) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clean_form_leaves_out_notice_and_notes(language: Language) -> None:
    given = sample_rules(language)
    text = words(to_docx(given, clean=True), "word/document")

    assert re.sub(r"\s", "", given.notice) not in text
    assert {"ja": "注記：", "en": "Note—"}[language] not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_inside_an_element_stands_in_the_order_of_the_standard(language: Language) -> None:
    for name, data in parts(to_docx(sample_rules(language))).items():
        root = etree.fromstring(data) if name.endswith(".xml") else etree.Element("none")
        for kind, order in ORDERS.items():
            if name == "word/styles.xml" and kind in {"tblPr", "tcPr"}:
                continue
            for element in root.iter(qn(f"w:{kind}")):
                got = [etree.QName(child).localname for child in element]

                assert got == sorted(got, key=order.split().index), (name, kind)


def test_fonts_and_languages_are_named_for_both_scripts() -> None:
    for language in LANGUAGES:
        styles = etree.fromstring(parts(to_docx(sample_rules(language)))["word/styles.xml"])
        fonts = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
        tongue = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

        assert fonts is not None
        assert tongue is not None
        assert fonts.get(qn("w:ascii")) == {"ja": "BIZ UDPゴシック", "en": "Arial"}[language]
        assert fonts.get(qn("w:eastAsia")) == "BIZ UDPゴシック"
        assert tongue.get(qn("w:eastAsia")) == "ja-JP"


def test_headings_stay_with_what_follows_and_make_the_outline() -> None:
    document = opened(sample_rules("ja"))
    for style, level in (("Heading 1", "0"), ("Heading 2", "1"), ("Clause Heading", "1")):
        form = document.styles[style]

        assert form.paragraph_format.keep_with_next
        assert form.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == level


def test_clauses_without_chapters_are_at_the_top_of_the_outline() -> None:
    style = opened(paper(Clause(number=1, title="目的", body=("本文",)))).styles["Clause Heading"]

    assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"


def test_numbers_hang_beside_the_text() -> None:
    clause = Clause(number=1, title="目的", body=("一", "二"), items=("号",))
    one, two, item = (
        paragraph
        for paragraph in opened(paper(clause)).paragraphs
        if paragraph.style.name in {"Clause Paragraph", "Clause Item"}
    )

    assert (one.text, two.text, item.text) == ("一", "２\t二", "（１）\t号")
    assert one.paragraph_format.first_line_indent is None
    assert two.paragraph_format.first_line_indent == -two.paragraph_format.left_indent
    assert item.paragraph_format.left_indent > two.paragraph_format.left_indent


def test_a_table_repeats_its_header_and_keeps_short_rows_whole() -> None:
    table = Table(header=("甲", "乙"), rows=(("短い", ""), ("長い" * 200, "短い")), widths=(1, 3))
    made = opened(paper(table)).tables[0]
    head, short, long = (row._tr.trPr for row in made.rows)

    assert head.find(qn("w:tblHeader")) is not None
    assert short.find(qn("w:cantSplit")) is not None
    assert long is None or long.find(qn("w:cantSplit")) is None
    assert [row.height is None for row in made.rows] == [True, False, True]
    assert [round(column.width.mm) for column in made.columns] == [40, 120]


def test_a_place_to_sign_stays_on_one_page() -> None:
    signature = Signature(party="甲", lines=("住所", "氏名　㊞", "日付　＿＿年＿＿月"))
    made = opened(paper(signature)).tables[0]
    *before, last = made.rows

    assert all(
        cell.paragraphs[0].paragraph_format.keep_with_next for r in before for cell in r.cells
    )
    assert not last.cells[2].paragraphs[0].paragraph_format.keep_with_next
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made.rows)
    assert [cell.text for cell in made.rows[2].cells] == ["", "氏名", "㊞"]
    assert last.cells[1].text == last.cells[2].text == "日付　____年____月"


@pytest.mark.parametrize("is_landscape", [False, True])
def test_a_sheet_of_labels_has_a_page_with_narrow_margins(*, is_landscape: bool) -> None:
    document = opened(paper(TEXT, LABELS, LABELS, TEXT, is_landscape=is_landscape))
    margins = [round(section.left_margin.mm) for section in document.sections]
    footers = [section.footer.paragraphs[0].text for section in document.sections]

    assert margins == [25, 10, 10, 25]
    assert [bool(text.strip()) for text in footers] == [True, False, False, True]
    assert {round(section.page_width.mm) for section in document.sections} == {
        297 if is_landscape else 210
    }


@pytest.mark.parametrize("between", [PageBreak(), Items(items=())])
def test_nothing_between_two_sheets_takes_no_page_from_them(between: Block) -> None:
    sections = opened(paper(LABELS, between, LABELS, TEXT)).sections
    sheets = [section for section in sections if round(section.left_margin.mm) == 10]
    bodies = [list(section.iter_inner_content()) for section in sheets]

    assert [any(isinstance(each, WordTable) for each in body) for body in bodies] == [True, True]


def test_labels_alone_have_no_head() -> None:
    document = opened(paper(LABELS))

    assert len(document.sections) == 1
    assert [(each.text, each.style.name) for each in document.paragraphs] == [("", "Spacer")]
    assert len(document.tables[0].rows) * len(document.tables[0].columns) == 24


def test_stamps_are_red_circles_with_their_words_inside() -> None:
    made = opened(paper(attrs.evolve(LABELS, is_round=True))).tables[0]
    cells = [cell._tc for row in made.rows for cell in row.cells]
    circles = [next(cell.iter(f"{SHAPE}wsp")) for cell in cells]

    assert len(circles) == 24
    for circle in circles:
        form = next(circle.iter(qn("a:prstGeom")))
        inside = [text.text for text in circle.iter(qn("w:t"))]
        colors = {color.get(qn("w:val")) for color in circle.iter(qn("w:color"))}

        assert (form.get("prst"), inside, colors) == ("ellipse", ["極秘", "〇〇社"], {"C00000"})
    numbers = [each.get("id") for cell in cells for each in cell.iter(qn("wp:docPr"))]

    assert len(set(numbers)) == len(cells)


def test_a_place_to_write_is_one_line_that_word_does_not_break() -> None:
    document = opened(paper(Paragraph(text="番号＿＿＿"), attrs.evolve(LABELS, lines=("No.＿",))))

    assert document.paragraphs[1].text == "番号______"
    assert document.tables[0].cell(0, 0).paragraphs[1].text == "No.__"


def test_a_line_of_a_letter_stands_where_it_belongs() -> None:
    document = opened(
        paper(TEXT, attrs.evolve(TEXT, place="center"), attrs.evolve(TEXT, place="right"))
    )

    assert [each.alignment for each in document.paragraphs[1:]] == [
        None,
        WD_ALIGN_PARAGRAPH.CENTER,
        WD_ALIGN_PARAGRAPH.RIGHT,
    ]


def test_what_belongs_together_stays_on_one_page() -> None:
    note = Note(text="直す。", mark="提案", sources=())
    clause = Clause(number=1, title="目的", body=("一", "二"), items=("号",), notes=(note,))
    table = Table(header=("甲",), rows=(("一",), ("二",)))
    signature = Signature(party="甲", lines=("氏名",))
    document = opened(paper(clause, table, signature, TEXT, signature))
    held = [each.text for each in document.paragraphs if each.paragraph_format.keep_with_next]
    rows = [row.cells[0].paragraphs[0] for row in document.tables[0].rows]

    assert held == ["２\t二", "（１）\t号", "", "本文"]
    assert all(row.paragraph_format.keep_with_next for row in rows)
    assert document.styles["Clause Note"].paragraph_format.keep_together
    long = opened(paper(Table(header=("甲",), rows=(("一",),) * 30))).tables[0]

    assert not any(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in long.rows)


@pytest.mark.parametrize(
    "block", [TEXT, Table(header=("甲",), rows=()), Signature(party="甲", lines=("氏名",))]
)
def test_a_new_page_begins_with_the_block_that_follows(block: Block) -> None:
    document = opened(paper(TEXT, PageBreak(), block))
    breaks = [paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs]

    assert breaks.count(True) == 1
    assert not document.element.findall(f".//{qn('w:br')}")


def test_a_new_page_before_labels_is_not_a_page_more() -> None:
    document = opened(paper(TEXT, PageBreak(), LABELS, TEXT))

    assert not any(
        paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs
    )


def test_a_talk_in_word_holds_the_speech() -> None:
    texts = [paragraph.text for paragraph in opened(sample_talk("ja")).paragraphs]

    assert texts[-2:] == ["まとめ", "・\t一"]
    assert "要件を順に説明します。" in texts


def test_a_line_before_a_break_is_not_spread() -> None:
    document = opened(paper(TEXT, Paragraph(text="一行目\n二行目")))
    whole, broken = document.paragraphs[-2:]

    assert (whole.alignment, broken.alignment) == (None, WD_ALIGN_PARAGRAPH.LEFT)


def test_a_section_ends_with_its_last_text() -> None:
    document = opened(paper(TEXT, LABELS, TEXT))
    ends = [each.text for each in document.paragraphs if each._p.pPr.sectPr is not None]

    assert ends == ["本文", ""]


def test_a_picture_has_words_for_whom_it_cannot_be_seen() -> None:
    made = opened(paper(Picture(svg=DRAWING % "台帳", alt="台帳の図", width=0.5)))
    [shape] = made.inline_shapes

    assert shape._inline.docPr.get("descr") == "台帳の図"
    assert round(shape.width.mm) == 80


def test_an_undated_document_keeps_a_day_that_is_nobodys() -> None:
    about = opened(paper(Heading(text="総則"), notice="直して使う。")).core_properties

    assert about.created.date().isoformat() == "1980-01-01"


@pytest.mark.parametrize("set_talk", [to_docx, to_pptx])
def test_nothing_of_the_template_stays(set_talk: Callable[[Paper], bytes]) -> None:
    every = parts(set_talk(sample_talk("ja")))
    about = every["docProps/core.xml"].decode()

    assert "<dc:language>ja-JP<" in about
    assert "2026-11-23T00:00:00Z" in about
    for name, data in every.items():
        assert not re.search("thumbnail|app.xml|customXml|printer|WithEffects", name)
        if name.endswith((".xml", ".rels")):
            assert not re.search(b"python-|Canny|Steve|thumbnail|printerSettings", data), name


def test_no_style_of_a_table_stays_but_the_plain_one() -> None:
    names = [
        style.name for style in opened(paper(TEXT)).styles if style.type == WD_STYLE_TYPE.TABLE
    ]

    assert names == ["Normal Table"]


def test_the_bytes_depend_on_the_document_alone() -> None:
    assert to_docx(sample_rules("ja")) == to_docx(sample_rules("ja"))
    assert to_pptx(sample_talk("en")) == to_pptx(sample_talk("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_talk_has_an_opening_its_slides_and_its_speech(language: Language) -> None:
    talk = pptx.Presentation(io.BytesIO(to_pptx(sample_talk(language))))
    opening, first, last = talk.slides
    given = sample_talk(language)

    assert opening.shapes.title.text == given.title
    assert given.notice in [shape.text_frame.text for shape in opening.shapes]
    assert given.subtitle in opening.placeholders[1].text_frame.text
    assert {"ja": "三つの要件", "en": "Three requirements"}[language] == first.shapes.title.text
    assert {"ja": "要件を順に説明します。", "en": "Let us look at each of them."}[
        language
    ] == first.notes_slide.notes_text_frame.text
    assert any("2" in shape.text_frame.text for shape in first.shapes if shape.name[:4] == "Text")
    assert not last.has_notes_slide


def test_every_slide_has_its_number_and_the_footer() -> None:
    talk = pptx.Presentation(io.BytesIO(to_pptx(sample_talk("ja"))))
    for slide in talk.slides:
        kinds = [shape.placeholder_format.type.name for shape in slide.placeholders]

        assert kinds.count("SLIDE_NUMBER") == kinds.count("FOOTER") == 1
        assert len({shape.shape_id for shape in slide.shapes}) == len(slide.shapes)
        assert "社外秘" in [shape.text_frame.text for shape in slide.placeholders]


def test_everything_stands_on_a_wide_slide() -> None:
    talk = pptx.Presentation(io.BytesIO(to_pptx(sample_talk("ja"))))
    layouts = [talk.slide_master, *talk.slide_layouts]
    shapes = [shape for place in [*layouts, *talk.slides] for shape in place.shapes]

    assert round(talk.slide_width / talk.slide_height, 2) == 1.78
    assert len(talk.slide_layouts) == 2
    assert all(shape.left >= 0 and shape.top >= 0 for shape in shapes)
    assert all(shape.left + shape.width <= talk.slide_width for shape in shapes)
    assert all(shape.top + shape.height <= talk.slide_height for shape in shapes)


def test_a_bare_talk_has_no_empty_box() -> None:
    given = attrs.evolve(sample_talk("ja"), subtitle="", dated=None, footer="")
    opening = pptx.Presentation(io.BytesIO(to_pptx(given, clean=True))).slides[0]

    assert [shape.text_frame.text for shape in opening.shapes][:1] == [given.title]
    assert [shape.placeholder_format.type.name for shape in opening.placeholders] == [
        "CENTER_TITLE",
        "SLIDE_NUMBER",
    ]
    assert len(opening.shapes) == 2


def test_a_document_that_is_no_talk_has_no_slides() -> None:
    with pytest.raises(ValueError, match="slides alone"):
        to_pptx(sample_rules("ja"))
