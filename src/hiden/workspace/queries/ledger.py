# SPDX-License-Identifier: Apache-2.0
"""The state of the ledger, cheap enough for every page; checking it is a use case."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from pathlib import Path

import attrs

from hiden.evidence import Ledger, leaf_hash
from hiden.evidence.values import Checkpoint
from hiden.foundation.errors import HidenError
from hiden.workspace.ledger_writer import ledger_path
from hiden.workspace.models import LedgerEntry
from hiden.workspace.queries.paging import Page, cut

__all__ = ["EntryRow", "LedgerHistory", "LedgerState", "entries", "history", "state"]

SHOWN_CHECKPOINTS = 8


@attrs.frozen(kw_only=True)
class LedgerState:
    """How much is sealed.

    Attributes:
        size: Leaves that have their position.
        queued: Leaves that wait for it.
        oldest_queued_at: When the oldest of those was queued.
    """

    size: int
    queued: int
    oldest_queued_at: dt.datetime | None

    @property
    def is_sealed(self) -> bool:
        """Say whether nothing waits."""
        return self.queued == 0


@attrs.frozen(kw_only=True)
class LedgerHistory:
    """The newest signed checkpoints, as they stand on the disk.

    Attributes:
        path: Folder of the ledger.
        verifier_key: The public key, as a line; empty if there is no ledger yet.
        checkpoints: Newest first, at most eight.
        problem: Why they could not be read; ``None`` if they could.
    """

    path: Path
    verifier_key: str
    checkpoints: tuple[Checkpoint, ...]
    problem: HidenError | None


@attrs.frozen(kw_only=True)
class EntryRow:
    """One leaf, as a row.

    Attributes:
        position: Its place in the ledger, from 0; ``None`` while it waits.
        act: What was done.
        actor: Who did it.
        at: When.
        subject: To what.
        leaf: Hash of the leaf, as hexadecimal digits.
    """

    position: int | None
    act: str
    actor: str
    at: dt.datetime
    subject: str
    leaf: str


def state() -> LedgerState:
    """Count what is sealed and what waits."""
    waiting = LedgerEntry.objects.filter(position=None)
    return LedgerState(
        size=LedgerEntry.objects.exclude(position=None).count(),
        queued=waiting.count(),
        oldest_queued_at=waiting.order_by("queued_at").values_list("queued_at", flat=True).first(),
    )


def history() -> LedgerHistory:
    """Read the newest checkpoints; whatever is wrong with them is told, not raised."""
    path = ledger_path()
    problem: HidenError | None = None
    checkpoints: list[Checkpoint] = []
    key = ""
    if (path / "checkpoint").exists():
        try:
            ledger = Ledger.open(path, key=None)
            key = ledger.verifier.text
            checkpoints.extend(islice(ledger.checkpoints(), SHOWN_CHECKPOINTS))
        except HidenError as error:
            problem = error
    return LedgerHistory(
        path=path, verifier_key=key, checkpoints=tuple(checkpoints), problem=problem
    )


def entries(*, act: str = "", text: str = "", number: int | None = 1) -> Page[EntryRow]:
    """List the leaves, newest first.

    Args:
        act: Only such acts, by the beginning of their name.
        text: Only where this stands in the subject or the actor.
        number: The page from 1; ``None`` for all.
    """
    rows = LedgerEntry.objects.order_by("-pk")
    if act:
        rows = rows.filter(act__startswith=act)
    if text:
        rows = rows.filter(subject__icontains=text) | rows.filter(actor__icontains=text)
    return cut(rows, number=number).map(_row)


def _row(entry: LedgerEntry) -> EntryRow:
    return EntryRow(
        position=entry.position,
        act=entry.act,
        actor=entry.actor,
        at=entry.queued_at,
        subject=entry.subject,
        leaf=leaf_hash(bytes(entry.leaf)).hex(),
    )
