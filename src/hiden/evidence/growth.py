# SPDX-License-Identifier: Apache-2.0
"""How a ledger grows: from its edge and new leaves to the files that must be written.

The *edge* is what is not full yet: the last bundle and the last tile of each level. Nothing to the
left of it is read or written again, so that an append costs what it adds, however long the ledger
is.

Does not read or write: ``ledger`` does.

Source: C2SP tlog-tiles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from hiden.evidence.merkle import fold, leaf_hash, peaks, perfect_root
from hiden.evidence.tiles import (
    TILE_HEIGHT,
    TILE_WIDTH,
    TileFolder,
    pack,
    partial_folder,
    tile_path,
)
from hiden.evidence.values import HASH_SIZE

__all__ = ["Edge", "Growth", "grow", "read_edge"]

_TILE_BYTES = TILE_WIDTH * HASH_SIZE


@attrs.frozen(kw_only=True)
class Edge:
    """What of a ledger is not full yet.

    Attributes:
        size: Number of leaves of the ledger.
        leaves: The leaves of the last bundle, fewer than 256.
        hashes: For each level, the hashes of its last tile, one behind the other, fewer than 256.
    """

    size: int
    leaves: tuple[bytes, ...] = attrs.field(repr=False)
    hashes: tuple[bytes, ...] = attrs.field(repr=False)

    def root(self) -> bytes:
        """Compute the root of the ledger."""
        return fold(peak for level in reversed(self.hashes) for peak in peaks(level))


@attrs.frozen(kw_only=True)
class Growth:
    """What an append changes.

    Attributes:
        files: Content by path below the ledger's folder.
        edge: The new edge.
        obsolete: Folders of partial tiles that are full now.
    """

    files: Mapping[str, bytes] = attrs.field(repr=False)
    edge: Edge
    obsolete: tuple[str, ...]


def read_edge(tiles: TileFolder, *, size: int) -> Edge:
    """Read the edge of a ledger of ``size`` leaves.

    Raises:
        LeafMissingError: A tile or bundle of the edge is missing or too short.
        StorageUnavailableError: The disk did not answer.
    """
    counts = []
    rest = size
    while rest:
        counts.append(rest)
        rest >>= TILE_HEIGHT
    return Edge(
        size=size,
        leaves=tiles.bundle(size // TILE_WIDTH, size=size),
        hashes=tuple(
            tiles.hashes(level, count // TILE_WIDTH, size=size)
            for level, count in enumerate(counts)
        ),
    )


def grow(edge: Edge, leaves: Sequence[bytes]) -> Growth:
    """Compute what must be written to add leaves behind the edge.

    Args:
        edge: The edge so far.
        leaves: One or more leaves, at most 65,535 bytes each.
    """
    files: dict[str, bytes] = {}
    obsolete: list[str] = []
    size = edge.size + len(leaves)

    first = edge.size // TILE_WIDTH
    bundle = (*edge.leaves, *leaves)
    for index in range(first, size // TILE_WIDTH + 1):
        part = bundle[(index - first) * TILE_WIDTH :][:TILE_WIDTH]
        if part:
            files[tile_path("entries", index, width=len(part))] = pack(part)
    if edge.leaves and first < size // TILE_WIDTH:
        obsolete.append(partial_folder("entries", first))

    hashes = list(edge.hashes)
    added = b"".join([leaf_hash(leaf) for leaf in leaves])
    level = 0
    while added:
        if level == len(hashes):
            hashes.append(b"")
        before = edge.size >> TILE_HEIGHT * level
        full, hashes[level] = _tiles(hashes[level] + added)
        index = before // TILE_WIDTH
        if full and before % TILE_WIDTH:
            obsolete.append(partial_folder(level, index))
        for tile in full:
            files[tile_path(level, index, width=TILE_WIDTH)] = tile
            index += 1
        if hashes[level]:
            width = len(hashes[level]) // HASH_SIZE
            files[tile_path(level, index, width=width)] = hashes[level]
        added = b"".join([perfect_root(tile) for tile in full])
        level += 1

    rest = bundle[(size // TILE_WIDTH - first) * TILE_WIDTH :]
    return Growth(
        files=files,
        edge=Edge(size=size, leaves=rest, hashes=tuple(hashes)),
        obsolete=tuple(obsolete),
    )


def _tiles(hashes: bytes) -> tuple[list[bytes], bytes]:
    """Cut a run of hashes into full tiles and a rest."""
    end = len(hashes) - len(hashes) % _TILE_BYTES
    full = [hashes[at : at + _TILE_BYTES] for at in range(0, end, _TILE_BYTES)]
    return full, hashes[end:]
