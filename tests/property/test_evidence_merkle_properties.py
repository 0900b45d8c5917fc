# SPDX-License-Identifier: Apache-2.0
"""The fast trees and proofs are those of the naive twin; none but true proofs are taken."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st
from tests.reference import merkle_naive as naive

from hiden.evidence.growth import Edge, grow
from hiden.evidence.merkle import CompactRange, leaf_hash, root_of
from hiden.evidence.proof import (
    root_from_subtree_consistency,
    root_from_subtree_inclusion,
    verify_consistency,
    verify_inclusion,
)
from hiden.evidence.tiles import TileFolder, pack, unpack
from hiden.foundation.errors import VerificationError

LEAVES = [n.to_bytes(3, "big") for n in range(3000)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]

sizes = st.integers(min_value=1, max_value=3000)


@pytest.fixture(scope="module")
def tiles(tmp_path_factory: pytest.TempPathFactory) -> TileFolder:
    """All leaves as tiles on a disk."""
    path = tmp_path_factory.mktemp("tiles")
    for name, data in grow(Edge(size=0, leaves=(), hashes=()), LEAVES).files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return TileFolder(path)


def test_roots_of_all_sizes_up_to_300_are_those_of_the_twin() -> None:
    tree = CompactRange()
    for size in range(1, 301):
        tree.push(HASHES[size - 1])

        assert tree.root() == naive.mth(LEAVES[:size]) == root_of(HASHES[:size])


def test_inclusion_proofs_of_all_leaves_at_all_sizes_up_to_70_are_those_of_the_twin(
    tiles: TileFolder,
) -> None:
    for size in range(1, 71):
        for index in range(size):
            want = tuple(naive.path(index, LEAVES[:size]))

            assert tiles.inclusion(index, within=size, size=3000) == want


@pytest.mark.parametrize("size", [127, 128, 129, 255, 256, 257, 300])
def test_inclusion_proofs_around_the_edges_of_tiles_are_those_of_the_twin(
    tiles: TileFolder, size: int
) -> None:
    root = naive.mth(LEAVES[:size])
    for index in range(size):
        hashes = tiles.inclusion(index, within=size, size=3000)
        verify_inclusion(HASHES[index], index=index, size=size, hashes=hashes, root=root)

        assert naive.is_included(index, size, HASHES[index], hashes, root)


def test_consistency_proofs_of_all_sizes_up_to_70_are_those_of_the_twin(
    tiles: TileFolder,
) -> None:
    for new in range(1, 71):
        for old in range(1, new + 1):
            want = tuple(naive.proof(old, LEAVES[:new]))

            assert tiles.consistency(old, new, size=3000) == want


@given(sizes, st.data())
@settings(max_examples=60)
def test_proofs_of_random_sizes_are_those_of_the_twin(
    tiles: TileFolder, size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    root = naive.mth(LEAVES[:size])
    inclusion = tiles.inclusion(index, within=size, size=3000)
    consistency = tiles.consistency(old, size, size=3000)

    assert inclusion == tuple(naive.path(index, LEAVES[:size]))
    assert consistency == tuple(naive.proof(old, LEAVES[:size]))
    verify_inclusion(HASHES[index], index=index, size=size, hashes=inclusion, root=root)
    verify_consistency(
        old_size=old,
        new_size=size,
        hashes=consistency,
        old_root=naive.mth(LEAVES[:old]),
        new_root=root,
    )


@given(st.integers(1, 140), st.data())
@settings(max_examples=150)
def test_proofs_of_subtrees_are_those_of_the_twin(size: int, data: st.DataObject) -> None:
    level = data.draw(st.integers(0, (size - 1).bit_length()))
    start = data.draw(st.integers(0, (size - 1) >> level)) << level
    end = data.draw(st.integers(start + 1, min(start + (1 << level), size)))
    index = data.draw(st.integers(start, end - 1))
    subtree = naive.mth(LEAVES[start:end])

    assert naive.is_subtree(start, end)
    assert naive.mth(LEAVES[:size]) == root_from_subtree_consistency(
        start=start,
        end=end,
        size=size,
        hashes=naive.subtree_proof(start, end, LEAVES[:size]),
        subtree_root=subtree,
    )
    assert subtree == root_from_subtree_inclusion(
        HASHES[index],
        index=index,
        start=start,
        end=end,
        hashes=naive.path(index - start, LEAVES[start:end]),
    )


def _is_taken(verify: Callable[[], None]) -> bool:
    try:
        verify()
    except VerificationError:
        return False
    return True


@given(st.integers(1, 130), st.data())
@settings(max_examples=300)
def test_an_altered_proof_is_taken_only_if_the_rfc_takes_it(size: int, data: st.DataObject) -> None:
    """RFC 9162, 2.1.3.2: "If sn is equal to 0 and r and the root_hash are equal, then ..."."""
    index = data.draw(st.integers(0, size - 1))
    root = naive.mth(LEAVES[:size])
    hashes = data.draw(_altered(naive.path(index, LEAVES[:size])))
    claimed = data.draw(st.one_of(st.just(index), st.integers(0, size + 1)))
    within = data.draw(st.one_of(st.just(size), st.integers(1, 2 * size)))
    got = _is_taken(
        lambda: verify_inclusion(
            HASHES[index], index=claimed, size=within, hashes=hashes, root=root
        )
    )

    assert got == naive.is_included(claimed, within, HASHES[index], hashes, root)


@given(st.integers(1, 130), st.data())
@settings(max_examples=300)
def test_an_altered_proof_of_growth_is_taken_only_if_the_rfc_takes_it(
    size: int, data: st.DataObject
) -> None:
    """RFC 9162, 2.1.4.2: "fr is equal to first_hash, sr is equal to second_hash, and sn is 0"."""
    old = data.draw(st.integers(1, size))
    roots = naive.mth(LEAVES[:old]), naive.mth(LEAVES[:size])
    hashes = data.draw(_altered(naive.proof(old, LEAVES[:size])))
    first = data.draw(st.one_of(st.just(old), st.integers(1, size)))
    second = data.draw(st.one_of(st.just(size), st.integers(first, first + 2 * size)))
    got = _is_taken(
        lambda: verify_consistency(
            old_size=first,
            new_size=second,
            hashes=hashes,
            old_root=roots[0],
            new_root=roots[1],
        )
    )

    assert got == naive.is_consistent(first, second, hashes, *roots) if first <= second else not got


def _altered(hashes: list[bytes]) -> st.SearchStrategy[list[bytes]]:
    """The hashes as they are, or with one removed, added, altered or moved."""
    places = st.integers(0, max(len(hashes) - 1, 0))
    other = st.sampled_from([*hashes, HASHES[0], bytes(32)])
    return st.one_of(
        st.just(hashes),
        places.map(lambda at: hashes[:at] + hashes[at + 1 :]),
        st.tuples(places, other).map(
            lambda drawn: [*hashes[: drawn[0]], drawn[1], *hashes[drawn[0] :]]
        ),
        st.tuples(places, other).map(
            lambda drawn: [*hashes[: drawn[0]], drawn[1], *hashes[drawn[0] + 1 :]]
        ),
        st.permutations(hashes),
    )


@given(st.lists(st.integers(1, 600), min_size=1, max_size=5))
@settings(max_examples=40)
def test_however_the_leaves_come_the_edge_is_the_same(steps: list[int]) -> None:
    edge = Edge(size=0, leaves=(), hashes=())
    bounds = [0, *(sum(steps[: at + 1]) for at in range(len(steps)))]
    for start, stop in pairwise(bounds):
        edge = grow(edge, LEAVES[start:stop]).edge

    assert edge == grow(Edge(size=0, leaves=(), hashes=()), LEAVES[: bounds[-1]]).edge
    assert edge.root() == naive.mth(LEAVES[: bounds[-1]])


@given(st.integers(1, 3000))
@settings(max_examples=20)
def test_tiles_are_those_that_the_specification_defines(tiles: TileFolder, size: int) -> None:
    """C2SP tlog-tiles: MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l])."""
    for level, index in ((0, (size - 1) // 256), (1, 0)):
        run = 256**level
        want = b"".join(
            naive.mth(LEAVES[at * run : (at + 1) * run])
            for at in range(index * 256, min((index + 1) * 256, size // run))
        )

        assert tiles.hashes(level, index, size=3000)[: len(want)] == want


@given(st.lists(st.binary(max_size=300), max_size=20), st.integers(0, 10))
def test_a_bundle_gives_its_leaves_back_and_a_cut_one_no_other(
    leaves: list[bytes], cut: int
) -> None:
    data = pack(tuple(leaves))

    assert unpack(data) == (tuple(leaves), b"")
    got, _ = unpack(data[: max(len(data) - cut, 0)])
    assert got == tuple(leaves[: len(got)])
