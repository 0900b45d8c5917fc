# SPDX-License-Identifier: Apache-2.0
"""Letting Hiden look by itself, giving it lists of permissions, and deciding on contradictions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.hashing import sha256_file
from hiden.intake.permissions import PermissionReading, read_export, read_posix
from hiden.workspace.access_rows import problems_to_json, reading_to_json
from hiden.workspace.acts import audited
from hiden.workspace.jobs import enqueue
from hiden.workspace.models import AccessList, Contradiction, Job
from hiden.workspace.roles import Actor, Permission
from hiden.workspace.use_cases.findings import require_note
from hiden.workspace.use_cases.register import registered

__all__ = ["decide_contradiction", "import_access_list", "remove_access_list", "request_look"]


def import_access_list(
    path: Path,
    *,
    file_name: str = "",
    taken_on: dt.date | None = None,
    is_sample: bool = False,
    by: Actor,
    clock: Clock = SystemClock(),
) -> AccessList:
    """Take in who may open what: an export of icacls or Get-Acl, or a folder of this machine.

    Args:
        path: The export's file, or the folder.
        file_name: What the person calls the file; by default its own name.
        taken_on: The day on which it was so; by default today.
        is_sample: It belongs to the sample company.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not manage originals.
        InputError: It is no such export, or cannot be read.
    """
    with audited(
        "access-list.imported", by=by, permission=Permission.MANAGE_ORIGINALS, clock=clock
    ) as record:
        is_folder = path.is_dir()
        day = taken_on or record.day
        reading: PermissionReading = (read_posix if is_folder else read_export)(path, on=day)
        name = str(path) if is_folder else file_name or path.name
        AccessList.objects.filter(name=name).delete()
        row = AccessList.objects.create(
            name=name,
            form="folder" if is_folder else "export",
            sha256="" if is_folder else sha256_file(path),
            taken_on=day,
            reading=reading_to_json(reading),
            problems=problems_to_json(reading),
            imported_at=record.at,
            imported_by=by.name,
            is_sample=is_sample,
        )
        record.set(
            subject=f"access-list/{row.pk}",
            facts={"file": row.sha256, "grants": len(reading.grants), "taken": day.isoformat()},
        )
    return row


def remove_access_list(pk: int, *, by: Actor, clock: Clock = SystemClock()) -> None:
    """Remove a list of permissions; what was seen with it stays.

    Raises:
        AccessRefusedError: ``by`` may not manage originals.
        InputError: There is no such list.
    """
    with audited(
        "access-list.removed", by=by, permission=Permission.MANAGE_ORIGINALS, clock=clock
    ) as record:
        row = AccessList.objects.filter(pk=pk).first()
        if row is None:
            raise InputError(ErrorCode.ACCESS_LIST_UNKNOWN, pk=pk)
        record.set(subject=f"access-list/{pk}", facts={"file": row.sha256})
        row.delete()


def request_look(*, codes: Sequence[str] = (), by: Actor, clock: Clock = SystemClock()) -> Job:
    """Ask Hiden to look at markings, permissions, agreements, training and reviews.

    Args:
        codes: The secrets; none means all.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not scan.
        InputError: A secret is not registered.
    """
    with audited("look.requested", by=by, permission=Permission.SCAN, clock=clock) as record:
        for code in codes:
            registered(code)
        job = enqueue("look", params={"codes": list(codes)}, by=by, at=record.at)
        record.set(subject=f"job/{job.pk}", facts={"codes": list(codes)})
    return job


def decide_contradiction(
    pk: int, *, state: str, note: str, by: Actor, clock: Clock = SystemClock()
) -> Contradiction:
    """Accept a contradiction, with a reason, or open it again.

    Raises:
        AccessRefusedError: ``by`` may not decide.
        InputError: There is none, it is gone, or no reason was given.
        ValueError: ``state`` is neither open nor accepted.
    """
    with audited(
        "contradiction.decided", by=by, permission=Permission.DECIDE_FINDING, clock=clock
    ) as record:
        require_note(note)
        row = Contradiction.objects.exclude(state=Contradiction.State.GONE).filter(pk=pk).first()
        if row is None:
            raise InputError(ErrorCode.CONTRADICTION_UNKNOWN, pk=pk)
        if state not in {Contradiction.State.OPEN, Contradiction.State.ACCEPTED}:
            raise ValueError(f"state of a contradiction: got {state}, want open or accepted")
        row.state = Contradiction.State(state)
        row.note, row.decided_at, row.decided_by = note, record.at, by.name
        row.save(update_fields=["state", "note", "decided_at", "decided_by"])
        record.set(
            subject=f"secret/{row.secret.code}",
            facts={"contradiction": row.kind, "state": row.state.value, "note": note},
        )
    return row
