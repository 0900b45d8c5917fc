# SPDX-License-Identifier: Apache-2.0
"""The blocks of which a document is made.

Rules:
    * Texts are plain: no markup, no placeholder left to fill.
    * An empty cell or a run of ``＿`` is a place to fill in by hand; such a run is never broken.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Literal, TypeAlias

import attrs

from hiden.foundation.language import Language

__all__ = [
    "Block",
    "Clause",
    "Heading",
    "Items",
    "Labels",
    "Note",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Picture",
    "Signature",
    "Slide",
    "Table",
]

_SHORT_CELL = 300  # characters


@attrs.frozen(kw_only=True)
class Note:
    """A remark to whoever adapts the document; left out of the clean form.

    Attributes:
        text: The remark.
        mark: How well it is verified, in words.
        sources: Where it comes from, in words.
    """

    text: str
    mark: str
    sources: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Heading:
    """A heading inside the document.

    Attributes:
        text: What it says.
        level: 1 or 2.
    """

    text: str
    level: int = attrs.field(default=1, validator=attrs.validators.in_((1, 2)))


@attrs.frozen(kw_only=True)
class Paragraph:
    """Running text.

    Attributes:
        text: What it says.
        is_strong: It is set apart, as a warning is.
        place: Where on the line it stands; ``body``: as running text does.
    """

    text: str
    is_strong: bool = False
    place: Literal["body", "center", "right"] = "body"


@attrs.frozen(kw_only=True)
class Items:
    """A list.

    Attributes:
        items: What stands in it.
        is_numbered: With numbers (1. or １．); else with dots.
        is_tick_list: With an empty box before each item, to tick by hand, instead of a number.
    """

    items: tuple[str, ...]
    is_numbered: bool = False
    is_tick_list: bool = False


@attrs.frozen(kw_only=True)
class Clause:
    """One clause of a rule or a contract (条).

    Attributes:
        number: From 1; shown as 第1条 or Article 1.
        title: Shown in brackets behind the number.
        body: Its paragraphs (項); numbered from the second on in Japanese, all in English if there
            are several.
        items: Its items (号), under the last paragraph.
        notes: Remarks to whoever adapts it.
    """

    number: int = attrs.field(validator=attrs.validators.ge(1))
    title: str
    body: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    items: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@attrs.frozen(kw_only=True)
class Table:
    """A table.

    Attributes:
        header: Names of its columns.
        rows: Cells, as many in each row as columns.
        widths: Relative width of each column; empty for equal ones.
        caption: What it shows; may be empty.
    """

    header: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""

    def __attrs_post_init__(self) -> None:
        want = len(self.header)
        if any(len(row) != want for row in self.rows) or len(self.widths) not in {0, want}:
            raise ValueError(f"rows and widths: want {want} columns")
        if any(width <= 0 for width in self.widths):
            raise ValueError("widths: want more than 0")

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of each column in the width, together 1."""
        widths = self.widths or (1.0,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)

    def is_short(self, row: tuple[str, ...]) -> bool:
        """Whether a row is short enough to stand on one page, whole."""
        return max(len(cell) for cell in row) <= _SHORT_CELL


@attrs.frozen(kw_only=True)
class Signature:
    """Where somebody signs.

    Attributes:
        party: Who signs: a name, or what the party is called in the document.
        lines: What is filled in by hand: address, name, seal.
    """

    party: str
    lines: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))


@attrs.frozen(kw_only=True)
class Picture:
    """A picture.

    Attributes:
        svg: The drawing.
        alt: What it shows, in words.
        width: Share of the width of the text, above 0, at most 1.
    """

    svg: str
    alt: str
    width: float = attrs.field(
        default=1.0, validator=[attrs.validators.gt(0), attrs.validators.le(1)]
    )


@attrs.frozen(kw_only=True)
class Labels:
    """A sheet of equal labels or stamps to print and cut.

    Attributes:
        word: The marking, such as 極秘 or CONFIDENTIAL.
        lines: Small lines under it: company, handling, number.
        columns: Labels beside each other.
        rows: Labels below each other.
        is_round: Set in a round frame, like a stamp.
    """

    word: str = attrs.field(validator=attrs.validators.min_len(1))
    lines: tuple[str, ...] = ()
    columns: int = attrs.field(default=3, validator=attrs.validators.ge(1))
    rows: int = attrs.field(default=8, validator=attrs.validators.ge(1))
    is_round: bool = False


@attrs.frozen(kw_only=True)
class PageBreak:
    """A new page."""


@attrs.frozen(kw_only=True)
class Slide:
    """One slide of a talk.

    Attributes:
        title: Its heading.
        items: What stands on it, at most six short lines.
        speech: What the speaker says; goes into the notes.
        source: Where it comes from, in words; may be empty.
    """

    title: str
    items: tuple[str, ...] = attrs.field(validator=attrs.validators.max_len(6))
    speech: str = ""
    source: str = ""


Block: TypeAlias = (
    Heading | Paragraph | Items | Clause | Table | Signature | Picture | Labels | PageBreak | Slide
)


@attrs.frozen(kw_only=True)
class Paper:
    """A document.

    Attributes:
        title: Its title.
        language: In which it is written.
        blocks: What stands in it, in order.
        subtitle: Under the title; may be empty.
        number: Number of the document, for the head of each page; may be empty.
        dated: Its date; ``None`` for none.
        notice: A warning in a box at its beginning, such as to adapt it before use; it is left out
            of the clean form.
        footer: At the foot of each page, such as the company and the marking.
        is_landscape: Wider than high, as wide tables need.
    """

    title: str = attrs.field(validator=attrs.validators.min_len(1))
    language: Language
    blocks: tuple[Block, ...] = attrs.field(validator=attrs.validators.min_len(1))
    subtitle: str = ""
    number: str = ""
    dated: dt.date | None = None
    notice: str = ""
    footer: str = ""
    is_landscape: bool = False

    @property
    def is_talk(self) -> bool:
        """Whether it consists of slides alone."""
        return all(isinstance(block, Slide) for block in self.blocks)

    @property
    def clause_level(self) -> Literal[1, 2]:
        """Level of the headings of clauses: below headings if there are any."""
        return 2 if any(isinstance(block, Heading) for block in self.blocks) else 1

    @property
    def stays(self) -> tuple[bool, ...]:
        """Whether each block stays on the page of the one that follows.

        What introduces a table or leads up to a signature stays with it; so do signatures.
        """
        stays = [False]
        for block, following in reversed(list(pairwise(self.blocks))):
            match block, following:
                case (Paragraph(), Table()) | (Paragraph() | Signature() | Table(), Signature()):
                    stays.append(True)
                case Paragraph(), Paragraph():
                    stays.append(stays[-1])
                case _:
                    stays.append(False)
        return tuple(reversed(stays))

    def has_head(self, *, clean: bool) -> bool:
        """Whether it begins with title and date; sheets of labels alone do not.

        Args:
            clean: The notice is left out; one that is not needs a head to stand in.
        """
        has_notice = bool(self.notice) and not clean
        return has_notice or not all(isinstance(block, Labels) for block in self.blocks)
