# SPDX-License-Identifier: Apache-2.0
"""Measures, first page: how the secrets stand, what is in place, what comes first (管理)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hiden.foundation.paper.pdf import to_pdf
from hiden.guideline.report import report
from hiden.guideline.tallies import VERDICTS
from hiden.web.forms.measures import MeasuresFilterForm
from hiden.web.listing import Column, answers, export, page_number
from hiden.web.measures_workbook import verdict_label, workbook
from hiden.web.pictures import radars_with_rows, share_bar
from hiden.web.reader import actor, language
from hiden.workspace.queries.measures import MeasuresFilter, Overview, overview, overview_report
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.sheets import record_assessment

__all__ = ["keep", "measures", "print_out"]

STEPS_SHOWN = 5


def measures(request: HttpRequest) -> HttpResponse:
    """Show how the secrets stand on a day, or give it out as a file."""
    form = MeasuresFilterForm({"sort": "weakest", **request.GET.dict()})
    answer = export(request, lambda: workbook(_found(request, form, number=None)))
    if answer is not None:
        return answer
    found = _found(request, form, number=page_number(request))
    context = {
        "form": form,
        "asked": _asked(form),
        "columns": _columns(),
        "found": found,
        "page": found.page,
        "steps": found.next_steps[:STEPS_SHOWN],
        "tallies": [
            {
                "label": verdict_label(number),
                "tally": tally,
                "bars": share_bar([(one.value, count) for one, count in tally.counts.items()]),
            }
            for number, tally in enumerate(found.tallies)
        ],
        **radars_with_rows(found.cells),
    }
    return render(request, "web/measures.html", context)


def print_out(request: HttpRequest) -> HttpResponse:
    """Give the report out as PDF, to print."""
    require(actor(request), Permission.EXPORT_REGISTER)
    form = MeasuresFilterForm(request.GET)
    found = overview_report(_asked(form), on=form.cleaned_data.get("on"))
    name = f"measures-{found.assessment.on:%Y%m%d}.pdf"
    return HttpResponse(
        to_pdf(report(found, language=language())),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the assessment of today."""
    kept = record_assessment(by=actor(request))
    messages.success(
        request,
        _("The assessment of %(count)d secrets was kept.") % {"count": kept.counts["secrets"]},
    )
    return redirect("measures-history")


def _found(request: HttpRequest, form: MeasuresFilterForm, *, number: int | None) -> Overview:
    if number is None:
        require(actor(request), Permission.EXPORT_REGISTER)
    asked = _asked(form)
    return overview(asked, number=number, on=form.cleaned_data.get("on"))


def _asked(form: MeasuresFilterForm) -> MeasuresFilter:
    asked = answers(form)
    return MeasuresFilter(
        text=asked["text"],
        level=asked["level"],
        verdict=asked["verdict"],
        sort=asked["sort"] or "weakest",
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(label=gettext_lazy("Code"), sort="code"),
        Column(label=gettext_lazy("Title"), sort="title"),
        Column(label=gettext_lazy("Level"), sort="level"),
        *(Column(label=verdict_label(number), sort="") for number in range(len(VERDICTS))),
        Column(label=gettext_lazy("Answered"), sort="answered", is_number=True),
        Column(label=gettext_lazy("Weakest"), sort="weakest"),
    )
