# SPDX-License-Identifier: Apache-2.0
"""The first start: six steps, in any order, resumable; the sample company beside them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.web.forms.acts import CompanyForm
from hiden.web.forms.registry import OriginalsForm
from hiden.web.reader import actor
from hiden.workspace.queries import measures, organisation, secrets
from hiden.workspace.use_cases import organisation as acts, sample

__all__ = ["first_start", "load_sample", "name_company", "remove_sample", "skip"]

REMARKS_SHOWN = 5


def first_start(request: HttpRequest) -> HttpResponse:
    """Show the steps, and what to do in the next one."""
    context = {
        "start": organisation.first_start(),
        "company_form": CompanyForm(initial={"name": organisation.name()}),
        "originals_form": OriginalsForm(),
        "checked": secrets.remarked(limit=REMARKS_SHOWN),
        "weakest": measures.weakest_secret(),
    }
    return render(request, "web/start.html", context)


@require_POST
def name_company(request: HttpRequest) -> HttpResponse:
    """Name the organisation."""
    form = CompanyForm(request.POST)
    if form.is_valid():
        acts.name_organisation(form.cleaned_data["name"], by=actor(request))
    return redirect("overview-start")


@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """Leave a step out, or say that its check is done."""
    step = next((s for s in organisation.StepName if s == request.POST.get("step")), None)
    if step is None:
        raise Http404
    acts.skip_step(step, by=actor(request))
    return redirect("overview-start")


@require_POST
def load_sample(request: HttpRequest) -> HttpResponse:
    """Have the sample company loaded."""
    job = sample.request_sample(by=actor(request))
    return redirect("settings-job", pk=job.pk)


@require_POST
def remove_sample(request: HttpRequest) -> HttpResponse:
    """Remove the sample company with everything that came of it."""
    sample.remove_sample(by=actor(request))
    messages.success(request, _("The sample company was removed. What it did stays in the ledger."))
    return redirect("overview-start")
