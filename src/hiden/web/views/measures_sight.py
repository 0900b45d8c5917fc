# SPDX-License-Identifier: Apache-2.0
"""What Hiden sees by itself: contradictions, lists of permissions, looks (現場の確認)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.foundation.errors import InputError
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.web.forms.measures import AccessListForm, ContradictionFilterForm, DecideForm
from hiden.web.listing import answers, export, page_number
from hiden.web.reader import actor, language
from hiden.web.sheet_page import rulings_of, sources_named
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries import sight
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases import looks

__all__ = ["add_list", "decide", "look_now", "remove_list", "sight_page"]


def sight_page(request: HttpRequest) -> HttpResponse:
    """Show what was seen, or give the contradictions out as a file."""
    answer = export(request, lambda: _table(request))
    return answer if answer is not None else _page(request)


@require_POST
def look_now(request: HttpRequest) -> HttpResponse:
    """Have the secrets looked at."""
    job = looks.request_look(codes=request.POST.getlist("code"), by=actor(request))
    return redirect("settings-job", pk=job.pk)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a contradiction with a reason, or open it again."""
    form = DecideForm(request.POST, prefix=f"decide-{pk}")
    if not form.is_valid():
        return _page(request, wrong={pk: form}, status=422)
    looks.decide_contradiction(pk, **form.cleaned_data, by=actor(request))
    messages.success(request, _("Your decision was recorded."))
    return redirect("measures-sight")


@require_POST
def add_list(request: HttpRequest) -> HttpResponse:
    """Take a list of permissions in."""
    require(actor(request), Permission.MANAGE_ORIGINALS)
    form = AccessListForm(request.POST, request.FILES)
    if form.is_valid() and _add(request, form):
        return redirect("measures-sight")
    return _page(request, list_form=form, status=422)


@require_POST
def remove_list(request: HttpRequest) -> HttpResponse:
    """Remove a list of permissions."""
    pk = request.POST.get("pk", "")
    looks.remove_access_list(int(pk) if pk.isdecimal() else 0, by=actor(request))
    messages.success(request, _("The list was removed. What was seen with it stays."))
    return redirect("measures-sight")


def _add(request: HttpRequest, form: AccessListForm) -> bool:
    """Take the list of the form in; say whether it was taken, else the form has the reason."""
    upload = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"permissions{Path(upload.name).suffix.lower()}"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        try:
            row = looks.import_access_list(
                path,
                file_name=upload.name,
                taken_on=form.cleaned_data["taken_on"],
                by=actor(request),
            )
        except InputError as problem:
            form.add_error("file", problem.text(language()))
            return False
    messages.success(
        request,
        _("“%(name)s” was taken in. Let Hiden look again to compare it.") % {"name": row.name},
    )
    return True


def _page(
    request: HttpRequest,
    *,
    list_form: AccessListForm | None = None,
    wrong: dict[int, DecideForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = ContradictionFilterForm({"state": "open", **request.GET.dict()})
    asked = _asked(form)
    page = sight.contradictions(asked, number=page_number(request))
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "rows": [_row(row, wrong or {}) for row in page.rows],
        "lists": sight.access_lists(),
        "list_form": list_form or AccessListForm(),
        "looks": sight.looks(number=_looks_page(request)),
        "open": sight.count_open(),
    }
    return render(request, "web/measures_sight.html", context, status=status)


def _row(row: sight.ContradictionRow, wrong: dict[int, DecideForm]) -> dict[str, Any]:
    pk = row.row.pk
    form = wrong.get(pk) or DecideForm(
        initial={"state": row.row.state, "note": row.row.note}, prefix=f"decide-{pk}"
    )
    return {
        "row": row.row,
        "found": row,
        "item": load_sheet(SHEET).by_id.get(row.row.item),
        "form": form,
        "is_wrong": pk in wrong,
        "rulings": rulings_of(row.rulings),
        "sources": sources_named(row.sources),
    }


def _looks_page(request: HttpRequest) -> int:
    text = request.GET.get("looks", "")
    return max(1, int(text)) if text.isdecimal() else 1


def _asked(form: ContradictionFilterForm) -> sight.ContradictionFilter:
    asked = answers(form)
    state = "" if asked["state"] == "all" else asked["state"] or "open"
    return sight.ContradictionFilter(text=asked["text"], state=state, severity=asked["severity"])


def _table(request: HttpRequest) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    asked = _asked(ContradictionFilterForm({"state": "open", **request.GET.dict()}))
    items = load_sheet(SHEET).by_id
    spoken = language()
    return Table(
        name="contradictions",
        title=_("Contradictions"),
        head=(
            _("Code"), _("Title"), _("What does not fit"), _("Question"), _("Weight"), _("State"),
            _("First seen"), _("Last seen"), _("Reason"), _("Decided by"), _("Decided on"),
        ),
        rows=(
            (
                found.row.secret.code,
                found.row.secret.title,
                found.text.text(spoken),
                items[found.row.item].wording.text(spoken) if found.row.item in items else "",
                word("sight-severity", found.row.severity).label,
                word("contradiction-state", found.row.state).label,
                found.row.first_seen_at,
                found.row.last_seen_at,
                found.row.note,
                found.row.decided_by,
                found.row.decided_at,
            )
            for found in sight.contradictions(asked, number=None).rows
        ),
    )  # fmt: skip
