# SPDX-License-Identifier: Apache-2.0
"""What Hiden saw by itself: looks, lists of permissions, and what contradicts an answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs
from django.db.models import Q, QuerySet

from hiden import registry
from hiden.foundation.language import Message
from hiden.guideline.contradiction_rules import Kind, Severity, load_contradictions
from hiden.guideline.facts import Mark
from hiden.guideline.rulings import Ruling, load_rulings
from hiden.guideline.values import Evidence
from hiden.workspace.messages import message_from_json
from hiden.workspace.models import AccessList, Contradiction, Look, Secret
from hiden.workspace.queries.paging import Page, cut
from hiden.workspace.sheet_rows import newest_looks

__all__ = [
    "AccessListRow",
    "ContradictionFilter",
    "ContradictionRow",
    "LookRow",
    "SightRow",
    "access_lists",
    "contradictions",
    "count_open",
    "look_row",
    "looks",
    "open_contradictions",
]


@attrs.frozen(kw_only=True)
class ContradictionFilter:
    """Which contradictions were asked for.

    Attributes:
        text: Stands in code or title of the secret.
        state: One of ``Contradiction.State``; empty for all.
        severity: One of ``contradiction_rules.Severity``; empty for all.
    """

    text: str = ""
    state: str = Contradiction.State.OPEN.value
    severity: str = ""


@attrs.frozen(kw_only=True)
class ContradictionRow:
    """One contradiction.

    Attributes:
        row: The row.
        text: What does not fit, in words.
        rulings: The decided cases behind it.
        mark: How well the rule is verified.
        sources: Ids of the sources that the rule builds on.
    """

    row: Contradiction
    text: Message
    rulings: tuple[Ruling, ...]
    mark: Mark
    sources: tuple[str, ...]


@attrs.frozen(kw_only=True)
class LookRow:
    """What was seen of one secret.

    Attributes:
        code: Of which secret.
        looked_at: When.
        seen: Counts, names and days by what was looked at; ``None`` for what was not.
        evidence: What it shows, by item of the sheet.
        unseen: What could not be looked at, and what to do about it.
    """

    code: str
    looked_at: dt.datetime
    seen: Mapping[str, Any]
    evidence: tuple[tuple[str, tuple[Evidence, ...]], ...]
    unseen: tuple[Message, ...]


@attrs.frozen(kw_only=True)
class SightRow:
    """One secret in the list of looks.

    Attributes:
        code: Under which it stands in the register.
        title: Its name.
        look: What was seen last; ``None`` if nobody looked.
        open: Open contradictions.
    """

    code: str
    title: str
    look: LookRow | None
    open: int


@attrs.frozen(kw_only=True)
class AccessListRow:
    """One list of permissions.

    Attributes:
        row: The row.
        grants: Entries in it.
        problems: What of it could not be read, with path and line.
    """

    row: AccessList
    grants: int
    problems: tuple[tuple[str, int | None, Message], ...]


def count_open(*, strong_only: bool = False) -> int:
    """Count the contradictions that nobody has decided about.

    Args:
        strong_only: Only those that speak against what was answered.
    """
    rows = _current().filter(state=Contradiction.State.OPEN)
    return (rows.filter(severity=Severity.STRONG) if strong_only else rows).count()


def open_contradictions(code: str) -> tuple[ContradictionRow, ...]:
    """Return what is open about one secret, what weighs most first."""
    rows = _current().filter(state=Contradiction.State.OPEN, secret__code=code)
    return tuple(map(_contradiction, _by_weight(rows)))


def contradictions(asked: ContradictionFilter, *, number: int | None) -> Page[ContradictionRow]:
    """List contradictions, what weighs most first.

    Args:
        asked: Which of them.
        number: Page of the list from 1; ``None`` for the whole list on one.
    """
    rows = _current()
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.severity:
        rows = rows.filter(severity=asked.severity)
    if asked.text:
        rows = rows.filter(
            Q(secret__code__icontains=asked.text) | Q(secret__title__icontains=asked.text)
        )
    return cut(_by_weight(rows), number=number).map(_contradiction)


def looks(*, number: int | None) -> Page[SightRow]:
    """List the secrets of the register with what was seen of each last."""
    page = cut(Secret.objects.filter(withdrawn_at=None).order_by("code"), number=number)
    secrets = [row.pk for row in page.rows]
    newest = {look.secret.pk: look for look in newest_looks(secrets).select_related("secret")}
    open_ = Counter(
        _current()
        .filter(state=Contradiction.State.OPEN, secret__in=secrets)
        .values_list("secret", flat=True)
    )
    return page.map(
        lambda row: SightRow(
            code=row.code,
            title=row.title,
            look=look_row(newest[row.pk]) if row.pk in newest else None,
            open=open_[row.pk],
        )
    )


def access_lists() -> tuple[AccessListRow, ...]:
    """Return the lists of permissions, newest first."""
    return tuple(
        AccessListRow(
            row=row,
            grants=len(row.reading["grants"]),
            problems=tuple(
                (item["path"], item["line"], message_from_json(item)) for item in row.problems
            ),
        )
        for row in AccessList.objects.all()
    )


def look_row(look: Look) -> LookRow:
    """Return a look as values."""
    return LookRow(
        code=look.secret.code,
        looked_at=look.looked_at,
        seen=look.seen,
        evidence=tuple(
            (item, tuple(registry.from_json(one, Evidence) for one in pieces))
            for item, pieces in look.evidence.items()
        ),
        unseen=tuple(map(message_from_json, look.unseen)),
    )


def _current() -> QuerySet[Contradiction]:
    return Contradiction.objects.filter(secret__withdrawn_at=None).select_related("secret")


def _by_weight(rows: QuerySet[Contradiction]) -> QuerySet[Contradiction]:
    """Sort with what speaks against an answer first: ``strong`` before ``weak``."""
    return rows.order_by("severity", "-last_seen_at", "pk")


def _contradiction(row: Contradiction) -> ContradictionRow:
    rulings = load_rulings()
    return ContradictionRow(
        row=row,
        text=message_from_json(row.text),
        rulings=tuple(rulings[name] for name in row.rulings if name in rulings),
        mark=Mark(row.mark),
        sources=load_contradictions().by_kind[Kind(row.kind)].sources,
    )
