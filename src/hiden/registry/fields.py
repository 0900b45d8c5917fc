# SPDX-License-Identifier: Apache-2.0
r"""Rules that every value of the registry shares: what a text, a list of texts and a code may be.

Rules:
    * Surrounding spaces are dropped and line ends become ``\n``; nothing else is changed.
    * No control characters and no marks that reverse the direction of writing: both hide
      what is there.
    * The error values of Excel (``#REF!``) are no text.
    * A code is folded (full width to half width), so that ``ＴＳ－１`` and ``TS-1`` are one secret.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import attrs

from hiden.foundation.ids import SecretId, secret_id
from hiden.foundation.japanese_date import FIRST_DAY
from hiden.foundation.text import normalize_text

__all__ = [
    "EXCEL_ERRORS",
    "FORBIDDEN_CHARACTERS",
    "MAX_ITEMS",
    "MAX_ITEM_LENGTH",
    "MAX_TEXT_LENGTH",
    "MAX_TITLE_LENGTH",
    "check_order",
    "check_text",
    "clean",
    "clean_each",
    "codes",
    "country",
    "day",
    "each",
    "exactly",
    "line",
    "names",
    "required_line",
    "secret_code",
    "text",
    "title",
    "unique",
]

Item = TypeVar("Item")

MAX_ITEM_LENGTH = 500
MAX_ITEMS = 500
MAX_TEXT_LENGTH = 5_000
MAX_TITLE_LENGTH = 200

EXCEL_ERRORS = frozenset(
    {
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
    }
)
"""Source: ECMA-376 part 1, 18.18.11 (ST_CellType e) and the newer values of Excel."""

FORBIDDEN_CHARACTERS = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
    "\\ud800-\\udfff\\ufffe\\uffff]"
)
"""Control characters but tab and line feed, direction marks, and what XML cannot hold."""

_COUNTRY = re.compile(r"[A-Z]{2}")


def clean(value: str) -> str:
    """Drop surrounding spaces and unify line ends.

    Raises:
        TypeError: This is no text.
    """
    if type(value) is not str:
        raise TypeError(f"got {type(value).__name__}, want str")
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def secret_code(value: str) -> SecretId:
    """Make the code of a secret from what a person wrote, folding its width.

    Raises:
        ValueError: The code is empty, too long, or has a control character.
    """
    _check_no_error("code", value)
    return secret_id(normalize_text(value))


def line(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Validate one line of text, which may be empty."""
    check_text(attribute.name, value, longest=MAX_ITEM_LENGTH)
    _check_no_error(attribute.name, value)


def required_line(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Validate one line of text, which must not be empty."""
    if not value:
        raise ValueError(f"{attribute.name}: got an empty text, want one")
    check_text(attribute.name, value, longest=MAX_ITEM_LENGTH)


def title(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Validate a title: one short line which must not be empty."""
    required_line(instance, attribute, value)
    check_text(attribute.name, value, longest=MAX_TITLE_LENGTH)
    _check_no_error(attribute.name, value)


def text(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Validate a text of several lines, which may be empty."""
    check_text(attribute.name, value.replace("\n", " ").replace("\t", " "), longest=MAX_TEXT_LENGTH)
    _check_no_error(attribute.name, value)


def names(
    instance: object, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]
) -> None:
    """Validate several one-line texts: none empty, none twice."""
    for item in value:
        if not item:
            raise ValueError(f"{attribute.name}: got an empty item, want none")
        check_text(attribute.name, item, longest=MAX_ITEM_LENGTH)
    unique(instance, attribute, value)


def unique(
    _: object, attribute: attrs.Attribute[tuple[Item, ...]], value: tuple[Item, ...]
) -> None:
    """Validate that there are not too many items and none twice."""
    if len(value) > MAX_ITEMS:
        raise ValueError(f"{attribute.name}: got {len(value)} items, want at most {MAX_ITEMS}")
    if len(set(value)) != len(value):
        raise ValueError(f"{attribute.name}: got an item twice, want each once")


def exactly(kind: type) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """Make a validator that takes no subclass: a time is no day, a truth value no number."""

    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if type(value) is not kind:
            raise TypeError(f"{attribute.name}: got {type(value).__name__}, want {kind.__name__}")

    return check


def each(kind: type) -> Callable[[object, attrs.Attribute[Any], tuple[object, ...]], None]:
    """Make a validator of several values of one class."""

    def check(_: object, attribute: attrs.Attribute[Any], value: tuple[object, ...]) -> None:
        for item in value:
            if type(item) is not kind:
                raise TypeError(
                    f"{attribute.name}: got {type(item).__name__}, want {kind.__name__}"
                )

    return check


def day(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Validate a day: no time, and not before 1873, when Japan took the Gregorian calendar."""
    exactly(dt.date)(instance, attribute, value)
    if isinstance(value, dt.date) and value < FIRST_DAY:
        raise ValueError(f"{attribute.name}: got {value}, want {FIRST_DAY} or later")


def country(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Validate a country: its two letters of ISO 3166-1."""
    if not _COUNTRY.fullmatch(value):
        raise ValueError(f"{attribute.name}: want two capital letters of ISO 3166-1, such as JP")


def clean_each(values: Iterable[str]) -> tuple[str, ...]:
    """Clean several texts."""
    return tuple(clean(value) for value in _no_text(values))


def codes(values: Iterable[str]) -> tuple[SecretId, ...]:
    """Make several codes of secrets."""
    return tuple(secret_code(value) for value in _no_text(values))


def check_text(name: str, value: str, *, longest: int) -> None:
    """Check one line of text.

    Raises:
        ValueError: Too long, a control character, or a line break.
    """
    if len(value) > longest:
        raise ValueError(f"{name}: got {len(value)} characters, want at most {longest}")
    if FORBIDDEN_CHARACTERS.search(value) or "\n" in value or "\t" in value:
        raise ValueError(f"{name}: got a control character or a line break, want plain text")


def _check_no_error(name: str, value: str) -> None:
    if value in EXCEL_ERRORS:
        raise ValueError(f"{name}: got the error {value} of Excel, want text")


def check_order(earlier: tuple[str, dt.date | None], later: tuple[str, dt.date | None]) -> None:
    """Check that two dates, where both are known, are in order; the same day is in order.

    Raises:
        ValueError: ``later`` lies before ``earlier``.
    """
    if earlier[1] and later[1] and later[1] < earlier[1]:
        raise ValueError(f"{later[0]}: got {later[1]}, want {earlier[0]} ({earlier[1]}) or later")


def _no_text(values: Iterable[str]) -> Iterable[str]:
    if type(values) is str:
        raise TypeError("got str, want several texts")
    return values
