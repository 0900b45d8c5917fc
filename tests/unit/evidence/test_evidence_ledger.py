# SPDX-License-Identifier: Apache-2.0
"""A ledger grows, proves, and refuses what contradicts it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.reference.merkle_naive import mth

from hiden.evidence.keys import SigningKey
from hiden.evidence.ledger import Ledger
from hiden.evidence.merkle import EMPTY_ROOT, leaf_hash
from hiden.evidence.proof import verify_consistency, verify_inclusion
from hiden.evidence.storage import LedgerBusyError, write_lock
from hiden.evidence.values import MAX_SIZE, LeafHash
from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    LeafMissingError,
    RootMismatchError,
    SignatureError,
    StorageUnavailableError,
    VerificationError,
)

LEAVES = [f"leaf {n}".encode() for n in range(1000)]


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_new_ledger_is_empty_and_signed(ledger: Ledger) -> None:
    checkpoint = ledger.checkpoint()

    assert (checkpoint.size, checkpoint.root) == (0, EMPTY_ROOT)
    assert _names(ledger.path) == {"checkpoint", "lock", "verifier-key"}
    ledger.verify()


def test_leaves_get_the_next_positions(ledger: Ledger) -> None:
    assert ledger.append(LEAVES[:3]) == range(3)
    assert ledger.append([]) == range(3, 3)
    assert ledger.append(LEAVES[3:300]) == range(3, 300)
    assert ledger.size == 300
    assert ledger.checkpoint().root == mth(LEAVES[:300])
    assert ledger.leaves(0, 300) == tuple(LEAVES[:300])
    assert ledger.leaves(250, 260) == tuple(LEAVES[250:260])
    assert ledger.leaves(7, 7) == ()
    assert ledger.leaf(299).data == LEAVES[299]
    ledger.verify()


def test_the_files_are_those_of_the_specification(ledger: Ledger) -> None:
    ledger.append(LEAVES[:200])
    ledger.append(LEAVES[200:520])

    assert _names(ledger.path) == {
        "checkpoint",
        "checkpoints.jsonl",
        "lock",
        "verifier-key",
        "tile/0/000",
        "tile/0/001",
        "tile/0/002.p/8",
        "tile/1/000.p/2",
        "tile/entries/000",
        "tile/entries/001",
        "tile/entries/002.p/8",
    }


def test_partial_tiles_stay_while_they_are_needed_for_earlier_checkpoints(ledger: Ledger) -> None:
    ledger.append(LEAVES[:5])
    ledger.append(LEAVES[5:7])

    assert {"tile/0/000.p/5", "tile/0/000.p/7", "tile/entries/000.p/5"} <= _names(ledger.path)


def test_leaves_of_every_length_are_kept(ledger: Ledger) -> None:
    leaves = [b"", bytes(65_535), b"\x00", "文書".encode()]
    ledger.append(leaves)

    assert ledger.leaves(0, 4) == tuple(leaves)
    with pytest.raises(ValueError, match="65535"):
        ledger.append([bytes(65_536)])
    assert ledger.size == 4


def test_a_proof_at_any_earlier_size_leads_to_the_root_of_then(ledger: Ledger) -> None:
    ledger.append(LEAVES)
    for index, size in ((0, 1), (0, 1000), (999, 1000), (255, 256), (256, 257), (300, 700)):
        proof = ledger.inclusion_proof(index, size=size)
        verify_inclusion(
            leaf_hash(LEAVES[index]),
            index=proof.index,
            size=proof.size,
            hashes=proof.hashes,
            root=mth(LEAVES[:size]),
        )
    for old, new in ((1, 1), (1, 1000), (256, 512), (300, 700), (999, 1000), (1000, 1000)):
        growth = ledger.consistency_proof(old, new_size=new)
        verify_consistency(
            old_size=growth.old_size,
            new_size=growth.new_size,
            hashes=growth.hashes,
            old_root=mth(LEAVES[:old]),
            new_root=mth(LEAVES[:new]),
        )

    assert ledger.inclusion_proof(3).size == 1000
    assert ledger.consistency_proof(3).new_size == 1000


def test_what_is_not_there_is_not_proved(ledger: Ledger) -> None:
    ledger.append(LEAVES[:5])
    for index, size in ((5, 5), (-1, 5), (0, 6), (0, 0)):
        with pytest.raises(ValueError, match="proof"):
            ledger.inclusion_proof(index, size=size)
    for old, new in ((0, 5), (3, 2), (3, 6)):
        with pytest.raises(ValueError, match="proof"):
            ledger.consistency_proof(old, new_size=new)
    for start, stop in ((-1, 2), (3, 2), (0, 6)):
        with pytest.raises(ValueError, match="leaves"):
            ledger.leaves(start, stop)
    with pytest.raises(ValueError, match="leaves"):
        ledger.leaf(5)


def test_a_leaf_is_found_by_its_hash(ledger: Ledger) -> None:
    ledger.append(LEAVES)
    ledger.append([LEAVES[700]])

    assert ledger.leaf_index(leaf_hash(LEAVES[700])) == 700
    with pytest.raises(LeafMissingError) as caught:
        ledger.leaf_index(leaf_hash(b"another"))
    assert caught.value.code is ErrorCode.LEDGER_LEAF_UNKNOWN


def test_a_hash_that_lies_across_two_others_is_not_found(ledger: Ledger) -> None:
    ledger.append(LEAVES[:3])
    hashes = b"".join(leaf_hash(leaf) for leaf in LEAVES[:3])

    for across in (hashes[1:33], hashes[16:48], hashes[63:95]):
        with pytest.raises(LeafMissingError):
            ledger.leaf_index(LeafHash(across))


def test_checkpoints_are_kept_newest_first(ledger: Ledger) -> None:
    for start in range(0, 1000, 2):
        ledger.append(LEAVES[start : start + 2])
    sizes = [checkpoint.size for checkpoint in ledger.checkpoints()]

    assert sizes == list(range(1000, -1, -2))
    assert next(ledger.checkpoints()) == ledger.checkpoint()


def test_a_ledger_can_be_read_with_its_public_key_or_none(ledger: Ledger) -> None:
    ledger.append(LEAVES[:3])
    for reader in (
        Ledger.open(ledger.path),
        Ledger.open(ledger.path, verifier=ledger.verifier),
    ):
        reader.verify()
        with pytest.raises(RuntimeError, match="reading only"):
            reader.append([b"x"])
        ledger.append([b"one more"])

        assert reader.size == ledger.size
        assert reader.verifier == ledger.verifier


def test_another_key_does_not_open_it(ledger: Ledger) -> None:
    other = SigningKey.create(name=ledger.verifier.name)
    with pytest.raises(SignatureError):
        Ledger.open(ledger.path, key=other)
    with pytest.raises(SignatureError):
        Ledger.open(ledger.path, verifier=other.verifier)


def test_a_ledger_is_made_once(ledger: Ledger, key: SigningKey) -> None:
    with pytest.raises(InputError) as caught:
        Ledger.create(ledger.path, origin=key.name, key=key)

    assert caught.value.code is ErrorCode.LEDGER_EXISTS


def test_the_origin_is_the_name_of_the_key(tmp_path: Path, key: SigningKey) -> None:
    with pytest.raises(ValueError, match="origin"):
        Ledger.create(tmp_path / "x", origin="example.com/other", key=key)


def test_no_ledger_is_told(tmp_path: Path, key: SigningKey, ledger: Ledger) -> None:
    for key_or_none in (key, None):
        with pytest.raises(InputError) as caught:
            Ledger.open(tmp_path / "nothing", key=key_or_none)
        assert caught.value.code is ErrorCode.LEDGER_MISSING

    shutil.rmtree(ledger.path)
    with pytest.raises(InputError):
        ledger.append([b"x"])
    with pytest.raises(InputError):
        next(ledger.checkpoints())


def test_a_file_is_no_ledger(tmp_path: Path, key: SigningKey) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageUnavailableError):
        Ledger.open(tmp_path / "file", key=key)
    with pytest.raises(StorageUnavailableError):
        Ledger.create(tmp_path / "file", origin=key.name, key=key)


def test_a_garbled_key_in_the_folder_is_told(ledger: Ledger) -> None:
    (ledger.path / "verifier-key").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError) as caught:
        Ledger.open(ledger.path)

    assert caught.value.code is ErrorCode.KEY_MALFORMED


def test_a_second_writer_is_told_at_once(ledger: Ledger, key: SigningKey) -> None:
    with write_lock(ledger.path / "lock"):
        with pytest.raises(LedgerBusyError):
            Ledger.open(ledger.path, key=key).append([b"x"])
        with pytest.raises(LedgerBusyError):
            Ledger.create(ledger.path, origin=key.name, key=key)

        assert ledger.size == 0
    assert ledger.append([b"x"]) == range(1)


def test_two_writers_in_turn_go_on_from_each_other(ledger: Ledger, key: SigningKey) -> None:
    other = Ledger.open(ledger.path, key=key)
    for start in range(0, 600, 100):
        one, two = (ledger, other) if start % 200 else (other, ledger)
        one.append(LEAVES[start : start + 50])
        two.append(LEAVES[start + 50 : start + 100])

    assert ledger.leaves(0, 600) == tuple(LEAVES[:600])
    other.verify()


def test_a_ledger_does_not_grow_beyond_its_bound(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiden.evidence.ledger.MAX_SIZE", 3)
    with pytest.raises(ValueError, match="at most 3"):
        ledger.append(LEAVES[:4])

    assert MAX_SIZE == 2**63 - 1
    assert ledger.append(LEAVES[:3]) == range(3)


def test_a_checkpoint_that_is_no_text_is_told(ledger: Ledger) -> None:
    (ledger.path / "checkpoint").write_bytes(b"\xff")
    with pytest.raises(SignatureError) as caught:
        ledger.checkpoint()

    assert caught.value.code is ErrorCode.NOTE_MALFORMED


@pytest.mark.parametrize("size", [0, 5])
def test_setting_the_checkpoint_back_is_noticed(ledger: Ledger, key: SigningKey, size: int) -> None:
    ledger.append(LEAVES[:size])
    old = (ledger.path / "checkpoint").read_bytes()
    ledger.append(LEAVES[size:6])
    ledger.append(LEAVES[6:7])
    ledger.append(LEAVES[7:9])
    (ledger.path / "checkpoint").write_bytes(old)

    with pytest.raises(VerificationError) as caught:
        _ = ledger.size  # this one saw the newer checkpoint itself
    assert caught.value.code is ErrorCode.LEDGER_ROLLED_BACK
    assert caught.value.params["index"] == size

    fresh = Ledger.open(ledger.path, key=key)  # this one has it from the history
    for act in (fresh.verify, lambda: fresh.append([b"x"])):
        with pytest.raises(VerificationError) as caught:
            act()
        assert caught.value.code is ErrorCode.LEDGER_ROLLED_BACK


def test_a_fork_is_noticed(tmp_path: Path, ledger: Ledger, key: SigningKey) -> None:
    fork = Ledger.create(tmp_path / "fork", origin=key.name, key=key)
    ledger.append(LEAVES[:5])
    fork.append([b"x", *LEAVES[1:5]])
    shutil.copy(fork.path / "checkpoint", ledger.path / "checkpoint")
    with pytest.raises(RootMismatchError) as caught:
        ledger.checkpoint()

    assert caught.value.code is ErrorCode.LEDGER_ROOT_MISMATCH


def test_a_checkpoint_signed_once_more_by_a_witness_is_taken(
    ledger: Ledger, key: SigningKey
) -> None:
    ledger.append(LEAVES[:5])
    path = ledger.path / "checkpoint"
    witness = "— witness.example/w AAAAAAAAAAA=\n"
    path.write_text(path.read_text(encoding="utf-8") + witness, encoding="utf-8")

    assert ledger.checkpoint().size == 5
    Ledger.open(ledger.path, key=key).append(LEAVES[5:6])
    ledger.verify()
    assert [witness in one.text for one in ledger.checkpoints()] == [False, True, False]


def test_nothing_is_added_behind_a_damaged_edge(ledger: Ledger) -> None:
    ledger.append(LEAVES[:300])
    path = ledger.path / "tile/entries/001.p/44"
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b"?")
    with pytest.raises(RootMismatchError) as caught:
        ledger.append([b"x"])

    assert caught.value.params["index"] == 299
    assert ledger.size == 300
    path.write_bytes(good)
    assert ledger.append([b"x"]) == range(300, 301)
