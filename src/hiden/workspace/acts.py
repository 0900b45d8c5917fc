# SPDX-License-Identifier: Apache-2.0
"""One act, one transaction, one ledger leaf.

Rules:
    * What is not permitted is refused before anything is touched.
    * The leaf is queued in the act's own transaction: both are there or neither is.
    * An act that does not say what it did fails, and nothing of it remains.
    * A leaf's content names things by code, id and hash; it never holds a secret's content.

Example::

    with audited("case.opened", by=actor, permission=Permission.OPEN_CASE, clock=clock) as record:
        case = Case.objects.create(...)
        record.set(subject=f"case/{case.pk}", facts={"title": case.title})
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from hiden.evidence.commitment import commitment, seal
from hiden.foundation.canonical import JsonValue
from hiden.foundation.clock import Clock
from hiden.workspace.models import LedgerEntry
from hiden.workspace.roles import Actor, Permission, require

__all__ = ["Record", "audited", "queue_entry"]


class Record:
    """What an act says of itself before its transaction ends.

    Attributes:
        at: The time of the act; the clock is read once.
        day: Its day where the workspace is.
    """

    def __init__(self, at: dt.datetime) -> None:
        """Begin a record at a time."""
        self.at = at
        self.day = timezone.localdate(at)
        self._said: tuple[str, Mapping[str, JsonValue]] | None = None

    def set(self, *, subject: str, facts: Mapping[str, JsonValue]) -> None:
        """Say what was done, and to what.

        Args:
            subject: The thing acted on, as ``kind/id``.
            facts: Codes, ids, hashes and counts.
        """
        self._said = (subject, facts)

    def said(self) -> tuple[str, Mapping[str, JsonValue]]:
        """Return subject and facts.

        Raises:
            RuntimeError: Nothing was said.
        """
        if self._said is None:
            raise RuntimeError("an audited act ended without saying what it did")
        return self._said


@contextmanager
def audited(act: str, *, by: Actor, permission: Permission, clock: Clock) -> Iterator[Record]:
    """Do something privileged in one transaction that ends with one ledger entry.

    Raises:
        AccessRefusedError: ``by`` may not do this.
        RuntimeError: The act did not say what it did.
    """
    require(by, permission)
    with transaction.atomic():
        record = Record(clock.now())
        yield record
        subject, facts = record.said()
        queue_entry(act, by=by, at=record.at, subject=subject, facts=facts)


def queue_entry(
    act: str, *, by: Actor, at: dt.datetime, subject: str, facts: Mapping[str, JsonValue]
) -> None:
    """Queue one leaf inside the transaction that is open.

    Raises:
        RuntimeError: No transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a ledger entry belongs into the transaction of its act")
    opening = seal(
        {
            "act": act,
            "actor": by.name,
            "role": by.role.value,
            "at": at.isoformat(timespec="milliseconds"),
            "subject": subject,
            "facts": facts,
        }
    )
    LedgerEntry.objects.create(
        act=act,
        actor=by.name,
        queued_at=at,
        salt=opening.salt,
        content=opening.content,
        leaf=commitment(opening),
        subject=subject[:400],
    )
