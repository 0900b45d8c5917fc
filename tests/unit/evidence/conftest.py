# SPDX-License-Identifier: Apache-2.0
"""A key and ledgers that the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from hiden.evidence.keys import SigningKey
from hiden.evidence.ledger import Ledger

ORIGIN = "example.com/test-ledger"


@pytest.fixture(scope="session")
def key() -> SigningKey:
    """A key that signs nothing but tests."""
    return SigningKey(name=ORIGIN, seed=bytes(range(32)))


@pytest.fixture
def ledger(tmp_path: Path, key: SigningKey) -> Ledger:
    """An empty ledger."""
    return Ledger.create(tmp_path / "ledger", origin=ORIGIN, key=key)
