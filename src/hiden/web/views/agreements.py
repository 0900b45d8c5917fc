# SPDX-License-Identifier: Apache-2.0
"""Agreements: duties of secrecy that somebody signed, in force and ending (契約・誓約書)."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hiden.foundation.errors import InputError
from hiden.web.forms.duties import AgreementFilterForm, AgreementForm, agreement_initial
from hiden.web.listing import Column, answers, export, page_number
from hiden.web.outside import hash_of
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries import agreements as queries, duties
from hiden.workspace.queries.standing import today
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases import duties as acts

__all__ = ["agreement", "agreements", "remove_agreement"]

COLUMNS = (
    Column(label=gettext_lazy("Code"), sort="code"),
    Column(label=gettext_lazy("Other party"), sort="party"),
    Column(label=gettext_lazy("Kind"), sort="kind"),
    Column(label=gettext_lazy("State")),
    Column(label=gettext_lazy("Signed on"), sort="-signed"),
    Column(label=gettext_lazy("Last day"), sort="ends"),
    Column(label=gettext_lazy("Secrets")),
)


def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements, those that end first in front."""
    form = AgreementFilterForm(request.GET)
    asked = queries.AgreementFilter(**answers(form))
    answer = export(request, lambda: _table(asked))
    if answer is not None:
        return answer
    context = {
        "form": form,
        "asked": asked,
        "columns": COLUMNS,
        "page": queries.agreement_rows(asked, today=today(), number=page_number(request)),
        "counts": duties.counts(today=today()),
    }
    return render(request, "web/measures_agreements.html", context)


def agreement(request: HttpRequest, code: str = "") -> HttpResponse:
    """Record an agreement, or correct its record."""
    require(actor(request), Permission.MANAGE_DUTIES)
    known = queries.agreement(code, today=today()) if code else None
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial=agreement_initial(known.value) if known else {"kind": "nda"},
    )
    form.fields["code"].disabled = known is not None
    if request.method == "POST" and form.is_valid() and _record(request, form, known):
        messages.success(request, _("The agreement was recorded."))
        return redirect("measures-agreements")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(
        request, "web/measures_agreement.html", {"form": form, "known": known}, status=status
    )


@require_POST
def remove_agreement(request: HttpRequest, code: str) -> HttpResponse:
    """Remove the record of an agreement."""
    acts.remove_agreement(code, by=actor(request))
    messages.success(request, _("The record was removed. That it was there stays in the ledger."))
    return redirect("measures-agreements")


def _record(request: HttpRequest, form: AgreementForm, known: queries.AgreementRow | None) -> bool:
    """Save what the form holds; say whether it was saved, else the form has the reason."""
    value = form.to_agreement()
    if value is None:
        return False
    kept = known.row.file_sha256 if known else ""
    digest = hash_of(form.cleaned_data["scan"]) or kept
    try:
        acts.record_agreement(value, file_sha256=digest, by=actor(request))
    except InputError as problem:
        form.add_error(None, problem.text(language()))
        return False
    return True


def _table(asked: queries.AgreementFilter) -> Table:
    return Table(
        name="agreements",
        head=(
            _("Code"), _("Other party"), _("Kind"), _("State"), _("Signed on"), _("First day"),
            _("Last day"), _("Secrets"), _("What it covers"), _("SHA-256 of the scan"),
        ),
        rows=(
            (
                item.value.code,
                item.value.party,
                word("agreement-kind", item.value.kind).label,
                word("agreement", item.state).label,
                item.value.signed_on,
                item.value.starts_on,
                item.value.ends_on,
                "; ".join(item.value.secrets),
                item.value.scope,
                item.row.file_sha256,
            )
            for item in queries.agreement_rows(asked, today=today(), number=None).rows
        ),
    )  # fmt: skip
