# SPDX-License-Identifier: Apache-2.0
"""Dates, numbers, marks and pictures, as the reader sees them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from hiden.law import load_law
from hiden.web.law_words import penalty_ladder, version_cards
from hiden.web.pictures import BAR_WIDTH, share_bar, sparkline
from hiden.web.templatetags import hiden_pages as tags
from hiden.web.words import choices, word

AT = dt.datetime(2026, 11, 22, 15, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment", "month"),
    [
        ("ja", "2026年11月23日", "2026年11月23日 00:05 JST", "2026年11月"),
        ("en", "23 Nov 2026", "23 Nov 2026 00:05 JST", "Nov 2026"),
    ],
)
def test_a_time_is_written_as_the_reader_does_with_its_zone(
    language: str, day: str, moment: str, month: str
) -> None:
    with translation.override(language):
        assert day == tags.day(dt.date(2026, 11, 23))
        assert day == tags.day(AT)
        assert moment == tags.moment(AT)
        assert month == tags.year_month(dt.date(2026, 11, 1))


def test_nothing_is_written_for_nothing() -> None:
    assert [
        tags.day(None), tags.moment(None), tags.number(None), tags.said(None),
        tags.wording("", "level"),
    ] == ["", "", "", "", ""]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (5 * 1024**3, "5.0 GB"), (2048**4, "16.0 TB")],
)
def test_a_size_has_a_unit(size: int, expected: str) -> None:
    assert expected == tags.file_size(size)


@pytest.mark.parametrize(
    ("share", "expected"), [(0, "0%"), (0.004, "0.4%"), (0.5, "50%"), (1.0, "100%")]
)
def test_a_share_is_written_in_percent(share: float, expected: str) -> None:
    assert expected == tags.percent(share)


def test_a_code_without_a_word_is_shown_as_it_is_and_made_harmless() -> None:
    assert "never&lt;b&gt;" in tags.mark("act", "never<b>")
    assert word("act", "never").label == "never"


def test_a_choice_can_begin_with_none() -> None:
    assert choices("level", any_label=word("level", "secret").label)[0][0] == ""  # type: ignore[arg-type]
    assert choices("level")[0][0] == "top_secret"


def test_a_row_of_columns_stays_in_its_box_and_shows_nothing_as_a_line() -> None:
    picture = sparkline([0, 3, 6])

    assert [bar.height for bar in picture.bars] == [1.0, 14.0, 28.0]
    assert all(bar.x >= 0 and bar.x + bar.width <= picture.width for bar in picture.bars)
    assert all(bar.y + bar.height == picture.height for bar in picture.bars)


def test_the_parts_of_a_bar_fill_it_and_parts_of_nothing_are_left_out() -> None:
    bars = share_bar([("a", 1), ("b", 0), ("c", 3)])

    assert [bar.name for bar in bars] == ["a", "c"]
    assert sum(bar.width for bar in bars) == BAR_WIDTH
    assert share_bar([("a", 0)]) == ()


def test_the_ladder_of_penalties_rises_from_nothing_to_ten_years() -> None:
    ladder = penalty_ladder(load_law())

    assert [rung.years for rung in ladder.rungs][:6] == [0, 0, 0, 3, 5, 10]
    assert all(rung.x >= 0 and rung.x + rung.width <= ladder.width for rung in ladder.rungs)


@pytest.mark.parametrize(
    ("day", "version"),
    [(dt.date(2003, 12, 31), "UCPA-V02"), (dt.date(2004, 1, 1), "UCPA-V03")],
)
def test_exactly_one_version_governs_a_day(day: dt.date, version: str) -> None:
    chosen = [card.entry.version_id for card in version_cards(load_law(), on=day) if card.is_chosen]

    assert [version] == chosen
