# SPDX-License-Identifier: Apache-2.0
"""Searching files for secrets, and what a search came to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiden.foundation.errors import InputError
from hiden.web.forms.acts import ScanForm
from hiden.web.listing import export, page_number
from hiden.web.pictures import share_bar
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.views.originals import paths_of
from hiden.web.words import WORDS, word
from hiden.workspace.queries import scans
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.scans import request_scan

__all__ = ["new", "scan"]


def new(request: HttpRequest) -> HttpResponse:
    """Search files and folders once."""
    require(actor(request), Permission.MANAGE_ORIGINALS)
    form = ScanForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "web/scan_new.html", {"form": form, "sources": scans.sources()})
    try:
        job = request_scan(
            paths=paths_of(form.cleaned_data["paths"]),
            origin=form.cleaned_data["origin"],
            by=actor(request),
        )
    except InputError as problem:
        form.add_error("paths", problem.text(language()))
        return render(request, "web/scan_new.html", {"form": form, "sources": scans.sources()})
    return redirect("settings-job", pk=job.pk)


def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a search came to, and what it could not look at."""
    page = scans.scan(pk)
    outcome = request.GET.get("show", "problem")
    answer = export(request, lambda: _table(request, pk, outcome))
    if answer is not None:
        return answer
    parts = [
        ("match", page.matched),
        ("clean", page.clean),
        ("too-short", page.too_short),
        ("unreadable", page.unreadable),
    ]
    context = {
        "page": page,
        "parts": [
            {"name": name, "count": count, "word": WORDS["outcome"][name]} for name, count in parts
        ],
        "bars": share_bar(parts),
        "outcome": outcome,
        "files": scans.files(pk, outcome=outcome, number=page_number(request)),
    }
    return render(request, "web/scan.html", context)


def _table(request: HttpRequest, pk: int, outcome: str) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    spoken = language()
    return Table(
        name=f"search-{pk}",
        head=(_("Document"), _("Outcome"), _("Size (bytes)"), _("Problems")),
        rows=(
            (
                row.path,
                word("outcome", row.outcome).label,
                row.size_bytes,
                "\n".join(
                    f"{part} {problem.text(spoken)}".strip() for part, problem in row.problems
                ),
            )
            for row in scans.files(pk, outcome=outcome, number=None).rows
        ),
    )
