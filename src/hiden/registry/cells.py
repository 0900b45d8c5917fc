# SPDX-License-Identifier: Apache-2.0
"""Read one cell of a register: what it says, or why it cannot be taken and what to do.

A reason never repeats what stood in the cell, but for words that were to choose from a list: a
title may have been written into the wrong column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum

from hiden.foundation.ids import MAX_ID_LENGTH
from hiden.foundation.japanese_date import DateError, from_excel_serial, parse_date
from hiden.foundation.language import Message, mark
from hiden.foundation.text import normalize_label, normalize_text
from hiden.registry import amounts
from hiden.registry.columns import ColumnTable
from hiden.registry.fields import (
    EXCEL_ERRORS,
    FORBIDDEN_CHARACTERS,
    MAX_ITEM_LENGTH,
    MAX_ITEMS,
    MAX_TEXT_LENGTH,
    MAX_TITLE_LENGTH,
    clean,
    secret_code,
)
from hiden.registry.grid import Cell, CellError
from hiden.registry.secret import MAX_LEAD_TIME_MONTHS, MAX_VALUE_JPY

__all__ = [
    "UnreadableCellError",
    "as_amount",
    "as_choice",
    "as_code",
    "as_day",
    "as_line",
    "as_text",
    "as_title",
    "check_items",
    "check_number",
    "text_of",
]

MAX_TITLE_LINES = 2
_COMPACT_DAYS = range(1873_01_01, 9999_12_32)

_FORMULA = mark(
    "the cell holds the error %(error)s of Excel. Correct the formula or write the value."
)
_CONTROL = mark("the cell holds a control character. Delete it and write the text anew.")
_LONG = mark("the text is too long: got %(got)d characters, the limit is %(limit)d. Shorten it.")
_ITEM_LONG = mark(
    "an item is too long: got %(got)d characters, the limit is %(limit)d. Write one item per line."
)
_MANY = mark("too many items: got %(got)d, the limit is %(limit)d. Name groups instead.")
_CODE_LINES = mark("the code goes over several lines. Write one code per row.")
_TITLE_LONG = mark(
    "the title discloses too much: got %(got)d characters, the limit is %(limit)d."
    " Write a short name and keep the content out of the register."
)
_TITLE_LINES = mark(
    "the title discloses too much: it goes over %(got)d lines."
    " Write a short name and keep the content out of the register."
)
_CHOICE = mark("this word is not known here. Write one of: %(words)s.")
_UNSURE = mark(
    "companies differ in what “%(word)s” means; it was taken as %(value)s."
    " Check it, and write %(value)s if that is right."
)
_NOT_A_DAY = mark(
    "this is a time or a yes/no, not a date. Write it like 2025-04-01 or 令和7年4月1日."
)
_NOT_YEN = mark("this is no amount of money in whole yen. Write a number, or like 3億5000万円.")
_NOT_MONTHS = mark("this is no span in whole months. Write a number of months, or like 2年6か月.")
_TOO_MUCH = mark("the number is too great: the limit is %(limit)d. Check the unit.")


class UnreadableCellError(ValueError):
    """A cell cannot be taken.

    Attributes:
        message: Why not, and what to do.
    """

    def __init__(self, msgid: str, /, **params: object) -> None:
        self.message = Message(msgid, params)
        super().__init__(str(self.message))


def text_of(cell: Cell) -> str:
    """Return what a cell shows, cleaned: whole numbers without a point, days as 2025-04-01.

    Raises:
        UnreadableCellError: An error of Excel, or a control character.
    """
    if isinstance(cell, CellError):
        raise UnreadableCellError(_FORMULA, error=cell.code)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    text = clean(str(cell))
    if text in EXCEL_ERRORS:
        raise UnreadableCellError(_FORMULA, error=text)
    if FORBIDDEN_CHARACTERS.search(text):
        raise UnreadableCellError(_CONTROL)
    return text


def as_code(cell: Cell) -> str:
    """Read the code of a secret; empty if there is none."""
    text = text_of(cell)
    if "\n" in text:
        raise UnreadableCellError(_CODE_LINES)
    if not text:
        return ""
    try:
        return secret_code(text)
    except ValueError:
        if len(text) > MAX_ID_LENGTH:
            raise UnreadableCellError(_LONG, got=len(text), limit=MAX_ID_LENGTH) from None
        raise UnreadableCellError(_CONTROL) from None


def as_title(cell: Cell) -> str:
    """Read a title; a single line break is taken for wrapping."""
    text = text_of(cell)
    lines = text.split("\n")
    if len(lines) > MAX_TITLE_LINES:
        raise UnreadableCellError(_TITLE_LINES, got=len(lines))
    if len(text) > MAX_TITLE_LENGTH:
        raise UnreadableCellError(_TITLE_LONG, got=len(text), limit=MAX_TITLE_LENGTH)
    return _one_line(text)


def as_line(cell: Cell) -> str:
    """Read one line of text; line breaks are taken for wrapping."""
    return _not_longer(_one_line(text_of(cell)), MAX_ITEM_LENGTH)


def as_text(cell: Cell) -> str:
    """Read a text of several lines."""
    return _not_longer(text_of(cell), MAX_TEXT_LENGTH)


def as_choice(
    cell: Cell, *, field: str, table: ColumnTable, kind: type[StrEnum]
) -> tuple[StrEnum | None, Message | None]:
    """Read a word that stands for a value.

    Returns:
        The value, ``None`` if the cell says nothing; and a warning if companies differ in what
        the word means.
    """
    word = text_of(cell)
    bare = normalize_text(word).partition("(")[0]
    choices = table.choices_of(field)
    for label in dict.fromkeys((normalize_label(word), normalize_label(bare))):
        for choice in choices:
            if label and label in choice.known:
                return kind(choice.value), None
            if label and label in choice.doubtful:
                return kind(choice.value), Message(_UNSURE, {"word": word, "value": choice.ja})
    if normalize_label(word) in table.nothing_labels:
        return None, None
    words = ", ".join(f"{choice.ja} ({choice.en})" for choice in choices)
    raise UnreadableCellError(_CHOICE, words=words)


def as_day(cell: Cell, *, table: ColumnTable) -> dt.date | None:
    """Read a day; ``None`` if the cell says nothing."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, bool | dt.time | dt.timedelta):
        raise UnreadableCellError(_NOT_A_DAY)
    try:
        if isinstance(cell, int | float) and cell not in _COMPACT_DAYS:
            return from_excel_serial(cell)
        text = text_of(cell)
        return None if normalize_label(text) in table.nothing_labels else parse_date(text)
    except DateError as error:
        raise UnreadableCellError(error.message.msgid, **error.message.params) from None


