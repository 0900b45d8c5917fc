# SPDX-License-Identifier: Apache-2.0
"""Properties of reading documents, for whatever text or bytes."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, strategies as st
from tests.unit.intake.documents_made import docx_bytes, read, zip_bytes

from hiden.intake.documents.encoding import decode, unify_line_ends
from hiden.intake.documents.page_text import page_text
from hiden.intake.documents.passages import LineTable, cell_address, cell_number, parse_cell_address
from hiden.intake.documents.sniffing import Kind, kind_of_head

HIRAGANA = st.characters(min_codepoint=0x3042, max_codepoint=0x3093)
KANJI = st.sampled_from(
    sorted(set("秘密管理規程図面原価配合比率炉温度工程表設計仕様書見積単価顧客名簿"))
)
JAPANESE = st.text(
    st.one_of(HIRAGANA, KANJI, st.sampled_from("、。ーアイウ0123 ")), min_size=8
).filter(lambda text: len(re.findall("[ぁ-ん]", text)) >= 4)
PRINTABLE = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xD7FF, exclude_categories=["Cc", "Cs", "Cn"])
)


@given(text=PRINTABLE)
def test_every_text_survives_utf8_with_its_mark(text: str) -> None:
    """UTF-8 is the encoding Hiden writes, so nothing may be lost in it."""
    decoded = decode(text.encode("utf-8-sig"))

    assert decoded is not None
    assert unify_line_ends(text) == decoded.text


@given(
    text=JAPANESE, encoding=st.sampled_from(["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
)
def test_japanese_sentences_survive_every_encoding_of_japan(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded is not None
    assert text == decoded.text


@given(data=st.binary(max_size=300), stated=st.none() | st.text(max_size=12))
def test_no_bytes_make_decoding_fail(data: bytes, stated: str | None) -> None:
    decoded = decode(data, stated=stated)

    assert decoded is None or "\r" not in decoded.text


@given(head=st.binary(max_size=64), name=st.text(max_size=12))
def test_every_file_has_a_kind(head: bytes, name: str) -> None:
    assert isinstance(kind_of_head(head, name), Kind)


@given(text=st.text(st.sampled_from("ab\n秘"), max_size=40))
def test_lines_are_those_of_split(text: str) -> None:
    """The naive twin: ``str.split``."""
    table = LineTable(text)

    assert text.split("\n") == [text[line.start : line.end] for line in table]
    assert list(range(1, len(table) + 1)) == [line.place.line for line in table]
    assert all(first.end < second.start for first, second in pairwise(table))


@given(row=st.integers(0, 1_048_575), column=st.integers(0, 16_383))
def test_addresses_of_cells_are_unique_and_read_back(row: int, column: int) -> None:
    number = cell_number(row, column)

    assert number == parse_cell_address(cell_address(number))


@given(words=st.lists(st.text(st.sampled_from("abc秘"), min_size=1), min_size=1, max_size=5))
def test_markup_inside_a_word_leaves_the_word_whole(words: list[str]) -> None:
    page = "".join(f"<p>{'<b></b>'.join(word)}</p>" for word in words)

    assert words == page_text(page).split("\n")


@given(text=st.text(st.sampled_from("abc秘 ."), min_size=1).filter(str.strip))
def test_what_is_written_into_a_document_is_read_from_it_even_inside_a_zip(text: str) -> None:
    found = read(zip_bytes({"図面.docx": docx_bytes(text)}))

    assert text == found.text_of["図面.docx"].split("\n")[0]


@given(cut=st.integers(0, 2000), at=st.integers(0, 2000), value=st.binary(min_size=1, max_size=3))
def test_a_damaged_archive_gives_something_and_never_an_error(
    cut: int, at: int, value: bytes
) -> None:
    """Every file gives text or a problem, whatever happened to its bytes."""
    data = zip_bytes({"a.docx": docx_bytes("本文"), "b.txt": "原価"})
    damaged = data[:at] + value + data[at + len(value) : max(len(data) - cut, 1)]

    found = read(damaged)

    assert found.documents or found.troubles
