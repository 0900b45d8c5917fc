# SPDX-License-Identifier: Apache-2.0
"""Every encoding that Japan has used, told apart from few characters."""

from __future__ import annotations

import codecs

import pytest

from hiden.intake.documents.encoding import decode, unify_line_ends

TEXTS = [
    "極秘",
    "図面",
    "原価表",
    "これは営業秘密である。",
    "カタログ",
    "Ａ社 第3版 図面No.12",
    "The price of ガスケット is 1,200円.",
    "配合比率\t主剤 100\n硬化剤 35\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-32"],
)
def test_japanese_is_told_apart_from_four_bytes_on(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded is not None
    assert text == decoded.text


@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) > 4])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_without_its_mark_from_a_few_characters_on(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded is not None
    assert text == decoded.text


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_big_endian_marks_decide(bom: bytes) -> None:
    encoding = "utf-16-be" if len(bom) == 2 else "utf-32-be"

    decoded = decode(bom + "極秘".encode(encoding))

    assert decoded is not None
    assert ("極秘", encoding) == (decoded.text, decoded.encoding)


@pytest.mark.parametrize(
    "text",
    [
        "café",
        "it’s fine",
        "“quoted” text",
        "Müller & Söhne",
        "señor – ok",
        "10 °C",
        "© 2024 Firma",
        "price: £100",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_western_text_stays_western(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded is not None
    assert text == decoded.text


def test_half_width_kana_of_a_document_are_kept() -> None:
    text = "ｹﾞﾝｶ ﾋｮｳ 2024\nｺﾉ ﾌﾞﾝｼｮﾊ ｼｬｶﾞｲﾋ ﾃﾞｱﾙ\n"

    decoded = decode(text.encode("cp932"))

    assert decoded is not None
    assert text == decoded.text


def test_mail_programs_add_row_13_to_iso_2022_jp() -> None:
    data = b"\x1b$B-!%F%9%H\x1b(B done"

    decoded = decode(data)

    assert decoded is not None
    assert decoded.text == "①テスト done"


def test_characters_are_kept_and_line_ends_unified() -> None:
    decoded = decode("Ａ\r\nｱ\rが\n".encode())

    assert decoded is not None
    assert decoded.text == "Ａ\nｱ\nが\n"
    assert unify_line_ends("a\r\rb\r\n") == "a\n\nb\n"


@pytest.mark.parametrize("stated", ["shift_jis", "Windows-31J", "x-sjis", " 'cp932' "])
def test_a_stated_encoding_is_believed_under_all_its_names(stated: str) -> None:
    decoded = decode("ｱｲｳ".encode("cp932"), stated=stated)

    assert decoded is not None
    assert decoded.text == "ｱｲｳ"


@pytest.mark.parametrize(
    "stated", ["utf-8", "iso-8859-1", "us-ascii", "no-such-thing", "base64", "euc-jp", "", "a\0b"]
)
def test_a_stated_encoding_that_lies_is_not_believed(stated: str) -> None:
    decoded = decode("これは営業秘密".encode("cp932"), stated=stated)

    assert decoded is not None
    assert decoded.text == "これは営業秘密"


@pytest.mark.parametrize(
    ("stated", "text"), [("gb2312", "图纸"), ("euc-kr", "도면"), ("big5", "圖紙")]
)
def test_a_stated_encoding_of_the_neighbours_is_believed(stated: str, text: str) -> None:
    decoded = decode(text.encode(stated), stated=stated)

    assert decoded is not None
    assert text == decoded.text


def test_a_stated_single_byte_encoding_counts_a_little() -> None:
    decoded = decode("naïve".encode("cp1252"), stated="iso-8859-1")

    assert decoded is not None
    assert decoded.text == "naïve"


def test_a_stated_encoding_outside_the_candidates_is_weighed() -> None:
    decoded = decode("日本".encode("cp932"), stated="utf-7")

    assert decoded is not None
    assert decoded.text == "日本"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03" * 100,
        b"text then zeros" + b"\x00" * 2000,
        "極秘".encode("utf-16") + b"\x00\x00" * 200,
    ],
)
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decode(data) is None


def test_one_broken_character_does_not_spoil_a_text() -> None:
    data = "これは営業秘密である。".encode() * 10 + b"\xe3\x81"

    decoded = decode(data)

    assert decoded is not None
    assert decoded.text == "これは営業秘密である。" * 10 + "\ufffd"


def test_japanese_that_begins_late_is_found() -> None:
    text = "a" * 100_000 + "これは営業秘密である。" * 5

    for encoding in ("cp932", "euc_jp", "iso2022_jp"):
        decoded = decode(text.encode(encoding))
        assert decoded is not None
        assert text == decoded.text


def test_nothing_is_an_empty_text() -> None:
    decoded = decode(b"")

    assert decoded is not None
    assert decoded.text == ""


def test_the_end_of_file_mark_of_dos_is_text() -> None:
    decoded = decode(b"abc\x1a")

    assert decoded is not None
