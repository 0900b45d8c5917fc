# SPDX-License-Identifier: Apache-2.0
"""Which original character each folded character came from, in about a bit per character.

Layout of the map of one text: number of characters and number of expansions (two u32), position of
each character that gives several folded ones (u32), how many it gives (u8), then one bit per
character: it gives at least one.

Does not: encrypt; a segment does, because a map shows where a text has its spaces.
"""

from __future__ import annotations

import numpy as np

from hiden.matching.fold import text_units
from hiden.matching.grams import fold_counts, origins
from hiden.matching.jit import U8, U32, Units
from hiden.matching.keys import Alphabet

__all__ = ["decode_map", "encode_map", "text_origins"]

_HEADER_BYTES = 8
_WORD_BYTES = 4


def encode_map(units: Units, alphabet: Alphabet) -> bytes:
    """Return the map of a text."""
    counts = np.empty(len(units), np.uint8)
    fold_counts(units, alphabet, counts)
    several = np.flatnonzero(counts > 1).astype(np.uint32)
    header = np.array([len(counts), len(several)], np.uint32)
    return b"".join(
        (
            header.tobytes(),
            several.tobytes(),
            counts[several].tobytes(),
            np.packbits(counts).tobytes(),
        )
    )


def decode_map(data: bytes) -> U32:
    """Return for each folded character of a text the position of its original character."""
    size, expansions = (int(word) for word in np.frombuffer(data, np.uint32, 2))
    at = _HEADER_BYTES
    several = np.frombuffer(data, np.uint32, expansions, at)
    at += _WORD_BYTES * expansions
    given = np.frombuffer(data, np.uint8, expansions, at)
    counts = np.unpackbits(np.frombuffer(data, np.uint8, -1, at + expansions), count=size)
    counts[several] = given
    return _origins(counts)


def text_origins(text: str, alphabet: Alphabet) -> U32:
    """Return for each folded character of a text the position of its original character."""
    units = text_units(text)
    counts = np.empty(len(units), np.uint8)
    fold_counts(units, alphabet, counts)
    return _origins(counts)


def _origins(counts: U8) -> U32:
    out = np.empty(int(counts.sum(dtype=np.int64)), np.uint32)
    origins(counts, out)
    return out
