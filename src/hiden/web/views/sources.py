# SPDX-License-Identifier: Apache-2.0
"""Settings, first page: where Hiden looks, and how each place is (ソース)."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.foundation.errors import InputError
from hiden.web.forms.acts import SourceForm
from hiden.web.listing import export
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.workspace.queries import scans
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.scans import request_scan
from hiden.workspace.use_cases.sources import add_source, remove_source

__all__ = ["remove", "scan_now", "sources"]


def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources with their health; add one."""
    answer = export(request, lambda: _table(request))
    if answer is not None:
        return answer
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _add(request, form):
        return redirect("settings")
    return render(request, "web/settings.html", {"form": form, "sources": scans.sources()})


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Search a folder no longer."""
    name = request.POST.get("name", "")
    remove_source(name, by=actor(request))
    messages.success(
        request, _("“%(name)s” is not searched any more. Its findings stay.") % {"name": name}
    )
    return redirect("settings")


@require_POST
def scan_now(request: HttpRequest) -> HttpResponse:
    """Search a source now."""
    source = scans.source(request.POST.get("name", ""))
    job = request_scan(source=source, by=actor(request))
    return redirect("settings-job", pk=job.pk)


def _add(request: HttpRequest, form: SourceForm) -> bool:
    """Add the source of the form; say whether it was added, else the form has the reason."""
    data = form.cleaned_data
    path = Path(data["path"].strip().strip('"')).expanduser()
    try:
        add_source(data["name"], path=path, origin=data["origin"], by=actor(request))
    except InputError as problem:
        form.add_error(None, problem.text(language()))
        return False
    messages.success(request, _("“%(name)s” was added.") % {"name": data["name"]})
    return True


def _table(request: HttpRequest) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    return Table(
        name="sources",
        head=(_("Source"), _("Folder"), _("Last seen"), _("Files"), _("Could not be read")),
        rows=(
            (
                row.source.name,
                row.source.path,
                row.source.last_seen_at,
                row.source.files_seen,
                row.source.files_unreadable,
            )
            for row in scans.sources()
        ),
    )
