# SPDX-License-Identifier: Apache-2.0
"""What a character of the scanned text is worth: by its script, and by how many documents share it.

Rules:
    * A Han or kana character is worth 1.5 points, any other 1.
    * Text that many registered documents share says little about any one of them: 3 or 4 documents,
      three quarters; up to 8, half; up to the limit for boilerplate, a quarter; beyond, nothing.
    * A document that consists of shared text (one of many drafts) keeps the quarter.

How it is counted: of any ``stride`` neighbouring grams of a stretch, each document that shares the
stretch has indexed exactly one. So the look-ups that found something, summed over ``stride``
neighbouring places, are the number of documents that share the text there.
"""

from __future__ import annotations

import numpy as np

from hiden.matching.jit import U8, U16, U32, kernel
from hiden.matching.keys import CJK_FLAG

__all__ = ["CJK_WORTH", "OTHER_WORTH", "POINT", "worth"]

POINT = 8
"""Units of a score that make a point."""
CJK_WORTH = 12
OTHER_WORTH = 8
_FEW = 2
_SOME = 4
_SEVERAL = 8


@kernel
def _share(documents: int, limit: int) -> int:
    """Return the worth of text in so many documents, in quarters."""
    if documents <= _FEW:
        return 4
    if documents <= _SOME:
        return 3
    if documents <= _SEVERAL:
        return 2
    return 1 if documents <= limit else 0


@kernel
def _lower(out: U8, begin: int, end: int, part: int) -> None:
    """Lower the worth of a stretch to a share in quarters, where it is not lower already."""
    for index in range(begin, end):
        full = out[2, index]
        out[0, index] = min(out[0, index], full * part // 4)
        out[1, index] = min(out[1, index], full * max(part, 1) // 4)


@kernel
def worth(numbers: U32, size: int, frequency: U16, rules: tuple[int, int, int]) -> U8:
    """Return the worth of each character: for ordinary documents, for drafts, and in full.

    Args:
        numbers: Secret numbers of the text.
        size: How many.
        frequency: Documents found at each place looked up.
        rules: Stride, gram length, limit for boilerplate in documents.

    Returns:
        Shape (3, size), in eighths of a point.
    """
    stride, gram, limit = rules
    out = np.empty((3, size), np.uint8)
    for index in range(size):
        out[2, index] = OTHER_WORTH + (CJK_WORTH - OTHER_WORTH) * (numbers[index] & CJK_FLAG)
    out[0] = out[2]
    out[1] = out[2]
    total = 0
    for place in range(len(frequency)):
        total += frequency[place]
        if place >= stride:
            total -= frequency[place - stride]
        if total > _FEW:
            begin = max(0, place - stride // 2)
            _lower(out, begin, min(begin + gram, size), _share(total, limit))
    return out
