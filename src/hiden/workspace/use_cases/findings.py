# SPDX-License-Identifier: Apache-2.0
"""Findings: deciding about them, and reading the texts that they are about."""

from __future__ import annotations

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.acts import audited
from hiden.workspace.models import Finding, FindingDecision
from hiden.workspace.passages import PassagePair, PassageTexts, read_pairs
from hiden.workspace.roles import Actor, Permission

__all__ = [
    "PassagePair",
    "PassageTexts",
    "decide_finding",
    "read_passages",
    "require_note",
]


def require_note(note: str) -> None:
    """Let pass what says something.

    Raises:
        InputError: It is blank.
    """
    if not note.strip():
        raise InputError(ErrorCode.REASON_MISSING)


def decide_finding(
    uid: str, *, state: str, note: str, by: Actor, clock: Clock = SystemClock()
) -> Finding:
    """Confirm, dismiss or reopen a finding, with a reason.

    Raises:
        AccessRefusedError: ``by`` may not decide.
        InputError: There is no such finding, or no reason was given.
        ValueError: ``state`` is none of ``Finding.State``.
    """
    with audited(
        "finding.decided", by=by, permission=Permission.DECIDE_FINDING, clock=clock
    ) as record:
        require_note(note)
        finding = _finding(uid)
        finding.state = Finding.State(state)
        finding.save(update_fields=["state"])
        FindingDecision.objects.create(
            finding=finding,
            state=finding.state,
            note=note,
            decided_at=record.at,
            decided_by=by.name,
        )
        record.set(
            subject=f"finding/{finding.uid}", facts={"state": finding.state.value, "note": note}
        )
    return finding


def read_passages(uid: str, *, by: Actor, clock: Clock = SystemClock()) -> PassageTexts:
    """Read the passages of a finding from the files themselves; nothing of it is kept.

    Looking at a secret's text is an act of its own and a leaf of the ledger.

    Raises:
        AccessRefusedError: ``by`` may not read passages.
        InputError: There is no such finding.
    """
    with audited(
        "finding.passages-read", by=by, permission=Permission.READ_PASSAGES, clock=clock
    ) as record:
        finding = _finding(uid)
        record.set(
            subject=f"finding/{finding.uid}",
            facts={"secret": finding.secret.code, "document": finding.document_sha256},
        )
    return read_pairs(finding)


def _finding(uid: str) -> Finding:
    finding = Finding.objects.select_related("secret", "original").filter(uid=uid).first()
    if finding is None:
        raise InputError(ErrorCode.FINDING_UNKNOWN, uid=uid)
    return finding
