# SPDX-License-Identifier: Apache-2.0
"""The check sheet of one secret and of the organisation (点検表)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.web.forms.measures import AsOfForm, CompanySizeForm
from hiden.web.reader import actor
from hiden.web.sheet_page import AskedPart, ask, cards, save
from hiden.workspace.queries.sheets import OrganisationSheet, organisation_sheet, secret_sheet
from hiden.workspace.use_cases.organisation import describe_organisation
from hiden.workspace.use_cases.sheets import answer_items

__all__ = ["describe", "organisation", "secret"]

GAPS_SHOWN = 8


def secret(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a secret stands and why, and take answers about it."""
    day = AsOfForm(request.GET)
    on = day.cleaned_data["on"] if day.is_valid() else None
    found = secret_sheet(code, on=None if request.method == "POST" else on)
    parts = ask(found.parts, _sent(request), on=found.on)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        problems = _saved(request, parts, code=code)
        if not problems:
            return redirect("measures-secret", code=code)
    items = found.sheet.by_id
    context = {
        "found": found,
        "secret": found.judged.secret,
        "cards": cards(found.sheet, found.judged.verdicts),
        "parts": parts,
        "problems": problems,
        "gaps": [{"gap": gap, "item": items[gap.item]} for gap in found.judged.gaps[:GAPS_SHOWN]],
        "sensitivity": [
            {"change": one, "item": items[one.item], "option": items[one.item].option(one.option)}
            for one in found.judged.sensitivity
        ],
        "seen": [
            {"item": items[name], "pieces": pieces}
            for name, pieces in (found.look.evidence if found.look else ())
            if name in items
        ],
    }
    return render(request, "web/measures_secret.html", context, status=_status(request))


def organisation(request: HttpRequest) -> HttpResponse:
    """Show the sheet of the organisation, and take answers for it."""
    found = organisation_sheet()
    own = ask(found.parts, _sent(request), on=found.on)
    general = ask(found.general, _sent(request), on=found.on)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        problems = _saved(request, (*own, *general), code=None)
        if not problems:
            return redirect("measures-organisation")
    context = _organisation_context(found) | {"parts": own, "general": general}
    return render(
        request,
        "web/measures_organisation.html",
        context | {"problems": problems},
        status=_status(request),
    )


@require_POST
def describe(request: HttpRequest) -> HttpResponse:
    """Say how large the company is, and what it does."""
    form = CompanySizeForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        describe_organisation(
            employees=data["employees"], business=data["business"], by=actor(request)
        )
        messages.success(request, _("The company's size and business were saved."))
        return redirect("measures-organisation")
    found = organisation_sheet()
    context = _organisation_context(found, form) | {
        "parts": ask(found.parts, None, on=found.on),
        "general": ask(found.general, None, on=found.on),
    }
    return render(request, "web/measures_organisation.html", context, status=_status(request))


def _saved(
    request: HttpRequest, parts: Sequence[AskedPart], *, code: str | None
) -> tuple[str, ...]:
    """Save what was sent; return why nothing was, if so."""
    forms = [item.form for part in parts for item in part.items]
    return save(request, forms, partial(answer_items, code=code, by=actor(request)))


def _organisation_context(
    found: OrganisationSheet, form: CompanySizeForm | None = None
) -> dict[str, Any]:
    row = found.organisation
    said = {"employees": row.employees, "business": row.business} if row else {}
    return {"found": found, "size_form": form or CompanySizeForm(initial=said)}


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _status(request: HttpRequest) -> int:
    """Return the status of a page that is shown: an answer to a form only shows what was wrong."""
    return 422 if request.method == "POST" else 200
