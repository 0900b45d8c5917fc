# SPDX-License-Identifier: Apache-2.0
"""The calendar keeps to RFC 5545."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar

from hiden.foundation.wording import wording
from hiden.guideline.calendar import CalendarEntry, calendar

NOW = dt.datetime(2026, 4, 1, 9, 30, tzinfo=dt.UTC)
REVIEW = CalendarEntry(
    uid="review-TS-01@hiden",
    day=dt.date(2026, 12, 31),
    title=wording(ja="TS-01の見直し；期限, 一件", en="Review of TS-01; due, one"),
    details=wording(ja="区分を確かめる。\n次の期日を決める。" * 5, en="Check the level."),
)
EXPIRY = CalendarEntry(
    uid="evidence-TS-01-marking@hiden",
    day=dt.date(2026, 5, 1),
    title=wording(ja="裏付けの期限", en="Evidence expires"),
    details=wording(ja="確かめ直す。", en="Confirm again."),
)


def test_an_entry_is_a_whole_day_with_a_reminder_14_days_before() -> None:
    (event,) = Calendar.from_ical(calendar([REVIEW], language="ja", now=NOW)).walk("VEVENT")
    (alarm,) = event.walk("VALARM")

    assert event.decoded("dtstart") == dt.date(2026, 12, 31)
    assert event.decoded("dtend") == dt.date(2027, 1, 1)
    assert event.decoded("dtstamp") == NOW
    assert str(event["uid"]) == "review-TS-01@hiden"
    assert alarm.decoded("trigger") == dt.timedelta(days=-14)


def test_japanese_line_ends_and_commas_come_back_as_they_were() -> None:
    data = calendar([REVIEW], language="ja", now=NOW)
    (event,) = Calendar.from_ical(data).walk("VEVENT")

    assert str(event["summary"]) == REVIEW.title.text("ja")
    assert str(event["description"]) == REVIEW.details.text("ja")


def test_lines_end_with_cr_lf_and_have_at_most_75_octets() -> None:
    data = calendar([REVIEW, EXPIRY], language="ja", now=NOW)

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    data.replace(b"\r\n ", b"").decode("utf-8")


def test_titles_are_in_the_language_asked_for() -> None:
    assert b"SUMMARY:Evidence expires" in calendar([EXPIRY], language="en", now=NOW)


def test_the_same_entries_give_the_same_bytes_in_any_order() -> None:
    one = calendar([REVIEW, EXPIRY], language="ja", now=NOW)
    other = calendar([EXPIRY, REVIEW], language="ja", now=NOW)

    assert one == other


def test_no_entry_is_an_empty_calendar() -> None:
    assert Calendar.from_ical(calendar([], language="ja", now=NOW)).walk("VEVENT") == []


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="id twice"):
        calendar([REVIEW, REVIEW], language="ja", now=NOW)


@pytest.mark.parametrize(
    "now",
    [dt.datetime(2026, 4, 1), dt.datetime(2026, 4, 1, tzinfo=dt.timezone(dt.timedelta(hours=9)))],  # noqa: DTZ001 - what is refused
)
def test_a_moment_that_is_not_in_utc_is_refused(now: dt.datetime) -> None:
    with pytest.raises(ValueError, match="in UTC"):
        calendar([REVIEW], language="ja", now=now)
