# SPDX-License-Identifier: Apache-2.0
"""How clauses, lists, notes and days are numbered and worded, whatever sets them.

Rules:
    * Japanese, as in laws: 第1条（見出し）, the second paragraph (項) is ２, items (号) are （１）.
    * English: Article 1 (Title), paragraphs 1.1, items (a).
    * A single figure is full-width in Japanese, longer numbers are not.

Example:
    >>> clause_heading(Clause(number=1, title="目的", body=("…",)), language="ja")
    '第1条（目的）'
"""

from __future__ import annotations

import datetime as dt
import re

import attrs
from babel.dates import format_date

from hiden.foundation.language import Language, Message, mark
from hiden.foundation.paper.values import Clause, Items, Note

__all__ = [
    "BOX",
    "Line",
    "clause_heading",
    "clause_lines",
    "day_text",
    "list_lines",
    "note_text",
    "seal_of",
    "source_text",
]

BOX = "☐"
_WIDE_DIGITS = "０１２３４５６７８９"
_SEAL = re.compile(r"(.+?)[\s　]*(㊞|（印）|\(seal\)|(?<=[\s　])印)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LOCALES = {"ja": "ja_JP", "en": "en_GB"}


@attrs.frozen(kw_only=True)
class Line:
    """A paragraph with a label hanging beside it.

    Attributes:
        label: Its number or dot; may be empty.
        text: What it says.
        indent_em: Where the label begins, in widths of a character.
        label_em: How wide the label's column is, in widths of a character; the text begins there.
    """

    label: str
    text: str
    indent_em: float
    label_em: float


def clause_heading(clause: Clause, *, language: Language) -> str:
    """Return the heading of a clause: its number, and its title in brackets."""
    sentence = Message(
        mark("Article %(number)d (%(title)s)"), {"number": clause.number, "title": clause.title}
    )
    return sentence.text(language)


def clause_lines(clause: Clause, *, language: Language) -> tuple[Line, ...]:
    """Return paragraphs and items of a clause, numbered."""
    indent, width = (2.0, 3.4) if language == "ja" else (3.0, 2.2)
    body = (
        Line(
            label=_paragraph_label(clause, position, language=language),
            text=text,
            indent_em=0,
            label_em=indent,
        )
        for position, text in enumerate(clause.body, start=1)
    )
    items = (
        Line(
            label=_item_label(position, language=language),
            text=text,
            indent_em=indent,
            label_em=width,
        )
        for position, text in enumerate(clause.items, start=1)
    )
    return (*body, *items)


def list_lines(block: Items, *, language: Language) -> tuple[Line, ...]:
    """Return the items of a list with their numbers, boxes or dots."""
    return tuple(
        Line(
            label=_list_label(block, position, language=language),
            text=text,
            indent_em=0.5,
            label_em=2.0 if block.is_numbered else 1.5,
        )
        for position, text in enumerate(block.items, start=1)
    )


def note_text(note: Note, *, language: Language) -> str:
    """Return a note with its mark and sources."""
    separator = "、" if language == "ja" else ", "
    if not note.sources:
        plain = Message(mark("Note — %(text)s [%(mark)s]"), {"text": note.text, "mark": note.mark})
        return plain.text(language)
    sentence = Message(
        mark("Note — %(text)s [%(mark)s; %(sources)s]"),
        {"text": note.text, "mark": note.mark, "sources": separator.join(note.sources)},
    )
    return sentence.text(language)


def source_text(source: str, *, language: Language) -> str:
    """Return the line that names a source; empty if there is none."""
    sentence = Message(mark("Source: %(source)s"), {"source": source})
    return sentence.text(language) if source else ""


def seal_of(line: str) -> tuple[str, str]:
    """Take the place of a seal off the end of a line to sign on.

    Returns:
        What is to fill in, and the sign for the seal; that is empty if there is none.

    Example:
        >>> seal_of("氏名　　㊞")
        ('氏名', '㊞')
        >>> seal_of("Address")
        ('Address', '')
    """
    match = _SEAL.fullmatch(line)
    return (match[1], match[2]) if match else (line, "")


def day_text(day: dt.date | None, *, language: Language) -> str:
    """Write a day in full; empty if there is none.

    Example:
        >>> day_text(dt.date(2026, 11, 23), language="en")
        '23 November 2026'
        >>> day_text(dt.date(2026, 11, 23), language="ja")
        '2026年11月23日'
    """
    return format_date(day, format="long", locale=_LOCALES[language]) if day else ""


def _paragraph_label(clause: Clause, position: int, *, language: Language) -> str:
    if language == "ja":
        return _japanese(position) if position > 1 else ""
    return f"{clause.number}.{position}" if len(clause.body) > 1 else ""


def _item_label(position: int, *, language: Language) -> str:
    if language == "ja":
        return f"（{_japanese(position)}）"
    return f"({_letters(position)})"


def _list_label(block: Items, position: int, *, language: Language) -> str:
    if block.is_tick_list:
        return BOX
    if block.is_numbered:
        return f"{_japanese(position)}．" if language == "ja" else f"{position}."
    return "・" if language == "ja" else "•"


def _japanese(number: int) -> str:
    return _WIDE_DIGITS[number] if number < len(_WIDE_DIGITS) else str(number)


def _letters(number: int) -> str:
    """Count a, b, … z, aa, ab, …"""
    rest, letter = divmod(number - 1, len(_LETTERS))
    return (_letters(rest) if rest else "") + _LETTERS[letter]
