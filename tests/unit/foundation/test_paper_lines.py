# SPDX-License-Identifier: Apache-2.0
"""Numbers and words that stand beside what a document says."""

from __future__ import annotations

import datetime as dt

import pytest

from hiden.foundation.language import Language
from hiden.foundation.paper import Clause, Items, Note
from hiden.foundation.paper.lines import (
    clause_heading,
    clause_lines,
    day_text,
    list_lines,
    note_text,
    seal_of,
    source_text,
)


def clause(*, body: int, items: int = 0, number: int = 3) -> Clause:
    return Clause(number=number, title="目的", body=("本文",) * body, items=("号",) * items)


def labels(given: Clause, language: Language) -> list[str]:
    return [line.label for line in clause_lines(given, language=language)]


def test_a_japanese_clause_numbers_paragraphs_from_the_second_on() -> None:
    given = clause(body=3, items=10)

    assert clause_heading(given, language="ja") == "第3条（目的）"
    assert labels(given, "ja")[:4] == ["", "２", "３", "（１）"]
    assert labels(given, "ja")[-2:] == ["（９）", "（10）"]


def test_an_english_clause_numbers_all_paragraphs_if_there_are_several() -> None:
    assert clause_heading(clause(body=1), language="en") == "Article 3 (目的)"
    assert labels(clause(body=2, items=2), "en") == ["3.1", "3.2", "(a)", "(b)"]
    assert labels(clause(body=1), "en") == [""]


def test_english_items_go_on_after_z() -> None:
    assert labels(clause(body=1, items=54), "en")[26:30] == ["(z)", "(aa)", "(ab)", "(ac)"]
    assert labels(clause(body=1, items=54), "en")[-2:] == ["(ba)", "(bb)"]


def test_the_text_of_items_stands_further_in_than_that_of_paragraphs() -> None:
    paragraph, item = clause_lines(clause(body=1, items=1), language="ja")

    assert paragraph.indent_em == 0
    assert item.indent_em == paragraph.label_em


@pytest.mark.parametrize(
    ("language", "block", "want"),
    [
        ("ja", Items(items=("い", "ろ")), ["・", "・"]),
        ("en", Items(items=("a", "b")), ["•", "•"]),
        ("ja", Items(items=("い", "ろ"), is_numbered=True), ["１．", "２．"]),
        ("en", Items(items=("a", "b"), is_numbered=True), ["1.", "2."]),
        ("ja", Items(items=("い", "ろ"), is_tick_list=True), ["☐", "☐"]),
        ("en", Items(items=("a", "b"), is_tick_list=True, is_numbered=True), ["☐", "☐"]),
    ],
)
def test_lists_have_dots_numbers_or_boxes(
    language: Language, block: Items, want: list[str]
) -> None:
    assert [line.label for line in list_lines(block, language=language)] == want


def test_a_note_says_how_well_it_is_verified_and_from_where() -> None:
    note = Note(text="部署名を改める。", mark="当社の提案", sources=("指針", "秘密管理"))

    assert note_text(note, language="ja") == "注記：部署名を改める。〔当社の提案／指針、秘密管理〕"
    assert note_text(note, language="en") == "Note — 部署名を改める。 [当社の提案; 指針, 秘密管理]"


def test_a_note_without_source_says_its_mark_alone() -> None:
    note = Note(text="Adapt it.", mark="own proposal", sources=())

    assert note_text(note, language="en") == "Note — Adapt it. [own proposal]"
    assert note_text(note, language="ja") == "注記：Adapt it.〔own proposal〕"


def test_what_is_not_there_is_not_worded() -> None:
    assert source_text("", language="ja") == ""
    assert day_text(None, language="ja") == ""


def test_sources_and_days_are_worded_in_full() -> None:
    assert source_text("法2条6項", language="ja") == "出典：法2条6項"
    assert source_text("Act, Article 2", language="en") == "Source: Act, Article 2"
    assert day_text(dt.date(2026, 4, 1), language="ja") == "2026年4月1日"
    assert day_text(dt.date(2026, 4, 1), language="en") == "1 April 2026"


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("氏名　　　　㊞", ("氏名", "㊞")),
        ("氏名　印", ("氏名", "印")),
        ("氏名（印）", ("氏名", "（印）")),
        ("Name (seal)", ("Name", "(seal)")),
        ("印", ("印", "")),
        ("実印", ("実印", "")),
        ("住所", ("住所", "")),
    ],
)
def test_the_place_of_a_seal_is_at_the_end_of_the_line(line: str, want: tuple[str, str]) -> None:
    assert seal_of(line) == want
