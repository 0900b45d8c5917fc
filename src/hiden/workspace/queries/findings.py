# SPDX-License-Identifier: Apache-2.0
"""Findings: the inbox, one finding, and how many there are by route (兆候)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

import attrs
from django.db.models import Count, Q, QuerySet

from hiden import routes
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.models import Case, Finding, FindingDecision
from hiden.workspace.queries.paging import Page, cut, order

__all__ = [
    "SORTS",
    "TREND_WEEKS",
    "FindingFilter",
    "FindingPage",
    "FindingRow",
    "RouteCount",
    "by_route",
    "count_open",
    "finding",
    "finding_rows",
]

TREND_WEEKS = 12


SORTS: Mapping[str, str] = {
    "score": "score",
    "secret": "secret__code",
    "document": "path",
    "route": "route",
    "found": "found_at",
}


@attrs.frozen(kw_only=True)
class FindingFilter:
    """What a reader of the inbox asked for.

    Attributes:
        text: Stands in the secret's code or title, or in the document's path.
        state: One of the states; empty for all.
        route: One of ``routes.Route``; empty for all.
        level: One of ``registry.Level`` of the secret; empty for all.
        strength: One of ``routes.Strength``; empty for all.
        scan: Only from this search.
        sort: A name of ``SORTS``, with ``-`` in front for descending.
    """

    text: str = ""
    state: str = Finding.State.OPEN.value
    route: str = ""
    level: str = ""
    strength: str = ""
    scan: int | None = None
    sort: str = "-score"


@attrs.frozen(kw_only=True)
class FindingRow:
    """One finding, as a list shows it.

    Attributes:
        row: As it is kept.
        value: What was found, and why.
    """

    row: Finding
    value: routes.Finding


@attrs.frozen(kw_only=True)
class FindingPage:
    """One finding with all that is around it.

    Attributes:
        row: As it is kept.
        value: What was found, and why.
        decisions: What people decided, oldest first.
        cases: Cases in which it is followed up.
    """

    row: Finding
    value: routes.Finding
    decisions: tuple[FindingDecision, ...]
    cases: tuple[Case, ...]


@attrs.frozen(kw_only=True)
class RouteCount:
    """The findings of one route.

    Attributes:
        route: Which route.
        open: How many wait for a decision.
        total: How many there are.
        weeks: How many were found in each of the last twelve weeks, oldest first.
    """

    route: routes.Route
    open: int
    total: int
    weeks: tuple[int, ...]


def count_open() -> int:
    """Count the findings that wait for a decision."""
    return Finding.objects.filter(state=Finding.State.OPEN).count()


def finding_rows(asked: FindingFilter, *, number: int | None = 1) -> Page[FindingRow]:
    """List findings.

    Args:
        asked: Filter and sort.
        number: The page from 1; ``None`` for all.
    """
    rows = _filtered(Finding.objects.select_related("secret"), asked)
    page = cut(rows.order_by(*order(asked.sort, columns=SORTS, default="-score")), number=number)
    return page.map(_row)


def finding(uid: uuid.UUID) -> FindingPage:
    """Return one finding with all that is around it.

    Raises:
        InputError: There is no such finding.
    """
    found = Finding.objects.select_related("secret", "original", "scan").filter(uid=uid).first()
    if found is None:
        raise InputError(ErrorCode.FINDING_UNKNOWN, uid=uid)
    return FindingPage(
        row=found,
        value=routes.finding_from_json(found.value),
        decisions=tuple(found.decisions.all()),
        cases=tuple(found.cases.all()),
    )


def by_route(*, clock: Clock = SystemClock()) -> tuple[RouteCount, ...]:
    """Count findings by route, now and over the last twelve weeks; every route is there."""
    now = clock.now()
    since = now - dt.timedelta(weeks=TREND_WEEKS)
    weeks: dict[str, list[int]] = {route: [0] * TREND_WEEKS for route in routes.Route}
    recent = Finding.objects.filter(found_at__gt=since, found_at__lte=now)
    for route, found_at in recent.order_by().values_list("route", "found_at"):
        weeks[route][TREND_WEEKS - 1 - (now - found_at).days // 7] += 1
    counted = (
        Finding.objects.order_by()
        .values_list("route")
        .annotate(total=Count("pk"), still_open=Count("pk", filter=Q(state=Finding.State.OPEN)))
        .values_list("route", "total", "still_open")
    )
    counts = {route: (total, still_open) for route, total, still_open in counted}
    return tuple(
        RouteCount(
            route=route,
            open=counts.get(route, (0, 0))[1],
            total=counts.get(route, (0, 0))[0],
            weeks=tuple(weeks[route]),
        )
        for route in routes.Route
    )


def _row(found: Finding) -> FindingRow:
    return FindingRow(row=found, value=routes.finding_from_json(found.value))


def _filtered(rows: QuerySet[Finding], asked: FindingFilter) -> QuerySet[Finding]:
    exact = {
        "state": asked.state,
        "route": asked.route,
        "secret__level": asked.level,
        "strength": asked.strength,
        "scan": asked.scan,
    }
    rows = rows.filter(**{field: value for field, value in exact.items() if value})
    if asked.text:
        rows = rows.filter(
            Q(secret__code__icontains=asked.text)
            | Q(secret__title__icontains=asked.text)
            | Q(path__icontains=asked.text)
        )
    return rows
