# SPDX-License-Identifier: Apache-2.0
"""Everything of an index that depends on its key: one 32-byte key, expanded for each use.

Rules:
    * Each index has a random salt, so two indices with one key have nothing in common.
    * The alphabet gives every folded character a secret random number; grams are hashed over these
      numbers, so that without the key no hash can be tested against a guessed text.
    * A check value tells a wrong key before anything is answered.

Does not: hide from the holder of the key which grams an index holds; that is what an index is for.

Source: RFC 5869 (HKDF); NIST SP 800-38A (AES in counter mode).
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import attrs
import numpy as np
from attrs import validators
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hiden.matching.fold import CJK_BLOCKS, EXPANDS, folding
from hiden.matching.jit import I64, U32

__all__ = ["CJK_FLAG", "EXPANSION_FLAG", "KEY_BYTES", "Alphabet", "Keys", "counter_mode"]

KEY_BYTES = 32
SALT_BYTES = 16
CHECK_BYTES = 16
DIGEST_BYTES = 16
BLOCK_BYTES = 16
CJK_FLAG = 1
"""Set in the number of a Han or kana character."""
EXPANSION_FLAG = 2
"""Set in a table entry that is the number of an expansion, shifted by two bits."""
_SMALLEST = 4
_MULTIPLIERS = 16


class Alphabet(NamedTuple):
    """The keyed fold table, as kernels take it.

    Attributes:
        table: For each code point 0 (dropped), its secret number, or ``EXPANSION_FLAG`` and the
            number of its expansion; shape (0x110000,).
        starts: Where each expansion begins in ``parts``.
        parts: Secret numbers of all expansions.
    """

    table: U32
    starts: I64
    parts: U32


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Keys:
    """One key and one salt, expanded.

    Attributes:
        key: 32 secret bytes.
        salt: 16 public bytes, random per index.
    """

    key: bytes = attrs.field(
        validator=[validators.min_len(KEY_BYTES), validators.max_len(KEY_BYTES)]
    )
    salt: bytes = attrs.field(
        validator=[validators.min_len(SALT_BYTES), validators.max_len(SALT_BYTES)]
    )

    _text_key: bytes = attrs.field(init=False)

    @_text_key.default
    def _derive_text_key(self) -> bytes:
        return self.derive("text")

    def derive(self, purpose: str, size_bytes: int = KEY_BYTES) -> bytes:
        """Derive bytes for one purpose."""
        info = b"hiden/matching/1/" + purpose.encode("ascii")
        return HKDF(algorithm=SHA256(), length=size_bytes, salt=self.salt, info=info).derive(
            self.key
        )

    def check(self) -> str:
        """Return the value by which a wrong key is told, in hexadecimal digits."""
        return self.derive("check", CHECK_BYTES).hex()

    def text_digest(self, text: str) -> bytes:
        """Return a keyed digest of a text, by which an unchanged document is known again."""
        data = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=DIGEST_BYTES, key=self._text_key).digest()

    def multipliers(self) -> tuple[int, ...]:
        """Return secret odd 64-bit numbers for the hashes."""
        words = np.frombuffer(self.derive("multipliers", 8 * _MULTIPLIERS), np.uint64)
        return tuple(int(word) | 1 for word in words)

    def alphabet(self) -> Alphabet:
        """Give each folded character its secret number."""
        plain = folding()
        zeros = bytes(4 * len(plain.table))
        stream = counter_mode(self.derive("alphabet"), zeros, block=0)
        numbers = np.frombuffer(stream, np.uint32) & ~np.uint32(CJK_FLAG | EXPANSION_FLAG)
        numbers[numbers == 0] = _SMALLEST
        points = np.arange(len(numbers), dtype=np.uint32)
        numbers |= _cjk_flags(points)
        expands = (plain.table & np.uint32(EXPANDS)) != 0
        table = numbers[np.where(expands, 0, plain.table)]
        table[plain.table == 0] = 0
        expansion = (plain.table[expands] & ~np.uint32(EXPANDS)) << np.uint32(2)
        table[expands] = expansion | np.uint32(EXPANSION_FLAG)
        return Alphabet(table, plain.starts, numbers[plain.parts])


def _cjk_flags(points: U32) -> U32:
    flags = np.zeros(len(points), np.uint32)
    for block in CJK_BLOCKS:
        flags[block.start : block.stop] = CJK_FLAG
    return flags


def counter_mode(key: bytes, data: bytes, *, block: int) -> bytes:
    """Encrypt or decrypt bytes that begin at the given 16-byte block of a stream.

    A key must be used for one stream only.
    """
    cipher = Cipher(algorithms.AES(key), modes.CTR(block.to_bytes(BLOCK_BYTES, "big")))
    return cipher.encryptor().update(data)
