# SPDX-License-Identifier: Apache-2.0
"""Merkle trees written straight from RFC 9162, section 2.1: recursive, slow, and easy to believe.

``D`` is the list of leaves, as in the RFC. Proofs of subtrees follow
draft-ietf-plants-merkle-tree-certs, section 4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def mth(d: Sequence[bytes]) -> bytes:
    """MTH({}) = HASH(), MTH({d}) = HASH(0x00 || d), MTH(D[n]) = HASH(0x01 || left || right)."""
    if not d:
        return hashlib.sha256().digest()
    if len(d) == 1:
        return hashlib.sha256(b"\x00" + d[0]).digest()
    k = split(len(d))
    return hashlib.sha256(b"\x01" + mth(d[:k]) + mth(d[k:])).digest()


def split(n: int) -> int:
    """Return the largest power of two smaller than n (n > 1)."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def path(m: int, d: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]): section 2.1.3.1."""
    if len(d) == 1:
        return []
    k = split(len(d))
    if m < k:
        return [*path(m, d[:k]), mth(d[k:])]
    return [*path(m - k, d[k:]), mth(d[:k])]


def proof(m: int, d: Sequence[bytes]) -> list[bytes]:
    """PROOF(m, D[n]) = SUBPROOF(m, D[n], true), 0 < m <= n: section 2.1.4.1."""
    return subproof(m, d, whole=True)


def subproof(m: int, d: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b)."""
    if m == len(d):
        return [] if whole else [mth(d)]
    k = split(len(d))
    if m <= k:
        return [*subproof(m, d[:k], whole=whole), mth(d[k:])]
    return [*subproof(m - k, d[k:], whole=False), mth(d[:k])]


def subtree_proof(start: int, end: int, d: Sequence[bytes]) -> list[bytes]:
    """SUBTREE_PROOF(start, end, D_n) = SUBTREE_SUBPROOF(start, end, D_n, true): section 4.4.1."""
    return subtree_subproof(start, end, d, whole=True)


def subtree_subproof(start: int, end: int, d: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """SUBTREE_SUBPROOF(start, end, D_n, b)."""
    if start == 0 and end == len(d):
        return [] if whole else [mth(d)]
    k = split(len(d))
    if end <= k:
        return [*subtree_subproof(start, end, d[:k], whole=whole), mth(d[k:])]
    if k <= start:
        return [*subtree_subproof(start - k, end - k, d[k:], whole=whole), mth(d[:k])]
    return [*subtree_subproof(0, end - k, d[k:], whole=False), mth(d[:k])]


def is_subtree(start: int, end: int) -> bool:
    """Section 4.1: start is a multiple of the smallest power of two not below end - start."""
    step = 1
    while step < end - start:
        step *= 2
    return start < end and start % step == 0


def is_included(
    fn: int, tree_size: int, leaf_hash: bytes, proof_hashes: Sequence[bytes], root: bytes
) -> bool:
    """Section 2.1.3.2, step by step."""
    if fn >= tree_size:
        return False
    sn, r = tree_size - 1, leaf_hash
    for p in proof_hashes:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = hashlib.sha256(b"\x01" + p + r).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = hashlib.sha256(b"\x01" + r + p).digest()
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def is_consistent(
    first: int, second: int, proof_hashes: Sequence[bytes], first_hash: bytes, second_hash: bytes
) -> bool:
    """Section 2.1.4.2, step by step; 0 < first <= second."""
    if first == second:
        return not proof_hashes and first_hash == second_hash
    if not proof_hashes:
        return False
    hashes = [first_hash, *proof_hashes] if first & (first - 1) == 0 else list(proof_hashes)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = hashes[0]
    for c in hashes[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr = hashlib.sha256(b"\x01" + c + fr).digest()
            sr = hashlib.sha256(b"\x01" + c + sr).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = hashlib.sha256(b"\x01" + sr + c).digest()
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_hash and sr == second_hash
