# SPDX-License-Identifier: Apache-2.0
"""Fold widths in a text and remember where each character came from."""

from __future__ import annotations

import unicodedata

import attrs

__all__ = ["KEPT", "Folded", "fold"]

KEPT = "㊙"
"""A sign that says more than what it folds to."""


@attrs.frozen
class Folded:
    """A text with its widths folded.

    Attributes:
        text: The folded text.
        origins: Where each of its characters came from, in characters of the text as given.
    """

    text: str
    origins: tuple[int, ...]


def fold(text: str, *, first: int = 0) -> Folded:
    """Fold the width of every character by itself; line ends become line feeds.

    Args:
        text: What to fold.
        first: Where ``text`` begins in the whole.

    Example:
        >>> fold("ＡＢ㊙").text
        'AB㊙'
    """
    chars: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(text, start=first):
        kept = char if char == KEPT else unicodedata.normalize("NFKC", char)
        kept = "\n" if char in "\r\v\f\u2028\u2029" else kept
        chars.append(kept)
        origins.extend([at] * len(kept))
    return Folded("".join(chars), tuple(origins))
