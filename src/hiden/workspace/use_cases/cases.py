# SPDX-License-Identifier: Apache-2.0
"""Cases: findings that are followed up together."""

from __future__ import annotations

from collections.abc import Sequence

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.acts import audited
from hiden.workspace.models import Case, Finding
from hiden.workspace.roles import Actor, Permission
from hiden.workspace.use_cases.findings import require_note

__all__ = ["close_case", "open_case"]


def open_case(
    title: str,
    *,
    reason: str,
    finding_uids: Sequence[str],
    by: Actor,
    clock: Clock = SystemClock(),
) -> Case:
    """Open a case over findings, for a stated reason.

    Raises:
        AccessRefusedError: ``by`` may not open cases.
        InputError: Title, reason or findings are missing.
    """
    with audited("case.opened", by=by, permission=Permission.OPEN_CASE, clock=clock) as record:
        require_note(title)
        require_note(reason)
        findings = list(Finding.objects.filter(uid__in=finding_uids))
        missing = set(map(str, finding_uids)) - {str(finding.uid) for finding in findings}
        if missing or not findings:
            raise InputError(ErrorCode.FINDING_UNKNOWN, uid=", ".join(sorted(missing)))
        case = Case.objects.create(
            title=title, reason=reason, opened_at=record.at, opened_by=by.name
        )
        case.findings.set(findings)
        record.set(
            subject=f"case/{case.pk}",
            facts={"reason": reason, "findings": sorted(str(item.uid) for item in findings)},
        )
    return case


def close_case(pk: int, *, note: str, by: Actor, clock: Clock = SystemClock()) -> Case:
    """Close a case with its result.

    Raises:
        AccessRefusedError: ``by`` may not open cases.
        InputError: There is no such open case, or no note was given.
    """
    with audited("case.closed", by=by, permission=Permission.OPEN_CASE, clock=clock) as record:
        require_note(note)
        case = Case.objects.filter(pk=pk, closed_at=None).first()
        if case is None:
            raise InputError(ErrorCode.CASE_UNKNOWN, case=pk)
        case.closed_at = record.at
        case.result = note
        case.save(update_fields=["closed_at", "result"])
        record.set(subject=f"case/{case.pk}", facts={"result": note})
    return case
