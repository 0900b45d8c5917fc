# SPDX-License-Identifier: Apache-2.0
"""What every piece of guidance carries: id, both languages, sources, and how well it is verified.

Rules:
    * A fact that rests on memory alone is never shown without saying so: ``Fact.wording`` adds it.
    * Hiden's own proposals are marked as such, so that nobody takes them for a ministry's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Generic, TypeVar

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.wording import Wording, wording

__all__ = ["Fact", "FactFile", "Mark", "Source", "marked"]

FILLED: Callable[[Any, attrs.Attribute[Any], Any], None] = attrs.validators.min_len(1)


class Mark(StrEnum):
    """How well a piece of guidance is verified, strongest first; last, what is Hiden's own."""

    TEXT = "VT"
    SECONDARY = "VT2"
    INFERRED = "INF"
    MEMORY = "MU"
    OWN = "own"

    @property
    def message(self) -> Message:
        """What the mark means, for the reader."""
        return Message(_MARKS[self])


_MARKS = {
    Mark.TEXT: mark("read in the text itself"),
    Mark.SECONDARY: mark("read in a report about the text"),
    Mark.INFERRED: mark("derived from what was read"),
    Mark.MEMORY: mark("unverified: from memory, not read in a text"),
    Mark.OWN: mark("proposed by Hiden"),
}


def marked(*, ja: str, en: str, verified: Mark) -> Wording:
    """Make a sentence; one that rests on memory alone says so in both languages.

    Example:
        >>> str(marked(ja="名札", en="Name tags", verified=Mark.MEMORY))
        'Name tags (unverified)'
    """
    if verified is Mark.MEMORY:
        return wording(ja=f"{ja}（未確認）", en=f"{en} (unverified)")
    return wording(ja=ja, en=en)


@attrs.frozen(kw_only=True)
class Fact:
    """One piece of guidance.

    Attributes:
        id: Its name, unique in its file.
        ja: What it says, in Japanese, in our own words.
        en: The same in English.
        mark: How well it is verified.
        sources: Ids of ``sources.yaml``, at least one; ``HIDEN`` for what is our own.
    """

    id: str = attrs.field(validator=FILLED)
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)

    @property
    def wording(self) -> Wording:
        """What it says, to show; with its mark if it is unverified."""
        return marked(ja=self.ja, en=self.en, verified=self.mark)


@attrs.frozen(kw_only=True)
class Source:
    """Where a fact was read.

    Attributes:
        id: Its name.
        ja: What it is, in Japanese.
        en: The same in English.
        identifier: Addresses or other identifiers, at least one.
    """

    id: str = attrs.field(validator=FILLED)
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    identifier: tuple[str, ...] = attrs.field(validator=FILLED)


T_co = TypeVar("T_co", bound="Fact | Source", covariant=True)


@attrs.frozen(kw_only=True)
class FactFile(Generic[T_co]):
    """One file of guidance.

    Attributes:
        urn: Name of the file's set; a fact's full name is ``urn:id``.
        version: Edition of the file, counted up when it changes.
        as_of: The day up to which it is known.
        facts: The facts, in the file's order.
    """

    urn: str = attrs.field(
        validator=attrs.validators.matches_re(r"urn:hiden:guideline:[a-z0-9:-]+")
    )
    version: int = attrs.field(validator=attrs.validators.ge(1))
    as_of: dt.date
    facts: tuple[T_co, ...] = attrs.field(validator=FILLED)
