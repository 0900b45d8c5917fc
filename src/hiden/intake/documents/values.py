# SPDX-License-Identifier: Apache-2.0
"""What reading a file gives: documents with places, and problems.

Rules:
    * A file gives documents, problems or both; never neither.
    * Positions are characters of ``Document.text`` from 0, ranges half-open.
    * A problem names the file and the part, never their content.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum

import attrs

from hiden.foundation.hashing import Sha256
from hiden.foundation.language import Message, mark

__all__ = [
    "Document",
    "Passage",
    "Place",
    "Problem",
    "ProblemReason",
    "Reading",
    "Region",
]


class ProblemReason(StrEnum):
    """Why a file, or a part of it, gave no text or not all of it."""

    ENCRYPTED = "encrypted"
    TOO_BIG = "too-big"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    EMPTY = "empty"
    DENIED = "denied"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    NESTED_TOO_DEEP = "nested-too-deep"
    BOMB = "bomb"
    MISSING = "missing"


class Region(StrEnum):
    """A piece of a document outside its main text."""

    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    NOTES = "notes"
    CHART = "chart"
    DIAGRAM = "diagram"
    DRAWING = "drawing"
    DELETED = "deleted"
    PROPERTIES = "properties"
    SUBJECT = "subject"


_REGION_NAMES = {
    Region.HEADER: mark("header"),
    Region.FOOTER: mark("footer"),
    Region.FOOTNOTE: mark("footnote"),
    Region.COMMENT: mark("comment"),
    Region.NOTES: mark("speaker notes"),
    Region.CHART: mark("chart"),
    Region.DIAGRAM: mark("diagram"),
    Region.DRAWING: mark("shape or drawing"),
    Region.DELETED: mark("deleted text kept as a tracked change"),
    Region.PROPERTIES: mark("document properties"),
    Region.SUBJECT: mark("subject"),
}

_PLACE_SENTENCES = (
    (("sheet", "cell"), mark("sheet “%(sheet)s”, cell %(cell)s")),
    (("sheet",), mark("sheet “%(sheet)s”")),
    (("page",), mark("page %(page)d")),
    (("slide",), mark("slide %(slide)d")),
    (("paragraph",), mark("paragraph %(paragraph)d")),
    (("line",), mark("line %(line)d")),
)

_positive = attrs.validators.optional(attrs.validators.ge(1))


@attrs.frozen(kw_only=True)
class Place:
    """Where in a document a passage stands; what the format does not have is None.

    Attributes:
        page: Page of a PDF, from 1.
        sheet: Name of a sheet.
        cell: Address of a cell, as in ``B4``.
        slide: Slide of a presentation, from 1.
        line: Line of the text, from 1.
        paragraph: Paragraph of a word processor's main text, from 1; empty ones count.
        region: The piece outside the main text.
    """

    page: int | None = attrs.field(default=None, validator=_positive)
    sheet: str | None = None
    cell: str | None = None
    slide: int | None = attrs.field(default=None, validator=_positive)
    line: int | None = attrs.field(default=None, validator=_positive)
    paragraph: int | None = attrs.field(default=None, validator=_positive)
    region: Region | None = None

    def message(self) -> Message:
        """Say the place to a person.

        Example:
            >>> str(Place(sheet="原価", cell="B4").message())
            'sheet “原価”, cell B4'
        """
        main = self._main()
        if self.region is None:
            return main or Message(mark("the document"))
        region = Message(_REGION_NAMES[self.region])
        if main is None:
            return region
        return Message(mark("%(place)s, %(region)s"), {"place": main, "region": region})

    def _main(self) -> Message | None:
        for names, msgid in _PLACE_SENTENCES:
            values = {name: getattr(self, name) for name in names}
            if None not in values.values():
                return Message(msgid, values)
        return None


@attrs.frozen(kw_only=True)
class Passage:
    """A stretch of text at one place.

    Attributes:
        start: First character.
        end: One past the last character.
        place: Where it stands.
    """

    start: int = attrs.field(validator=attrs.validators.ge(0))
    end: int = attrs.field()
    place: Place

    @end.validator
    def _check_end(self, _: attrs.Attribute[int], value: int) -> None:
        if value < self.start:
            raise ValueError(f"end of a passage: got {value}, want at least {self.start}")


@attrs.frozen(kw_only=True)
class Document:
    """The text of a file, or of one part of a container.

    Attributes:
        path: The file as it was given.
        part: Path inside the container, parts joined by ``/``; empty for the file itself.
        sha256: Hash of the bytes of that part.
        kind: Format by content, such as ``docx``.
        text: The text; line ends are line feeds, all else as in the file.
        passages: Ordered by start, not overlapping; separators may lie between them.
        extractor: What read it, name and version.
    """

    path: str
    part: str
    sha256: Sha256
    kind: str
    text: str
    passages: Sequence[Passage]
    extractor: str

    def place_at(self, offset: int) -> Place:
        """Tell where a character stands.

        Args:
            offset: Character of ``text``, from 0 to its length inclusive.

        Raises:
            ValueError: The offset lies outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset in a document: got {offset}, want 0 to {len(self.text)}")
        number = bisect_right(self.passages, offset, key=lambda passage: passage.start) - 1
        return self.passages[number].place if number >= 0 else Place()


@attrs.frozen(kw_only=True)
class Problem:
    """A file or part that could not be read, or not wholly.

    Attributes:
        path: The file as it was given.
        part: Path inside the container; empty for the file itself.
        sha256: Hash of the bytes of that part, where they could be had.
        reason: The kind of problem.
        detail: What is wrong, for a person.
    """

    path: str
    part: str
    sha256: Sha256 | None
    reason: ProblemReason
    detail: Message


@attrs.frozen(kw_only=True)
class Reading:
    """What one file gave.

    Attributes:
        path: The file as it was given.
        sha256: Hash of the file, unless it could not be opened.
        size_bytes: Size of the file; 0 if it could not be opened.
        documents: In the order in which they stand in the file.
        problems: What could not be read; never empty when ``documents`` is.
    """

    path: str
    sha256: Sha256 | None
    size_bytes: int = attrs.field(validator=attrs.validators.ge(0))
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]

    def __attrs_post_init__(self) -> None:
        if not self.documents and not self.problems:
            raise ValueError("reading of a file: got neither documents nor problems, want some")
