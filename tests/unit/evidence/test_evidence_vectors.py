# SPDX-License-Identifier: Apache-2.0
"""One good proof of a leaf, and that proof broken in one way each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hiden.evidence import standalone_verify
from hiden.evidence.keys import VerifierKey
from hiden.evidence.leaf_proof import parse_leaf_proof, verify_leaf_proof
from hiden.foundation.errors import HidenError

FOLDER = Path(__file__).resolve().parents[2] / "vectors" / "evidence"
FILES = sorted(FOLDER.glob("*.json"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def vector(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(json.loads(request.param.read_bytes()))


def test_there_is_one_good_vector_and_thirty_broken_ones() -> None:
    wanted = [json.loads(file.read_bytes())["want_error"] for file in FILES]

    assert wanted.count(None) == 1
    assert len(wanted) > 30


def test_a_vector_is_taken_or_refused_as_it_says(vector: dict[str, Any]) -> None:
    got = None
    try:
        verify_leaf_proof(
            parse_leaf_proof(vector["leaf_proof"].encode()),
            verifier=VerifierKey.parse(vector["verifier_key"]),
        )
    except HidenError as error:
        got = error.code

    assert got == vector["want_error"]


def test_the_stand_alone_verifier_refuses_every_false_proof(
    tmp_path: Path, vector: dict[str, Any]
) -> None:
    """It is lax about the form of the file, which proves nothing, and as strict about the proof."""
    path = tmp_path / "leaf.json"
    path.write_bytes(vector["leaf_proof"].encode())
    is_refused = standalone_verify.main([str(path), vector["verifier_key"]]) != 0

    if vector["want_error"] != "leaf-proof-malformed":
        assert is_refused == (vector["want_error"] is not None)
