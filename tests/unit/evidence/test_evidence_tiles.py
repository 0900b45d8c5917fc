# SPDX-License-Identifier: Apache-2.0
"""Tiles have the names, widths and contents of the specification."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reference.merkle_naive import mth

from hiden.evidence.growth import Edge, grow
from hiden.evidence.merkle import EMPTY_ROOT
from hiden.evidence.tiles import TileFolder, pack, partial_folder, tile_path, tile_width, unpack
from hiden.foundation.errors import LeafMissingError, StorageUnavailableError

LEAVES = [n.to_bytes(2, "big") for n in range(700)]


def _folder(path: Path, files: dict[str, bytes]) -> TileFolder:
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return TileFolder(path)


@pytest.fixture
def tiles(tmp_path: Path) -> TileFolder:
    growth = grow(Edge(size=0, leaves=(), hashes=()), LEAVES)
    return _folder(tmp_path, dict(growth.files))


@pytest.mark.parametrize(
    ("index", "path"),
    [
        (0, "tile/0/000"),
        (999, "tile/0/999"),
        (1000, "tile/0/x001/000"),
        (1234067, "tile/0/x001/x234/067"),
        (10**9, "tile/0/x001/x000/x000/000"),
    ],
)
def test_an_index_is_written_in_groups_of_three_digits(index: int, path: str) -> None:
    assert tile_path(0, index, width=256) == path
    assert tile_path(0, index, width=7) == f"{path}.p/7"
    assert partial_folder(0, index) == f"{path}.p"


def test_a_tree_of_70000_leaves_has_the_tiles_of_the_specification() -> None:
    size = 70_000

    assert tile_width(0, 272, size=size) == 256
    assert tile_width(0, 273, size=size) == tile_width("entries", 273, size=size) == 112
    assert tile_width(0, 274, size=size) == 0
    assert [tile_width(1, 0, size=size), tile_width(1, 1, size=size)] == [256, 17]
    assert tile_width(2, 0, size=size) == 1
    assert tile_width(3, 0, size=size) == 0


def test_a_tree_of_256_leaves_has_a_full_tile_and_one_of_width_1_above() -> None:
    growth = grow(Edge(size=0, leaves=(), hashes=()), LEAVES[:256])

    assert set(growth.files) == {"tile/entries/000", "tile/0/000", "tile/1/000.p/1"}
    assert growth.files["tile/1/000.p/1"] == mth(LEAVES[:256])


def test_growing_leaf_by_leaf_gives_the_tiles_of_growing_at_once() -> None:
    edge = Edge(size=0, leaves=(), hashes=())
    files: dict[str, bytes] = {}
    for leaf in LEAVES:
        growth = grow(edge, [leaf])
        files.update(growth.files)
        edge = growth.edge
    at_once = grow(Edge(size=0, leaves=(), hashes=()), LEAVES)

    assert at_once.files.items() <= files.items()
    assert edge == at_once.edge
    assert edge.root() == mth(LEAVES)


def test_the_partial_tiles_that_became_full_are_named() -> None:
    edge = grow(Edge(size=0, leaves=(), hashes=()), LEAVES[:200]).edge

    assert grow(edge, LEAVES[200:255]).obsolete == ()
    assert grow(edge, LEAVES[200:256]).obsolete == ("tile/entries/000.p", "tile/0/000.p")
    assert grow(edge, LEAVES[200:600]).obsolete == ("tile/entries/000.p", "tile/0/000.p")
    assert grow(Edge(size=0, leaves=(), hashes=()), LEAVES).obsolete == ()


def test_the_root_of_no_leaves_is_the_empty_root(tiles: TileFolder) -> None:
    assert Edge(size=0, leaves=(), hashes=()).root() == EMPTY_ROOT
    assert tiles.root(0, 0, size=700) == EMPTY_ROOT
    assert tiles.hashes(0, 0, size=0) == b""


def test_a_bundle_is_read_as_it_was_written() -> None:
    leaves = (b"", b"a", bytes(65_535))

    assert unpack(pack(leaves)) == (leaves, b"")


def test_a_partial_tile_may_be_gone_when_the_full_one_is_there(tiles: TileFolder) -> None:
    assert tiles.bundle(0, size=200) == tuple(LEAVES[:200])
    assert tiles.hashes(0, 0, size=200) == tiles.hashes(0, 0, size=700)[: 200 * 32]


@pytest.mark.parametrize(
    ("size", "index"),
    [(0, 0), (1, 0), (33, 1), (6400, 200), (8192 - 1, 255), (8193, 256), (20000, 256)],
)
def test_a_tile_of_another_length_is_not_read(tmp_path: Path, size: int, index: int) -> None:
    del index
    tiles = _folder(tmp_path, {"tile/0/000": bytes(size)})
    with pytest.raises(LeafMissingError) as caught:
        tiles.hashes(0, 0, size=256)

    assert caught.value.params["index"] == 0


@pytest.mark.parametrize(
    ("cut", "index"), [(1, 699), (2, 699), (4, 699), (5, 698), (752, 512), (753, 512)]
)
def test_a_bundle_cut_short_names_the_first_leaf_that_is_gone(
    tiles: TileFolder, cut: int, index: int
) -> None:
    path = tiles.path / "tile/entries/002.p/188"
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(LeafMissingError) as caught:
        tiles.bundle(2, size=700)

    assert caught.value.params["index"] == index


def test_a_bundle_with_something_behind_it_is_not_read(tiles: TileFolder) -> None:
    path = tiles.path / "tile/entries/002.p/188"
    for more in (b"x", b"\x00\x01x"):
        path.write_bytes(pack(tuple(LEAVES[512:])) + more)
        with pytest.raises(LeafMissingError):
            tiles.bundle(2, size=700)


def test_a_missing_tile_names_the_first_leaf_it_covers(tiles: TileFolder) -> None:
    (tiles.path / "tile/1/000.p/2").unlink()
    with pytest.raises(LeafMissingError) as caught:
        tiles.hashes(1, 0, size=700)
    assert caught.value.params["index"] == 0

    (tiles.path / "tile/0/001").unlink()
    with pytest.raises(LeafMissingError) as caught:
        tiles.hashes(0, 1, size=700)
    assert caught.value.params["index"] == 256


def test_a_disk_that_does_not_answer_is_told(tiles: TileFolder) -> None:
    (tiles.path / "tile/0/001").unlink()
    (tiles.path / "tile/0/001").mkdir()
    with pytest.raises(StorageUnavailableError):
        tiles.hashes(0, 1, size=700)
