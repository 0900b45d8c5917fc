# SPDX-License-Identifier: Apache-2.0
"""A word-blocked Bloom filter: one cache line answers whether a gram may be in an index.

Rules:
    * A key's word is chosen by the top 32 bits of its hash, its four bits by bits 20 to 43.
    * Only the top ``KEY_BITS`` bits are looked at, because a segment keeps no more of a hash.
    * There is no false "no".

Source: Putze, Sanders, Singler: Cache-, hash- and space-efficient Bloom filters, 2009.
"""

from __future__ import annotations

import numpy as np

from hiden.matching.jit import U64, kernel

__all__ = [
    "KEY_BITS",
    "bloom_add",
    "bloom_bits",
    "bloom_has",
    "bloom_place",
    "bloom_words",
    "new_bloom",
]

KEY_BITS = 44
BITS_PER_KEY = 20
_MIN_WORDS = 64
_MAX_WORDS = 1 << 31


def bloom_words(keys: int) -> int:
    """Return how many 64-bit words a filter for so many keys should have."""
    return min(max(_MIN_WORDS, -(-keys * BITS_PER_KEY // 64)), _MAX_WORDS)


def new_bloom(keys: int) -> U64:
    """Make an empty filter for so many keys."""
    return np.zeros(bloom_words(keys), np.uint64)


@kernel
def bloom_bits(value: np.uint64) -> np.uint64:
    """Return the word with the four bits of a key."""
    one, six = np.uint64(1), np.uint64(63)
    return (
        (one << ((value >> np.uint64(20)) & six))
        | (one << ((value >> np.uint64(26)) & six))
        | (one << ((value >> np.uint64(32)) & six))
        | (one << ((value >> np.uint64(38)) & six))
    )


@kernel
def bloom_place(value: np.uint64, words: np.uint64) -> np.uint64:
    """Return the number of a key's word."""
    return ((value >> np.uint64(32)) * words) >> np.uint64(32)


@kernel
def bloom_add(words: U64, keys: U64) -> None:
    """Add keys."""
    size = np.uint64(len(words))
    for index in range(len(keys)):
        words[bloom_place(keys[index], size)] |= bloom_bits(keys[index])


@kernel
def bloom_has(words: U64, value: np.uint64) -> bool:
    """Say whether a key may be in the filter."""
    bits = bloom_bits(value)
    return bool((words[bloom_place(value, np.uint64(len(words)))] & bits) == bits)
