# SPDX-License-Identifier: Apache-2.0
"""The verifier takes and refuses what the verifiers of certificate transparency take and refuse.

Probes: transparency-dev/merkle, testdata.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from hiden.evidence.proof import (
    verify_consistency,
    verify_inclusion,
    verify_subtree_consistency,
    verify_subtree_inclusion,
)
from hiden.foundation.errors import VerificationError

pytestmark = pytest.mark.real


def _check(kind: str, probe: dict[str, Any]) -> None:
    hashes = [base64.b64decode(one) for one in probe["proof"] or []]
    roots = {
        name: base64.b64decode(probe[name])
        for name in ("root", "root1", "root2", "leafHash")
        if name in probe
    }
    if kind == "inclusion":
        verify_inclusion(
            roots["leafHash"],
            index=probe["leafIdx"],
            size=probe["treeSize"],
            hashes=hashes,
            root=roots["root"],
        )
    elif kind == "subtreeinclusion":
        verify_subtree_inclusion(
            roots["leafHash"],
            index=probe["leafIdx"],
            start=probe["start"],
            end=probe["end"],
            hashes=hashes,
            root=roots["root"],
        )
    elif kind == "consistency":
        verify_consistency(
            old_size=probe["size1"],
            new_size=probe["size2"],
            hashes=hashes,
            old_root=roots["root1"],
            new_root=roots["root2"],
        )
    else:
        verify_subtree_consistency(
            start=probe["start"],
            end=probe["end"],
            size=probe["size"],
            hashes=hashes,
            subtree_root=roots["root1"],
            root=roots["root2"],
        )


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("inclusion", 98),
        ("consistency", 98),
        ("subtreeinclusion", 204),
        ("subtreeconsistency", 118),
    ],
)
def test_every_probe_is_taken_or_refused_as_it_says(real_data: Path, kind: str, count: int) -> None:
    files = sorted((real_data / "vectors" / "merkle" / kind).rglob("*.json"))
    wrong = []
    for file in files:
        probe = json.loads(file.read_bytes())
        try:
            _check(kind, probe)
            refused = False
        except VerificationError:
            refused = True
        if refused != probe["wantErr"]:
            wrong.append(file.name)

    assert len(files) == count
    assert wrong == []
