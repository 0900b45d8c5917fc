# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hiden.evidence.keys import VerifierKey
from hiden.evidence.leaf_proof import read_leaf_proof, verify_leaf_proof
from hiden.evidence.storage import write_lock
from hiden.foundation.errors import (
    AccessRefusedError,
    InputError,
    LeafMissingError,
    VerificationError,
)
from hiden.testing import FixedClock
from hiden.workspace.ledger_writer import integrate, open_ledger, queued_leaves
from hiden.workspace.models import LedgerEntry
from hiden.workspace.roles import ACCOUNT_ROLES, Actor, Role
from hiden.workspace.use_cases.ledger import prove_entry, verify_ledger
from hiden.workspace.use_cases.organisation import name_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_acts(home: Path, administrator: Actor, clock: FixedClock) -> None:
    for name in ("A", "B", "C"):
        name_organisation(name, by=administrator, clock=clock)


def test_queued_leaves_enter_in_order_and_once() -> None:
    assert integrate() == 3
    assert integrate() == 0

    ledger = open_ledger()
    entries = list(LedgerEntry.objects.order_by("pk"))
    assert [entry.position for entry in entries] == [0, 1, 2]
    assert ledger.leaves(0, 3) == tuple(bytes(entry.leaf) for entry in entries)
    assert queued_leaves() == 0


def test_leaves_that_entered_before_a_crash_are_recognised_and_do_not_enter_twice() -> None:
    leaves = [
        bytes(leaf) for leaf in LedgerEntry.objects.order_by("pk").values_list("leaf", flat=True)
    ]
    open_ledger(to_write=True).append(leaves[:2])

    assert integrate() == 3
    assert open_ledger().size == 3
    assert list(LedgerEntry.objects.order_by("pk").values_list("position", flat=True)) == [0, 1, 2]


def test_a_second_writer_leaves_it_to_the_first(home: Path) -> None:
    with write_lock(home / "ledger-writer.lock"):
        assert integrate() == 0
    assert queued_leaves() == 3


def test_a_sound_ledger_is_said_to_be_and_the_check_is_a_leaf_itself(
    administrator: Actor, clock: FixedClock
) -> None:
    verdict = verify_ledger(by=administrator, clock=clock)

    assert verdict.is_sound
    assert (verdict.size, verdict.queued) == (3, 0)
    last = LedgerEntry.objects.order_by("-pk")[0]
    assert last.act == "ledger.verified"
    assert json.loads(bytes(last.content))["facts"] == {"size": 3, "sound": True, "problem": None}


def test_a_record_that_was_changed_is_named(administrator: Actor, clock: FixedClock) -> None:
    integrate()
    content = bytes(LedgerEntry.objects.get(position=1).content).replace(b'"B"', b'"X"')
    LedgerEntry.objects.filter(position=1).update(content=content)

    verdict = verify_ledger(by=administrator, clock=clock)

    assert isinstance(verdict.problem, VerificationError)
    assert verdict.problem.params["index"] == 1


def test_a_record_that_is_missing_is_named(administrator: Actor, clock: FixedClock) -> None:
    integrate()
    LedgerEntry.objects.filter(position=2).delete()

    verdict = verify_ledger(by=administrator, clock=clock)

    assert isinstance(verdict.problem, LeafMissingError)
    assert verdict.problem.params["index"] == 2


def test_a_ledger_file_that_was_changed_is_named(
    home: Path, administrator: Actor, clock: FixedClock
) -> None:
    integrate()
    [bundle] = (
        path for path in (home / "ledger" / "tile" / "entries").rglob("*") if path.is_file()
    )
    data = bytearray(bundle.read_bytes())
    data[-1] ^= 1
    bundle.write_bytes(bytes(data))

    verdict = verify_ledger(by=administrator, clock=clock)

    assert verdict.problem is not None
    assert not verdict.is_sound


def test_one_leaf_is_proved_to_a_stranger_and_opens_no_other(
    home: Path, tmp_path: Path, administrator: Actor, clock: FixedClock
) -> None:
    integrate()
    path = tmp_path / "proof.json"
    path.write_bytes(prove_entry(1, by=administrator, clock=clock))

    proof = read_leaf_proof(path)
    key = VerifierKey.parse((home / "ledger" / "verifier-key").read_text().strip())
    verify_leaf_proof(proof, verifier=key)
    assert json.loads(proof.opening.content)["facts"] == {"name": "B"}
    assert b'"A"' not in path.read_bytes()


def test_a_leaf_that_is_not_there_is_not_proved(administrator: Actor, clock: FixedClock) -> None:
    with pytest.raises(InputError):
        prove_entry(99, by=administrator, clock=clock)


def test_everybody_with_a_role_may_verify(clock: FixedClock) -> None:
    for role in ACCOUNT_ROLES:
        assert verify_ledger(by=Actor(name="x", role=role), clock=clock).is_sound


def test_naming_the_organisation_is_for_administrators(
    clock: FixedClock, told: Callable[[], list[str]]
) -> None:
    before = told()
    with pytest.raises(AccessRefusedError):
        name_organisation("Z", by=Actor(name="m", role=Role.MANAGER), clock=clock)
    assert told() == before
