# SPDX-License-Identifier: Apache-2.0
"""What the commands about guidance list: plain rows, the same for tables and for JSON."""

from __future__ import annotations

from typing import Any

from hiden.foundation.language import Language
from hiden.guideline.contradiction_rules import Severity
from hiden.guideline.sheet_json import rulings_to_json
from hiden.workspace.messages import message_from_json
from hiden.workspace.models import AccessList, Contradiction
from hiden.workspace.queries.sight import ContradictionFilter, contradictions

__all__ = ["access_list_row", "contradiction_rows"]


def contradiction_rows(*, language: Language, is_decided_too: bool) -> list[dict[str, Any]]:
    """List what contradicts an answer, what weighs most first.

    Args:
        language: Of the sentences.
        is_decided_too: Those that were accepted or are gone, too.
    """
    asked = ContradictionFilter(state="" if is_decided_too else Contradiction.State.OPEN.value)
    return [
        {
            "id": one.row.pk,
            "secret": one.row.secret.code,
            "title": one.row.secret.title,
            "kind": one.row.kind,
            "item": one.row.item,
            "severity": one.row.severity,
            "severity_text": Severity(one.row.severity).message.text(language),
            "text": one.text.text(language),
            "rulings": rulings_to_json(one.rulings, language),
            "mark": one.mark.value,
            "mark_text": one.mark.message.text(language),
            "sources": list(one.sources),
            "state": one.row.state,
            "note": one.row.note,
            "first_seen_at": one.row.first_seen_at,
            "last_seen_at": one.row.last_seen_at,
        }
        for one in contradictions(asked, number=None).rows
    ]


def access_list_row(row: AccessList, *, language: Language) -> dict[str, Any]:
    """Return what was taken in of a list of permissions, and what of it could not be read."""
    return {
        "id": row.pk,
        "name": row.name,
        "taken_on": row.taken_on,
        "grants": len(row.reading["grants"]),
        "problems": [
            {
                "path": problem["path"],
                "line": problem["line"],
                "message": message_from_json(problem).text(language),
            }
            for problem in row.problems
        ],
    }
