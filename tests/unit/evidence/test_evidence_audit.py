# SPDX-License-Identifier: Apache-2.0
"""The audit finds whatever was altered, and names the first leaf that is in doubt."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hiden.evidence.checkpoint import sign_checkpoint
from hiden.evidence.history import History
from hiden.evidence.keys import SigningKey
from hiden.evidence.ledger import Ledger
from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    LeafMissingError,
    RootMismatchError,
    VerificationError,
)

LEAVES = [f"leaf {n:06d}".encode() for n in range(66_000)]
ENTRY_BYTES = 13  # two bytes of length and the leaf


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def _error(ledger: Ledger) -> VerificationError:
    with pytest.raises(VerificationError) as caught:
        ledger.verify()
    return caught.value


@pytest.fixture
def grown(ledger: Ledger) -> Ledger:
    """300 leaves under checkpoints of 100, 200 and 300."""
    for start in (0, 100, 200):
        ledger.append(LEAVES[start : start + 100])
    return ledger


def test_a_sound_ledger_checks_and_tells_how_far_it_is(ledger: Ledger) -> None:
    ledger.append(LEAVES[:10])
    ledger.append(LEAVES[10:65_536])
    ledger.verify()
    ledger.append(LEAVES[65_536:])
    steps: list[tuple[int, int]] = []
    ledger.verify(progress=lambda done, total: steps.append((done, total)))

    assert steps[0] == (256, 66_000)
    assert steps[-1] == (66_000, 66_000)
    assert len(steps) == 258


@pytest.mark.parametrize("index", [0, 99, 100, 255, 256, 299])
def test_an_altered_leaf_is_named(grown: Ledger, index: int) -> None:
    bundle, place = divmod(index, 256)
    name = "tile/entries/000" if bundle == 0 else "tile/entries/001.p/44"
    _flip(grown.path / name, place * ENTRY_BYTES + 5)
    error = _error(grown)

    assert error.code is ErrorCode.LEDGER_LEAF_ALTERED
    assert error.params["index"] == index


@pytest.mark.parametrize("index", [0, 42, 255, 299])
def test_a_leaf_with_a_garbled_length_is_named(grown: Ledger, index: int) -> None:
    bundle, place = divmod(index, 256)
    name = "tile/entries/000" if bundle == 0 else "tile/entries/001.p/44"
    _flip(grown.path / name, place * ENTRY_BYTES)

    assert _error(grown).params["index"] == index


def test_a_bundle_cut_short_is_named_by_the_first_leaf_that_is_gone(grown: Ledger) -> None:
    path = grown.path / "tile/entries/001.p/44"
    path.write_bytes(path.read_bytes()[: 7 * ENTRY_BYTES])
    error = _error(grown)

    assert isinstance(error, LeafMissingError)
    assert error.params["index"] == 256 + 7


def test_an_altered_hash_of_a_leaf_is_named(grown: Ledger) -> None:
    _flip(grown.path / "tile/0/000", 77 * 32 + 31)

    assert _error(grown).params["index"] == 77


def test_an_altered_tile_above_is_named_by_its_first_leaf(ledger: Ledger) -> None:
    ledger.append(LEAVES)
    for name, at, index in (
        ("tile/1/000", 5 * 32, 5 * 256),
        ("tile/1/001.p/1", 0, 256 * 256),
        ("tile/2/000.p/1", 0, 0),
    ):
        _flip(ledger.path / name, at)
        error = _error(ledger)
        _flip(ledger.path / name, at)

        assert error.code is ErrorCode.LEDGER_TILE_ALTERED
        assert error.params["index"] == index
    ledger.verify()


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("tile/entries/000", 0),
        ("tile/entries/001.p/44", 256),
        ("tile/0/000", 0),
        ("tile/0/001.p/44", 256),
        ("tile/1/000.p/1", 0),
    ],
)
def test_a_missing_file_is_named_by_its_first_leaf(grown: Ledger, name: str, index: int) -> None:
    (grown.path / name).unlink()
    error = _error(grown)

    assert isinstance(error, LeafMissingError)
    assert error.params["index"] == index


def test_whoever_rewrites_leaves_and_all_tiles_fails_at_the_signed_root(
    tmp_path: Path, grown: Ledger
) -> None:
    forged = [*LEAVES[:150], b"forged 0150", *LEAVES[151:300]]
    other = SigningKey.create(name=grown.verifier.name)
    forgery = Ledger.create(tmp_path / "forgery", origin=other.name, key=other)
    forgery.append(forged)
    shutil.rmtree(grown.path / "tile")
    shutil.copytree(forgery.path / "tile", grown.path / "tile")
    error = _error(grown)

    assert isinstance(error, RootMismatchError)
    assert error.code is ErrorCode.LEDGER_ROOT_MISMATCH
    assert error.params["index"] == 100  # the first 100 are under a root that still checks
    assert error.params["size"] == 200


def test_nothing_is_signed_over_a_forged_edge(
    tmp_path: Path, grown: Ledger, key: SigningKey
) -> None:
    """Edge and signature do not fit, though edge and leaves do; no leaf before is read again."""
    forgery = Ledger.create(tmp_path / "forgery", origin=key.name, key=key)
    forgery.append([b"x", *LEAVES[1:300]])
    shutil.copy(forgery.path / "checkpoint", grown.path / "checkpoint")
    (grown.path / "checkpoints.jsonl").unlink()
    with pytest.raises(RootMismatchError):
        Ledger.open(grown.path, key=key).append([b"y"])


def test_the_history_may_be_missing(grown: Ledger) -> None:
    (grown.path / "checkpoints.jsonl").unlink()
    grown.verify()

    assert [one.size for one in grown.checkpoints()] == [300]


def test_a_half_written_line_of_history_does_not_count(grown: Ledger) -> None:
    path = grown.path / "checkpoints.jsonl"
    good = path.read_bytes()
    for tail in (b'"example.com/te', b"\x00" * 70_000):
        path.write_bytes(good + tail)
        grown.verify()

        assert [one.size for one in grown.checkpoints()] == [300, 200, 100, 0]
    grown.append([b"x"])
    assert path.read_bytes().startswith(good)
    assert [one.size for one in grown.checkpoints()] == [301, 300, 200, 100, 0]
    path.write_bytes(b"no line at all")
    assert [one.size for one in grown.checkpoints()] == [301]


@pytest.mark.parametrize(
    "line",
    [b"", b"7", b"{}", b'"text"', b"[" * 100_000, b'"\\ud800"', b"\xff"],
)
def test_a_broken_line_of_history_is_named(grown: Ledger, line: bytes) -> None:
    path = grown.path / "checkpoints.jsonl"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], line, *lines[2:]]))
    error = _error(grown)

    assert error.code is ErrorCode.LEDGER_HISTORY_BROKEN
    assert error.params["line"] == 2
    with pytest.raises(VerificationError):
        list(grown.checkpoints())


def test_a_line_of_history_with_another_signature_is_named(grown: Ledger) -> None:
    path = grown.path / "checkpoints.jsonl"
    other = SigningKey.create(name=grown.verifier.name)
    lines = path.read_bytes().split(b"\n")
    lines[1] = json.dumps(sign_checkpoint(size=100, root=bytes(32), key=other).text).encode()
    path.write_bytes(b"\n".join(lines))

    assert _error(grown).code is ErrorCode.LEDGER_HISTORY_BROKEN


def test_a_history_out_of_order_is_refused(grown: Ledger) -> None:
    path = grown.path / "checkpoints.jsonl"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[1], lines[0], *lines[2:]]))

    assert _error(grown).code is ErrorCode.LEDGER_ROLLED_BACK


def test_a_signed_checkpoint_of_other_leaves_is_found_in_the_history(
    grown: Ledger, key: SigningKey
) -> None:
    """Two signed checkpoints that contradict each other: the owner of the key made a fork."""
    history = History(grown.path, verifier=grown.verifier)
    fork = sign_checkpoint(size=250, root=bytes(32), key=key)
    with history.path.open("ab") as file:
        file.write(history.line(fork))
    error = _error(grown)

    assert error.code is ErrorCode.LEDGER_ROOT_MISMATCH
    assert error.params["size"] == 250
    assert error.params["index"] == 200


def test_the_history_is_read_in_blocks(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(20):
        ledger.append([LEAVES[n]])
    whole = [one.size for one in ledger.checkpoints()]
    for size in (1, 7, 231, 1000):
        monkeypatch.setattr("hiden.evidence.history._BLOCK_BYTES", size)
        history = History(ledger.path, verifier=ledger.verifier)

        assert [one.size for one in history.oldest_first()] == list(range(20))
        assert [one.size for one in ledger.checkpoints()] == whole


def test_a_ledger_that_is_gone_is_told(ledger: Ledger) -> None:
    shutil.rmtree(ledger.path)
    with pytest.raises(InputError) as caught:
        ledger.verify()

    assert caught.value.code is ErrorCode.LEDGER_MISSING
