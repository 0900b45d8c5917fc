# SPDX-License-Identifier: Apache-2.0
"""Filling the slots of a sentence."""

from __future__ import annotations

import re

import numpy as np
import pytest

from hiden.testing.company.pen import Pen, parameter

QUANTITY = parameter("予圧|N|180|260")


def pen(**words: tuple[str, ...]) -> Pen:
    return Pen(words, rng=np.random.default_rng(7), parameters=(QUANTITY,))


def test_words_of_one_sentence_differ_when_their_numbers_differ() -> None:
    for _ in range(20):
        left, right = pen(step=("研削", "洗浄")).sentence("{step}、{step2}").split("、")

        assert {"研削", "洗浄"} == {left, right}


def test_the_same_slot_twice_is_the_same_word() -> None:
    left, right = pen(step=tuple("あいうえおかき")).sentence("{step}・{step}").split("・")

    assert left == right


def test_a_low_value_is_below_a_high_one() -> None:
    text = pen().sentence("{p}は{v}から{w}")
    low, high = map(int, re.findall(r"(\d+) N", text))

    assert text.startswith("予圧は")
    assert 180 <= low < high <= 260


@pytest.mark.parametrize(("slot", "pattern"), [("{#3-9}", r"[3-9]"), ("{#0.2-0.4}", r"0\.[234]")])
def test_a_number_lies_within_its_bounds_with_their_decimals(slot: str, pattern: str) -> None:
    assert re.fullmatch(pattern, pen().sentence(slot))


def test_a_sentence_begins_with_a_capital() -> None:
    assert pen(thing=("the nozzle",)).sentence("{thing} drips.") == "The nozzle drips."


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError, match="thing"):
        pen().sentence("{thing}")


def test_more_different_words_than_there_are_is_an_error() -> None:
    with pytest.raises(ValueError, match="got 1 words, want 2"):
        pen(step=("研削",)).sentence("{step2}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周速比|－|0.62|0.88", "0.75"),
        ("温度|℃|78|96", "87℃"),
        ("幅|μm|1.5|6.0", "3.8 μm"),
        ("期間|日|60|150", "105日"),
        ("吸着圧|kPa|-88|-72", "-80 kPa"),
    ],
)
def test_a_value_is_written_with_its_unit_and_decimals(text: str, expected: str) -> None:
    assert expected == parameter(text).text(0.5)
