# SPDX-License-Identifier: Apache-2.0
"""Days by which something has to be done: reviews and expiries of registered secrets."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from hiden.workspace.models import Secret

__all__ = ["Deadline", "DeadlineKind", "deadlines"]


class DeadlineKind(StrEnum):
    """What is due."""

    REVIEW = "review"
    EXPIRY = "expiry"


@attrs.frozen(kw_only=True)
class Deadline:
    """One day on which something is due.

    Attributes:
        on: The day.
        kind: What is due.
        code: The secret.
        title: Its title, which does not disclose it.
    """

    on: dt.date
    kind: DeadlineKind
    code: str
    title: str


def deadlines(*, until: dt.date) -> tuple[Deadline, ...]:
    """Return what is overdue or due until a day, inclusive; earliest first."""
    fields = {DeadlineKind.REVIEW: "review_on", DeadlineKind.EXPIRY: "expires_on"}
    rows = Secret.objects.filter(withdrawn_at=None)
    found = [
        Deadline(on=on, kind=kind, code=code, title=title)
        for kind, field in fields.items()
        for on, code, title in rows.filter(**{f"{field}__lte": until}).values_list(
            field, "code", "title"
        )
    ]
    return tuple(sorted(found, key=lambda item: (item.on, item.code, item.kind)))
