# SPDX-License-Identifier: Apache-2.0
"""Compound files (OLE), the container of Office 97 to 2003.

Files inside them are parts of their own.

Sources:
    [MS-CFB]; [MS-OLEDS] 2.3.6 (OLENativeStream).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial

import attrs
import olefile

from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import decode
from hiden.intake.documents.extraction import Inner, Output, Source, UnreadablePartError
from hiden.intake.documents.values import ProblemReason

__all__ = ["Compound", "embedded_files", "open_compound", "read_compound"]

_NATIVE = "\x01Ole10Native"
_WHOLE = ("Package", "CONTENTS")


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


def embedded_files(compound: Compound) -> Iterator[Inner]:
    """Give the files that objects in a compound file hold."""
    for path in compound.paths():
        if path[-1] == _NATIVE:
            name, load = _native_name(compound, path), partial(_native_data, compound, path)
            yield Inner(name=name or "/".join(path[:-1]), load=load)
        elif path[-1] in _WHOLE:
            yield Inner(name="/".join(path), load=partial(compound.read, *path))


def read_compound(source: Source) -> Iterator[Output]:
    """Read a compound file of which nothing is known but that it may hold files.

    Raises:
        UnreadablePartError: It holds none.
    """
    inside = list(embedded_files(open_compound(source)))
    if not inside:
        raise UnreadablePartError(
            ProblemReason.UNSUPPORTED, Detail.FORMAT_UNSUPPORTED, format="OLE"
        )
    yield from inside


def _native_name(compound: Compound, path: tuple[str, ...]) -> str:
    label = compound.read(*path)[6:].split(b"\0", 1)[0]
    decoded = decode(label)
    return decoded.text if decoded else ""


def _native_data(compound: Compound, path: tuple[str, ...]) -> bytes:
    """Cut the file out of its packet: label, path, command, then size and data."""
    data = compound.read(*path)
    try:
        position = data.index(b"\0", data.index(b"\0", 6) + 1) + 1 + 4
        position += 4 + struct.unpack_from("<I", data, position)[0]
        (size,) = struct.unpack_from("<I", data, position)
    except (ValueError, struct.error) as error:
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="OLE") from error
    return data[position + 4 : position + 4 + size]
