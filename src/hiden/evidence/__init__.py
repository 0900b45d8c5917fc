# SPDX-License-Identifier: Apache-2.0
"""Evidence: can it be proved (証拠)?

An append-only Merkle ledger in plain files, its signed checkpoints, commitments that let one leaf
be opened without the others, and proofs that a stranger checks without us.

May import: foundation, law, registry, guideline, intake, matching, detection, marking.
"""

from __future__ import annotations

from hiden.evidence.commitment import Opening, commitment, seal, verify_opening
from hiden.evidence.keys import SigningKey, VerifierKey
from hiden.evidence.leaf_proof import (
    LeafProof,
    prove_leaf,
    read_leaf_proof,
    verify_leaf_proof,
    write_leaf_proof,
)
from hiden.evidence.ledger import Ledger
from hiden.evidence.merkle import leaf_hash
from hiden.evidence.storage import LedgerBusyError

__all__ = [
    "LeafProof",
    "Ledger",
    "LedgerBusyError",
    "Opening",
    "SigningKey",
    "VerifierKey",
    "commitment",
    "leaf_hash",
    "prove_leaf",
    "read_leaf_proof",
    "seal",
    "verify_leaf_proof",
    "verify_opening",
    "write_leaf_proof",
]
