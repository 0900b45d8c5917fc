# SPDX-License-Identifier: Apache-2.0
r"""Hashing of Merkle trees, and the shape of the trees.

::

    level 2               0                node (2, 0)
                       /     \
    level 1         0           1          nodes (1, 0) and (1, 1)
                   / \         / \
    level 0       0   1       2   3   4    the leaves; the root is node_hash((2, 0), (0, 4))

Node ``(level, index)`` stands for the leaves ``[index << level, (index + 1) << level)``. A node is
perfect when all of those leaves exist; only perfect nodes are ever stored, for they never change.

Rules:
    * SHA-256; a leaf is hashed behind the byte 0x00, two nodes behind the byte 0x01, so that
      neither can be taken for the other.
    * Runs of hashes are held as one ``bytes``, 32 bytes a hash: that is their form on disk, too.

Does not read or write anything.

Source: RFC 9162, section 2.1.1; transparency-dev/merkle, docs/compact_ranges.md.

Example:
    >>> root_of([]).hex()[:16]
    'e3b0c44298fc1c14'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from hashlib import sha256

from hiden.evidence.values import HASH_SIZE, LeafHash

__all__ = [
    "EMPTY_ROOT",
    "CompactRange",
    "fold",
    "leaf_hash",
    "node_hash",
    "peaks",
    "perfect_nodes",
    "perfect_root",
    "root_of",
    "siblings",
]

EMPTY_ROOT = sha256(b"").digest()
"""Root of the tree without leaves."""


def leaf_hash(leaf: bytes) -> LeafHash:
    """Hash one leaf."""
    return LeafHash(sha256(b"\x00" + leaf).digest())


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbouring nodes into their parent."""
    return sha256(b"\x01" + left + right).digest()


def perfect_root(hashes: bytes) -> bytes:
    """Compute the root over a run of hashes.

    Args:
        hashes: A power of two of hashes, one behind the other.
    """
    while len(hashes) > HASH_SIZE:
        hashes = b"".join(
            [
                sha256(b"\x01" + hashes[at : at + 2 * HASH_SIZE]).digest()
                for at in range(0, len(hashes), 2 * HASH_SIZE)
            ]
        )
    return hashes


def peaks(hashes: bytes) -> list[bytes]:
    """Compute the roots of the perfect trees that cover a run of hashes, from left to right.

    Args:
        hashes: Any number of hashes, one behind the other.
    """
    count = len(hashes) // HASH_SIZE
    return [
        perfect_root(hashes[(index << level) * HASH_SIZE : ((index + 1) << level) * HASH_SIZE])
        for level, index in perfect_nodes(0, count)
    ]


def fold(nodes: Iterable[bytes]) -> bytes:
    """Compute the root over perfect trees of falling height.

    Args:
        nodes: Their roots, from left to right; none gives the root of the empty tree.
    """
    rest = reversed(list(nodes))
    last = next(rest, None)
    return (
        EMPTY_ROOT
        if last is None
        else reduce(lambda right, left: node_hash(left, right), rest, last)
    )


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Compute the root over the hashes of all leaves."""
    return fold(peaks(b"".join(leaf_hashes)))


def perfect_nodes(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Choose the fewest perfect nodes that cover the leaves ``[start, end)``, from left to right.

    Yields:
        ``(level, index)``.
    """
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level


def siblings(node: int, edge: int) -> Iterator[tuple[int, int]]:
    """Name the nodes that are hashed with one node on its way to the root.

    Args:
        node: Index of the node on its level.
        edge: Index of the last node on that level, at least ``node``.

    Yields:
        ``(height above the node's level, index there)``; the last node of a level may be imperfect.
    """
    height = 0
    while edge:
        if node & 1:
            yield height, node - 1
        elif node < edge:
            yield height, node + 1
        node, edge, height = node >> 1, edge >> 1, height + 1


class CompactRange:
    """A tree of which only the peaks are kept, so that leaves can be added for ever.

    Example:
        >>> tree = CompactRange()
        >>> tree.push(leaf_hash(b"a"))
        >>> tree.root() == leaf_hash(b"a")
        True
    """

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def push(self, node: bytes) -> None:
        """Add the hash of the next leaf, or the root of the next perfect tree of a fixed height."""
        size = self.size
        while size & 1:
            node = sha256(b"\x01" + self.peaks.pop() + node).digest()
            size >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all that was pushed."""
        return fold(self.peaks)
