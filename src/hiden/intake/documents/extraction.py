# SPDX-License-Identifier: Apache-2.0
"""What passes between a reader of one format and what drives it.

A reader is a generator: it takes a ``Source`` and yields ``Text``, ``Inner`` and ``Trouble`` in
the order of the file. It raises ``UnreadablePartError`` if nothing more can be had, and knows no
other reader.

It runs in a confined process, on bytes that nobody vouches for.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, TypeAlias

import attrs

from hiden.intake.documents.details import Detail
from hiden.intake.documents.limits import Limits
from hiden.intake.documents.passages import NAME_COLUMNS, NUMBER_COLUMNS, PassageTable
from hiden.intake.documents.values import ProblemReason

__all__ = [
    "Budget",
    "Inner",
    "Output",
    "Position",
    "Reader",
    "Source",
    "Spot",
    "Text",
    "TextBuilder",
    "Trouble",
    "UnreadablePartError",
]


@attrs.frozen(kw_only=True)
class Trouble:
    """A problem with the part at hand.

    Attributes:
        reason: The kind of problem.
        detail: Which sentence says it.
        params: What fills the sentence.
    """

    reason: ProblemReason
    detail: Detail
    params: dict[str, str | int] = attrs.field(factory=dict)


class UnreadablePartError(Exception):
    """Nothing more can be had from this part."""

    def __init__(self, reason: ProblemReason, detail: Detail, /, **params: str | int) -> None:
        super().__init__(detail.value)
        self.trouble = Trouble(reason=reason, detail=detail, params=params)


@attrs.define
class Budget:
    """What may still be unpacked from one file, all of its containers together.

    Attributes:
        limits: The bounds.
        unpacked_bytes: How much has been unpacked so far.
    """

    limits: Limits
    unpacked_bytes: int = 0

    def spend(self, size_bytes: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            UnreadablePartError: More than the file may unpack to.
        """
        self.unpacked_bytes += size_bytes
        if self.unpacked_bytes > self.limits.total_bytes:
            raise UnreadablePartError(
                ProblemReason.BOMB, Detail.BOMB_TOTAL, limit=self.limits.total_bytes
            )


@attrs.frozen
class Source:
    """The bytes of one part.

    Attributes:
        name: Its file name, a hint at most.
        content: Its bytes, or the file that holds them.
        budget: What may be unpacked from it.
        charset: The encoding that its container states, if any.
    """

    name: str
    content: bytes | BinaryIO
    budget: Budget
    charset: str | None = None

    def open(self) -> BinaryIO:
        """Return a file at its start."""
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        self.content.seek(0)
        return self.content

    def size_bytes(self) -> int:
        """Return how many bytes there are."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.seek(0, os.SEEK_END)

    def head(self, size_bytes: int) -> bytes:
        """Return the first bytes."""
        return self.open().read(size_bytes)

    def data(self) -> bytes:
        """Return all bytes.

        Raises:
            UnreadablePartError: More than a file which is not an archive may have.
        """
        if isinstance(self.content, bytes):
            return self.content
        limit = self.budget.limits.file_bytes
        size = self.size_bytes()
        if size > limit:
            raise UnreadablePartError(
                ProblemReason.TOO_BIG, Detail.FILE_TOO_BIG, size=size, limit=limit
            )
        return self.open().read()


@attrs.frozen(kw_only=True)
class Text:
    """The text of the part at hand.

    Attributes:
        kind: Format by content.
        text: The text; its line ends may be of any kind if it has no passages of its own.
        passages: None for the lines of the text.
        extractor: What read it, name and version.
    """

    kind: str
    text: str
    passages: PassageTable | None
    extractor: str


@attrs.frozen(kw_only=True)
class Inner:
    """A part inside the part at hand.

    Attributes:
        name: Its path in the container.
        load: Gives its bytes, or raises ``UnreadablePartError``.
        charset: The encoding that the container states for it.
    """

    name: str
    load: Callable[[], bytes]
    charset: str | None = None


class Spot(NamedTuple):
    """A place in the making; 0 and empty say that there is none."""

    page: int = 0
    slide: int = 0
    line: int = 0
    paragraph: int = 0
    cell: int = 0
    sheet: str = ""
    region: str = ""


Position: TypeAlias = tuple[int, ...]
"""Where a part stands: its numbers among its container's parts, from the file down."""

Output: TypeAlias = Text | Inner | Trouble
Reader: TypeAlias = Callable[[Source], Iterator[Output]]


class TextBuilder:
    """Joins pieces of text and keeps where each stood."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._spans: list[tuple[int, int, Spot]] = []

    def add(self, text: str, spot: Spot, *, end: str = "\n") -> None:
        """Append a piece.

        Args:
            text: The piece; an empty one is left out.
            spot: Where it stands.
            end: What separates it from the next one.
        """
        if text:
            self._spans.append((self._length, self._length + len(text), spot))
            self.separate(text + end)

    def separate(self, text: str) -> None:
        """Append characters that stand at no place."""
        self._pieces.append(text)
        self._length += len(text)

    @property
    def is_blank(self) -> bool:
        """True while there is nothing but white space."""
        return not any(piece.strip() for piece in self._pieces)

    def build(self, *, kind: str, extractor: str) -> Text:
        """Return the text with its places."""
        return Text(
            kind=kind, text="".join(self._pieces), passages=self._table(), extractor=extractor
        )

    def _table(self) -> PassageTable:
        starts, ends, spots = zip(*self._spans, strict=True) if self._spans else ((), (), ())
        columns = dict(zip(Spot._fields, zip(*spots, strict=True), strict=False))
        return PassageTable(
            starts=starts,
            ends=ends,
            numbers={name: columns[name] for name in NUMBER_COLUMNS if any(columns.get(name, ()))},
            names={name: columns[name] for name in NAME_COLUMNS if any(columns.get(name, ()))},
        )
