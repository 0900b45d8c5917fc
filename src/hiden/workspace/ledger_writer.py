# SPDX-License-Identifier: Apache-2.0
"""The one writer of the ledger: it takes queued leaves from the database into the ledger.

Rules:
    * Nothing acknowledged is lost: a queued leaf waits in the database until it has its position.
    * Nothing enters twice: leaves that entered the ledger before a crash and had not got their
      position are recognised by their bytes, which are unique, before anything is appended.
    * Whoever finds another writer at work leaves it to that one.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.db import transaction

from hiden.evidence.keys import SigningKey
from hiden.evidence.ledger import Ledger
from hiden.evidence.storage import LedgerBusyError, write_lock
from hiden.workspace.home import home_dir
from hiden.workspace.models import LedgerEntry

__all__ = ["integrate", "ledger_key_path", "ledger_path", "open_ledger", "queued_leaves"]

BATCH = 1000


def ledger_path() -> Path:
    """Return the folder of this workspace's ledger."""
    return home_dir() / "ledger"


def ledger_key_path() -> Path:
    """Return the file of the key that signs this workspace's ledger."""
    return home_dir() / "keys" / "ledger.key"


def open_ledger(*, to_write: bool = False) -> Ledger:
    """Open the workspace's ledger; make it, with its key, if there is none.

    Raises:
        StorageUnavailableError: The folder cannot be read or written.
        RefusedError: Others than its owner may read the key's file.
    """
    if not (ledger_path() / "checkpoint").exists():
        return _create()
    key = SigningKey.load(ledger_key_path())
    if to_write:
        return Ledger.open(ledger_path(), key=key)
    return Ledger.open(ledger_path(), verifier=key.verifier)


def queued_leaves() -> int:
    """Return how many leaves wait to be integrated."""
    return LedgerEntry.objects.filter(position=None).count()


def integrate() -> int:
    """Take every queued leaf into the ledger; return how many.

    Raises:
        StorageUnavailableError: The disk did not take them; they stay queued.
    """
    if not LedgerEntry.objects.filter(position=None).exists():
        return 0
    try:
        with write_lock(home_dir() / "ledger-writer.lock"):
            ledger = open_ledger(to_write=True)
            count = _recognise(ledger)
            while taken := _append(ledger):
                count += taken
    except LedgerBusyError:
        return 0
    return count


def _create() -> Ledger:
    path = ledger_key_path()
    if path.exists():
        key = SigningKey.load(path)
    else:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = SigningKey.create(name=f"hiden.invalid/{secrets.token_hex(8)}")
        key.save(path)
    return Ledger.create(ledger_path(), origin=key.name, key=key)


def _recognise(ledger: Ledger) -> int:
    """Give leaves their positions which entered the ledger just before a crash; return how many."""
    last = LedgerEntry.objects.exclude(position=None).order_by("-position").first()
    start = 0 if last is None or last.position is None else last.position + 1
    leaves = ledger.leaves(start, ledger.size)
    return sum(
        LedgerEntry.objects.filter(leaf=leaf, position=None).update(position=start + offset)
        for offset, leaf in enumerate(leaves)
    )


def _append(ledger: Ledger) -> int:
    entries = list(LedgerEntry.objects.filter(position=None).order_by("pk")[:BATCH])
    if not entries:
        return 0
    positions = ledger.append([bytes(entry.leaf) for entry in entries])
    for entry, position in zip(entries, positions, strict=True):
        entry.position = position
    with transaction.atomic():
        LedgerEntry.objects.bulk_update(entries, ["position"], batch_size=BATCH)
    return len(entries)
