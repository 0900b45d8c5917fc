# SPDX-License-Identifier: Apache-2.0
"""Japanese text as people write it, folded so that equal meanings compare equal.

For names, labels and codes: full and half width, half-width kana, spaces, letter case and the many
hyphens. The content of documents is folded further, in ``matching``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

__all__ = ["NormalizedText", "normalize_label", "normalize_text"]

NormalizedText = NewType("NormalizedText", str)
"""Text folded by this module."""

_SPACES = re.compile(r"\s+")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_LABEL_NOISE = re.compile(r"[\s()\[\]{}<>「」『』【】〔〕・、。,.:;/*#№※_'\"-]+")


def normalize_text(text: str) -> NormalizedText:
    """Fold width, composition and spaces; keep case, punctuation and word order.

    Example:
        >>> normalize_text("ＡＢＣ－１　ｶﾞｰﾄﾞ ")
        'ABC-1 ガード'
    """
    folded = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return NormalizedText(_SPACES.sub(" ", folded).strip())


def normalize_label(text: str) -> NormalizedText:
    """Fold a label, such as the name of a column, to what is compared: no spaces, marks or case.

    Example:
        >>> normalize_label("管理番号（Ｎｏ．）")
        '管理番号no'
    """
    return NormalizedText(_LABEL_NOISE.sub("", normalize_text(text)).casefold())
