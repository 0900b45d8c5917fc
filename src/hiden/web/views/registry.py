# SPDX-License-Identifier: Apache-2.0
"""The registry: its list, taking it out as a file, taking a file in (台帳)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from hiden.web.forms.registry import ImportForm, RegistryFilterForm
from hiden.web.listing import FORMATS, Column, answers, page_number
from hiden.web.reader import actor, language
from hiden.workspace.messages import message_from_json
from hiden.workspace.queries import secrets
from hiden.workspace.queries.standing import today
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases import register

__all__ = ["import_file", "import_report", "registry"]

COLUMNS = (
    Column(label=_("Code"), sort="code"),
    Column(label=_("Title"), sort="title"),
    Column(label=_("Level"), sort="level"),
    Column(label=_("Owner"), sort="owner"),
    Column(label=_("Requirements")),
    Column(label=_("Originals"), sort="originals", is_number=True),
    Column(label=_("To decide"), sort="-findings", is_number=True),
    Column(label=_("Review by"), sort="review"),
)


def registry(request: HttpRequest) -> HttpResponse:
    """List the register, or give it out as a file."""
    if request.GET.get("export") in FORMATS:
        return _export(request, request.GET["export"])
    form = RegistryFilterForm(request.GET)
    asked = secrets.SecretFilter(**answers(form))
    context = {
        "form": form,
        "asked": asked,
        "columns": COLUMNS,
        "page": secrets.secret_rows(asked, number=page_number(request)),
        "last_import": secrets.last_import(),
    }
    return render(request, "web/registry.html", context)


def _export(request: HttpRequest, file_format: str) -> HttpResponse:
    extension, content_type = FORMATS[file_format]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register.{extension}"
        register.export_register(
            path, language=language(), file_format=file_format, by=actor(request)
        )
        data = path.read_bytes()
    day = today().strftime("%Y%m%d")
    return HttpResponse(
        data,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="register-{day}.{extension}"'},
    )


def import_file(request: HttpRequest) -> HttpResponse:
    """Take a register file in, and report every problem in it."""
    require(actor(request), Permission.EDIT_REGISTER)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "web/registry_import.html", {"form": form})
    upload = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register{Path(upload.name).suffix.lower()}"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        done = register.import_register(path, file_name=upload.name, by=actor(request))
    return redirect("registry-report", pk=done.pk)


def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was taken from a register file and what was not, and why."""
    done = secrets.last_import(pk)
    if done is None:
        raise Http404
    problems = [{**item, "reason": message_from_json(item)} for item in done.problems]
    context = {
        "done": done,
        "problems": sorted(problems, key=lambda item: item["severity"] != "error"),
        "refused": sum(item["severity"] == "error" for item in problems),
    }
    return render(request, "web/registry_report.html", context)
