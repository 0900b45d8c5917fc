# SPDX-License-Identifier: Apache-2.0
"""Amounts of money and spans of time as registers state them.

Example:
    >>> yen("約1億2,000万円", heading="評価額"), yen("35", heading="評価額（百万円）")
    (120000000, 35000000)
    >>> months("1年6か月", heading="先行期間"), months("2", heading="先行期間（年）")
    (18, 24)
"""

from __future__ import annotations

import re
from decimal import Decimal

from hiden.foundation.text import normalize_text

__all__ = ["months", "yen"]

_UNITS = {"億": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "": 1}
_UNIT = "億|千万|百万|万|千"
_NUMBER = r"\d{1,30}(?:\.\d{1,9})?"
_ABOUT = re.compile(r"^(?:約|およそ|approx\.?|about|¥|\\)+")
_YEN = re.compile(rf"((?:{_NUMBER}(?:{_UNIT})?)+)(円|yen|jpy)?")
_YEN_PART = re.compile(rf"({_NUMBER})({_UNIT})?")
_YEN_HEADING = re.compile(rf"({_UNIT})円")
_SPAN = re.compile(
    rf"(?:({_NUMBER})(?:年間?|years?|y)(半)?)?(?:({_NUMBER})(?:[かヶヵカ箇ケ]?月間?|months?|m))?"
)
_YEAR_HEADING = re.compile(r"[(（]年[)）]|years?\b", re.IGNORECASE)
_MONTHS_OF_A_YEAR = 12


def yen(text: str, *, heading: str) -> int:
    """Read an amount of money in whole yen.

    Args:
        text: The cell.
        heading: Of its column; it may name the unit of bare numbers (千円, 百万円, …).

    Raises:
        ValueError: This is no amount, or it has a fraction of a yen.
    """
    match = _YEN.fullmatch(_folded(text))
    if not match:
        raise ValueError("got no amount of money")
    parts = [(Decimal(number), _UNITS[unit]) for number, unit in _YEN_PART.findall(match[1])]
    units = [unit for _, unit in parts]
    if units != sorted(set(units), reverse=True):
        raise ValueError("got units out of order")
    total = sum((number * unit for number, unit in parts), start=Decimal(0))
    if units == [1] and not match[2] and (unit := _YEN_HEADING.search(heading)):
        total *= _UNITS[unit[1]]
    return _whole(total)


def months(text: str, *, heading: str) -> int:
    """Read a span of time in whole months.

    Args:
        text: The cell.
        heading: Of its column; it may say that bare numbers are years.

    Raises:
        ValueError: This is no span, or it has a fraction of a month.
    """
    folded = _folded(text)
    if re.fullmatch(_NUMBER, folded):
        return _whole(Decimal(folded) * (_MONTHS_OF_A_YEAR if _YEAR_HEADING.search(heading) else 1))
    match = _SPAN.fullmatch(folded)
    if not match or not folded:
        raise ValueError("got no span of time")
    years, half, rest = match.groups()
    total = Decimal(years or 0) * _MONTHS_OF_A_YEAR + Decimal(rest or 0)
    return _whole(total + (_MONTHS_OF_A_YEAR // 2 if half else 0))


def _folded(text: str) -> str:
    folded = normalize_text(text).casefold().replace(",", "").replace(" ", "")
    return _ABOUT.sub("", folded)


def _whole(number: Decimal) -> int:
    if number != int(number):
        raise ValueError("got a fraction")
    return int(number)
