# SPDX-License-Identifier: Apache-2.0
"""Texts to measure matching with: real ones where there are any, else generated ones."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import numpy as np

__all__ = ["Texts", "filler", "load_texts"]

_HAN = 0x4E00
_KANA = 0x3041
_SAMPLE = 500
_MANY_KANA = 50


@attrs.frozen(kw_only=True)
class Texts:
    """What is measured.

    Attributes:
        source: Where the texts are from, in words.
        registered: Texts to index.
        clean: Texts by language that hold nothing of them but turns of phrase.
    """

    source: str
    registered: tuple[str, ...]
    clean: dict[str, tuple[str, ...]]


def load_texts() -> Texts:
    """Read the real texts, or generate some."""
    here = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
    folder = Path(os.environ.get("HIDEN_REAL_DATA", here)) / "text"
    if not folder.is_dir():
        return _generated()
    clean = [path.read_text(encoding="utf-8") for path in sorted((folder / "clean").iterdir())]
    secrets = [path.read_text(encoding="utf-8") for path in sorted((folder / "secrets").iterdir())]
    return Texts(
        source="real business and technical documents of one publisher, half of them registered",
        registered=tuple(secrets),
        clean={
            "ja": tuple(text for text in clean if is_japanese(text)),
            "en": tuple(text for text in clean if not is_japanese(text)),
        },
    )


def is_japanese(text: str) -> bool:
    """Say whether a text is mostly Japanese."""
    return sum(ord(letter) >= _KANA for letter in text[:_SAMPLE]) > _MANY_KANA


def _generated() -> Texts:
    rng = np.random.default_rng(1)
    return Texts(
        source="GENERATED text: no real data (set HIDEN_REAL_DATA); figures say little",
        registered=tuple(_japanese(rng, 4000) for _ in range(200))
        + tuple(_english(rng, 6000) for _ in range(200)),
        clean={
            "ja": tuple(_japanese(rng, 4000) for _ in range(250)),
            "en": tuple(_english(rng, 7000) for _ in range(250)),
        },
    )


def _japanese(rng: np.random.Generator, length: int) -> str:
    han = rng.integers(_HAN, _HAN + 2000, length)
    kana = rng.integers(_KANA, _KANA + 80, length)
    return "".join(map(chr, np.where(rng.random(length) < 0.4, han, kana)))  # noqa: PLR2004 - a share


def _english(rng: np.random.Generator, length: int) -> str:
    letters = rng.integers(ord("a"), ord("z") + 1, length)
    letters[rng.random(length) < 0.17] = ord(" ")  # noqa: PLR2004 - a share
    return letters.astype(np.uint8).tobytes().decode("ascii")


def filler(characters: int) -> list[str]:
    """Generate Japanese-like texts that share nothing with anything, to make a register large."""
    rng = np.random.default_rng(2)
    return [_japanese(rng, 50_000) for _ in range(characters // 50_000)]
