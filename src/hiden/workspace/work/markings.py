# SPDX-License-Identifier: Apache-2.0
"""The markings of a file: in its name, its text, its headers, footers and properties.

Needs no workspace: the command that looks at markings alone uses it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hiden.guideline.markings import Marking, MarkPlace, find_markings
from hiden.intake.documents import Document, Region

__all__ = ["markings_of"]

_PLACES: Mapping[Region, MarkPlace] = {
    Region.HEADER: MarkPlace.HEADER,
    Region.FOOTER: MarkPlace.FOOTER,
    Region.PROPERTIES: MarkPlace.PROPERTIES,
}


def markings_of(path: Path, documents: Iterable[Document]) -> Iterator[tuple[str, Marking]]:
    """Yield every marking of a file with the part that has it; empty for the file itself.

    Args:
        path: The file.
        documents: What was read of it.
    """
    for marking in find_markings(path.name, where=MarkPlace.FILE_NAME):
        yield "", marking
    for document in documents:
        for text, where in _texts(document):
            for marking in find_markings(text, where=where):
                yield document.part, marking


def _texts(document: Document) -> Iterator[tuple[str, MarkPlace]]:
    yield document.text, MarkPlace.TEXT
    for passage in document.passages:
        place = _PLACES.get(passage.place.region) if passage.place.region else None
        if place:
            yield document.text[passage.start : passage.end], place
