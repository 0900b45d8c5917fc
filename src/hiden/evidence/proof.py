# SPDX-License-Identifier: Apache-2.0
"""Check that a leaf is in a tree, and that a tree only ever grew.

Rules:
    * Computing a root and comparing it are two functions.
    * A proof has exactly the hashes that its sizes demand, not one more or less.
    * Nothing follows from an empty tree: consistency is shown from size 1 on.

A *subtree* ``[start, end)`` is a run of leaves which is, or begins, one perfect tree: ``start`` is
a multiple of the smallest power of two that is not below ``end - start``.

Does not make proofs (``tiles`` does) and knows no signatures (``checkpoint`` does).

Source: RFC 9162, sections 2.1.3.2 and 2.1.4.2; for subtrees draft-ietf-plants-merkle-tree-certs,
    section 4.

Example:
    >>> from hiden.evidence.merkle import leaf_hash, node_hash
    >>> left, right = leaf_hash(b"left"), leaf_hash(b"right")
    >>> verify_inclusion(left, index=0, size=2, hashes=[right], root=node_hash(left, right))
"""

from __future__ import annotations

from collections.abc import Sequence

from hiden.evidence.merkle import EMPTY_ROOT, node_hash, siblings
from hiden.evidence.values import HASH_SIZE
from hiden.foundation.errors import ErrorCode, RootMismatchError, VerificationError
from hiden.foundation.language import Message, mark

__all__ = [
    "root_from_consistency",
    "root_from_inclusion",
    "root_from_subtree_consistency",
    "root_from_subtree_inclusion",
    "verify_consistency",
    "verify_inclusion",
    "verify_subtree_consistency",
    "verify_subtree_inclusion",
]


def verify_inclusion(
    leaf: bytes, *, index: int, size: int, hashes: Sequence[bytes], root: bytes
) -> None:
    """Check that a leaf is in a tree.

    Args:
        leaf: Hash of the leaf.
        index: Its position, from 0.
        size: Number of leaves of the tree, above ``index``.
        hashes: Siblings on the way, from the leaf upwards.
        root: The root that was promised.

    Raises:
        RootMismatchError: The hashes lead to another root.
        VerificationError: The proof has not the form that its sizes demand.

    Sources:
        RFC 9162, section 2.1.3.2.
    """
    _compare(root_from_inclusion(leaf, index=index, size=size, hashes=hashes), root)


def root_from_inclusion(leaf: bytes, *, index: int, size: int, hashes: Sequence[bytes]) -> bytes:
    """Compute the root to which an inclusion proof leads.

    Raises:
        VerificationError: The proof has not the form that its sizes demand.
    """
    return root_from_subtree_inclusion(leaf, index=index, start=0, end=size, hashes=hashes)


