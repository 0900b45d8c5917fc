# SPDX-License-Identifier: Apache-2.0
"""What happens to a text on its way out: a part is taken, words are changed, its form is changed.

Rules:
    * A changed form holds the same characters after Unicode normalisation and without white space
      and marks of quotation.
    * An edit rate is counted in words: runs of one script in Japanese, words in English.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from hiden.testing.company.knowledge import leak_book

__all__ = ["FORMS", "edit", "excerpt"]

_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)?|[ァ-ヴー]+|[一-龯々]+|[ぁ-ん]+")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_NOUN = re.compile(r"(?:[ァ-ヴー]{3,}|[一-龯々]{3,})(?=[をはがのにでと、])")
_SENTENCE = re.compile(r"[^。]+。|.+?[.!?](?: |$)|.+$")
_QUOTED_COLUMNS = 40


def excerpt(
    paragraphs: Sequence[str], *, characters: int, rng: np.random.Generator
) -> tuple[str, ...]:
    """Take sentences that follow one another, paragraph by paragraph.

    Args:
        paragraphs: Text to take from.
        characters: How many at least.
        rng: Chooses where to begin.

    Raises:
        ValueError: The text is shorter than what is to be taken.
    """
    sentences = [(i, s) for i, text in enumerate(paragraphs) for s in _SENTENCE.findall(text)]
    room, last = 0, len(sentences)
    while room < characters:
        if not last:
            raise ValueError(f"excerpt: got {room} characters, want {characters}")
        last -= 1
        room += len(sentences[last][1].strip())
    start = int(rng.integers(last + 1))
    taken: dict[int, str] = {}
    while sum(len(text.strip()) for text in taken.values()) < characters:
        place, sentence = sentences[start]
        taken[place] = taken.get(place, "") + sentence
        start += 1
    return tuple(text.strip() for text in taken.values())


def edit(
    paragraphs: Sequence[str], *, rate: float, rng: np.random.Generator
) -> tuple[tuple[str, ...], float]:
    """Change words as somebody does who covers tracks: figures, synonyms, names of things.

    Args:
        paragraphs: Text to change.
        rate: Share of the words to change, 0 to 1.
        rng: Chooses which.

    Returns:
        The changed text, and the share of words which did change (less than asked for when nothing
        more could be changed).
    """
    text = "\n".join(paragraphs)
    words = max(1, len(_WORD.findall(text)))
    nouns = list(_NOUN.finditer(text))
    others = {noun.group() for noun in nouns}
    found = list(_CHANGEABLE.finditer(text))
    order = [found[int(i)] for i in rng.permutation(len(found))]
    order += [nouns[int(i)] for i in rng.permutation(len(nouns))]
    changes: dict[int, tuple[int, str]] = {}
    taken = np.zeros(len(text), dtype=bool)
    for match in order:
        start, end = match.span()
        if len(changes) < round(rate * words) and not taken[start:end].any():
            changes[start] = (end, _other(match.group(), nouns=sorted(others), rng=rng))
            taken[start:end] = True
    pieces, done = [], 0
    for start in sorted(changes):
        end, new = changes[start]
        pieces += [text[done:start], new]
        done = end
    changed = "".join(pieces) + text[done:]
    return tuple(changed.split("\n")), len(changes) / words


def _other(word: str, *, nouns: Sequence[str], rng: np.random.Generator) -> str:
    """Return what may stand for a word: a near figure, a synonym, another noun of the text."""
    if word[0].isdigit():
        return _number_near(word, rng=rng)
    synonym = _SYNONYMS.get(word.lower())
    if synonym is not None:
        return synonym.capitalize() if word[0].isupper() else synonym
    return next(
        n for n in (nouns[int(rng.integers(len(nouns)))], *nouns) if n != word or len(nouns) == 1
    )


def _number_near(number: str, *, rng: np.random.Generator) -> str:
    decimals = len(number.partition(".")[2])
    return f"{float(number) + 10.0**-decimals * int(rng.integers(1, 4)):.{decimals}f}"


def _synonyms() -> Mapping[str, str]:
    pairs = leak_book().synonyms
    return {**{right: left for left, right in pairs}, **dict(pairs)}


def _changeable(synonyms: Mapping[str, str]) -> re.Pattern[str]:
    """Return what finds figures and words with a synonym, the longest first."""
    ordered = sorted(synonyms, key=len, reverse=True)
    parts = [rf"\b{word}\b" if word.isascii() else re.escape(word) for word in ordered]
    return re.compile("|".join([*parts, _NUMBER]), re.IGNORECASE)


def _full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def _half_width_kana(text: str) -> str:
    return "".join(_HALF.get(character, character) for character in text)


def _wrapped(text: str) -> str:
    width = _QUOTED_COLUMNS
    if text.isascii():
        lines = textwrap.wrap(text, width)
    else:
        lines = [text[i : i + width] for i in range(0, len(text), width)]
    return "\n".join(f"> {line}" for line in lines)


def _spaced(text: str) -> str:
    return " ".join(text)


def _half_width_table() -> Mapping[str, str]:
    singles = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF61, 0xFFA0)}
    voiced = {
        unicodedata.normalize("NFKC", base + mark): base + mark
        for base in map(chr, range(0xFF66, 0xFF9E))
        for mark in "ﾞﾟ"
    }
    return {**{key: value for key, value in voiced.items() if len(key) == 1}, **singles}


_SYNONYMS = _synonyms()
_CHANGEABLE = _changeable(_SYNONYMS)
_HALF = _half_width_table()

FORMS: Mapping[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "full-width": _full_width,
    "half-width-kana": _half_width_kana,
    "wrapped": _wrapped,
    "spaced": _spaced,
}
"""The forms a text can be brought into, by name."""
