# SPDX-License-Identifier: Apache-2.0
"""Cases: findings that are followed up together (事案)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hiden.web.forms.acts import CaseFilterForm, CloseCaseForm
from hiden.web.listing import Column, answers, export, page_number
from hiden.web.reader import actor
from hiden.web.spreadsheet import Table
from hiden.workspace.queries import cases as queries
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.cases import close_case, open_case

__all__ = ["case", "cases", "close", "open_"]

COLUMNS = (
    Column(label=gettext_lazy("Case"), sort="title"),
    Column(label=gettext_lazy("Findings"), sort="-findings", is_number=True),
    Column(label=gettext_lazy("Opened"), sort="-opened"),
    Column(label=gettext_lazy("Closed"), sort="-closed"),
)


def cases(request: HttpRequest) -> HttpResponse:
    """List cases, newest first."""
    form = CaseFilterForm(request.GET)
    asked = answers(form)
    answer = export(request, lambda: _table(request, asked))
    if answer is not None:
        return answer
    page = queries.case_rows(show=asked["show"], sort=asked["sort"], number=page_number(request))
    context = {"form": form, "sort": asked["sort"] or "-opened", "columns": COLUMNS, "page": page}
    return render(request, "web/cases.html", context)


def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one case."""
    context = {"page": queries.case(pk), "form": CloseCaseForm()}
    return render(request, "web/case.html", context)


@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    """Open a case over the findings that were chosen."""
    opened = open_case(
        request.POST.get("title", ""),
        reason=request.POST.get("reason", ""),
        finding_uids=request.POST.getlist("finding"),
        by=actor(request),
    )
    messages.success(request, _("The case was opened."))
    return redirect("cases-case", pk=opened.pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case with its result."""
    close_case(pk, note=request.POST.get("note", ""), by=actor(request))
    messages.success(request, _("The case was closed."))
    return redirect("cases-case", pk=pk)


def _table(request: HttpRequest, asked: dict[str, str]) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    rows = queries.case_rows(show=asked["show"], sort=asked["sort"], number=None).rows
    return Table(
        name="cases",
        head=(
            _("Case"), _("Reason"), _("Findings"), _("Opened"), _("Opened by"), _("Closed"),
            _("Result"),
        ),
        rows=(
            (
                row.case.title,
                row.case.reason,
                row.findings,
                row.case.opened_at,
                row.case.opened_by,
                row.case.closed_at,
                row.case.result,
            )
            for row in rows
        ),
    )  # fmt: skip
