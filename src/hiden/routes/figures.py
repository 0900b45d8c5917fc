# SPDX-License-Identifier: Apache-2.0
"""Figures as people read them: shares, counts and chances.

Rules:
    * A share is never rounded up to all of it, nor down to nothing.
    * A chance is given as an upper bound in a power of ten.
"""

from __future__ import annotations

from collections.abc import Iterable

from hiden.foundation.wording import Wording, wording

__all__ = ["chance_wording", "count_text", "covered", "percent_text"]

_PER_MILLE = 1000
_ONE_DECIMAL_BELOW = 100
_ALMOST_ALL = 999
_EXPONENTS = range(1, 13)
_KANJI = ("", "万", "億", "兆")
_KANJI_DIGITS = 4


def count_text(count: int) -> str:
    """Write a count with separators.

    Example:
        >>> count_text(1204)
        '1,204'
    """
    return f"{count:,}"


def percent_text(share: float) -> str:
    """Write a share, 0 to 1, in per cent without the sign; one decimal below 10 and above 99.

    Example:
        >>> percent_text(0.82), percent_text(0.034), percent_text(0.9999), percent_text(0.00001)
        ('82', '3.4', '99.9', '0.1')
    """
    if share in {0.0, 1.0}:
        return f"{share:.0%}".removesuffix("%")
    tenths = min(max(round(share * _PER_MILLE), 1), _ALMOST_ALL)
    whole, decimal = divmod(tenths, 10)
    if tenths < _ONE_DECIMAL_BELOW or tenths == _ALMOST_ALL:
        return f"{whole}.{decimal}"
    return str(min(round(tenths / 10), 99))


def chance_wording(chance: float) -> Wording:
    """Say a chance, above 0 and at most 1, as an upper bound.

    Example:
        >>> str(chance_wording(3e-7)), chance_wording(3e-7).text("ja")
        ('at most 1 in 1,000,000', '100万分の1以下')
    """
    reached = [exponent for exponent in _EXPONENTS if chance <= 10**-exponent]
    if not reached:
        percent = percent_text(chance)
        return wording(ja=f"約{percent}%", en=f"about {percent}%")
    exponent = max(reached)
    unit, zeros = divmod(exponent, _KANJI_DIGITS)
    return wording(
        ja=f"{10**zeros:,}{_KANJI[unit]}分の1以下",
        en=f"at most 1 in {10**exponent:,}",
    )


def covered(ranges: Iterable[tuple[int, int]]) -> int:
    """Count the positions that half-open ranges cover, each once.

    Example:
        >>> covered([(0, 10), (5, 12), (20, 21)])
        13
    """
    total = 0
    behind = 0
    for start, end in sorted(ranges):
        total += max(0, end - max(start, behind))
        behind = max(behind, end)
    return total
