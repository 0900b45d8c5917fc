# SPDX-License-Identifier: Apache-2.0
"""The facts about an act, as the law asks for them.

Rules:
    * A fact that is not known is ``None``; it is never taken as true or as false.
    * One ``Act`` is one deed on one day. Copying and disclosing are two acts with two dates.

Source: 不正競争防止法 21条 (items as listed in ``rules/japan/acts.yaml``).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from hiden.foundation.language import Message, mark

__all__ = ["HOME", "Act", "ActKind", "ActorClass", "Mark", "Part", "Purpose", "weakest"]

HOME = "JP"
"""The country whose law this room knows."""


class Mark(StrEnum):
    """How well a fact of law is verified, strongest first."""

    TEXT = "T"
    SECONDARY = "R"
    DERIVED = "D"
    MEMORY = "M"

    @property
    def message(self) -> Message:
        """What the mark means, for the reader."""
        return Message(_MARKS[self])


_MARKS = {
    Mark.TEXT: mark("verified in the text of the law"),
    Mark.SECONDARY: mark("verified in a secondary source"),
    Mark.DERIVED: mark("derived by comparing texts"),
    Mark.MEMORY: mark("unverified, from memory"),
}
_STRENGTH = tuple(Mark)


def weakest(*marks: Mark) -> Mark:
    """Return the least verified of some marks.

    Raises:
        ValueError: No mark was given.

    Example:
        >>> weakest(Mark.TEXT, Mark.DERIVED)
        <Mark.DERIVED: 'D'>
    """
    return max(marks, key=_STRENGTH.index)


class Part(StrEnum):
    """A part of a rule that is verified less well, or better, than the rule as a whole."""

    DATES = "dates"
    ACT = "act"
    CRIME = "crime"
    ARTICLE = "article"
    TRANSITION = "transition"
    DETAIL = "detail"

    @property
    def message(self) -> Message:
        """The name of the part, for the reader."""
        return Message(_PARTS[self])


_PARTS = {
    Part.DATES: mark("its dates"),
    Part.ACT: mark("its amending act"),
    Part.CRIME: mark("whether there was a crime"),
    Part.ARTICLE: mark("the number of the article"),
    Part.TRANSITION: mark("the transition"),
    Part.DETAIL: mark("the detail it names as unverified"),
}


class ActKind(StrEnum):
    """What was done. The words are in ``rules/japan/acts.yaml``.

    A: got it wrongfully (A1), used or disclosed that (A2).
    B: was shown it and took it over (B1), used it after that (B2), used it while serving (B3), used
    it after leaving as agreed before (B4).
    C: a first (C1) or later (C2) recipient. D1: trade in goods.
    E: aggravated, for use abroad (E1 to E3). F: breach of a protective order.
    """

    A1 = "ACT-A1"
    A2 = "ACT-A2"
    B1 = "ACT-B1"
    B2 = "ACT-B2"
    B3 = "ACT-B3"
    B4 = "ACT-B4"
    C1 = "ACT-C1"
    C2 = "ACT-C2"
    D1 = "ACT-D1"
    E1 = "ACT-E1"
    E2 = "ACT-E2"
    E3 = "ACT-E3"
    F = "ACT-F"


class ActorClass(StrEnum):
    """Who did it, by how the secret came to them.

    ``TRUSTED`` was shown the secret by the holder and still serves (employee, officer, contractor,
    licensee); ``LEAVER`` was and has left. For ``ActKind.D1`` it is whose crime made the goods;
    ``TRADER`` says that this is not known.
    """

    OUTSIDER = "outsider"
    TRUSTED = "trusted"
    LEAVER = "leaver"
    RECIPIENT_1 = "recipient_1"
    RECIPIENT_N = "recipient_n"
    TRADER = "trader"

    @property
    def message(self) -> Message:
        """Who, for the reader."""
        return Message(_ACTORS[self])


_ACTORS = {
    ActorClass.OUTSIDER: mark("an outsider, never shown the secret by its holder"),
    ActorClass.TRUSTED: mark("someone serving or contracted, shown the secret by its holder"),
    ActorClass.LEAVER: mark("someone who has left, shown the secret while serving"),
    ActorClass.RECIPIENT_1: mark("the direct recipient of a disclosure"),
    ActorClass.RECIPIENT_N: mark("a later recipient"),
    ActorClass.TRADER: mark("a trader in goods of unknown origin"),
}


class Purpose(StrEnum):
    """What for."""

    GAIN_OR_HARM = "gain_or_harm"
    UNFAIR_COMPETITION = "unfair_competition"
    OTHER = "other"

    @property
    def message(self) -> Message:
        """What for, for the reader."""
        return Message(_PURPOSES[self])


_PURPOSES = {
    Purpose.GAIN_OR_HARM: mark("wrongful gain, or harm to the holder"),
    Purpose.UNFAIR_COMPETITION: mark("unfair competition"),
    Purpose.OTHER: mark("another purpose, such as a legitimate one"),
}


def _is_country(_: object, __: object, value: str) -> None:
    if len(value) != len(HOME) or not (value.isascii() and value.isalpha() and value.isupper()):
        raise ValueError(f"country: got {value!r}, want two capital letters (ISO 3166-1)")


@attrs.frozen(kw_only=True)
class Act:
    """One deed on one day.

    Attributes:
        on: The day of the deed, in Japan.
        kind: What was done.
        actor: Who did it.
        country: Where, as ISO 3166-1 alpha-2. If any part was done in Japan: ``JP``.
        for_use_abroad: The secret was to be used, or was used, outside Japan.
        purpose: What for; ``None`` if not known.
        technical: Whether the secret is technical, not business; ``None`` if not known.
        japan_link: For an act abroad, whether the secret has the link with Japan that the version
            asks for (managed in Japan; later: its holder does business in Japan); ``None`` if
            not known.
    """

    on: dt.date
    kind: ActKind
    actor: ActorClass
    country: str = attrs.field(default=HOME, validator=_is_country)
    for_use_abroad: bool = False
    purpose: Purpose | None = None
    technical: bool | None = None
    japan_link: bool | None = None

    @property
    def is_abroad(self) -> bool:
        """Whether no part of it was done in Japan."""
        return self.country != HOME
