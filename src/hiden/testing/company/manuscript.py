# SPDX-License-Identifier: Apache-2.0
"""A paper before it becomes a file: headings, paragraphs and tables."""

from __future__ import annotations

import datetime as dt

import attrs

__all__ = ["Block", "Heading", "Manuscript", "Paragraph", "Table"]


@attrs.frozen(kw_only=True)
class Heading:
    """A heading."""

    text: str


@attrs.frozen(kw_only=True)
class Paragraph:
    """A paragraph; ``own`` when it says what only this secret says (and is no boilerplate)."""

    text: str
    own: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """A table: the first row holds the names of the columns."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@attrs.frozen(kw_only=True)
class Manuscript:
    """A paper: title, language (``ja`` or ``en``), author, date and blocks in order."""

    title: str
    language: str
    author: str
    date: dt.date
    blocks: tuple[Block, ...]

    @property
    def own(self) -> tuple[str, ...]:
        """Return the paragraphs which only this secret has, in order."""
        return tuple(b.text for b in self.blocks if isinstance(b, Paragraph) and b.own)

    def with_inserted(self, paragraphs: tuple[str, ...]) -> Manuscript:
        """Return the paper with paragraphs put into its middle."""
        middle = (len(self.blocks) + 1) // 2
        planted = tuple(Paragraph(text=text, own=True) for text in paragraphs)
        return attrs.evolve(self, blocks=self.blocks[:middle] + planted + self.blocks[middle:])
