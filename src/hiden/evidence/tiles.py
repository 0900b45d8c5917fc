# SPDX-License-Identifier: Apache-2.0
"""A tree as files: tiles of 256 hashes, bundles of 256 leaves, and proofs made from them.

::

    tile/0/x001/234        the hashes of leaves 315,904 to 316,159
    tile/1/000.p/17        the roots over the first 17 full tiles below: not full yet, so "partial"
    tile/entries/x001/234  the leaves themselves, each behind its length (two bytes, big-endian)

Rules:
    * A full tile never changes. A partial one gets a new name whenever it grows.
    * The width of a tile follows from the number of leaves; what is wider than that is not looked
      at.
    * A partial tile may be gone once the full one is there, which begins with the same hashes.

Does not write and does not check hashes (``growth`` and ``audit`` do).

Source: C2SP tlog-tiles.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from hiden.evidence.merkle import fold, perfect_nodes, perfect_root, siblings
from hiden.evidence.values import HASH_SIZE
from hiden.foundation.errors import ErrorCode, LeafMissingError
from hiden.foundation.storage import storage_errors

__all__ = [
    "MAX_LEAF_BYTES",
    "TILE_HEIGHT",
    "TILE_WIDTH",
    "TileFolder",
    "pack",
    "partial_folder",
    "tile_path",
    "tile_width",
    "unpack",
]

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
MAX_LEAF_BYTES = 0xFFFF

Layer: TypeAlias = int | Literal["entries"]
"""Level of a tile of hashes, from 0; or the bundles of leaves."""


def tile_path(layer: Layer, index: int, *, width: int) -> str:
    """Name the file of a tile, below the ledger's folder.

    Example:
        >>> tile_path(0, 1234067, width=256), tile_path("entries", 0, width=5)
        ('tile/0/x001/x234/067', 'tile/entries/000.p/5')
    """
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = f"tile/{layer}/" + "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def partial_folder(layer: Layer, index: int) -> str:
    """Name the folder with the partial forms of a tile."""
    return tile_path(layer, index, width=TILE_WIDTH) + ".p"


def tile_width(layer: Layer, index: int, *, size: int) -> int:
    """Compute how many hashes, or leaves, a tile of a ledger of ``size`` leaves has: 0 to 256."""
    level = 0 if layer == "entries" else layer
    return min(max((size >> TILE_HEIGHT * level) - index * TILE_WIDTH, 0), TILE_WIDTH)


def pack(leaves: tuple[bytes, ...]) -> bytes:
    """Write leaves as a bundle."""
    return b"".join([len(leaf).to_bytes(2, "big") + leaf for leaf in leaves])


def unpack(bundle: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """Read the leaves of a bundle, as many as are whole.

    Returns:
        The leaves, and the bytes behind the last whole one: none in a sound bundle.
    """
    leaves: list[bytes] = []
    at, end = 0, len(bundle)
    while at + 2 <= end:
        start = at + 2
        stop = start + (bundle[at] << 8 | bundle[at + 1])
        if stop > end:
            break
        leaves.append(bundle[start:stop])
        at = stop
    return tuple(leaves), bundle[at:]


class TileFolder:
    """The tiles of one ledger, to be read.

    Args:
        path: The ledger's folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def file(self, layer: Layer, index: int, *, size: int) -> str:
        """Name the file of one tile or bundle, of a ledger of ``size`` leaves."""
        width = tile_width(layer, index, size=size)
        return str(self.path / tile_path(layer, index, width=width))

    def hashes(self, level: int, index: int, *, size: int) -> bytes:
        """Read one tile of hashes, of a ledger of ``size`` leaves.

        Raises:
            LeafMissingError: The tile is missing or not whole.
            StorageUnavailableError: The disk did not answer.
        """
        data, count = self._read(level, index, size=size)
        if len(data) != count * HASH_SIZE:
            raise self.missing(level, index, size=size)
        return data[: tile_width(level, index, size=size) * HASH_SIZE]

    def bundle(self, index: int, *, size: int) -> tuple[bytes, ...]:
        """Read one bundle of leaves, of a ledger of ``size`` leaves.

        Raises:
            LeafMissingError: The bundle is missing, or not whole: names the first leaf that is not
                there.
            StorageUnavailableError: The disk did not answer.
        """
        leaves, is_whole = self.salvage(index, size=size)
        if not is_whole:
            raise self.missing("entries", index, size=size, present=len(leaves))
        return leaves

    def salvage(self, index: int, *, size: int) -> tuple[tuple[bytes, ...], bool]:
        """Read of one bundle of leaves what can be read; whether that is all of it comes with it.

        Raises:
            LeafMissingError: The bundle is missing.
            StorageUnavailableError: The disk did not answer.
        """
        data, count = self._read("entries", index, size=size)
        leaves, rest = unpack(data)
        is_whole = len(leaves) == count and not rest
        return leaves[: tile_width("entries", index, size=size)], is_whole

    def leaves(self, start: int, stop: int, *, size: int) -> Iterator[bytes]:
        """Read the leaves ``[start, stop)`` of a ledger of ``size`` leaves.

        Raises:
            LeafMissingError: A bundle is missing or not whole.
            StorageUnavailableError: The disk did not answer.
        """
        for index in range(start // TILE_WIDTH, -(-stop // TILE_WIDTH)):
            base = index * TILE_WIDTH
            yield from self.bundle(index, size=size)[max(start - base, 0) : stop - base]

    def root(self, start: int, end: int, *, size: int) -> bytes:
        """Compute the root over the leaves ``[start, end)`` of a ledger of ``size`` leaves.

        Args:
            start: A multiple of the power of two that holds ``end - start``.
            end: Behind the last leaf.
            size: Number of leaves of the ledger, at least ``end``.

        Raises:
            LeafMissingError: A tile is missing or not whole.
            StorageUnavailableError: The disk did not answer.
        """
        return fold(
            self._node(level, index, size=size) for level, index in perfect_nodes(start, end)
        )

    def inclusion(self, index: int, *, within: int, size: int) -> tuple[bytes, ...]:
        """Collect the hashes that prove a leaf to be in the tree of the first ``within`` leaves.

        Raises:
            LeafMissingError: A tile is missing or not whole.
            StorageUnavailableError: The disk did not answer.
        """
        return self._siblings(0, index, within=within, size=size)

    def consistency(self, old: int, new: int, *, size: int) -> tuple[bytes, ...]:
        """Collect the hashes that prove the first ``old`` leaves to begin the first ``new`` ones.

        Args:
            old: At least 1.
            new: At least ``old``.
            size: Number of leaves of the ledger, at least ``new``.

        Raises:
            LeafMissingError: A tile is missing or not whole.
            StorageUnavailableError: The disk did not answer.
        """
        if old == new:
            return ()
        level = (old & -old).bit_length() - 1
        node = (old - 1) >> level
        way = self._siblings(level, node, within=new, size=size)
        return way if old == 1 << level else (self._node(level, node, size=size), *way)

    def missing(self, layer: Layer, index: int, *, size: int, present: int = 0) -> LeafMissingError:
        """Make the error for a tile that cannot be read; it names the first leaf that is gone."""
        level = 0 if layer == "entries" else layer
        return LeafMissingError(
            ErrorCode.LEDGER_LEAF_MISSING,
            path=self.file(layer, index, size=size),
            index=((index * TILE_WIDTH) << TILE_HEIGHT * level) + present,
        )

    def _siblings(self, level: int, node: int, *, within: int, size: int) -> tuple[bytes, ...]:
        way = siblings(node, (within - 1) >> level)
        return tuple(
            self.root(
                other << level + height, min((other + 1) << level + height, within), size=size
            )
            for height, other in way
        )

    def _node(self, level: int, index: int, *, size: int) -> bytes:
        layer, height = divmod(level, TILE_HEIGHT)
        tile, place = divmod(index << height, TILE_WIDTH)
        hashes = self.hashes(layer, tile, size=size)
        return perfect_root(hashes[place * HASH_SIZE : (place + (1 << height)) * HASH_SIZE])

    def _read(self, layer: Layer, index: int, *, size: int) -> tuple[bytes, int]:
        """Read the file of a tile, or of the full tile in its place; return how wide that is."""
        width = tile_width(layer, index, size=size)
        for present in dict.fromkeys((width, TILE_WIDTH)) if width else ():
            path = self.path / tile_path(layer, index, width=present)
            with contextlib.suppress(FileNotFoundError), storage_errors(path):
                return path.read_bytes(), present
        if width:
            raise self.missing(layer, index, size=size)
        return b"", 0
