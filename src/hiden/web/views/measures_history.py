# SPDX-License-Identifier: Apache-2.0
"""Assessments that were kept, before and after, and the old check sheet of 2010 (経過)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiden.guideline.history import load_history
from hiden.web.forms.measures import AsOfForm, CompareForm
from hiden.web.listing import export, page_number
from hiden.web.reader import actor
from hiden.web.sheet_page import sources_of
from hiden.web.spreadsheet import Table
from hiden.web.views.measures_plan import moved_bars
from hiden.web.words import word
from hiden.workspace.queries import assessments
from hiden.workspace.roles import Permission, require

__all__ = ["history"]


def history(request: HttpRequest) -> HttpResponse:
    """List the assessments that were kept; compare two; show what is known of the old sheet."""
    answer = export(request, lambda: _table(request))
    if answer is not None:
        return answer
    old = load_history()
    context = {
        "page": assessments.kept(number=page_number(request)),
        "choices": assessments.kept(number=1).rows,
        "day_form": AsOfForm(),
        "old": old,
        "about": [{"fact": fact, "sources": sources_of(fact)} for fact in old.about],
        "lines": [{"item": item, "sources": sources_of(item)} for item in old.items],
        **_comparison(request),
    }
    return render(request, "web/measures_history.html", context)


def _comparison(request: HttpRequest) -> dict[str, Any]:
    form = CompareForm(request.GET)
    form.is_valid()
    before = form.cleaned_data.get("before")
    if before is None:
        return {}
    compared = assessments.compare(before, form.cleaned_data.get("after") or None)
    if compared is None:
        raise Http404
    return {"compared": compared, "moved": moved_bars(compared.change)}


def _table(request: HttpRequest) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    rows = assessments.kept(number=None).rows
    labels = [
        f"{word('requirement', requirement).label}: {word('verdict', strength).label}"
        for requirement, counts in (rows[0].counts if rows else ())
        for strength in counts
    ]
    return Table(
        name="assessments",
        title=_("History"),
        head=(_("As of"), _("Kept"), _("By"), _("Secrets"), *labels, _("SHA-256")),
        rows=(
            (
                kept.row.on,
                kept.row.taken_at,
                kept.row.taken_by,
                kept.secrets,
                *(count for _requirement, counts in kept.counts for count in counts.values()),
                kept.row.sha256,
            )
            for kept in rows
        ),
    )
