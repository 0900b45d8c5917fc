# SPDX-License-Identifier: Apache-2.0
"""Compound files (OLE), the container of Office 97 to 2003, opened with a clear word if they are broken.

Sources:
    [MS-CFB].
"""

from __future__ import annotations

import attrs
import olefile

from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import Source, UnreadablePartError
from hiden.intake.documents.values import ProblemReason

__all__ = ["Compound", "open_compound"]


@attrs.frozen
class Compound:
    """An open compound file.

    Attributes:
        file: The file.
        budget_source: What it was opened from; its budget counts what is read.
    """

    file: olefile.OleFileIO
    budget_source: Source

    def paths(self) -> list[tuple[str, ...]]:
        """Return the paths of all streams, in the order of the file."""
        return [tuple(path) for path in self.file.listdir(streams=True, storages=False)]

    def read(self, *path: str) -> bytes:
        """Return a stream; nothing if there is none.

        Raises:
            UnreadablePartError: It is damaged.
        """
        if not self.file.exists("/".join(path)):
            return b""
        try:
            data = self.file.openstream(list(path)).read()
        except (OSError, ValueError, IndexError) as error:
            raise UnreadablePartError(
                ProblemReason.DAMAGED, Detail.DAMAGED_PIECE, piece=path[-1]
            ) from error
        self.budget_source.budget.spend(len(data))
        return bytes(data)


def open_compound(source: Source) -> Compound:
    """Open a compound file.

    Raises:
        UnreadablePartError: Its directory cannot be read.
    """
    try:
        return Compound(olefile.OleFileIO(source.open()), source)
    except (OSError, ValueError, IndexError) as error:
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="OLE") from error
