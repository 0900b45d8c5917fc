# SPDX-License-Identifier: Apache-2.0
"""Hashes and shapes of trees."""

from __future__ import annotations

import pytest

from hiden.evidence.merkle import (
    EMPTY_ROOT,
    CompactRange,
    fold,
    leaf_hash,
    node_hash,
    peaks,
    perfect_nodes,
    perfect_root,
    root_of,
    siblings,
)

# The test vector of certificate transparency (certificate-transparency-go, merkletree).
CT_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    root = root_of(leaf_hash(leaf) for leaf in CT_LEAVES[:size])

    assert root.hex() == CT_ROOTS[size - 1]


def test_a_leaf_and_a_node_of_the_same_bytes_have_different_hashes() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert leaf_hash(left + right) != node_hash(left, right)


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == fold([])


def test_a_compact_range_gives_the_root_of_every_size() -> None:
    tree = CompactRange()
    roots = []
    for leaf in CT_LEAVES:
        tree.push(leaf_hash(leaf))
        roots.append(tree.root().hex())

    assert roots == CT_ROOTS


def test_peaks_are_the_roots_of_the_perfect_parts() -> None:
    hashes = b"".join(leaf_hash(leaf) for leaf in CT_LEAVES[:7])

    assert [len(hashes[at:]) for at in (0, 128, 192)] == [224, 96, 32]
    assert peaks(hashes) == [
        perfect_root(hashes[:128]),
        perfect_root(hashes[128:192]),
        hashes[192:],
    ]


def test_perfect_nodes_cover_a_run_once() -> None:
    assert list(perfect_nodes(0, 7)) == [(2, 0), (1, 2), (0, 6)]
    assert list(perfect_nodes(3, 8)) == [(0, 3), (2, 1)]
    assert list(perfect_nodes(5, 5)) == []


def test_a_node_without_sibling_rises_unhashed() -> None:
    assert list(siblings(4, 4)) == [(2, 0)]
    assert list(siblings(0, 0)) == []
    assert list(siblings(2, 4)) == [(0, 3), (1, 0), (2, 1)]
