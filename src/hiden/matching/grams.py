# SPDX-License-Identifier: Apache-2.0
"""From code points to secret numbers, gram hashes and sketch bytes.

Rules:
    * A gram begins with a character and is ``k`` characters long, ``k`` by that character's script.
    * A gram hash is a polynomial over the secret numbers, mod 2**64, then mixed.
    * The sketch has one byte for each character: a keyed hash of the 4 (Han, kana) or 6 characters
      that begin there, 1 to 255; 0 means masked.
    * Arrays of numbers end with ``PADDING`` zeros, so that a gram may be read past the end.

Source: Karp, Rabin: Efficient randomized pattern-matching algorithms, 1987; docs/matching.md.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs
import numpy as np

from hiden.matching.jit import U8, U32, U64, Units, kernel
from hiden.matching.keys import CJK_FLAG, Alphabet, Keys
from hiden.matching.settings import MatchSettings

__all__ = [
    "PADDING",
    "SKETCH_CJK",
    "SKETCH_OTHER",
    "GramKey",
    "Hasher",
    "fold_counts",
    "fold_into",
    "hash_all",
    "hash_stride",
    "hash_whole",
    "make_hasher",
    "origins",
    "sketch_into",
]

PADDING = 64
SKETCH_CJK = 4
SKETCH_OTHER = 6
_OVERFLOW = -1
_ROOM_FACTOR = 32
"""No code point folds to more characters than this."""


class GramKey(NamedTuple):
    """What the hash kernels need.

    Attributes:
        cjk: Length of a gram that begins with a Han or kana character.
        other: Length of any other gram.
        base: Secret odd base of the polynomial.
        drop_cjk: ``base ** cjk``, mod 2**64.
        drop_other: ``base ** other``, mod 2**64.
        mix: Secret odd multiplier of the final mixing.
        sketch: Secret odd 32-bit multipliers, shape (6,).
    """

    cjk: int
    other: int
    base: np.uint64
    drop_cjk: np.uint64
    drop_other: np.uint64
    mix: np.uint64
    sketch: U32


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hasher:
    """The keyed part of an index, ready for kernels.

    Attributes:
        alphabet: Secret number of each character.
        grams: Keys of the hashes.
        whole: Secret base of the hash of a whole text.
    """

    alphabet: Alphabet
    grams: GramKey
    whole: np.uint64

    def numbers(self, units: Units) -> U32:
        """Fold a text into its secret numbers, followed by ``PADDING`` zeros."""
        out = np.empty(len(units) + len(units) // 8 + 2 * PADDING, np.uint32)
        count = fold_into(units, self.alphabet, out)
        if count == _OVERFLOW:
            out = np.empty(len(units) * _ROOM_FACTOR + 2 * PADDING, np.uint32)
            count = fold_into(units, self.alphabet, out)
        return out[: count + PADDING]


def make_hasher(keys: Keys, settings: MatchSettings) -> Hasher:
    """Expand the keys of an index for its gram lengths."""
    secret = keys.multipliers()
    base, word = secret[0], 1 << 64
    grams = GramKey(
        settings.gram_cjk,
        settings.gram_other,
        np.uint64(base),
        np.uint64(pow(base, settings.gram_cjk, word)),
        np.uint64(pow(base, settings.gram_other, word)),
        np.uint64(secret[1]),
        np.array([number >> 32 | 1 for number in secret[3:9]], np.uint32),
    )
    return Hasher(alphabet=keys.alphabet(), grams=grams, whole=np.uint64(secret[2]))


@kernel
def fold_into(units: Units, alphabet: Alphabet, out: U32) -> int:
    """Write the secret numbers of a text, then zeros; return how many, or -1 if out of room."""
    table, starts, parts = alphabet
    count = 0
    room = len(out) - PADDING - len(units)
    for index in range(len(units)):
        value = table[units[index]]
        if value & 2:
            which = value >> 2
            extra = starts[which + 1] - starts[which]
            room -= extra
            if room < 0:
                return -1
            for part in range(starts[which], starts[which + 1]):
                out[count] = parts[part]
                count += 1
        else:
            out[count] = value
            count += value != 0
    out[count : count + PADDING] = 0
    return count


@kernel
def fold_counts(units: Units, alphabet: Alphabet, counts: U8) -> int:
    """Write how many folded characters each character gives; return their sum."""
    table, starts, _ = alphabet
    total = 0
    for index in range(len(units)):
        value = table[units[index]]
        if value & 2:
            which = value >> 2
            counts[index] = starts[which + 1] - starts[which]
        else:
            counts[index] = value != 0
        total += counts[index]
    return total


@kernel
def origins(counts: U8, out: U32) -> None:
    """Write for each folded character the position of the character it came from."""
    place = 0
    for index in range(len(counts)):
        for _ in range(counts[index]):
            out[place] = index
            place += 1


@kernel
def _polynomial(numbers: U32, start: int, length: int, base: np.uint64) -> np.uint64:
    value = np.uint64(0)
    for index in range(start, start + length):
        value = value * base + np.uint64(numbers[index])
    return value


@kernel
def _mixed(value: np.uint64, mix: np.uint64) -> np.uint64:
    value = (value ^ (value >> np.uint64(32))) * mix
    return value ^ (value >> np.uint64(29))


@kernel
def _roll_pair(numbers: U32, start: int, half: int, key: GramKey, out: U64) -> None:
    """Write the polynomials of ``2 * half`` grams, the two halves in step."""
    base, cjk, other = key.base, key.cjk, key.other
    drop_cjk, drop_other, flag = key.drop_cjk, key.drop_other, np.uint64(CJK_FLAG)
    middle = start + half
    short, long = (
        _polynomial(numbers, start, cjk, base),
        _polynomial(numbers, start, other, base),
    )
    short2, long2 = (
        _polynomial(numbers, middle, cjk, base),
        _polynomial(numbers, middle, other, base),
    )
    one, two = numbers[start : start + half], numbers[middle : middle + half]
    one_cjk, two_cjk = numbers[start + cjk :], numbers[middle + cjk :]
    one_other, two_other = numbers[start + other :], numbers[middle + other :]
    out_one, out_two = out[:half], out[half : 2 * half]
    for index in range(half):
        first, first2 = np.uint64(one[index]), np.uint64(two[index])
        out_one[index] = short if first & flag else long
        out_two[index] = short2 if first2 & flag else long2
        short = short * base + (np.uint64(one_cjk[index]) - first * drop_cjk)
        short2 = short2 * base + (np.uint64(two_cjk[index]) - first2 * drop_cjk)
        long = long * base + (np.uint64(one_other[index]) - first * drop_other)
        long2 = long2 * base + (np.uint64(two_other[index]) - first2 * drop_other)


@kernel
def hash_all(numbers: U32, start: int, count: int, key: GramKey, out: U64) -> None:
    """Write the hashes of the grams that begin at ``count`` positions from ``start``.

    Two halves are rolled side by side, because each is one long chain of dependent products.

    Args:
        numbers: Secret numbers, padded.
        start: First position.
        count: How many.
        key: Keys of the hashes.
        out: Shape at least (count rounded up to an even number,).
    """
    _roll_pair(numbers, start, (count + 1) // 2, key, out)
    for index in range(count):
        out[index] = _mixed(out[index], key.mix)


@kernel
def hash_stride(numbers: U32, size: int, stride: int, key: GramKey, out: U64) -> int:
    """Write the hashes of whole grams at positions 0, stride, ...; a place without one gets 0.

    Args:
        numbers: Secret numbers, padded.
        size: How many there are without the padding.
        stride: Distance of the positions.
        key: Keys of the hashes.
        out: Shape at least (ceil(size / stride),).

    Returns:
        How many places were written.
    """
    places = 0
    for start in range(0, size, stride):
        length = key.cjk if numbers[start] & 1 else key.other
        value = np.uint64(0)
        if start + length <= size:
            value = _mixed(_polynomial(numbers, start, length, key.base), key.mix)
        out[places] = value
        places += 1
    return places


@kernel
def sketch_into(numbers: U32, size: int, keys: U32, out: U8) -> None:
    """Write the sketch of ``size`` characters, unmasked.

    The products are those of multilinear hashing in 32 bits; the top bits are kept.
    """
    k0, k1, k2, k3, k4, k5 = keys[0], keys[1], keys[2], keys[3], keys[4], keys[5]
    for index in range(size):
        value = np.uint32(
            numbers[index] * k0
            + numbers[index + 1] * k1
            + numbers[index + 2] * k2
            + numbers[index + 3] * k3
        )
        wide = np.uint32(value + numbers[index + 4] * k4 + numbers[index + 5] * k5)
        chosen = value if numbers[index] & 1 else wide
        chosen ^= chosen >> np.uint32(15)
        chosen = np.uint32(chosen * k5)
        out[index] = np.uint8(
            np.uint32(1) + (((chosen >> np.uint32(16)) * np.uint32(255)) >> np.uint32(16))
        )


@kernel
def hash_whole(numbers: U32, size: int, base: np.uint64, mix: np.uint64) -> np.uint64:
    """Return the hash of a whole text; texts of different length differ."""
    value = _polynomial(numbers, 0, size, base) + np.uint64(size)
    return _mixed(value * base, mix)
