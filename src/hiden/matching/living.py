# SPDX-License-Identifier: Apache-2.0
"""A segment together with which of its documents are still there."""

from __future__ import annotations

from collections.abc import Collection

import attrs
import numpy as np

from hiden.foundation.ids import DocumentId
from hiden.matching.jit import I64, U8
from hiden.matching.segment import Segment

__all__ = ["Living", "living"]


@attrs.frozen(kw_only=True, eq=False)
class Living:
    """A segment and its removed documents.

    Attributes:
        segment: The segment.
        dead: 1 for each removed document; whoever prepares a change writes to its own copy.
    """

    segment: Segment
    dead: U8

    @property
    def flags(self) -> U8:
        """The removed documents, for look-ups: no flags at all if none was removed."""
        return self.dead if self.dead.any() else self.dead[:0]

    @property
    def alive(self) -> I64:
        """Numbers of the documents that are still there, ascending."""
        return np.flatnonzero(self.dead == 0)

    def numbers(self, names: Collection[DocumentId]) -> list[int]:
        """Return the numbers of those of these documents that are still there."""
        found = (self.segment.number_of.get(name) for name in names)
        return [number for number in found if number is not None and not self.dead[number]]


def living(segment: Segment, dead: U8 | None = None) -> Living:
    """Join a segment and its removed documents; none are removed by default."""
    flags = np.zeros(len(segment.names), np.uint8) if dead is None else dead
    return Living(segment=segment, dead=flags)
