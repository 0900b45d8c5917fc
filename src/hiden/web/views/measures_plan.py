# SPDX-License-Identifier: Apache-2.0
"""The plan: what is proposed, what was taken on, before and after (計画)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext, pgettext
from django.views.decorators.http import require_POST

from hiden.guideline.tallies import Tally
from hiden.web.forms.measures import AdoptForm, PlanFilterForm, StepForm
from hiden.web.listing import answers, export
from hiden.web.measures_workbook import step_cells, step_head, tier_word, verdict_label
from hiden.web.pictures import share_bar
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries.assessments import Change
from hiden.workspace.queries.plan import AdoptedRow, PlanFilter, PlanPage, plan, proposed_steps
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.plan import StepChange, adopt_steps, change_step

__all__ = ["adopt", "change", "moved_bars", "plan_page"]


def plan_page(request: HttpRequest) -> HttpResponse:
    """Show the plan, or give it out as a file."""
    answer = export(request, lambda: _table(request))
    return answer if answer is not None else _page(request, AdoptForm())


@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Take proposed steps on."""
    form = AdoptForm(request.POST)
    keys = set(request.POST.getlist("step"))
    if not form.is_valid():
        return _page(request, form, chosen=keys, status=422)
    if not keys:
        form.add_error(None, _("Choose at least one step."))
        return _page(request, form, status=422)
    taken = adopt_steps(proposed_steps(keys), **form.cleaned_data, by=actor(request))
    messages.success(
        request,
        ngettext("%(count)d step was taken on.", "%(count)d steps were taken on.", len(taken))
        % {"count": len(taken)},
    )
    return redirect("measures-plan")


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how far a step is, who does it, and until when."""
    form = StepForm(request.POST, prefix=f"step-{pk}")
    if not form.is_valid():
        return _page(request, AdoptForm(), wrong={pk: form}, status=422)
    change_step(pk, StepChange(**form.cleaned_data), by=actor(request))
    messages.success(request, _("The step was saved."))
    return redirect("measures-plan")


def moved_bars(changed: Change | None) -> list[dict[str, Any]]:
    """Return for each verdict the bars of before and after, and how many rose and fell."""
    return [
        {
            "label": verdict_label(number),
            "moved": moved,
            "before": _bars(moved.before),
            "after": _bars(moved.after),
        }
        for number, moved in enumerate(changed.moved if changed else ())
    ]


def _bars(tally: Tally) -> Any:
    return share_bar([(strength.value, count) for strength, count in tally.counts.items()])


def _page(
    request: HttpRequest,
    form: AdoptForm,
    *,
    chosen: set[str] | None = None,
    wrong: dict[int, StepForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    filters = PlanFilterForm({"state": "under-way", **request.GET.dict()})
    found = plan(_asked(filters))
    context = {
        "filters": filters,
        "asked": _asked(filters),
        "found": found,
        "adopt_form": form,
        "chosen": chosen or set(),
        "adopted": [_adopted(row, wrong or {}) for row in found.adopted],
        "moved": moved_bars(found.change),
        "changed": found.change,
    }
    return render(request, "web/measures_plan.html", context, status=status)


def _adopted(row: AdoptedRow, wrong: dict[int, StepForm]) -> dict[str, Any]:
    step = row.row
    said = {"state": step.state, "owner": step.owner, "due_on": step.due_on, "note": step.note}
    form = wrong.get(step.pk) or StepForm(initial=said, prefix=f"step-{step.pk}")
    return {"row": row, "step": step, "form": form, "is_wrong": step.pk in wrong}


def _asked(form: PlanFilterForm) -> PlanFilter:
    asked = answers(form)
    state = "" if asked["state"] == "all" else asked["state"] or "under-way"
    return PlanFilter(text=asked["text"], state=state)


def _table(request: HttpRequest) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    found = plan(PlanFilter(state=""))
    return Table(
        name="plan",
        title=_("Plan"),
        head=(
            *step_head(), _("State"), pgettext("step", "Owner"), _("Until"), _("Note"),
        ),
        rows=(*_adopted_rows(found), *_proposed_rows(found)),
    )  # fmt: skip


def _adopted_rows(found: PlanPage) -> list[tuple[Any, ...]]:
    spoken = language()
    return [
        (
            row.item.action.wording.text(spoken) if row.item else row.row.item,
            row.item.wording.text(spoken) if row.item else "",
            tier_word(row.row.tier),
            _("organisation") if row.row.is_organisation else ", ".join(row.row.codes),
            None,
            None,
            round(row.row.effort_days, 1),
            str(word("step-state", row.row.state).label),
            row.row.owner,
            row.row.due_on,
            row.row.note,
        )
        for row in found.adopted
    ]


def _proposed_rows(found: PlanPage) -> list[tuple[Any, ...]]:
    return [
        (
            *step_cells(row.step, row.item),
            _("Proposed"),
            "",
            None,
            "",
        )
        for row in found.proposed
    ]
