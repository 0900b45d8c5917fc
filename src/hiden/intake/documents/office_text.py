# SPDX-License-Identifier: Apache-2.0
"""The text of one Office file in the making, part by part.

A damaged part is a problem of its own; the others still give their text. What is a file of its own
(embedded workbooks, objects, attached pages) becomes a part inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import attrs

from hiden.intake.documents.archive import Archive
from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import (
    Inner,
    Output,
    Spot,
    TextBuilder,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.ooxml import paragraphs, parse, properties, satellites
from hiden.intake.documents.passages import parse_cell_address
from hiden.intake.documents.values import ProblemReason, Region

__all__ = ["OfficeText"]


@attrs.frozen
class OfficeText:
    """Collects the text of an Office file.

    Attributes:
        archive: The file.
        builder: The text so far.
        later: What is given after the text: files inside, and problems.
    """

    archive: Archive
    builder: TextBuilder = attrs.field(factory=TextBuilder)
    later: list[Output] = attrs.field(factory=list)

    def add_part(self, part: str, spot: Spot, *, is_numbered: bool = False) -> None:
        """Add the paragraphs of a part.

        Args:
            part: Path in the archive.
            spot: Where the part stands in the document.
            is_numbered: True if the number of a paragraph is its place.
        """
        try:
            for paragraph in paragraphs(parse(self.archive, part)):
                number = paragraph.number if is_numbered else 0
                place = spot._replace(paragraph=number, cell=parse_cell_address(paragraph.cell))
                if paragraph.is_deleted:
                    place = place._replace(region=Region.DELETED)
                self.builder.add(paragraph.text, place)
        except UnreadablePartError as error:
            self.later.append(error.trouble)

    def add_satellites(self, part: str, spot: Spot) -> None:
        """Add what a part refers to: notes, comments, charts, and files inside."""
        for relation in satellites(self.archive, part):
            if relation.region is not None:
                self.add_part(relation.target, spot._replace(region=relation.region))
            else:
                load = partial(self.archive.read_name, relation.target)
                self.later.append(Inner(name=relation.target, load=load))

    def add_properties(self) -> None:
        """Add the title and the other properties of the file that hold text."""
        try:
            for value in properties(self.archive):
                self.builder.add(value, Spot(region=Region.PROPERTIES))
        except UnreadablePartError as error:
            self.later.append(error.trouble)

    def outputs(self, *, kind: str, extractor: str) -> Iterator[Output]:
        """Give the text, or that there is none, and then the rest."""
        is_blank = self.builder.is_blank
        self.add_properties()
        if not self.builder.is_blank:
            yield self.builder.build(kind=kind, extractor=extractor)
        if is_blank and not self.later:
            detail = Detail.NO_TEXT_LAYER if self._has_pictures() else Detail.NO_TEXT
            yield Trouble(reason=ProblemReason.EMPTY, detail=detail)
        yield from self.later

    def _has_pictures(self) -> bool:
        return any("/media/" in name for name in self.archive.names())
