# SPDX-License-Identifier: Apache-2.0
"""Find markings (秘密表示) in a text, a header, a footer, a file name or a file's properties.

Rules:
    * Of a text only the first ``HEAD_CHARS`` and the last ``TAIL_CHARS`` characters are searched,
      where markings stand; of everything else the first ``SHORT_CHARS``.
    * Widths do not matter; positions are those of the text as given.
    * A word marks when it is set apart, or when the text says it of itself. Talk about markings,
      duties or mails marks nothing. Words and contexts are data (``data/markings.yaml``).
    * A single 秘 counts only in brackets or alone.

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
from hiden.guideline.marking_text import Folded, fold
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
"""Characters that are looked at beyond a word."""


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


def find_markings(text: str, *, where: MarkPlace) -> tuple[Marking, ...]:
    """Find the markings in a text.

    Args:
        text: The text, or the header, footer, name or property.
        where: Which of them it is; a file name without its folders.

    Returns:
        In the order of the text; of two that overlap the longer one.
    """
    book = load_markings()
    found: dict[tuple[int, int], Marking] = {}
    for start, end in _windows(text, where):
        folded = fold(text[start:end], first=start)
        for rule, begin, stop in _matches(folded, where, book):
            key = (folded.origin(begin), folded.origin(stop - 1) + 1)
            if _is_in_reach(key, len(text), where):
                found.setdefault(
                    key,
                    Marking(
                        level=rule.level,
                        label=rule.id,
                        weight=rule.weight,
                        where=where,
                        start=key[0],
                        end=key[1],
                    ),
                )
    return _longest(found)


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


def _longest(found: dict[tuple[int, int], Marking]) -> tuple[Marking, ...]:
    kept: list[Marking] = []
    for marking in sorted(found.values(), key=lambda one: (one.start, -one.end)):
        if not kept or marking.start >= kept[-1].end:
            kept.append(marking)
    return tuple(kept)


def _matches(
    folded: Folded, where: MarkPlace, book: MarkingBook
) -> Iterator[tuple[MarkingRule, int, int]]:
    """Yield the rule and the place of every word that marks, in folded positions."""
    text = folded.text
    found = [
        (rule, start, stop)
        for rule in book.facts
        for start, stop in book.places(rule, text, where)
        if book.is_apart(
            rule, before=text[_line(text, start)[0] : start], after=text[stop : stop + _CONTEXT]
        )
    ]
    by_line: dict[tuple[int, int], list[tuple[MarkingRule, int, int]]] = {}
    for one in found:
        by_line.setdefault(_line(text, one[1]), []).append(one)
    for (start, stop), words in by_line.items():
        is_talk = _names_levels(rule for rule, _, _ in words) or (
            where is MarkPlace.TEXT and book.is_talk(text[start:stop])
        )
        yield from (one for one in words if not is_talk or one[0].form is Form.SIGN)


def _line(text: str, at: int) -> tuple[int, int]:
    """Return where the line around a position begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _names_levels(rules: Iterable[MarkingRule]) -> bool:
    """Tell whether several levels are named, as a line about levels does."""
    levels = {rule.level for rule in rules if rule.form is not Form.SIGN}
    return len(levels - {None}) > 1
