# SPDX-License-Identifier: Apache-2.0
"""Days as people in Japan write them."""

from __future__ import annotations

import datetime as dt

import pytest

from hiden.foundation.japanese_date import (
    FIRST_DAY,
    DateError,
    era_text,
    from_excel_serial,
    parse_date,
)

APRIL_2025 = dt.date(2025, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "令和7年4月1日",
        "令和７年４月１日",
        "令和 7年 4月 1日",
        "令和七年四月一日",
        "令和7.4.1",
        "令7/4/1",
        "R7.4.1",
        "R07.04.01",
        "r7-4-1",
        "㋿7年4月1日",
        "2025年4月1日",
        "２０２５年４月１日",
        "二〇二五年四月一日",
        "2025年4月1日(火)",
        "2025年4月1日（火曜日）",
        "2025年4月1日 火曜日",
        "2025/4/1",
        "2025/04/01 0:00",
        "2025/4/1 0:00:00",
        "2025-04-01",
        "2025-04-01T00:00:00Z",
        "2025.4.1",
        "20250401",
        "45748",
        "1 Apr 2025",
        "1 April 2025",
        "Apr. 1, 2025",
        "April 1 2025",
        "　2025/4/1　",
    ],
)
def test_every_way_to_write_one_day_reads_as_that_day(text: str) -> None:
    assert parse_date(text) == APRIL_2025


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("平成31年4月30日", dt.date(2019, 4, 30)),
        ("平31/4/30", dt.date(2019, 4, 30)),
        ("H1.1.8", dt.date(1989, 1, 8)),
        ("昭和64年1月7日", dt.date(1989, 1, 7)),
        ("昭和六十三年十二月三十一日", dt.date(1988, 12, 31)),
        ("昭和二十年八月十五日", dt.date(1945, 8, 15)),
        ("昭和元年12月25日", dt.date(1926, 12, 25)),
        ("大正15年12月25日", dt.date(1926, 12, 25)),
        ("大正元年7月30日", dt.date(1912, 7, 30)),
        ("明治45年7月30日", dt.date(1912, 7, 30)),
        ("明治6年1月1日", FIRST_DAY),
        ("9999/12/31", dt.date(9999, 12, 31)),
    ],
)
def test_the_first_and_last_days_of_the_eras(text: str, day: dt.date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("令和元年4月30日", "令和 began only on 2019-05-01. Write 2019-04-30 as 平成31年4月30日"),
        ("平成31年5月1日", "平成 ended on 2019-04-30. Write 2019-05-01 as 令和元年5月1日"),
        ("昭和64年1月8日", "昭和 ended on 1989-01-07. Write 1989-01-08 as 平成元年1月8日"),
        ("明治45年7月31日", "明治 ended on 1912-07-30. Write 1912-07-31 as 大正元年7月31日"),
        ("2025/2/29", "no such day"),
        ("2025/13/1", "no such day"),
        ("令和0年5月1日", "no such day"),
        ("99999999年1月1日", "no such day"),
        ("25/4/1", "two digits"),
        ("元年4月1日", "is missing"),
        ("2025年4月", "is missing"),
        ("2025/4", "is missing"),
        ("令和7年度", "is missing"),
        ("2025年4月末", "is missing"),
        ("1872/12/31", "1873"),
        ("明治5年1月1日", "1873"),
        ("4/1/2025x", "no date that can be read"),
        ("4 Foo 2025", "no date that can be read"),
        ("令和十十年一月一日", "no date that can be read"),
        ("令和一二十年一月一日", "no date that can be read"),
        ("", "no date that can be read"),
        ("999999", "the number 999999 is no date"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_do(text: str, reason: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)

    assert reason in str(caught.value)
    assert str(caught.value) == str(caught.value.message)


def test_serial_numbers_count_as_excel_counts() -> None:
    assert from_excel_serial(45748) == APRIL_2025
    assert from_excel_serial(45748.75) == APRIL_2025
    assert from_excel_serial(10_000) == dt.date(1927, 5, 18)


@pytest.mark.parametrize("number", [0, 9_999, 110_001, -1, float("nan")])
def test_serial_numbers_far_off_are_refused(number: float) -> None:
    with pytest.raises(DateError):
        from_excel_serial(number)


def test_the_era_is_written_as_in_documents() -> None:
    assert era_text(dt.date(2019, 5, 1)) == "令和元年5月1日"
    assert era_text(APRIL_2025) == "令和7年4月1日"


def test_no_era_is_written_before_1873() -> None:
    with pytest.raises(ValueError, match="1872-12-31"):
        era_text(dt.date(1872, 12, 31))
