# SPDX-License-Identifier: Apache-2.0
"""The guided procedure: six steps, starter packs, patent or secret (進め方)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from hiden import registry
from hiden.foundation.errors import InputError
from hiden.guideline.patent_or_secret import advise, load_decision_rules
from hiden.guideline.procedure import Tool
from hiden.web.forms.procedure import (
    BusinessForm,
    CriteriaForm,
    FilingForm,
    PrefixForm,
    ProposalForm,
    proposals,
)
from hiden.web.listing import export
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries import procedure as queries, secrets
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases import organisation, register, sheets

__all__ = ["business", "decide", "decisions", "pack", "procedure", "set_step"]

TOOLS: Mapping[Tool, tuple[str, Any]] = {
    Tool.PACKS: ("measures-pack", gettext_lazy("Starter pack of your business")),
    Tool.REGISTER: ("registry", gettext_lazy("Registry")),
    Tool.DECISION: ("measures-decisions", gettext_lazy("Patent or secret")),
    Tool.SHEET: ("measures", gettext_lazy("Check sheet")),
    Tool.PLAN: ("measures-plan", gettext_lazy("Plan")),
    Tool.PAPERS: ("measures-papers", gettext_lazy("Documents")),
    Tool.TRAINING: ("measures-training", gettext_lazy("Training")),
    Tool.CALENDAR: ("measures-calendar", gettext_lazy("Calendar")),
}


def procedure(request: HttpRequest) -> HttpResponse:
    """Show the six steps, and how far they are."""
    found = queries.progress()
    chosen = found.business.id if found.business else ""
    context = {
        "progress": found,
        "steps": [
            {"progress": step, "tools": [_tool(tool, chosen) for tool in step.step.tools]}
            for step in found.steps
        ],
        "business_form": BusinessForm(
            packs=found.packs, initial={"business": chosen, "employees": found.employees}
        ),
    }
    return render(request, "web/measures_procedure.html", context)


@require_POST
def set_step(request: HttpRequest) -> HttpResponse:
    """Say that a step is done, or is not."""
    step, done = request.POST.get("step", ""), request.POST.get("done") == "1"
    organisation.set_procedure_step(step, done=done, by=actor(request))
    return redirect(f"{reverse('measures-procedure')}#{step}")


@require_POST
def business(request: HttpRequest) -> HttpResponse:
    """Say how many people work here, and in which kind of business."""
    form = BusinessForm(request.POST, packs=queries.progress().packs)
    if form.is_valid():
        organisation.describe_organisation(
            employees=form.cleaned_data["employees"],
            business=form.cleaned_data["business"],
            by=actor(request),
        )
        messages.success(request, _("Your company was described."))
    return redirect("measures-procedure")


def pack(request: HttpRequest, pack_id: str) -> HttpResponse:
    """Show what a starter pack proposes; put into the register what is taken of it."""
    prefix_form = PrefixForm(request.POST if request.method == "POST" else request.GET)
    prefix = prefix_form.cleaned_data.get("letters", "") if prefix_form.is_valid() else ""
    found = queries.pack_proposal(pack_id, language=language(), prefix=prefix.upper())
    sent = request.POST if request.method == "POST" else None
    forms, problem, status = proposals(found, sent), "", HTTPStatus.OK
    if sent is not None:
        require(actor(request), Permission.EDIT_REGISTER)
        problem = _take(request, forms)
        if not problem:
            return redirect("registry")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"found": found, "forms": forms, "prefix_form": prefix_form, "problem": problem}
    return render(request, "web/measures_pack.html", context, status=status)


def decisions(request: HttpRequest) -> HttpResponse:
    """List technical secrets, those that nobody has decided on first."""
    rows = queries.filing_rows()
    answer = export(request, lambda: _decisions_table(rows))
    return answer or render(request, "web/measures_decisions.html", {"rows": rows})


def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Say what speaks for a patent and what for secrecy; write down what is decided."""
    sent = request.POST if request.method == "POST" else None
    criteria = CriteriaForm(sent or request.GET, rules=load_decision_rules())
    facts, form, status = criteria.facts(), FilingForm(sent), HTTPStatus.OK
    known = secrets.secret(code)
    if sent is not None:
        if form.is_valid():
            sheets.decide_filing(
                code,
                facts=facts,
                decision=registry.Decision(form.cleaned_data["decision"]),
                reason=form.cleaned_data["reason"],
                by=actor(request),
            )
            messages.success(request, _("The decision was recorded and stands in the register."))
            return redirect("measures-decision", code=code)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "row": known.row,
        "criteria": criteria,
        "facts": facts,
        "advice": advise(load_decision_rules(), facts),
        "form": form,
        "filings": queries.filings(code),
    }
    return render(request, "web/measures_decision.html", context, status=status)


def _tool(tool: Tool, chosen: str) -> dict[str, Any]:
    name, label = TOOLS[tool]
    if tool is not Tool.PACKS:
        return {"url": reverse(name), "label": label}
    url = reverse(name, kwargs={"pack_id": chosen}) if chosen else "#business"
    return {"url": url, "label": label}


def _take(request: HttpRequest, forms: list[ProposalForm]) -> str:
    """Save what is taken; return what is wrong, empty if nothing is."""
    if sum(not form.is_valid() for form in forms):
        return _("Some entries are not complete. See below.")
    taken = [secret for form in forms if (secret := form.to_secret()) is not None]
    if not taken:
        return _("Nothing is chosen. Tick at least one.")
    try:
        counts = register.save_secrets(taken, by=actor(request))
    except InputError as problem:
        return problem.text(language())
    messages.success(
        request,
        ngettext(
            "%(count)d secret was added. Now say for it who may know it, and where it is kept.",
            "%(count)d secrets were added. Now say for each who may know it, and where it is kept.",
            counts["added"],
        )
        % {"count": counts["added"]},
    )
    return ""


def _decisions_table(rows: tuple[queries.FilingRow, ...]) -> Table:
    return Table(
        name="patent-or-secret",
        head=(_("Code"), _("Title"), _("Decision"), _("Decided on")),
        rows=(
            (
                row.code,
                row.title,
                word("decision", row.decision or "undecided").label,
                row.decided_on,
            )
            for row in rows
        ),
    )
