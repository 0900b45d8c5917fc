# SPDX-License-Identifier: Apache-2.0
"""Naive twins of the matching kernels: written from the rules, slow, obvious."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
ALIKE = dict(
    zip(
        "авекмнорстухіјѕһԁԛԝӏցϲαβεζηικμνορτυχ二力口工卜八夕",
        "abekmhopctyxijshdqwlgcabezhikmvoptuxにかろえとはた",
        strict=True,
    )
)
BLANK = "\u115f\u1160\u3164\uffa0"
PROLONGED = "\u30fc"


def fold(text: str) -> Iterator[tuple[str, int]]:
    """Yield each folded character and the position of the character it comes from."""
    for position, original in enumerate(text):
        decomposed = unicodedata.normalize("NFKD", original).casefold()
        for letter in unicodedata.normalize("NFKD", decomposed):
            if unicodedata.category(letter)[0] not in "LN" or letter in BLANK + PROLONGED:
                continue
            is_katakana = "ァ" <= letter <= "ヶ" or letter in "ヽヾ"
            kana = chr(ord(letter) - 0x60) if is_katakana else letter
            kana = SMALL.get(kana, kana)
            yield ALIKE.get(kana, kana), position


def votes(
    text: Sequence[int], stored: Sequence[int], band: int, near: int
) -> tuple[list[int], list[int]]:
    """Count matches on each shift, by trying every shift."""
    both: tuple[list[int], list[int]] = ([], [])
    for counted, width in zip(both, (near, len(text)), strict=True):
        for shift in range(2 * band + 1):
            same = (
                text[place] == stored[place + shift] != 0 for place in range(min(width, len(text)))
            )
            counted.append(sum(same))
    return both


def sharers(frequency: Sequence[int], size: int, stride: int, gram: int) -> list[int]:
    """Return for each character the largest sum of ``stride`` look-ups around it, above two."""
    shared = [0] * size
    for place in range(len(frequency)):
        total = sum(frequency[max(0, place - stride + 1) : place + 1])
        begin = max(0, place - stride // 2)
        for index in range(begin, min(begin + gram, size)):
            if total > 2:
                shared[index] = max(shared[index], total)
    return shared
