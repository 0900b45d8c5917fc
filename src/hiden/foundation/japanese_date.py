# SPDX-License-Identifier: Apache-2.0
"""Days as people in Japan write them.

Rules:
    * Eras: ``令和7年4月1日``, ``令和元年5月1日``, ``R7.4.1``, ``平31/4/30``, ``㍼63年1月7日``,
      kanji numerals.
    * Gregorian: ``2025年4月1日``, ``2025/4/1``, ``2025-04-01``, ``20250401``, ``1 Apr 2025``.
    * Width does not matter; a day of the week or a time after the day is dropped.
    * Excel's serial numbers are taken between 1927 and 2201.
    * A day that an era does not have is refused, with the day that was probably meant.
    * Nothing is guessed: years of two digits, and days without year, month or day, are refused.

What it does not do: days before 1873, when Japan counted by the moon.

Sources: 元号を改める政令 (昭和64年政令1号, 平成31年政令143号), 元号法, 明治5年太政官布告337号. On
the days on which 明治 and 大正 ended both eras hold (詔書 of 1912-07-30 and 1926-12-25).

Example:
    >>> parse_date("令和元年５月１日")
    datetime.date(2019, 5, 1)
    >>> era_text(parse_date("2025-04-01"))
    '令和7年4月1日'
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from hiden.foundation.language import Message, mark
from hiden.foundation.text import normalize_text

__all__ = ["FIRST_DAY", "DateError", "era_text", "from_excel_serial", "parse_date"]

FIRST_DAY = dt.date(1873, 1, 1)
FIRST_SERIAL, LAST_SERIAL = 10_000, 110_000
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)


class _Era(NamedTuple):
    name: str
    short: str
    letter: str
    first: dt.date
    last: dt.date


_ERAS = (
    _Era("令和", "令", "R", dt.date(2019, 5, 1), dt.date.max),
    _Era("平成", "平", "H", dt.date(1989, 1, 8), dt.date(2019, 4, 30)),
    _Era("昭和", "昭", "S", dt.date(1926, 12, 25), dt.date(1989, 1, 7)),
    _Era("大正", "大", "T", dt.date(1912, 7, 30), dt.date(1926, 12, 25)),
    _Era("明治", "明", "M", dt.date(1868, 1, 25), dt.date(1912, 7, 30)),
)
_ERA_OF = {key: era for era in _ERAS for key in (era.name, era.short, era.letter)}

_NUMBER = r"(\d+|元|[〇一二三四五六七八九十]+)"
_ERA_NAME = "令和|平成|昭和|大正|明治|[令平昭大明RHSTM]"
_WEEKDAY = "[日月火水木金土]"
_SEPARATED = rf"{_NUMBER} ?[年./-] ?{_NUMBER} ?[月./-] ?{_NUMBER} ?日?"
_ERA_FORM = re.compile(rf"({_ERA_NAME})[ .]?{_SEPARATED}", re.IGNORECASE)
_YEAR_FORM = re.compile(_SEPARATED)
_COMPACT_FORM = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SERIAL_FORM = re.compile(r"\d{5,6}")
_DAY_MONTH_FORM = re.compile(r"(\d{1,2}) ([a-z]+)\.?,? (\d{4})", re.IGNORECASE)
_MONTH_DAY_FORM = re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})", re.IGNORECASE)
_INCOMPLETE = re.compile(
    rf"(?:{_ERA_NAME})?[ .]?{_NUMBER} ?(?:年度?|[./-] ?{_NUMBER}|年 ?{_NUMBER} ?月末?)",
    re.IGNORECASE,
)
_TIME = r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?$"
_TAIL = re.compile(rf" ?\({_WEEKDAY}(?:曜日?)?\)|{_TIME}|(?<=日) ?{_WEEKDAY}曜日?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT_YEAR_DIGITS = 2
_KANJI_DIGITS = "〇一二三四五六七八九"

_UNKNOWN = mark("this is no date that can be read. Write it like 2025-04-01 or 令和7年4月1日.")
_NO_DAY = mark("there is no such day. Check the month and the day.")
_PART_MISSING = mark("the year, the month or the day is missing. Write all three.")
_SHORT_YEAR = mark("a year of two digits can be read in several ways. Write four, or the era.")
_TOO_EARLY = mark("days before 1873 are not taken. Check the year.")
_BEFORE_ERA = mark(
    "%(era)s began only on %(first)s. Write %(date)s as %(want)s if that day is meant."
)
_AFTER_ERA = mark("%(era)s ended on %(last)s. Write %(date)s as %(want)s if that day is meant.")
_SERIAL = mark("the number %(number)s is no date. Write it like 2025-04-01 or 令和7年4月1日.")


class DateError(ValueError):
    """A day cannot be read.

    Attributes:
        message: Why not, and what to do.
    """

    def __init__(self, msgid: str, /, **params: object) -> None:
        self.message = Message(msgid, params)
        super().__init__(str(self.message))


def parse_date(text: str) -> dt.date:
    """Read one day.

    Raises:
        DateError: This is no complete day, or no day that existed; the message says what to do.
    """
    folded = _TAIL.sub("", str(normalize_text(text))).strip()
    if match := _ERA_FORM.fullmatch(folded):
        key, *numbers = match.groups()
        return _era_day(_ERA_OF[key.upper()], *map(_number, numbers))
    if match := _YEAR_FORM.fullmatch(folded):
        return _gregorian_day(match.group(1), *map(_number, match.groups()))
    if match := _COMPACT_FORM.fullmatch(folded):
        return _day(*map(int, match.groups()))
    if _SERIAL_FORM.fullmatch(folded):
        return from_excel_serial(int(folded))
    if english := _english(folded):
        return _day(*english)
    raise DateError(_PART_MISSING if _INCOMPLETE.fullmatch(folded) else _UNKNOWN)


def from_excel_serial(number: float) -> dt.date:
    """Turn a serial number of Excel (system of 1900) into its day; the time is dropped.

    Raises:
        DateError: The number lies outside 10,000 (1927) to 110,000 (2201).

    Sources:
        ECMA-376 part 1, 18.17.4.1.
    """
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        raise DateError(_SERIAL, number=f"{number:g}")
    return _EXCEL_DAY_ZERO + dt.timedelta(days=int(number))


def era_text(day: dt.date) -> str:
    """Write a day by its era, such as 令和7年4月1日.

    Args:
        day: 1873-01-01 or later.

    Raises:
        ValueError: The day is earlier.
    """
    if day < FIRST_DAY:
        raise ValueError(f"day: got {day}, want {FIRST_DAY} or later")
    era = next(era for era in _ERAS if day >= era.first)
    year = day.year - era.first.year + 1
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def _era_day(era: _Era, year: int, month: int, day: int) -> dt.date:
    if year < 1:
        raise DateError(_NO_DAY)
    found = _day(era.first.year + year - 1, month, day)
    params = {
        "era": era.name,
        "date": found.isoformat(),
        "first": era.first.isoformat(),
        "last": era.last.isoformat(),
        "want": era_text(found),
    }
    if found < era.first:
        raise DateError(_BEFORE_ERA, **params)
    if found > era.last:
        raise DateError(_AFTER_ERA, **params)
    return found


def _gregorian_day(year_text: str, year: int, month: int, day: int) -> dt.date:
    if year_text == "元":
        raise DateError(_PART_MISSING)
    if len(year_text) <= _SHORT_YEAR_DIGITS:
        raise DateError(_SHORT_YEAR)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except (ValueError, OverflowError):
        raise DateError(_NO_DAY) from None
    if found < FIRST_DAY:
        raise DateError(_TOO_EARLY)
    return found


def _english(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of an English date."""
    if match := _DAY_MONTH_FORM.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_DAY_FORM.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    for names in (_MONTHS, _FULL_MONTHS):
        if name.casefold() in names:
            return int(year), names.index(name.casefold()) + 1, int(day)
    return None


def _number(text: str) -> int:
    """Read digits, 元, or kanji numerals below 100; digits in a row stand for a year (二〇二五)."""
    if text.isdecimal():
        return int(text[:9])
    if text == "元":
        return 1
    if "十" not in text:
        return int("".join(str(_KANJI_DIGITS.index(digit)) for digit in text[:9]))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        raise DateError(_UNKNOWN)
    return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)
