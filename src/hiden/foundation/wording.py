# SPDX-License-Identifier: Apache-2.0
"""Sentences that stand in data in both languages; days and sums of money.

A sentence of the program is translated by a catalogue; a sentence of data (law, guidance, tables)
carries its own Japanese, so that whoever knows the subject corrects both in one place.
"""

from __future__ import annotations

import datetime as dt

import attrs

from hiden.foundation.language import Language, Message

__all__ = ["Localized", "Money", "Wording", "day_wording", "wording"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OKU = 100_000_000
_MAN = 10_000
_MILLION = 1_000_000


@attrs.frozen
class Wording(Message):
    """A sentence given in English (``msgid``) and Japanese; it has no placeholders.

    Attributes:
        ja: The Japanese sentence.
    """

    ja: str = attrs.field(kw_only=True)

    def text(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.ja if language == "ja" else self.msgid


def wording(*, ja: str, en: str) -> Wording:
    """Make a sentence from its two forms."""
    return Wording(en, ja=ja)


@attrs.frozen(kw_only=True)
class Localized:
    """A text of data in both languages; neither may be empty."""

    ja: str = attrs.field(validator=attrs.validators.min_len(1))
    en: str = attrs.field(validator=attrs.validators.min_len(1))

    @property
    def wording(self) -> Wording:
        """The text, to show."""
        return wording(ja=self.ja, en=self.en)


def day_wording(day: dt.date) -> Wording:
    """Say a day as people write it.

    Example:
        >>> str(day_wording(dt.date(2026, 11, 23)))
        '23 Nov 2026'
    """
    return wording(
        ja=f"{day.year}年{day.month}月{day.day}日",
        en=f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    )


@attrs.frozen
class Money:
    """A sum in Japanese yen.

    Attributes:
        yen: Whole yen, at least 1.

    Example:
        >>> str(Money(150_000_000).wording)
        'JPY 150 million'
        >>> Money(150_000_000).wording.text("ja")
        '1億5,000万円'
    """

    yen: int = attrs.field(validator=attrs.validators.ge(1))

    @property
    def wording(self) -> Wording:
        """The sum as people write it: 万 and 億 in Japanese, millions in English."""
        oku, rest = divmod(self.yen, _OKU)
        man, rest = divmod(rest, _MAN)
        parts = [
            f"{oku:,}億" if oku else "",
            f"{man:,}万" if man else "",
            f"{rest:,}" if rest else "",
        ]
        millions, odd = divmod(self.yen, _MILLION)
        return wording(
            ja="".join(parts) + "円",
            en=f"JPY {self.yen:,}" if odd else f"JPY {millions:,} million",
        )
