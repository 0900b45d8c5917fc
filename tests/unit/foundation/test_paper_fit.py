# SPDX-License-Identifier: Apache-2.0
"""Text that must fit on labels, stamps and slides."""

from __future__ import annotations

import pytest

from hiden.foundation.paper import Labels, Slide, Table
from hiden.foundation.paper.fit import (
    fit_labels,
    is_kept_whole,
    page_mm,
    slide_text_pt,
    width_em,
)

MM_PER_PT = 25.4 / 72


def test_japanese_is_counted_as_wide_and_latin_as_narrow() -> None:
    assert width_em("極秘") == 2
    assert width_em("ab") < 2
    assert width_em("") == 0


@pytest.mark.parametrize("is_landscape", [False, True])
@pytest.mark.parametrize("columns", range(1, 8))
@pytest.mark.parametrize("rows", range(1, 14))
def test_labels_of_equal_size_fill_a_page_and_no_more(
    columns: int, rows: int, *, is_landscape: bool
) -> None:
    width, height = page_mm(is_landscape=is_landscape)
    labels = Labels(word="社外秘", lines=("見本株式会社",), columns=columns, rows=rows)
    fit = fit_labels(labels, is_landscape=is_landscape)

    assert width - 20.1 < fit.width_mm * columns <= width - 20
    assert height - 20.1 < fit.height_mm * rows <= height - 20


@pytest.mark.parametrize("word", ["秘", "極秘", "社外秘", "CONFIDENTIAL", "営業秘密・複製禁止"])
@pytest.mark.parametrize("is_round", [False, True])
def test_the_marking_fits_into_its_label(word: str, *, is_round: bool) -> None:
    fit = fit_labels(Labels(word=word, is_round=is_round), is_landscape=False)
    room = fit.diameter_mm * 0.7072 if is_round else fit.width_mm

    assert width_em(word) * fit.word_pt * MM_PER_PT <= room
    assert fit.word_pt * MM_PER_PT <= fit.height_mm


def test_long_small_lines_stay_legible() -> None:
    labels = Labels(word="秘", lines=("とても長い取扱いの説明" * 10,), columns=6, rows=15)

    assert fit_labels(labels, is_landscape=False).line_pt == 5.5


def test_small_lines_are_never_larger_than_text() -> None:
    labels = Labels(word="秘", lines=("",), columns=1, rows=1)

    assert fit_labels(labels, is_landscape=False).line_pt == 10


def test_a_slide_with_few_words_has_large_text() -> None:
    assert slide_text_pt(Slide(title="題", items=("短い",))) == 26


def test_a_slide_with_more_words_has_smaller_text() -> None:
    some = Slide(title="題", items=("会社の資料を許可なく社外へ送らないこと。" * 3,) * 6)

    assert 14 < slide_text_pt(some) < 26


def test_text_of_a_slide_is_never_too_small_to_read() -> None:
    assert slide_text_pt(Slide(title="題", items=("長い" * 400,) * 6)) == 14


def test_a_short_table_is_kept_whole_and_a_long_one_is_not() -> None:
    short, long = (Table(header=("甲", "乙"), rows=(("一", "二"),) * n) for n in (24, 25))
    wordy = Table(header=("甲", "乙"), rows=(("字" * 600, ""),))
    blank = Table(header=("甲",), rows=(("",),) * 13)

    assert [is_kept_whole(table) for table in (short, long, wordy, blank)] == [
        True, False, False, False,
    ]  # fmt: skip
