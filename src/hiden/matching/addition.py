# SPDX-License-Identifier: Apache-2.0
"""One addition of documents to an index: which are new, which replace one, which are too short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from hiden.foundation.ids import DocumentId
from hiden.matching.build import SegmentBuilder
from hiden.matching.keys import Keys
from hiden.matching.living import Living, living
from hiden.matching.results import Added

__all__ = ["Addition"]

SEGMENT_CHARACTERS = 1 << 28
"""A segment is closed when it has so many folded characters, to bound the memory."""

_Fate = Literal["added", "replaced", "unchanged"]


class Addition:
    """Sorts documents into those to index and those to leave, and indexes the former."""

    def __init__(self, parts: Sequence[Living], builder: SegmentBuilder, keys: Keys) -> None:
        self._parts = list(parts)
        self._builder = builder
        self._keys = keys
        self._fates: dict[DocumentId, _Fate] = {}
        self._too_short: dict[DocumentId, None] = {}

    def add(self, name: DocumentId, text: str) -> None:
        """Take one document; a name that comes again counts with its last text."""
        digest = self._keys.text_digest(text)
        self._too_short.pop(name, None)
        self._builder.drop(name)
        fate: _Fate = self._fates.pop(name, "added")
        for part in self._parts:
            for number in part.numbers((name,)):
                if part.segment.digest[number].tobytes() == digest:
                    self._fates[name] = "unchanged" if fate == "added" else fate
                    return
                part.dead[number] = 1
                fate = "replaced"
        if not self._builder.add(name, text, digest=digest):
            self._too_short[name] = None
            return
        self._fates[name] = fate
        if self._builder.characters >= SEGMENT_CHARACTERS:
            self._close()

    def finish(self) -> list[Living]:
        """Return the segments there are now."""
        if len(self._builder):
            self._close()
        return self._parts

    def result(self) -> Added:
        """Say what became of the documents."""
        fates = list(self._fates.values())
        return Added(
            added=fates.count("added"),
            replaced=fates.count("replaced"),
            unchanged=fates.count("unchanged"),
            too_short=tuple(self._too_short),
        )

    def _close(self) -> None:
        self._parts.append(living(self._builder.finish()))
