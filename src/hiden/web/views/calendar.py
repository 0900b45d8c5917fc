# SPDX-License-Identifier: Apache-2.0
"""The calendar of due days: a list, and a feed that other programs subscribe to.

Rule: the feed names secrets by code and title, and no person; whoever has its link may read it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.foundation.clock import SystemClock
from hiden.guideline.calendar import calendar as write_calendar
from hiden.web.forms.duties import DueFilterForm
from hiden.web.listing import answers, export
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.views.mine import guarded, unknown_link
from hiden.web.words import word
from hiden.workspace.queries import calendar as queries
from hiden.workspace.queries.calendar import Due, DueKind
from hiden.workspace.queries.calendar_entries import calendar_entries
from hiden.workspace.queries.standing import today
from hiden.workspace.use_cases import organisation

__all__ = ["calendar", "feed", "make_link"]

AHEAD_DAYS = 366
FEED_DAYS = 3 * 366


def calendar(request: HttpRequest) -> HttpResponse:
    """List what is overdue and what comes."""
    form = DueFilterForm(request.GET)
    asked, day = answers(form), today()
    until = day + dt.timedelta(days=int(asked["ahead"] or AHEAD_DAYS))
    due = queries.upcoming(today=day, until=until, kind=asked["kind"])
    answer = export(request, lambda: _table(due))
    if answer is not None:
        return answer
    return _page(request, {"form": form, "asked": asked, "due": due, "today": day})


@require_POST
def make_link(request: HttpRequest) -> HttpResponse:
    """Make a new link to subscribe to; it is shown this once, and the one before ends."""
    token = organisation.make_calendar_link(by=actor(request))
    address = request.build_absolute_uri(reverse("measures-feed", args=[token]))
    day = today()
    due = queries.upcoming(today=day, until=day + dt.timedelta(days=AHEAD_DAYS))
    context = {
        "form": DueFilterForm(),
        "asked": {},
        "due": due,
        "today": day,
        "address": address,
        "webcal": urlunsplit(urlsplit(address)._replace(scheme="webcal")),
    }
    return _page(request, context)


@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar to a program that has the link."""
    if not queries.feed_is(token):
        return unknown_link(request)
    day = today()
    due = queries.upcoming(today=day, until=day + dt.timedelta(days=FEED_DAYS))
    data = write_calendar(calendar_entries(due), language=language(), now=SystemClock().now())
    return guarded(HttpResponse(data, content_type="text/calendar; charset=utf-8"))


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    due, day = context.pop("due"), context["today"]
    rows = [{"item": item, "is_past": item.on < day, "url": _url(item)} for item in due]
    context |= {
        "rows": rows,
        "overdue": sum(row["is_past"] for row in rows),
        "has_feed": queries.has_feed(),
    }
    return render(request, "web/measures_calendar.html", context)


def _url(item: Due) -> str:
    """Return where something that is due is done."""
    secret = reverse("registry-secret", kwargs={"code": item.code}) if item.code else ""
    sheet = reverse("measures-secret", kwargs={"code": item.code}) if item.code else ""
    return {
        DueKind.REVIEW: secret,
        DueKind.EXPIRY: secret,
        DueKind.EVIDENCE: sheet or reverse("measures-organisation"),
        DueKind.AGREEMENT: f"{reverse('measures-agreements')}?text={quote(item.code)}",
        DueKind.ACKNOWLEDGEMENT: f"{reverse('measures-duties')}?text={quote(item.person)}",
        DueKind.TRAINING: reverse("measures-training"),
        DueKind.STEP: reverse("measures-plan"),
    }[item.kind]


def _table(due: Iterable[Due]) -> Table:
    spoken = language()
    return Table(
        name="calendar",
        head=(_("Day"), _("Kind"), _("What"), _("More"), _("Person")),
        rows=(
            (
                item.on,
                word("due", item.kind).label,
                item.what.text(spoken),
                item.note.text(spoken) if item.note else "",
                item.person,
            )
            for item in due
        ),
    )
