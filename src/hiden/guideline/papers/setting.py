# SPDX-License-Identifier: Apache-2.0
"""Turning the blocks of a template into those of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch

import attrs

from hiden.foundation import paper
from hiden.foundation.language import Language
from hiden.foundation.wording import Localized
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_sources
from hiden.guideline.papers import blocks
from hiden.guideline.papers.fields import PLACE
from hiden.guideline.papers.secret_rows import (
    secret_header,
    secret_rows,
    with_quotation_marks,
)
from hiden.registry import Secret

__all__ = ["Filling", "set_block"]

_OURS = "HIDEN"


@attrs.frozen(kw_only=True)
class Filling:
    """What fills one document.

    Attributes:
        language: In which it is written.
        values: What stands for each place, by its name.
        numbers: Number of each clause, by its id.
        secrets: What tables of secrets show.
    """

    language: Language
    values: Mapping[str, str]
    numbers: Mapping[str, int]
    secrets: Sequence[Secret]

    def text(self, text: Localized | None) -> str:
        """Return a text, filled; nothing for none."""
        return self.filled(text.wording.text(self.language)) if text else ""

    def texts(self, texts: Sequence[Localized]) -> tuple[str, ...]:
        """Return texts, filled."""
        return tuple(map(self.text, texts))

    def filled(self, text: str) -> str:
        """Fill a text of the language; a place without value stays as it is."""
        filled = PLACE.sub(lambda place: self.values.get(place[1], place[0]), text)
        return with_quotation_marks(filled) if self.language == "en" else filled

    def source_names(self, mark: Mark, sources: Sequence[str]) -> tuple[str, ...]:
        """Return what sources are called; not our own, where the mark says that already."""
        known = load_sources()
        return tuple(
            known[source].ja if self.language == "ja" else known[source].en
            for source in sources
            if mark is not Mark.OWN or source != _OURS
        )

    def source_line(self, mark: Mark, sources: Sequence[str]) -> str:
        """Say on one line where something comes from and how well it is verified."""
        between, before, after = ("、", "（", "）") if self.language == "ja" else ("; ", " (", ")")
        meaning = mark.message.text(self.language)
        names = between.join(self.source_names(mark, sources))
        return f"{names}{before}{meaning}{after}" if names else meaning


def set_block(content: blocks.Content, filling: Filling) -> paper.Block:
    """Turn what stands in a template into what stands in the document."""
    return _set(content, filling)


@singledispatch
def _set(_content: object, _filling: Filling) -> paper.Block:
    """Set a page break, the only block without text; the others are registered below."""
    return paper.PageBreak()


@_set.register
def _paragraph(content: blocks.ParagraphText, filling: Filling) -> paper.Block:
    return paper.Paragraph(
        text=filling.text(content),
        is_strong=content.strong,
        place=content.place if filling.language == "ja" else "body",
    )


@_set.register
def _heading(content: blocks.HeadingText, filling: Filling) -> paper.Block:
    return paper.Heading(text=filling.text(content), level=content.level)


@_set.register
def _items(content: blocks.ItemsText, filling: Filling) -> paper.Block:
    return paper.Items(
        items=filling.texts(content.items),
        is_numbered=content.numbered,
        is_tick_list=content.tick,
    )


@_set.register
def _clause(content: blocks.ClauseText, filling: Filling) -> paper.Block:
    note = content.note and paper.Note(
        text=filling.text(content.note),
        mark=content.mark.message.text(filling.language),
        sources=filling.source_names(content.mark, content.sources),
    )
    return paper.Clause(
        number=filling.numbers[content.id],
        title=filling.text(content.title),
        body=filling.texts(content.body),
        items=filling.texts(content.items),
        notes=(note,) if note else (),
    )


@_set.register
def _table(content: blocks.TableText, filling: Filling) -> paper.Block:
    header = filling.texts(content.header) or secret_header(content.columns, filling.language)
    written = tuple(map(filling.texts, content.cells)) or (
        secret_rows(filling.secrets, content.columns, filling.language) if content.columns else ()
    )
    return paper.Table(
        header=header,
        rows=tuple(map(_ready_to_write, written)) or (("",) * len(header),) * content.rows,
        widths=content.widths,
        caption=filling.text(content.caption),
    )


def _ready_to_write(row: tuple[str, ...]) -> tuple[str, ...]:
    """Empty the cells that are filled in by hand: the cell is the place to write."""
    return tuple("" if not cell.strip("＿") else cell for cell in row)


@_set.register
def _signature(content: blocks.SignatureText, filling: Filling) -> paper.Block:
    party, name = filling.text(content.party), filling.filled(content.name)
    between = "　" if filling.language == "ja" else ": "
    return paper.Signature(
        party=f"{party}{between}{name}" if name else party, lines=filling.texts(content.lines)
    )


@_set.register
def _labels(content: blocks.LabelsText, filling: Filling) -> paper.Block:
    return paper.Labels(
        word=filling.text(content.word),
        lines=filling.texts(content.lines),
        columns=content.columns,
        rows=content.rows,
        is_round=content.round,
    )


@_set.register
def _slide(content: blocks.SlideText, filling: Filling) -> paper.Block:
    return paper.Slide(
        title=filling.text(content.title),
        items=filling.texts(content.items),
        speech=filling.text(content.speech),
        source=filling.source_line(content.mark, content.sources),
    )
