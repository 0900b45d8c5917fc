# SPDX-License-Identifier: Apache-2.0
"""What else finds similar documents in Python, on the same texts in the same run.

The peers tell whether two whole documents are alike; they do not find an excerpt in a document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

import datasketch
import rensa

__all__ = ["datasketch_lsh", "normalise", "rensa_lsh", "sha256_of"]

_PERMUTATIONS = 128
_SHINGLE = 9
_NOISE = re.compile(r"\W+")


def normalise(text: str) -> str:
    """Normalise as Python programs do."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def _shingles(text: str) -> list[str]:
    plain = normalise(text)
    return [plain[at : at + _SHINGLE] for at in range(max(1, len(plain) - _SHINGLE + 1))]


def rensa_lsh(registered: Sequence[str], scanned: Sequence[str]) -> int:
    """Index and query with rensa (Rust); return how many documents had candidates."""
    index = rensa.RMinHashLSH(threshold=0.3, num_perm=_PERMUTATIONS, num_bands=32)
    for number, text in enumerate(registered):
        index.insert(number, _rensa_hash(text))
    return sum(bool(index.query(_rensa_hash(text))) for text in scanned)


def _rensa_hash(text: str) -> rensa.RMinHash:
    value = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=1)
    value.update(_shingles(text))
    return value


def datasketch_lsh(registered: Sequence[str], scanned: Sequence[str]) -> int:
    """Index and query with datasketch; return how many documents had candidates."""
    index = datasketch.MinHashLSH(threshold=0.3, num_perm=_PERMUTATIONS)
    for number, text in enumerate(registered):
        index.insert(str(number), _datasketch_hash(text))
    return sum(bool(index.query(_datasketch_hash(text))) for text in scanned)


def _datasketch_hash(text: str) -> datasketch.MinHash:
    value = datasketch.MinHash(num_perm=_PERMUTATIONS)
    value.update_batch([shingle.encode() for shingle in _shingles(text)])
    return value


def sha256_of(texts: Sequence[str]) -> int:
    """Hash the texts, as a system does that knows exact copies only."""
    return len({sha256(text.encode()).digest() for text in texts})
