# SPDX-License-Identifier: Apache-2.0
"""The ledger: is everything sealed, and can a stranger check it (記録)."""

from __future__ import annotations

from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.web.forms.acts import LedgerFilterForm
from hiden.web.listing import answers, export, page_number
from hiden.web.reader import actor
from hiden.web.spreadsheet import Table
from hiden.workspace.queries import ledger as queries
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.ledger import LedgerVerdict, prove_entry, verify_ledger

__all__ = ["checker", "ledger", "proof", "verify"]

CHECKER = "standalone_verify.py"


def ledger(request: HttpRequest) -> HttpResponse:
    """Show what is sealed, and how it is checked."""
    form = LedgerFilterForm(request.GET)
    text = answers(form)["text"]
    answer = export(request, lambda: _table(request, text))
    return answer if answer is not None else _page(request, form, text, verdict=None)


def verify(request: HttpRequest) -> HttpResponse:
    """Check the whole ledger and show what came of it; reloading shows the ledger."""
    if request.method != "POST":
        return redirect(f"{reverse('ledger')}?{request.GET.urlencode()}")
    verdict = verify_ledger(by=actor(request))
    return _page(request, LedgerFilterForm({}), "", verdict=verdict)


@require_POST
def proof(request: HttpRequest, position: int) -> HttpResponse:
    """Give out the proof of one entry, which a stranger can check without us."""
    return HttpResponse(
        prove_entry(position, by=actor(request)),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="hiden-entry-{position}.json"'},
    )


def checker(_request: HttpRequest) -> HttpResponse:
    """Give out the program with which strangers check the ledger; it needs nothing of Hiden."""
    program = resources.files("hiden.evidence").joinpath(CHECKER)
    return HttpResponse(
        program.read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{CHECKER}"'},
    )


def _page(
    request: HttpRequest, form: LedgerFilterForm, text: str, *, verdict: LedgerVerdict | None
) -> HttpResponse:
    context = {
        "form": form,
        "verdict": verdict,
        "state": queries.state(),
        "history": queries.history(),
        "page": queries.entries(text=text, number=page_number(request)),
    }
    return render(request, "web/ledger.html", context)


def _table(request: HttpRequest, text: str) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    return Table(
        name="ledger",
        head=(_("Entry"), _("Time"), _("Act"), _("Account"), _("Subject"), _("Hash of the leaf")),
        rows=(
            (row.position, row.at, row.act, row.actor, row.subject, row.leaf)
            for row in queries.entries(text=text, number=None).rows
        ),
    )
