# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from hiden.foundation.errors import ErrorCode, HidenError, RegistryFileError
from hiden.foundation.language import Message, as_language, translate


def test_a_sentence_without_a_translation_stays_english() -> None:
    assert translate("no such sentence", language="ja") == "no such sentence"


def test_an_empty_sentence_is_not_the_catalogue_header() -> None:
    assert translate("", language="ja") == ""


def test_a_message_inside_a_message_is_translated_too() -> None:
    inner = Message(
        "%(path)s: the disk is full. Free some space and try again; nothing was lost.",
        {"path": "/x"},
    )
    outer = Message("reason: %(reason)s", {"reason": inner})

    assert outer.text("ja").startswith("reason: /x：ディスク")
    assert str(outer).startswith("reason: /x: the disk is full")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en_GB.UTF-8", "en"), ("EN", "en"), ("ja_JP.UTF-8", "ja"), ("C.UTF-8", "ja"), ("", "ja")],
)
def test_japanese_is_the_language_of_whoever_does_not_ask_for_english(
    locale: str, language: str
) -> None:
    assert as_language(locale) == language


def test_an_error_speaks_both_languages() -> None:
    error = RegistryFileError(ErrorCode.REGISTER_NO_HEADER, path="r.xlsx")

    assert "no row with the names" in str(error)
    assert "見出し行が見つかりません" in error.text("ja")


def test_an_error_without_a_value_for_a_placeholder_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        HidenError(ErrorCode.STORAGE_FULL)
