# SPDX-License-Identifier: Apache-2.0
"""Documents as PDF."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import attrs
import pypdfium2 as pdfium
import pytest
import typst
from PIL import Image
from tests.unit.foundation.papers_made import DRAWING, sample_rules, sample_talk

from hiden.foundation.errors import InputError
from hiden.foundation.language import LANGUAGES, Language
from hiden.foundation.paper import Block, Items, Labels, PageBreak, Paper, Paragraph, Picture, Table
from hiden.foundation.paper.drawing import draw_png, print_pdf, with_house_font
from hiden.foundation.paper.pdf import to_pdf


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, without any space."""
    with pdfium.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"\s", "", text) for text in texts]


def sizes_mm(pdf: bytes) -> list[tuple[int, int]]:
    with pdfium.PdfDocument(pdf) as document:
        sizes = [page.get_size() for page in document]
    return [(round(width * 25.4 / 72), round(height * 25.4 / 72)) for width, height in sizes]


def paper(*blocks: Block, is_landscape: bool = False) -> Paper:
    return Paper(title="題名", language="ja", blocks=blocks, is_landscape=is_landscape)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_document_says_stands_in_it(language: Language) -> None:
    given = sample_rules(language)
    text = "".join(pages(to_pdf(given)))

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
        {"ja": "㊙の表示がある。", "en": "It is marked."}[language],
        {"ja": "台帳", "en": "Register"}[language],
        {"ja": "極秘", "en": "CONFIDENTIAL"}[language],
        {"ja": "以上", "en": "End of the document"}[language],
    ):
        assert re.sub(r"\s", "", want) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clean_form_leaves_out_notice_and_notes(language: Language) -> None:
    given = sample_rules(language)
    text = "".join(pages(to_pdf(given, clean=True)))

    assert re.sub(r"\s", "", given.notice) not in text
    assert {"ja": "注記", "en": "Note—"}[language] not in text


def test_a_table_repeats_its_header_on_each_page() -> None:
    rows = tuple((f"{n}", "内容") for n in range(100))
    texts = pages(to_pdf(paper(Table(header=("見出し", "列"), rows=rows))))

    assert len(texts) > 2
    assert all("見出し" in text for text in texts)


def test_every_page_is_numbered() -> None:
    texts = pages(to_pdf(paper(Paragraph(text="一"), PageBreak(), Paragraph(text="二"))))

    assert ["1/2" in texts[0], "2/2" in texts[1]] == [True, True]


def test_a_word_longer_than_a_cell_is_broken_inside_it() -> None:
    table = Table(header=("甲", "乙"), rows=(("a" * 64, "b" * 64),))
    with pdfium.PdfDocument(to_pdf(paper(table))) as document:
        text = document[0].get_textpage()
        letters = text.get_text_range()
        edges = [
            text.get_charbox(place)[2] for place in range(len(letters)) if letters[place] == "a"
        ]

    assert len(edges) == 64
    assert max(edges) < 105 * 72 / 25.4


def test_brackets_and_points_that_meet_do_not_overlap() -> None:
    with pdfium.PdfDocument(to_pdf(paper(Paragraph(text="（例「あ」）。（い）、う")))) as document:
        text = document[0].get_textpage()
        start = text.get_text_range().index("（例")
        boxes = [
            text.get_charbox(start + place) for place in range(len("（例「あ」）。（い）、う"))
        ]

    assert all(left[2] < right[0] for left, right in pairwise(boxes))


def test_pages_are_a4_and_slides_are_wide() -> None:
    assert sizes_mm(to_pdf(paper(Paragraph(text="文")))) == [(210, 297)]
    assert sizes_mm(to_pdf(paper(Paragraph(text="文"), is_landscape=True))) == [(297, 210)]
    assert sizes_mm(to_pdf(sample_talk("ja"))) == [(339, 190)] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_hold_their_words_but_not_the_speech(language: Language) -> None:
    opening, first, _ = pages(to_pdf(sample_talk(language)))

    assert {"ja": "営業秘密の研修", "en": "Trainingontradesecrets"}[language] in opening
    assert {"ja": "出典：不正競争防止法2条6項", "en": "Source:UCPA"}[language] in first
    assert {"ja": "要件を順に", "en": "Letuslook"}[language] not in first


