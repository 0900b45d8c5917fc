# SPDX-License-Identifier: Apache-2.0
"""Check a whole ledger: every leaf, every tile, and every checkpoint it ever signed.

Rules:
    * Everything is computed anew from the leaves. What is kept is only compared.
    * Leaves are read once, in order, 256 at a time: memory does not grow with the ledger.
    * The first thing that does not check ends the audit, and the error names the first leaf that it
      puts in doubt.

Source: RFC 9162, section 2.1; C2SP tlog-tiles and tlog-checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from hiden.evidence.growth import Edge
from hiden.evidence.history import History
from hiden.evidence.merkle import CompactRange, fold, leaf_hash, perfect_root
from hiden.evidence.tiles import TILE_HEIGHT, TILE_WIDTH, TileFolder
from hiden.evidence.values import HASH_SIZE, Checkpoint
from hiden.foundation.errors import ErrorCode, RootMismatchError, VerificationError

__all__ = ["Progress", "audit", "require_edge", "require_growth"]

Progress = Callable[[int, int], None]
"""Called with the leaves checked so far, and all leaves."""


def audit(
    tiles: TileFolder, *, newest: Checkpoint, history: History, progress: Progress | None = None
) -> None:
    """Check a ledger up to one checkpoint, whose signature has been checked.

    Args:
        tiles: The tiles of the ledger.
        newest: The checkpoint.
        history: The checkpoints before it.
        progress: Told how far the audit is.

    Raises:
        LeafMissingError: A leaf or a tile is missing or cannot be read.
        RootMismatchError: A leaf, a tile or a root is not the one that was sealed.
        SignatureError: A checkpoint is not signed by the ledger's key.
        VerificationError: A checkpoint is out of order, or newer than ``newest``.
        StorageUnavailableError: The disk did not answer.
    """
    _Audit(tiles, newest=newest, history=history).run(progress or _silent)


def require_growth(before: Checkpoint, after: Checkpoint, *, path: str) -> None:
    """Check that one checkpoint may follow another, as far as their sizes and roots say.

    Raises:
        VerificationError: The later one has fewer leaves.
        RootMismatchError: Both have the same size and not the same root.
    """
    if after.size < before.size:
        raise VerificationError(
            ErrorCode.LEDGER_ROLLED_BACK,
            path=path,
            got=after.size,
            want=before.size,
            index=after.size,
        )
    if after.size == before.size and after.root != before.root:
        raise _root_mismatch(path, before, got=after.root, index=0)


def require_edge(edge: Edge, *, newest: Checkpoint, tiles: TileFolder) -> None:
    """Check that the edge of a ledger is the one that was signed.

    Raises:
        RootMismatchError: A leaf of the last bundle, or a hash of the edge, is another one.
    """
    hashes = b"".join([leaf_hash(leaf) for leaf in edge.leaves])
    kept = b"".join(edge.hashes[:1])
    if hashes != kept:
        index = edge.size // TILE_WIDTH
        raise _leaf_altered(tiles, index, size=edge.size, got=hashes, kept=kept)
    root = edge.root()
    if root != newest.root:
        raise _root_mismatch(str(tiles.path), newest, got=root, index=0)


class _Audit:
    def __init__(self, tiles: TileFolder, *, newest: Checkpoint, history: History) -> None:
        self.tiles = tiles
        self.newest = newest
        self.tree = CompactRange()  # over the roots of full tiles of leaves
        self.levels: list[bytearray] = []  # for each level above the leaves, its last tile
        self.trusted = 0  # the first so many leaves are under a signed root that checked
        self.checkpoints = iter(self._in_order(chain(history.oldest_first(), [newest])))
        self.due = next(self.checkpoints, None)

    def run(self, progress: Progress) -> None:
        size = self.newest.size
        self._roots(b"", base=0)
        for index in range(-(-size // TILE_WIDTH)):
            hashes = self._leaves(index)
            base = index * TILE_WIDTH
            self._roots(hashes, base=base)
            if len(hashes) == TILE_WIDTH * HASH_SIZE:
                root = perfect_root(hashes)
                self.tree.push(root)
                self._promote(root, index)
            progress(min(base + TILE_WIDTH, size), size)
        for above, kept in enumerate(self.levels):
            if kept:
                self._tile(above + 1, size >> TILE_HEIGHT * (above + 2), bytes(kept))
        # One that is due still has more leaves than the newest: what follows it will not do.
        for _ in self.checkpoints:
            pass

    def _leaves(self, index: int) -> bytes:
        """Hash the leaves of one bundle and compare them with their tile."""
        size = self.newest.size
        leaves, is_whole = self.tiles.salvage(index, size=size)
        hashes = b"".join([leaf_hash(leaf) for leaf in leaves])
        kept = self.tiles.hashes(0, index, size=size)
        if not kept.startswith(hashes):
            raise _leaf_altered(self.tiles, index, size=size, got=hashes, kept=kept)
        if not is_whole:
            raise self.tiles.missing("entries", index, size=size, present=len(leaves))
        return hashes

    def _roots(self, hashes: bytes, *, base: int) -> None:
        """Compare the roots of all checkpoints that end among these leaves."""
        inner = CompactRange()
        end = base + len(hashes) // HASH_SIZE
        while self.due is not None and self.due.size <= end:
            while base + inner.size < self.due.size:
                inner.push(hashes[inner.size * HASH_SIZE : (inner.size + 1) * HASH_SIZE])
            root = fold([*self.tree.peaks, *inner.peaks])
            if root != self.due.root:
                raise _root_mismatch(str(self.tiles.path), self.due, got=root, index=self.trusted)
            self.trusted = self.due.size
            self.due = next(self.checkpoints, None)

    def _promote(self, root: bytes, index: int) -> None:
        """Add the root of a full tile to the level above; compare what becomes full there."""
        level = 1
        while True:
            if level > len(self.levels):
                self.levels.append(bytearray())
            kept = self.levels[level - 1]
            kept += root
            if len(kept) < TILE_WIDTH * HASH_SIZE:
                return
            index //= TILE_WIDTH
            self._tile(level, index, bytes(kept))
            root = perfect_root(bytes(kept))
            kept.clear()
            level += 1

    def _tile(self, level: int, index: int, hashes: bytes) -> None:
        kept = self.tiles.hashes(level, index, size=self.newest.size)
        if hashes != kept:
            place = _first_difference(hashes, kept)
            raise RootMismatchError(
                ErrorCode.LEDGER_TILE_ALTERED,
                path=self.tiles.file(level, index, size=self.newest.size),
                index=(index * TILE_WIDTH + place) << TILE_HEIGHT * level,
                got=_hex(hashes, place),
                want=_hex(kept, place),
            )

    def _in_order(self, checkpoints: Iterable[Checkpoint]) -> Iterable[Checkpoint]:
        before = None
        for checkpoint in checkpoints:
            if before is not None:
                require_growth(before, checkpoint, path=str(self.tiles.path))
            before = checkpoint
            yield checkpoint


def _leaf_altered(
    tiles: TileFolder, index: int, *, size: int, got: bytes, kept: bytes
) -> RootMismatchError:
    place = _first_difference(got, kept)
    return RootMismatchError(
        ErrorCode.LEDGER_LEAF_ALTERED,
        path=tiles.file("entries", index, size=size),
        index=index * TILE_WIDTH + place,
        got=_hex(got, place),
        want=_hex(kept, place),
    )


def _first_difference(got: bytes, kept: bytes) -> int:
    return next(
        at // HASH_SIZE
        for at in range(0, len(got), HASH_SIZE)
        if got[at : at + HASH_SIZE] != kept[at : at + HASH_SIZE]
    )


def _hex(hashes: bytes, place: int) -> str:
    return hashes[place * HASH_SIZE : (place + 1) * HASH_SIZE].hex()


def _root_mismatch(path: str, want: Checkpoint, *, got: bytes, index: int) -> RootMismatchError:
    return RootMismatchError(
        ErrorCode.LEDGER_ROOT_MISMATCH,
        path=path,
        size=want.size,
        got=got.hex(),
        want=want.root.hex(),
        index=index,
    )


def _silent(_: int, __: int) -> None:
    """Tell nobody."""
