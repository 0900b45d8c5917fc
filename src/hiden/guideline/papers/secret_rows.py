# SPDX-License-Identifier: Apache-2.0
"""How secrets stand in documents: by what the register calls them, never by what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from hiden.foundation.language import Language
from hiden.foundation.wording import day_wording
from hiden.guideline.papers.blocks import SecretColumn
from hiden.registry import Level, Secret
from hiden.registry.columns import load_columns

__all__ = ["plain", "secret_header", "secret_names", "secret_rows", "with_quotation_marks"]

_FULL_WIDTH = str.maketrans("{}", "｛｝")
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPENING = re.compile(r'(?<![^\s(\[])"')


def plain(text: str) -> str:
    r"""Set braces in full width, so that they are no places to fill, and leave out what is no text.

    Control characters, which come with what is pasted, cannot stand in a Word file.

    Example:
        >>> plain("plan {v2}\x0b")
        'plan ｛v2｝'

    Sources:
        XML 1.0, fifth edition, 2.2: the characters that a document may hold.
    """
    return _UNWRITABLE.sub("", text).translate(_FULL_WIDTH)


def with_quotation_marks(text: str) -> str:
    """Turn straight quotation marks of an English text into those of print.

    Example:
        >>> with_quotation_marks('(the "Purpose")')
        '(the “Purpose”)'
    """
    return _OPENING.sub("“", text).replace('"', "”")


def secret_names(secrets: Sequence[Secret], language: Language) -> str:
    """Name secrets by code and title, in one line."""
    if language == "ja":
        return "、".join(f"{secret.code}「{plain(secret.title)}」" for secret in secrets)
    return ", ".join(f'{secret.code} "{plain(secret.title)}"' for secret in secrets)


def secret_header(columns: Sequence[SecretColumn], language: Language) -> tuple[str, ...]:
    """Return the columns' headings, those of the register."""
    headings = {column.field: column.heading(language) for column in load_columns().columns}
    return tuple(headings[column] for column in columns)


def secret_rows(
    secrets: Sequence[Secret], columns: Sequence[SecretColumn], language: Language
) -> tuple[tuple[str, ...], ...]:
    """Return what the columns show of each secret; an empty cell for what is not said."""
    return tuple(
        tuple(_cell(getattr(secret, column.value), language) for column in columns)
        for secret in secrets
    )


def _cell(value: object, language: Language) -> str:
    if isinstance(value, Level):
        return _level(value, language)
    if isinstance(value, dt.date):
        return day_wording(value).text(language)
    if isinstance(value, tuple):
        return ("、" if language == "ja" else ", ").join(plain(item) for item in value)
    return plain(str(value)) if value else ""


def _level(level: Level, language: Language) -> str:
    words = next(c for c in load_columns().choices_of("level") if c.value == level)
    return words.ja if language == "ja" else words.en
