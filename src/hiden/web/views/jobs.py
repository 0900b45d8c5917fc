# SPDX-License-Identifier: Apache-2.0
"""Long work: its list, its progress, its result."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.web.forms.acts import JobFilterForm
from hiden.web.listing import answers, export, page_number
from hiden.web.reader import actor
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.messages import message_from_json
from hiden.workspace.queries import jobs as queries
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.jobs import cancel_job

__all__ = ["cancel", "job", "jobs", "progress"]


def jobs(request: HttpRequest) -> HttpResponse:
    """List jobs, newest first."""
    form = JobFilterForm(request.GET)
    state = answers(form)["state"]
    answer = export(request, lambda: _table(request, state))
    if answer is not None:
        return answer
    page = queries.jobs(state=state, number=page_number(request))
    return render(request, "web/jobs.html", {"form": form, "page": page})


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one job."""
    return render(request, "web/job.html", _context(pk))


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show only how far a job is; the page asks for it every second while it runs."""
    return render(request, "web/parts/job_progress.html", _context(pk))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a job; what it did until then stays."""
    cancel_job(pk, by=actor(request))
    return redirect("settings-job", pk=pk)


def _context(pk: int) -> dict[str, Any]:
    found = queries.job(pk)
    return {
        "job": found,
        "error": message_from_json(found.error) if found.error else None,
        "percent": min(100, found.done * 100 // found.total) if found.total else None,
    }


def _table(request: HttpRequest, state: str) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    return Table(
        name="jobs",
        head=(_("Job"), _("State"), _("Asked for"), _("Account"), _("Finished")),
        rows=(
            (
                word("job", row.kind).label,
                word("job-state", row.state).label,
                row.requested_at,
                row.requested_by,
                row.finished_at,
            )
            for row in queries.jobs(state=state, number=None).rows
        ),
    )
