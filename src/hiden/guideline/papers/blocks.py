# SPDX-License-Identifier: Apache-2.0
"""The blocks of a document template, each in both languages, with places to fill.

Rules:
    * ``{id}`` in a text is a place to fill: a field's value or, of a clause, its number.
    * A block is written as a mapping of one key, the name of its kind.
    * A secret stands in a template by what the register calls it, never by what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum, auto
from typing import Any, Literal, TypeAlias

import attrs
from cattrs import BaseConverter

from hiden.foundation.wording import Localized
from hiden.guideline.facts import Mark

__all__ = [
    "BLANK",
    "WRITTEN",
    "BlockText",
    "ClauseText",
    "Content",
    "HeadingText",
    "ItemsText",
    "LabelsText",
    "PageBreakMark",
    "ParagraphText",
    "SecretColumn",
    "SignatureText",
    "SlideText",
    "TableText",
]

FILLED: Callable[[Any, attrs.Attribute[Any], Any], None] = attrs.validators.min_len(1)
AT_LEAST_ONE: Callable[[Any, attrs.Attribute[Any], Any], None] = attrs.validators.ge(1)

BLANK = "blank"
"""A table whose rows are filled in by hand."""
WRITTEN = "written"
"""A table whose cells stand in the template."""

_MOST_ITEMS = 6


class SecretColumn(StrEnum):
    """What a table may show of a secret: names, people and days, never places or content."""

    CODE = auto()
    TITLE = auto()
    LEVEL = auto()
    SCOPE = auto()
    OWNER = auto()
    CUSTODIAN = auto()
    NEED_TO_KNOW = auto()
    REGISTERED_ON = auto()
    REVIEW_ON = auto()


@attrs.frozen(kw_only=True)
class ParagraphText(Localized):
    """Running text, a preamble too.

    Attributes:
        strong: It is set apart, as a warning is.
        place: Where it stands on the line in Japanese, as in letters; English letters begin every
            line at the left.
    """

    strong: bool = False
    place: Literal["body", "center", "right"] = "body"


@attrs.frozen(kw_only=True)
class HeadingText(Localized):
    """A heading.

    Attributes:
        level: 1 or 2.
    """

    level: int = attrs.field(default=1, validator=attrs.validators.in_((1, 2)))


@attrs.frozen(kw_only=True)
class ItemsText:
    """A list.

    Attributes:
        items: What stands in it.
        numbered: With numbers.
        tick: With an empty box before each item.
    """

    items: tuple[Localized, ...] = attrs.field(validator=FILLED)
    numbered: bool = False
    tick: bool = False


@attrs.frozen(kw_only=True)
class ClauseText:
    """One clause (条); its number is counted.

    Attributes:
        id: Its name, by which other texts refer to its number.
        title: What it is about.
        body: Its paragraphs (項).
        items: Its items (号), under the last paragraph.
        note: Why it is needed and what may be adapted; ``None`` for none.
        mark: How well the note is verified.
        sources: What the note rests on.
    """

    id: str = attrs.field(validator=attrs.validators.matches_re(r"[a-z][a-z0-9-]*"))
    title: Localized
    body: tuple[Localized, ...] = attrs.field(validator=FILLED)
    items: tuple[Localized, ...] = ()
    note: Localized | None = None
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)


@attrs.frozen(kw_only=True)
class TableText:
    """A table.

    Attributes:
        of: Id of a field of secrets, ``blank`` or ``written``.
        columns: What it shows of each secret.
        header: Names of the columns of a table that is blank or written.
        rows: How many rows to fill in by hand: of a blank table, or if no secret was chosen.
        cells: Rows of a written table.
        widths: Relative width of each column; empty for equal ones.
        caption: What it shows; ``None`` for none.
    """

    of: str = attrs.field(validator=FILLED)
    columns: tuple[SecretColumn, ...] = ()
    header: tuple[Localized, ...] = ()
    rows: int = attrs.field(default=5, validator=AT_LEAST_ONE)
    cells: tuple[tuple[Localized, ...], ...] = ()
    widths: tuple[float, ...] = ()
    caption: Localized | None = None

    def __attrs_post_init__(self) -> None:
        is_of_secrets = self.of not in {BLANK, WRITTEN}
        if bool(self.columns) != is_of_secrets or bool(self.header) == is_of_secrets:
            raise ValueError("want columns if it is of secrets, else a header")
        if bool(self.cells) != (self.of == WRITTEN):
            raise ValueError("want cells if it is written, else none")
        count = len(self.columns or self.header)
        if any(len(row) != count for row in self.cells) or len(self.widths) not in {0, count}:
            raise ValueError(f"cells and widths: want {count} columns")


@attrs.frozen(kw_only=True)
class SignatureText:
    """Where somebody signs.

    Attributes:
        party: What the party is called in the document.
        name: Its name, behind that; a place to fill, or empty.
        lines: What is filled in by hand.
    """

    party: Localized
    name: str = ""
    lines: tuple[Localized, ...] = attrs.field(validator=FILLED)


@attrs.frozen(kw_only=True)
class LabelsText:
    """A sheet of equal labels or stamps.

    Attributes:
        word: The marking.
        lines: Small lines under it.
        columns: Labels beside each other.
        rows: Labels below each other.
        round: Set in a round frame, like a stamp.
    """

    word: Localized
    lines: tuple[Localized, ...] = ()
    columns: int = attrs.field(default=3, validator=AT_LEAST_ONE)
    rows: int = attrs.field(default=8, validator=AT_LEAST_ONE)
    round: bool = False


@attrs.frozen(kw_only=True)
class SlideText:
    """One slide of a talk.

    Attributes:
        title: Its heading.
        items: What stands on it, at most six short lines.
        speech: What the speaker says; ``None`` for nothing.
        mark: How well it is verified.
        sources: What it rests on.
    """

    title: Localized
    items: tuple[Localized, ...] = attrs.field(validator=attrs.validators.max_len(_MOST_ITEMS))
    speech: Localized | None = None
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)


@attrs.frozen(kw_only=True)
class PageBreakMark:
    """A new page; written as ``true``."""

    @classmethod
    def from_yaml(cls, value: object) -> PageBreakMark:
        """Read it from a file.

        Raises:
            ValueError: It is something else than ``true``.
        """
        if value is not True:
            raise ValueError(f"got {value!r}, want true")
        return cls()


Content: TypeAlias = (
    ParagraphText
    | HeadingText
    | ItemsText
    | ClauseText
    | TableText
    | SignatureText
    | LabelsText
    | SlideText
    | PageBreakMark
)

_KINDS: Mapping[str, type[Content]] = {
    "preamble": ParagraphText,
    "paragraph": ParagraphText,
    "heading": HeadingText,
    "items": ItemsText,
    "clause": ClauseText,
    "table": TableText,
    "signature": SignatureText,
    "labels": LabelsText,
    "slide": SlideText,
    "page-break": PageBreakMark,
}


@attrs.frozen
class BlockText:
    """One block.

    Attributes:
        content: What it is.
    """

    content: Content

    @classmethod
    def from_yaml(cls, value: object, converter: BaseConverter) -> BlockText:
        """Read it from a file.

        Raises:
            ValueError: It is no mapping of one key that names a kind.
        """
        if not isinstance(value, dict) or len(value) != 1 or not _KINDS.keys() >= value.keys():
            raise ValueError(f"want a mapping of one key, one of: {', '.join(_KINDS)}")
        ((name, inner),) = value.items()
        return cls(converter.structure(inner, _KINDS[name]))
