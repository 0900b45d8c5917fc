# SPDX-License-Identifier: Apache-2.0
"""One leaf for one reader: it checks, it shows no other leaf, and every alteration is refused."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from hiden.evidence.commitment import Opening, commitment, seal
from hiden.evidence.keys import SigningKey
from hiden.evidence.leaf_proof import (
    LeafProof,
    from_json,
    parse_leaf_proof,
    prove_leaf,
    read_leaf_proof,
    to_json,
    verify_leaf_proof,
    write_leaf_proof,
)
from hiden.evidence.ledger import Ledger
from hiden.evidence.values import LeafIndex
from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    RootMismatchError,
    SignatureError,
    StorageUnavailableError,
    VerificationError,
)


@pytest.fixture
def openings(ledger: Ledger) -> list[Opening]:
    openings = [seal({"event": "sample", "number": n}) for n in range(13)]
    ledger.append([commitment(opening) for opening in openings])
    return openings


@pytest.fixture
def proof(ledger: Ledger, openings: list[Opening]) -> LeafProof:
    return prove_leaf(ledger, 5, opening=openings[5])


def test_a_reader_with_the_file_and_the_key_needs_nothing_else(
    tmp_path: Path, ledger: Ledger, proof: LeafProof
) -> None:
    path = tmp_path / "leaf.json"
    path.write_bytes(write_leaf_proof(proof))
    read = read_leaf_proof(path)

    assert read == proof
    assert from_json(to_json(proof)) == proof
    verify_leaf_proof(read, verifier=ledger.verifier)


def test_the_file_shows_no_other_leaf(openings: list[Opening], proof: LeafProof) -> None:
    data = write_leaf_proof(proof)

    assert b'\\"number\\":5' in data
    for number, opening in enumerate(openings):
        assert (opening.content.replace(b'"', b'\\"') in data) == (number == 5)


def test_only_what_was_sealed_there_is_proved(ledger: Ledger, openings: list[Opening]) -> None:
    with pytest.raises(VerificationError) as caught:
        prove_leaf(ledger, 5, opening=openings[6])
    assert caught.value.code is ErrorCode.OPENING_MISMATCH
    with pytest.raises(ValueError, match="proof"):
        prove_leaf(ledger, 13, opening=openings[5])


def test_another_position_is_refused(ledger: Ledger, proof: LeafProof) -> None:
    moved = attrs.evolve(proof, inclusion=attrs.evolve(proof.inclusion, index=LeafIndex(6)))
    with pytest.raises(RootMismatchError):
        verify_leaf_proof(moved, verifier=ledger.verifier)


def test_another_size_than_the_signed_one_is_refused(ledger: Ledger, proof: LeafProof) -> None:
    grown = attrs.evolve(proof, inclusion=attrs.evolve(proof.inclusion, size=14))
    with pytest.raises(VerificationError, match="number of leaves: got 14, want 13"):
        verify_leaf_proof(grown, verifier=ledger.verifier)


def test_another_key_is_refused(proof: LeafProof, key: SigningKey) -> None:
    other = SigningKey.create(name=key.name)
    with pytest.raises(SignatureError):
        verify_leaf_proof(proof, verifier=other.verifier)


def test_an_error_says_which_file_and_which_field(tmp_path: Path, proof: LeafProof) -> None:
    path = tmp_path / "leaf.json"
    path.write_bytes(write_leaf_proof(proof).replace(b'"index":5', b'"index":"5"'))
    with pytest.raises(InputError) as caught:
        read_leaf_proof(path)

    assert caught.value.code is ErrorCode.LEAF_PROOF_MALFORMED
    assert str(caught.value).startswith(f"{path}: ")
    assert "$.index" in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"[]", b"7", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_proof_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_leaf_proof(data)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_leaf_proof(tmp_path / "nothing.json")
    assert caught.value.code is ErrorCode.PATH_MISSING
    with pytest.raises(StorageUnavailableError):
        read_leaf_proof(tmp_path)
