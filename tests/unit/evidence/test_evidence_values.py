# SPDX-License-Identifier: Apache-2.0
"""Values of the wrong shape do not exist."""

from __future__ import annotations

import pytest

from hiden.evidence.values import (
    MAX_SIZE,
    Checkpoint,
    ConsistencyProof,
    InclusionProof,
    Leaf,
    LeafIndex,
)


def test_a_root_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="root: got 31 bytes, want 32"):
        Checkpoint(origin="example.com/x", size=1, root=bytes(31), text="")


@pytest.mark.parametrize("size", [-1, MAX_SIZE + 1])
def test_a_size_is_a_size(size: int) -> None:
    with pytest.raises(ValueError, match="size"):
        Checkpoint(origin="example.com/x", size=size, root=bytes(32), text="")
    with pytest.raises(ValueError, match="old_size"):
        ConsistencyProof(old_size=size, new_size=1, hashes=())


def test_every_hash_of_a_proof_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="hashes: got 33 bytes"):
        InclusionProof(index=LeafIndex(0), size=2, hashes=[bytes(32), bytes(33)])


def test_a_proof_keeps_its_own_copy_of_the_hashes() -> None:
    hashes = [bytes(32)]
    proof = InclusionProof(index=LeafIndex(0), size=2, hashes=hashes)
    hashes.clear()

    assert proof.hashes == (bytes(32),)


def test_the_bytes_of_a_leaf_are_not_shown() -> None:
    assert "secret" not in repr(Leaf(index=LeafIndex(0), data=b"secret"))
