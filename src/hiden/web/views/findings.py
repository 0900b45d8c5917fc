# SPDX-License-Identifier: Apache-2.0
"""Findings: the inbox, one finding, showing its texts, deciding about it (兆候)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hiden import routes
from hiden.law import load_law
from hiden.web.forms.acts import DecisionForm, FindingFilterForm, OpenCaseForm
from hiden.web.law_words import law_of_finding
from hiden.web.listing import Column, answers, export, page_number
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries import findings, sight
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.findings import PassageTexts, decide_finding, read_passages

__all__ = ["decide", "finding", "inbox", "texts"]

COLUMNS = (
    Column(label=gettext_lazy("Strength"), sort="-score"),
    Column(label=gettext_lazy("Secret"), sort="secret"),
    Column(label=gettext_lazy("Document"), sort="document"),
    Column(label=gettext_lazy("Route"), sort="route"),
    Column(label=gettext_lazy("Found"), sort="-found"),
)


def inbox(request: HttpRequest) -> HttpResponse:
    """List findings, strongest first."""
    form = FindingFilterForm({"state": "open", **request.GET.dict()})
    asked = _asked(form)
    answer = export(request, lambda: _table(request, asked))
    if answer is not None:
        return answer
    context = {
        "form": form,
        "asked": asked,
        "columns": COLUMNS,
        "page": findings.finding_rows(asked, number=page_number(request)),
        "contradictions": sight.count_open(),
    }
    return render(request, "web/findings.html", context)


def finding(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show one finding; the texts only after they were asked for."""
    return _finding(request, uid, passages=None)


def texts(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show the texts of a finding's passages; asking is an entry of the ledger, reloading hides."""
    if request.method != "POST":
        return redirect("findings-finding", uid=uid)
    return _finding(request, uid, passages=read_passages(str(uid), by=actor(request)))


@require_POST
def decide(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Confirm or dismiss a finding, with a reason."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _finding(request, uid, passages=None, form=form)
    decide_finding(
        str(uid),
        state=form.cleaned_data["state"],
        note=form.cleaned_data["note"],
        by=actor(request),
    )
    messages.success(request, _("Your decision was recorded."))
    return redirect("findings-finding", uid=uid)


def _finding(
    request: HttpRequest,
    uid: uuid.UUID,
    *,
    passages: PassageTexts | None,
    form: DecisionForm | None = None,
) -> HttpResponse:
    page = findings.finding(uid)
    context = {
        "page": page,
        "finding": page.value,
        "texts": passages,
        "pairs": _pairs(page.value, passages),
        "law": law_of_finding(page.value, law=load_law()),
        "decision_form": form or DecisionForm(initial={"state": page.row.state}),
        "case_form": OpenCaseForm(),
    }
    return render(request, "web/finding.html", context)


def _pairs(value: routes.Finding, texts: PassageTexts | None) -> list[dict[str, Any]]:
    """Put the places of each passage beside its texts, if they were asked for."""
    pairs = texts.pairs if texts else [None] * len(value.passages)
    return [
        {
            "passage": passage,
            "text": pair,
            "document_place": passage.document_place and passage.document_place.message(),
            "secret_place": passage.secret_place and passage.secret_place.message(),
        }
        for passage, pair in zip(value.passages, pairs, strict=True)
    ]


def _asked(form: FindingFilterForm) -> findings.FindingFilter:
    asked = answers(form)
    scan = form.cleaned_data.get("scan")
    return findings.FindingFilter(
        **{name: value for name, value in asked.items() if name not in {"scan", "state", "sort"}},
        state="" if asked["state"] == "all" else asked["state"] or "open",
        scan=scan,
        sort=asked["sort"] or "-score",
    )


def _table(request: HttpRequest, asked: findings.FindingFilter) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    page = findings.finding_rows(asked, number=None)
    spoken = language()
    return Table(
        name="findings",
        head=(
            _("Strength"), _("State"), _("Secret"), _("Title"), _("Level"), _("Route"),
            _("Document"), _("Part"), _("SHA-256"), _("Found"), _("Reasons"),
        ),
        rows=(
            (
                word("strength", item.row.strength).label,
                word("finding-state", item.row.state).label,
                item.row.secret.code,
                item.row.secret.title,
                word("level", item.row.secret.level).label,
                word("route", item.row.route).label,
                item.row.path,
                item.row.part,
                item.row.document_sha256,
                item.row.found_at,
                "\n".join(reason.text(spoken) for reason in item.value.reasons),
            )
            for item in page.rows
        ),
    )  # fmt: skip
