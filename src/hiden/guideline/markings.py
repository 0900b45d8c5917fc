# SPDX-License-Identifier: Apache-2.0
"""Find markings (秘密表示) in a text, a header, a footer, a file name or a file's properties.

Rules:
    * Of a text only the first ``HEAD_CHARS`` and the last ``TAIL_CHARS`` characters are searched,
      where markings stand; of everything else the first ``SHORT_CHARS``.
    * Widths do not matter; positions are those of the text as given.
    * A word marks when it is set apart, or when the text says it of itself. Talk about markings,
      duties or mails marks nothing. Words and contexts are data (``data/markings.yaml``).
    * A single 秘 counts only in brackets or alone.
    * Where several levels are named close together, levels are talked of; none of them marks.

What it does not do: read files, or see markings in pictures.

Example:
    >>> [found.label for found in find_markings("【社外秘】 配合表", where=MarkPlace.TEXT)]
    ['company-secret']
    >>> find_markings("秘書室だより", where=MarkPlace.TEXT)
    ()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from hiden.guideline.marking_rules import (
    Form,
    MarkingBook,
    MarkingRule,
    MarkPlace,
    Weight,
    load_markings,
)
from hiden.guideline.marking_text import fold
from hiden.registry import Level

__all__ = [
    "HEAD_CHARS",
    "SHORT_CHARS",
    "TAIL_CHARS",
    "MarkPlace",
    "Marking",
    "Weight",
    "find_markings",
]

HEAD_CHARS = 2_000
TAIL_CHARS = 500
SHORT_CHARS = 4_000

_CONTEXT = 80
"""Characters of a line that are looked at beyond a word."""


@attrs.frozen(kw_only=True)
class Marking:
    """A marking that was found.

    Attributes:
        level: The level that it says; ``None`` if it says none.
        label: Id of the rule in ``data/markings.yaml``.
        weight: Whether it marks by itself or supports only.
        where: In what it stands.
        start: Where it begins in the text as given, in characters from 0.
        end: Where it ends, not included.
    """

    level: Level | None
    label: str
    weight: Weight
    where: MarkPlace
    start: int
    end: int


@attrs.frozen
class _Word:
    """A word that stands as markings stand, half-open, in the folded text."""

    rule: MarkingRule
    start: int
    stop: int

    def sides(self, text: str) -> tuple[str, str]:
        """Return what stands before and after it on its line, at most ``_CONTEXT`` each."""
        before = text[max(0, self.start - _CONTEXT) : self.start].rpartition("\n")[2]
        return before, text[self.stop : self.stop + _CONTEXT].partition("\n")[0]


def find_markings(text: str, *, where: MarkPlace) -> tuple[Marking, ...]:
    """Find the markings in a text.

    Args:
        text: The text, or the header, footer, name or property.
        where: Which of them it is; a file name without its folders.

    Returns:
        In the order of the text; of two that overlap the one that begins first, or is longer.
    """
    book = load_markings()
    found: dict[tuple[int, int], Marking] = {}
    for start, end in _windows(text, where):
        folded = fold(text[start:end], first=start)
        for word in _marking_words(folded.text, where, book):
            place = (folded.origins[word.start], folded.origins[word.stop - 1] + 1)
            if _is_in_reach(place, len(text), where):
                found[place] = Marking(
                    level=word.rule.level,
                    label=word.rule.id,
                    weight=word.rule.weight,
                    where=where,
                    start=place[0],
                    end=place[1],
                )
    return tuple(found.values())


def _windows(text: str, where: MarkPlace) -> Iterator[tuple[int, int]]:
    """Yield the parts to look at, each with some context beyond what may be found in it."""
    if where is not MarkPlace.TEXT:
        yield 0, min(len(text), SHORT_CHARS)
    elif len(text) <= HEAD_CHARS + TAIL_CHARS:
        yield 0, len(text)
    else:
        yield 0, HEAD_CHARS + _CONTEXT
        yield len(text) - TAIL_CHARS - _CONTEXT, len(text)


def _is_in_reach(place: tuple[int, int], length: int, where: MarkPlace) -> bool:
    return (
        where is not MarkPlace.TEXT
        or place[1] <= HEAD_CHARS
        or place[0] >= length - TAIL_CHARS
        or length <= HEAD_CHARS + TAIL_CHARS
    )


def _marking_words(text: str, where: MarkPlace, book: MarkingBook) -> Iterator[_Word]:
    """Yield every word that marks, in the order of the folded text."""
    words = [
        _Word(rule=rule, start=start, stop=stop)
        for rule in book.facts
        for start, stop in book.places(rule, text, where)
    ]
    words = _without_overlaps(
        word
        for word in words
        if book.is_apart(word.rule, word.sides(text)[0], text[word.stop : word.stop + _CONTEXT])
    )
    levels = [word for word in words if word.rule.level and word.rule.form is not Form.SIGN]
    for word in words:
        before, after = word.sides(text)
        near = range(word.start - len(before), word.stop + len(after))
        is_talk = len({one.rule.level for one in levels if one.start in near}) > 1 or (
            where is MarkPlace.TEXT and book.is_talk(before + text[word.start : word.stop] + after)
        )
        if word.rule.form is Form.SIGN or not is_talk:
            yield word


def _without_overlaps(words: Iterable[_Word]) -> list[_Word]:
    kept: list[_Word] = []
    for word in sorted(words, key=lambda one: (one.start, -one.stop)):
        if not kept or word.start >= kept[-1].stop:
            kept.append(word)
    return kept