@pytest.mark.parametrize("is_round", [False, True])
@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (3, 9), (5, 13), (2, 7)])
def test_a_sheet_of_labels_is_one_page(columns: int, rows: int, *, is_round: bool) -> None:
    labels = Labels(word="社外秘", lines=("〇〇社",), columns=columns, rows=rows, is_round=is_round)
    texts = pages(to_pdf(paper(labels)))

    assert [text.count("社外秘") for text in texts] == [columns * rows]


def test_the_bytes_depend_on_the_document_alone() -> None:
    given = sample_rules("ja")

    assert to_pdf(given) == to_pdf(given)


def test_the_file_is_pdf_a_with_its_title_and_no_author() -> None:
    pdf = to_pdf(sample_rules("ja"))
    with pdfium.PdfDocument(pdf) as document:
        about = document.get_metadata_dict()
        outline = [mark.get_title() for mark in document.get_toc()]

    assert b"pdfaid:part>2</" in pdf
    assert (about["Title"], about["Author"]) == ("営業秘密管理規程（ひな形）", "")
    assert about["CreationDate"].startswith("D:20261123")
    assert outline[:2] == ["第1章　総則", "第1条（定義）"]


def test_a_character_that_the_font_lacks_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match="𠮷") as caught:
        to_pdf(paper(Paragraph(text="𠮷野")))

    assert "Word" in caught.value.text("ja")


def test_a_character_missing_in_a_drawing_is_an_error_too() -> None:
    with pytest.raises(InputError, match="𠮷"):
        to_pdf(paper(Picture(svg=DRAWING % "𠮷", alt="図")))


def test_another_mistake_of_the_press_is_not_hidden() -> None:
    with pytest.raises(typst.TypstError, match="language"):
        print_pdf({"title": "題名"}, day=None)


def test_a_drawing_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="svg"):
        with_house_font("<svg")


def test_text_of_a_drawing_is_set_in_the_font_that_is_there() -> None:
    assert "serif" not in with_house_font(DRAWING % "台帳")
    assert with_house_font("<svg><style/></svg>").count("BIZ UDPGothic") == 1


def test_words_of_a_drawing_are_seen() -> None:
    words, none = (
        Image.open(io.BytesIO(draw_png(DRAWING % text))).convert("L") for text in ("台帳", "")
    )

    assert words.width == none.width == 1260
    assert sum(words.histogram()[:60]) > sum(none.histogram()[:60]) + 500


def test_several_threads_may_print_at_once() -> None:
    given = attrs.evolve(sample_talk("en"), footer="")
    with ThreadPoolExecutor(4) as pool:
        printed = set(pool.map(lambda _: to_pdf(given), range(8)))

    assert len(printed) == 1


def test_a_last_line_is_never_one_sign_alone() -> None:
    for length in range(30, 60):
        text = "秘" * length + "ならない。"
        with pdfium.PdfDocument(to_pdf(paper(Paragraph(text=text)))) as document:
            page = document[0].get_textpage()
            start = page.get_text_range().index("らない。")
            heights = {round(page.get_charbox(start + place)[1], -1) for place in range(3)}

        assert len(heights) == 1, length


def test_a_line_of_a_letter_stands_where_it_belongs() -> None:
    edges, line = [], Paragraph(text="敬具")
    for block in (line, attrs.evolve(line, place="center"), attrs.evolve(line, place="right")):
        with pdfium.PdfDocument(to_pdf(paper(block))) as document:
            text = document[0].get_textpage()
            edges.append(text.get_charbox(text.get_text_range().index("敬"))[0])

    assert edges == sorted(edges)
    assert edges[2] - edges[0] > 400


def test_a_short_table_moves_whole_to_the_next_page() -> None:
    table = Table(header=("見出し",), rows=(("内容",),) * 10)
    for lines in range(20, 40):
        texts = pages(to_pdf(paper(Items(items=("文",) * lines), table)))

        assert max(text.count("内容") for text in texts) == 10, lines
