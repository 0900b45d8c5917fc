# SPDX-License-Identifier: Apache-2.0
"""Fold text so that the same words compare equal, at the cost of one table look-up per character.

Rules, for each code point:
    * NFKD, casefold, NFKD; letters and numbers stay, everything else is dropped: spaces,
      punctuation, marks (accents, dakuten), zero-width characters, soft hyphens, characters of no
      Unicode meaning.
    * Katakana becomes hiragana, small kana large, the prolonged sound mark is dropped.
    * Letters that look like Latin ones (Cyrillic, Greek) and Han characters that look like kana
      become what they look like.
    * What becomes several characters does so through a side table.

Does not: fold old and new forms of Han characters, digits that look like letters, or spellings.

Source: Unicode Standard Annex 15 (normalization forms); data of Python's ``unicodedata``;
look-alikes after Unicode Technical Standard 39.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np

from hiden.matching.jit import I64, U32, Units

__all__ = ["CJK_BLOCKS", "DROPPED", "EXPANDS", "Folding", "fold_point", "folding", "text_units"]

CODE_POINTS = sys.maxunicode + 1
DROPPED = 0
EXPANDS = 0x80000000
"""Set in a table entry whose low bits are the number of an expansion."""

_PROLONGED = 0x30FC
_KATAKANA = range(0x30A1, 0x30F7)
_KATAKANA_REPEAT = (0x30FD, 0x30FE)
_TO_HIRAGANA = 0x60
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_LOOK_ALIKES = dict(
    zip(
        "авекмнорстухіјѕһԁԛԝӏցϲαβεζηικμνορτυχ二力口工卜八夕",
        "abekmhopctyxijshdqwlgcabezhikmvoptuxにかろえとはた",
        strict=True,
    )
)
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_HANGUL = range(0xAC00, 0xD7A4)
_FIRST_EMPTY_PLANE = 0x40000
_KEPT_CATEGORIES = frozenset("LN")
CJK_BLOCKS = (
    range(0x2E80, 0x2FE0),
    range(0x3005, 0x3008),
    range(0x3041, 0x3100),
    range(0x31F0, 0x3200),
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)
"""Where Han and kana are."""


class Folding(NamedTuple):
    """The fold table.

    Attributes:
        table: For each code point 0 (dropped), its folded code point, or ``EXPANDS`` plus the
            number
            of its expansion; shape (0x110000,).
        starts: Where each expansion begins in ``parts``, ascending, one more than expansions.
        parts: Folded code points of all expansions.
    """

    table: U32
    starts: I64
    parts: U32


def _fold_letters(text: str) -> Iterable[str]:
    for letter in text:
        if unicodedata.category(letter)[0] not in _KEPT_CATEGORIES or letter in _BLANK_LETTERS:
            continue
        point = ord(letter)
        if point == _PROLONGED:
            continue
        kana = point in _KATAKANA or point in _KATAKANA_REPEAT
        plain = chr(point - _TO_HIRAGANA) if kana else letter
        plain = _SMALL.get(plain, plain)
        yield _LOOK_ALIKES.get(plain, plain)


def fold_point(letter: str) -> str:
    """Fold one character, by the rules at the top of this module."""
    decomposed = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(_fold_letters(unicodedata.normalize("NFKD", decomposed)))


@cache
def folding() -> Folding:
    """Build the fold table, once per process."""
    table = np.zeros(CODE_POINTS, np.uint32)
    starts = [0]
    parts: list[int] = []
    for point in range(_FIRST_EMPTY_PLANE):
        letter = chr(point)
        if unicodedata.category(letter)[0] not in "LNMS":
            continue
        folded = fold_point(letter)
        if len(folded) == 1:
            table[point] = ord(folded)
        elif folded:
            table[point] = EXPANDS | (len(starts) - 1)
            parts.extend(map(ord, folded))
            starts.append(len(parts))
    return Folding(table, np.array(starts, np.int64), np.array(parts, np.uint32))


def text_units(text: str) -> Units:
    """Return the code points of a text as an array, without copying more than once.

    A lone surrogate is a code point like any other here; the fold table drops it.
    """
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
