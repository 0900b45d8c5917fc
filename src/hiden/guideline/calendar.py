# SPDX-License-Identifier: Apache-2.0
"""Days to remember as a calendar that other programs read (iCalendar).

Rules:
    * Every entry is a whole day, carries a reminder 14 days before, and keeps its id, so that a
      calendar which reads the file again moves the entry instead of doubling it.
    * The same entries and moment give the same bytes.

Source: RFC 5545, by the ``icalendar`` library.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs
from icalendar import Alarm, Calendar, Event

from hiden.foundation.language import Language, Message

__all__ = ["CalendarEntry", "calendar"]

_REMIND_BEFORE = dt.timedelta(days=14)
_PRODUCT = "-//Hiden//Hiden//JA"


@attrs.frozen(kw_only=True)
class CalendarEntry:
    """One day to remember.

    Attributes:
        uid: Its name, the same whenever the calendar is written.
        day: The day.
        title: What is due; it is shown wherever the calendar is, so it must not give a secret away.
        details: What to do.
    """

    uid: str = attrs.field(validator=attrs.validators.min_len(1))
    day: dt.date
    title: Message
    details: Message


def calendar(entries: Iterable[CalendarEntry], *, language: Language, now: dt.datetime) -> bytes:
    """Write a calendar.

    Args:
        entries: In any order; each id once.
        language: Of its titles and details.
        now: The moment at which it is written, in UTC.

    Returns:
        An iCalendar file in UTF-8.

    Raises:
        ValueError: Two entries have one id, or ``now`` is not in UTC.
    """
    listed = sorted(entries, key=lambda entry: (entry.day, entry.uid))
    if len({entry.uid for entry in listed}) != len(listed):
        raise ValueError("entries: got an id twice, want each once")
    if now.utcoffset() != dt.timedelta(0):
        raise ValueError(f"now: got {now}, want an aware time in UTC")
    written = Calendar()
    written.add("prodid", _PRODUCT)
    written.add("version", "2.0")
    for entry in listed:
        written.add_component(_event(entry, language, now))
    data: bytes = written.to_ical()
    return data


def _event(entry: CalendarEntry, language: Language, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", entry.title.text(language))
    event.add("description", entry.details.text(language))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -_REMIND_BEFORE)
    alarm.add("description", entry.title.text(language))
    event.add_component(alarm)
    return event
