# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest

from hiden.foundation.errors import AccessRefusedError
from hiden.testing import FixedClock
from hiden.workspace.acts import audited, queue_entry
from hiden.workspace.models import LedgerEntry, Organisation
from hiden.workspace.roles import Actor, Permission

pytestmark = pytest.mark.django_db


def test_an_act_and_its_leaf_are_there_together(
    home: Path, administrator: Actor, clock: FixedClock
) -> None:
    with audited("x", by=administrator, permission=Permission.LOOK, clock=clock) as record:
        Organisation.objects.create(name="A")
        record.set(subject="thing/1", facts={"n": 1})

    content = json.loads(bytes(LedgerEntry.objects.get().content))
    assert content == {
        "act": "x",
        "actor": "admin",
        "role": "administrator",
        "at": "2026-04-01T03:00:00.000+00:00",
        "subject": "thing/1",
        "facts": {"n": 1},
    }


def test_an_act_that_does_not_say_what_it_did_leaves_nothing(
    administrator: Actor, clock: FixedClock
) -> None:
    with (
        pytest.raises(RuntimeError, match="without saying"),
        audited("x", by=administrator, permission=Permission.LOOK, clock=clock),
    ):
        Organisation.objects.create(name="A")

    assert not Organisation.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_a_leaf_that_cannot_be_queued_undoes_the_act(
    administrator: Actor, clock: FixedClock
) -> None:
    def act() -> None:
        with audited("x", by=administrator, permission=Permission.LOOK, clock=clock) as record:
            Organisation.objects.create(name="A")
            record.set(subject="thing/1", facts={"n": 2**60})

    with pytest.raises(ValueError, match=r"1152921504606846976"):
        act()

    assert not Organisation.objects.exists()


def test_what_is_not_permitted_is_not_begun(auditor: Actor, clock: FixedClock) -> None:
    reached = []
    with (
        pytest.raises(AccessRefusedError),
        audited("x", by=auditor, permission=Permission.SCAN, clock=clock),
    ):
        reached.append(True)

    assert not reached
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_leaf_outside_a_transaction_is_a_mistake(administrator: Actor, clock: FixedClock) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        queue_entry("x", by=administrator, at=clock.now(), subject="s", facts={})