def verify_consistency(
    *, old_size: int, new_size: int, hashes: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Check that one tree is the beginning of another.

    Args:
        old_size: Leaves of the smaller tree, at least 1.
        new_size: Leaves of the larger tree.
        hashes: The proof.
        old_root: Root of the smaller tree, as promised.
        new_root: Root of the larger tree, as promised.

    Raises:
        RootMismatchError: The hashes lead to another root, old or new.
        VerificationError: The proof has not the form that its sizes demand.

    Sources:
        RFC 9162, section 2.1.4.2.
    """
    got = root_from_consistency(
        old_size=old_size, new_size=new_size, hashes=hashes, old_root=old_root
    )
    _compare(got, new_root)


def root_from_consistency(
    *, old_size: int, new_size: int, hashes: Sequence[bytes], old_root: bytes
) -> bytes:
    """Compute the new root to which a consistency proof leads.

    Raises:
        RootMismatchError: The hashes do not give the old root.
        VerificationError: The proof has not the form that its sizes demand.
    """
    if not old_size:
        raise _malformed(mark("earlier number of leaves"), got=old_size, want="≥ 1")
    return root_from_subtree_consistency(
        start=0, end=old_size, size=new_size, hashes=hashes, subtree_root=old_root
    )


def verify_subtree_inclusion(
    leaf: bytes, *, index: int, start: int, end: int, hashes: Sequence[bytes], root: bytes
) -> None:
    """Check that a leaf is in the subtree ``[start, end)``.

    Args:
        leaf: Hash of the leaf.
        index: Its position in the whole tree.
        start: First leaf of the subtree.
        end: Behind the last leaf of the subtree.
        hashes: Siblings on the way, from the leaf upwards.
        root: Root of the subtree, as promised.

    Raises:
        RootMismatchError: The hashes lead to another root.
        VerificationError: The proof has not the form that its sizes demand.
    """
    got = root_from_subtree_inclusion(leaf, index=index, start=start, end=end, hashes=hashes)
    _compare(got, root)


def root_from_subtree_inclusion(
    leaf: bytes, *, index: int, start: int, end: int, hashes: Sequence[bytes]
) -> bytes:
    """Compute the root of a subtree to which an inclusion proof leads.

    Raises:
        VerificationError: The proof has not the form that its sizes demand.
    """
    _require_subtree(start, end)
    if not start <= index < end:
        raise _malformed(mark("index of the leaf"), got=index, want=f"{start}–{end - 1}")
    _require_hashes([leaf, *hashes])
    node = index - start
    way = list(siblings(node, end - start - 1))
    _require_count(hashes, len(way))
    for (height, sibling), other in zip(way, hashes, strict=True):
        leaf = node_hash(other, leaf) if sibling < node >> height else node_hash(leaf, other)
    return leaf


def verify_subtree_consistency(
    *, start: int, end: int, size: int, hashes: Sequence[bytes], subtree_root: bytes, root: bytes
) -> None:
    """Check that the subtree ``[start, end)`` is part of a tree.

    From an empty subtree nothing follows for the tree: then only its own root is checked.

    Args:
        start: First leaf of the subtree.
        end: Behind the last leaf of the subtree.
        size: Number of leaves of the tree, at least ``end``.
        hashes: The proof.
        subtree_root: Root of the subtree, as promised.
        root: Root of the tree, as promised.

    Raises:
        RootMismatchError: The hashes lead to another root, of the subtree or of the tree.
        VerificationError: The proof has not the form that its sizes demand.
    """
    got = root_from_subtree_consistency(
        start=start, end=end, size=size, hashes=hashes, subtree_root=subtree_root
    )
    if start < end:
        _compare(got, root)


def root_from_subtree_consistency(
    *, start: int, end: int, size: int, hashes: Sequence[bytes], subtree_root: bytes
) -> bytes:
    """Compute the root of the tree to which a consistency proof of a subtree leads.

    Returns:
        The root of the tree; for an empty subtree, which says nothing about it, the empty root.

    Raises:
        RootMismatchError: The hashes do not give the root of the subtree.
        VerificationError: The proof has not the form that its sizes demand.
    """
    _require_subtree(start, end)
    if end > size:
        raise _malformed(mark("number of leaves"), got=size, want=f"≥ {end}")
    _require_hashes(hashes)
    if start == end:
        _require_count(hashes, 0)
        _compare(EMPTY_ROOT, subtree_root)
        return EMPTY_ROOT
    # The seed is the perfect tree in which the subtree ends: the subtree itself, if it is perfect
    # or lies on the edge of the tree; else the first hash of the proof.
    length = end - start
    whole = end == size or not length & (length - 1)
    height = (length - 1).bit_length()
    level = height if whole else (length & -length).bit_length() - 1
    node = (end - 1) >> level
    way = list(siblings(node, (size - 1) >> level))
    _require_count(hashes, len(way) + (not whole))
    seed, rest = (subtree_root, hashes) if whole else (hashes[0], hashes[1:])
    subtree = tree = seed
    for (above, sibling), other in zip(way, rest, strict=True):
        if sibling < node >> above:
            tree = node_hash(other, tree)
            if level + above < height:  # left of the way and still inside the subtree
                subtree = node_hash(other, subtree)
        else:
            tree = node_hash(tree, other)
    _compare(subtree, subtree_root)
    return tree


def _compare(got: bytes, want: bytes) -> None:
    if got != want:
        raise RootMismatchError(ErrorCode.PROOF_ROOT_MISMATCH, got=got.hex(), want=want.hex())


def _require_subtree(start: int, end: int) -> None:
    if not 0 <= start <= end:
        raise _malformed(mark("end of the leaves"), got=end, want=f"≥ {max(start, 0)}")
    step = 1 << max(end - start - 1, 0).bit_length()
    if start < end and start % step:
        raise _malformed(mark("start of the leaves"), got=start, want=f"{step} × n")


def _require_hashes(hashes: Sequence[bytes]) -> None:
    for one in hashes:
        if len(one) != HASH_SIZE:
            raise _malformed(mark("bytes of a hash"), got=len(one), want=HASH_SIZE)


def _require_count(hashes: Sequence[bytes], want: int) -> None:
    if len(hashes) != want:
        raise _malformed(mark("number of hashes"), got=len(hashes), want=want)


def _malformed(what: str, *, got: object, want: object) -> VerificationError:
    return VerificationError(ErrorCode.PROOF_MALFORMED, what=Message(what), got=got, want=want)
