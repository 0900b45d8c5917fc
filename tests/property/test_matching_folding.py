# SPDX-License-Identifier: Apache-2.0
"""Folding and position maps agree with their naive twin, for any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, strategies as st
from tests.reference.matching_naive import fold

from hiden.matching.fold import text_units
from hiden.matching.grams import PADDING, Hasher, make_hasher
from hiden.matching.keys import Keys
from hiden.matching.positions import decode_map, encode_map, text_origins
from hiden.matching.settings import MatchSettings

HASHER: Hasher = make_hasher(Keys(key=bytes(32), salt=bytes(16)), MatchSettings())
ANY_TEXT = st.text(st.characters(), max_size=60) | st.text(
    "ｶﾞガが力ßŁ①㌔﷽각ÅЕΑ\u200b\u00ad𝔸 -ー", max_size=60
)


def numbers(text: str) -> list[int]:
    padded = HASHER.numbers(text_units(text))

    assert not padded[len(padded) - PADDING :].any()

    return [int(number) for number in padded[: len(padded) - PADDING]]


@given(ANY_TEXT)
def test_a_text_becomes_the_numbers_of_its_folded_characters(text: str) -> None:
    table = HASHER.alphabet.table

    assert [int(table[ord(letter)]) for letter, _ in fold(text)] == numbers(text)


@given(ANY_TEXT)
def test_each_folded_character_knows_where_it_came_from(text: str) -> None:
    expected = [position for _, position in fold(text)]

    assert expected == text_origins(text, HASHER.alphabet).tolist()


@given(ANY_TEXT)
def test_a_map_survives_being_stored(text: str) -> None:
    stored = encode_map(text_units(text), HASHER.alphabet)

    assert text_origins(text, HASHER.alphabet).tolist() == decode_map(stored + bytes(15)).tolist()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_composition_width_and_case_make_no_difference(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert numbers(text) == numbers(unicodedata.normalize(form, text))


@given(st.text("abcdefghijklmnopqrstuvwxyzあいうカキク漢字", max_size=40))
def test_upper_case_and_spacing_make_no_difference(text: str) -> None:
    assert numbers(text) == numbers("\u200b ".join(text.upper()))


def test_no_character_folds_to_more_than_the_buffer_allows() -> None:
    longest = "\ufdfa" * 1000

    assert len(list(fold(longest))) == len(numbers(longest))
