# SPDX-License-Identifier: Apache-2.0
"""How secrets stand in documents: by what the register calls them, never by what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hiden.foundation.language import Language
from hiden.foundation.wording import day_wording
from hiden.guideline.papers.blocks import SecretColumn
from hiden.registry import Level, Secret
from hiden.registry.columns import load_columns

__all__ = ["plain", "secret_header", "secret_names", "secret_rows"]

_FULL_WIDTH = str.maketrans("{}", "｛｝")


def plain(text: str) -> str:
    """Set braces in full width, so that they are no places to fill.

    Example:
        >>> plain("plan {v2}")
        'plan ｛v2｝'
    """
    return text.translate(_FULL_WIDTH)


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
