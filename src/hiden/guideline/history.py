# SPDX-License-Identifier: Apache-2.0
"""The ministry's check sheet of 2010 to 2013 (営業秘密管理チェックシート), as history.

Rules:
    * Only what could be read of it stands here, with what is missing beside it.
    * It is never scored: most of its items, and how points became a result, are not known.
    * It was withdrawn in 2015; Hiden's own sheet is another one, with its own weights.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import Localized
from hiden.guideline.facts import Fact
from hiden.guideline.grid import read_sources
from hiden.guideline.grid_checks import refuse, repeated, unknown_sources, unread_sources

__all__ = ["History", "HistoryItem", "HistoryPart", "load_history", "read_history"]


class HistoryPart(StrEnum):
    """A part of the old sheet."""

    DESIGNATION = "designation"
    MANAGEMENT = "management"

    @property
    def message(self) -> Message:
        """Its name, for the reader."""
        return Message(_PARTS[self])


_PARTS = {
    HistoryPart.DESIGNATION: mark("old check sheet, part designation"),
    HistoryPart.MANAGEMENT: mark("old check sheet, part management"),
}


@attrs.frozen(kw_only=True)
class HistoryItem(Fact):
    """One line of the old sheet, as far as it is known; its text is the item's label.

    Attributes:
        part: In which part it stood.
        option: The option of this line, in our own words; ``None`` if it is not known.
        points: Points of the option as printed; ``None`` if not known. They cannot be added up.
        open: What is not known of it; ``None`` if nothing is missing.
    """

    part: HistoryPart
    option: Localized | None = None
    points: int | None = None
    open: Localized | None = None


@attrs.frozen(kw_only=True)
class History:
    """The old sheet, as far as it is known.

    Attributes:
        urn: Name of the file.
        version: Edition of the file, counted up when it changes.
        as_of: The day up to which it is known.
        statement: That it was withdrawn and cannot be scored; to show with everything else.
        about: What is known about the sheet as a whole.
        items: Its lines, in its order.
    """

    urn: str = attrs.field(
        validator=attrs.validators.matches_re(r"urn:hiden:guideline:[a-z0-9:-]+")
    )
    version: int = attrs.field(validator=attrs.validators.ge(1))
    as_of: dt.date
    statement: Fact
    about: tuple[Fact, ...] = attrs.field(validator=attrs.validators.min_len(1))
    items: tuple[HistoryItem, ...] = attrs.field(validator=attrs.validators.min_len(1))

    def facts(self) -> Iterator[Fact]:
        """Yield every piece, the statement first."""
        return chain((self.statement,), self.about, self.items)


@cache
def load_history() -> History:
    """Return the old sheet as far as it is known, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the file was damaged.
    """
    return read_history(resources.files("hiden.guideline").joinpath("data"))


def read_history(folder: Traversable) -> History:
    """Read ``history_2010.yaml`` of a folder.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: A file cannot be read.
    """
    history = load_yaml(folder.joinpath("history_2010.yaml"), History)
    facts = tuple(history.facts())
    refuse(
        str(folder),
        chain(
            repeated(fact.id for fact in facts),
            unknown_sources(facts, read_sources(folder)),
            unread_sources(facts),
        ),
    )
    return history
