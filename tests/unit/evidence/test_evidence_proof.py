# SPDX-License-Identifier: Apache-2.0
"""Proofs that are right are taken, and each way to be wrong is refused."""

from __future__ import annotations

import pytest
from tests.reference.merkle_naive import mth, path, proof, subtree_proof

from hiden.evidence.merkle import EMPTY_ROOT, leaf_hash
from hiden.evidence.proof import (
    verify_consistency,
    verify_inclusion,
    verify_subtree_consistency,
    verify_subtree_inclusion,
)
from hiden.foundation.errors import ErrorCode, RootMismatchError, VerificationError

LEAVES = [bytes([n]) for n in range(13)]
ROOT = mth(LEAVES)


def test_a_wrong_leaf_is_a_mismatch_that_names_both_roots() -> None:
    with pytest.raises(RootMismatchError) as caught:
        verify_inclusion(leaf_hash(b"another"), index=5, size=13, hashes=path(5, LEAVES), root=ROOT)

    assert caught.value.code is ErrorCode.PROOF_ROOT_MISMATCH
    assert caught.value.params["want"] == ROOT.hex()


@pytest.mark.parametrize("index", [-1, 13, 14])
def test_a_position_outside_the_tree_is_refused(index: int) -> None:
    with pytest.raises(VerificationError, match="index of the leaf"):
        verify_inclusion(leaf_hash(b"\x05"), index=index, size=13, hashes=[], root=ROOT)


def test_a_proof_with_a_hash_too_many_or_too_few_is_refused() -> None:
    good = path(5, LEAVES)
    for hashes in (good[:-1], [*good, good[0]], []):
        with pytest.raises(VerificationError, match="number of hashes"):
            verify_inclusion(leaf_hash(b"\x05"), index=5, size=13, hashes=hashes, root=ROOT)


def test_a_hash_of_another_length_is_refused() -> None:
    good = path(5, LEAVES)
    with pytest.raises(VerificationError, match="bytes of a hash: got 31, want 32"):
        verify_inclusion(
            leaf_hash(b"\x05"), index=5, size=13, hashes=[good[0][:31], *good[1:]], root=ROOT
        )
    with pytest.raises(VerificationError, match="bytes of a hash"):
        verify_inclusion(b"", index=5, size=13, hashes=good, root=ROOT)


def test_consistency_checks_the_old_root_and_the_new() -> None:
    old = mth(LEAVES[:6])
    hashes = proof(6, LEAVES)
    verify_consistency(old_size=6, new_size=13, hashes=hashes, old_root=old, new_root=ROOT)
    for old_root, new_root in ((ROOT, ROOT), (old, old)):
        with pytest.raises(RootMismatchError):
            verify_consistency(
                old_size=6, new_size=13, hashes=hashes, old_root=old_root, new_root=new_root
            )


def test_nothing_is_consistent_with_the_empty_tree() -> None:
    with pytest.raises(VerificationError, match="earlier number of leaves"):
        verify_consistency(old_size=0, new_size=13, hashes=[], old_root=EMPTY_ROOT, new_root=ROOT)


def test_a_tree_does_not_shrink() -> None:
    with pytest.raises(VerificationError, match="number of leaves: got 5"):
        verify_consistency(old_size=6, new_size=5, hashes=[], old_root=ROOT, new_root=ROOT)


def test_a_subtree_must_begin_at_a_multiple_of_its_power_of_two() -> None:
    with pytest.raises(VerificationError, match="start of the leaves"):
        verify_subtree_inclusion(leaf_hash(b"\x03"), index=3, start=3, end=5, hashes=[], root=ROOT)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4)])
def test_a_subtree_ends_behind_its_start(start: int, end: int) -> None:
    with pytest.raises(VerificationError, match="end of the leaves"):
        verify_subtree_consistency(
            start=start, end=end, size=13, hashes=[], subtree_root=ROOT, root=ROOT
        )


def test_of_an_empty_subtree_only_its_own_root_is_checked() -> None:
    verify_subtree_consistency(
        start=4, end=4, size=13, hashes=[], subtree_root=EMPTY_ROOT, root=ROOT
    )
    with pytest.raises(RootMismatchError):
        verify_subtree_consistency(start=4, end=4, size=13, hashes=[], subtree_root=ROOT, root=ROOT)
    with pytest.raises(VerificationError):
        verify_subtree_consistency(
            start=4, end=4, size=13, hashes=[ROOT], subtree_root=EMPTY_ROOT, root=ROOT
        )


def test_a_leaf_is_in_a_subtree_in_the_middle() -> None:
    hashes = path(1, LEAVES[4:7])
    verify_subtree_inclusion(
        leaf_hash(b"\x05"), index=5, start=4, end=7, hashes=hashes, root=mth(LEAVES[4:7])
    )
    with pytest.raises(RootMismatchError):
        verify_subtree_inclusion(
            leaf_hash(b"\x05"), index=5, start=4, end=7, hashes=hashes, root=ROOT
        )


def test_a_subtree_in_the_middle_is_part_of_the_tree() -> None:
    verify_subtree_consistency(
        start=4,
        end=7,
        size=13,
        hashes=subtree_proof(4, 7, LEAVES),
        subtree_root=mth(LEAVES[4:7]),
        root=ROOT,
    )