def as_amount(cell: Cell, *, field: str, heading: str, table: ColumnTable) -> int | None:
    """Read an amount of money or a span of time; ``None`` if the cell says nothing."""
    read: Callable[..., int] = amounts.yen if field == "value_jpy" else amounts.months
    limit = MAX_VALUE_JPY if field == "value_jpy" else MAX_LEAD_TIME_MONTHS
    text = text_of(cell)
    if normalize_label(text) in table.nothing_labels:
        return None
    try:
        amount = read(text, heading=heading)
    except ValueError:
        raise UnreadableCellError(_NOT_YEN if field == "value_jpy" else _NOT_MONTHS) from None
    if amount > limit:
        raise UnreadableCellError(_TOO_MUCH, limit=limit)
    return amount


def check_items(items: tuple[str, ...]) -> None:
    """Check the number and the length of the items of a cell.

    Raises:
        UnreadableCellError: Too many, or one too long.
    """
    check_number(items)
    longest = max(map(len, items), default=0)
    if longest > MAX_ITEM_LENGTH:
        raise UnreadableCellError(_ITEM_LONG, got=longest, limit=MAX_ITEM_LENGTH)


def check_number(items: tuple[object, ...]) -> None:
    """Check the number of items.

    Raises:
        UnreadableCellError: Too many.
    """
    if len(items) > MAX_ITEMS:
        raise UnreadableCellError(_MANY, got=len(items), limit=MAX_ITEMS)


def _one_line(text: str) -> str:
    return " ".join(part.strip() for part in text.replace("\t", " ").split("\n"))


def _not_longer(text: str, limit: int) -> str:
    if len(text) > limit:
        raise UnreadableCellError(_LONG, got=len(text), limit=limit)
    return text
