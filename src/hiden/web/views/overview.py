# SPDX-License-Identifier: Apache-2.0
"""Overview: what needs me today (概況)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hiden.guideline.results import SecretAssessment
from hiden.guideline.values import Requirement
from hiden.web.pictures import sparkline
from hiden.workspace.queries import (
    deadlines,
    findings,
    jobs,
    measures,
    organisation,
    secrets,
)
from hiden.workspace.queries.standing import today

__all__ = ["overview"]

GRID_ROWS = 12
DEADLINES_AHEAD = dt.timedelta(days=92)
MONTHS_SHOWN = 3


def overview(request: HttpRequest) -> HttpResponse:
    """Show what needs the reader today."""
    now = today()
    due = deadlines.deadlines(until=now + DEADLINES_AHEAD)
    judged = measures.weakest_secrets(limit=GRID_ROWS)
    grid, registered = (
        ((), secrets.count()) if judged else secrets.requirement_grid(limit=GRID_ROWS)
    )
    context = {
        "start": organisation.first_start(),
        "routes": [
            {"count": count, "trend": sparkline(count.weeks)} for count in findings.by_route()
        ],
        "grid": grid,
        "judged": [_judged(secret) for secret in judged],
        "registered": registered,
        "today": now,
        "due": [{"item": item, "is_past": item.on < now} for item in due],
        "months": _months(now, due),
        "running": jobs.running_count(),
    }
    return render(request, "web/overview.html", context)


def _judged(secret: SecretAssessment) -> dict[str, Any]:
    """Return one row of the grid by the check sheet."""
    return {
        "code": secret.secret.code,
        "title": secret.secret.title,
        "verdicts": [(item, secret.strength(item)) for item in Requirement],
    }


def _months(now: dt.date, due: Sequence[deadlines.Deadline]) -> list[dict[str, Any]]:
    """Lay out this month and the next ones, week by week from Sunday, with what is due."""
    by_day: dict[dt.date, list[deadlines.Deadline]] = {}
    for item in due:
        by_day.setdefault(item.on, []).append(item)
    layout = calendar.Calendar(firstweekday=calendar.SUNDAY)
    months = []
    for ahead in range(MONTHS_SHOWN):
        year, month = divmod(now.year * 12 + now.month - 1 + ahead, 12)
        first = dt.date(year, month + 1, 1)
        weeks = [
            [
                {
                    "day": day if day.month == first.month else None,
                    "due": by_day.get(day, []) if day.month == first.month else [],
                    "is_today": day == now,
                }
                for day in week
            ]
            for week in layout.monthdatescalendar(first.year, first.month)
        ]
        months.append({"first": first, "weeks": weeks})
    return months
