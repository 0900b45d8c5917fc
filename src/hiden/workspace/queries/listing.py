# SPDX-License-Identifier: Apache-2.0
"""What the commands list: plain rows, the same for tables and for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django.db.models import Count, Q

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Language, Message, mark
from hiden.law import headline, load_law
from hiden.routes import finding_from_json
from hiden.workspace.fingerprints import open_index
from hiden.workspace.messages import message_from_json
from hiden.workspace.models import Finding, Original, ScannedFile, Secret, Source, User

__all__ = [
    "FINDING_STATES",
    "finding_detail",
    "finding_rows",
    "index_summary",
    "register_rows",
    "sources_named",
    "unread_rows",
    "user_rows",
]

FINDING_STATES: Mapping[Finding.State, Message] = {
    Finding.State.OPEN: Message(mark("open")),
    Finding.State.CONFIRMED: Message(mark("confirmed")),
    Finding.State.DISMISSED: Message(mark("dismissed")),
}


def register_rows() -> list[dict[str, Any]]:
    """List the secrets of the register with the number of their indexed originals."""
    indexed = Count("originals", filter=Q(originals__state=Original.State.INDEXED))
    rows = Secret.objects.filter(withdrawn_at=None).annotate(indexed=indexed).order_by("code")
    return [
        {
            "code": row.code,
            "title": row.title,
            "kind": row.kind,
            "level": row.level,
            "owner": row.owner,
            "originals": row.indexed,
            "review_on": row.review_on,
            "expires_on": row.expires_on,
        }
        for row in rows
    ]


def index_summary() -> dict[str, Any]:
    """Count originals by what became of them, beside the size of the index."""
    states = dict(Original.objects.values_list("state").annotate(Count("pk")).order_by())
    indexed = Original.objects.filter(state=Original.State.INDEXED)
    status = open_index().status()
    return {
        "secrets": indexed.values("secret").distinct().count(),
        "indexed": states.get(Original.State.INDEXED, 0),
        "too_short": states.get(Original.State.TOO_SHORT, 0),
        "unreadable": states.get(Original.State.UNREADABLE, 0),
        "size_bytes": status.size_bytes,
        "segments": status.segments,
    }


def user_rows() -> list[dict[str, Any]]:
    """List the accounts."""
    return [
        {"username": user.username, "role": user.role, "is_active": user.is_active}
        for user in User.objects.order_by("username")
    ]


def sources_named(name: str | None) -> list[Source]:
    """Return the source of that name, or all if no name is given; at least one.

    Raises:
        InputError: There is none.
    """
    sources = Source.objects.order_by("name")
    found = list(sources if name is None else sources.filter(name=name))
    if not found:
        raise InputError(ErrorCode.SOURCE_UNKNOWN, name=name or "*")
    return found


def finding_rows(
    *, language: Language, state: str | None = None, scans: Sequence[int] | None = None
) -> list[dict[str, Any]]:
    """List findings, strongest first."""
    findings = Finding.objects.select_related("secret").order_by("-score", "pk")
    if state is not None:
        findings = findings.filter(state=state)
    if scans is not None:
        findings = findings.filter(scan__in=scans)
    return [_row(finding, language=language) for finding in findings]


def unread_rows(scans: Sequence[int], *, language: Language) -> list[dict[str, Any]]:
    """List what scans could not look at, part by part, with the reason."""
    files = ScannedFile.objects.filter(scan__in=scans).exclude(problems=[]).order_by("path")
    return [
        {
            "document": file.path,
            "part": problem["part"],
            "name": _name(file.path, problem["part"]),
            "reason": problem["reason"],
            "message": message_from_json(problem).text(language),
        }
        for file in files
        for problem in file.problems
    ]


def finding_detail(uid: str, *, language: Language) -> dict[str, Any]:
    """Describe one finding whole.

    Args:
        uid: Its id, or the beginning of it if no other begins so.
        language: Of the sentences.

    Raises:
        InputError: There is none, or several begin so.
    """
    uids = Finding.objects.values_list("uid", flat=True)
    found = [known for known in uids if str(known).startswith(uid)]
    if len(found) != 1:
        raise InputError(ErrorCode.FINDING_UNKNOWN, uid=uid)
    row = Finding.objects.select_related("secret").get(uid=found[0])
    finding = finding_from_json(row.value)
    version = next(item for item in load_law().versions if item.id == finding.law_version)
    return {
        **_row(row, language=language),
        "title": row.secret.title,
        "reasons": _texts(finding.reasons, language),
        "does_not_show": _texts(finding.does_not_show, language),
        "next_steps": _texts(finding.next_steps, language),
        "passages": [
            " ↔ ".join(
                place.message().text(language) if place else "?"
                for place in (passage.document_place, passage.secret_place)
            )
            for passage in finding.passages
        ],
        "law": [finding.law_version, headline(version).text(language)],
    }


def _texts(messages: tuple[Message, ...], language: Language) -> list[str]:
    return [message.text(language) for message in messages]


def _row(row: Finding, *, language: Language) -> dict[str, Any]:
    finding = finding_from_json(row.value)
    return {
        "id": str(row.uid),
        "secret": row.secret.code,
        "level": row.secret.level,
        "strength": finding.strength.message.text(language),
        "route": finding.route.message.text(language),
        "state": FINDING_STATES[Finding.State(row.state)].text(language),
        "document": f"{row.path} {row.part}".strip(),
        "name": _name(row.path, row.part),
        "containment_of_secret": finding.share_of_secret,
        "containment_of_document": finding.share_of_document,
        "error_chance": finding.error_chance,
        "score": row.score,
        "found_at": row.found_at,
    }


def _name(path: str, part: str) -> str:
    """Return the names of a file and of the part in it, without the folders."""
    return " › ".join(PurePath(name).name for name in (path, part) if name)
