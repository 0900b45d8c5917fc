# SPDX-License-Identifier: Apache-2.0
"""The files that hold a secret: having them fingerprinted, and forgotten again."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.web.reader import actor
from hiden.workspace.use_cases import originals

__all__ = ["add", "add_folder", "paths_of", "remove"]


def paths_of(text: str) -> list[Path]:
    """Return the paths in a text, one per line; quotes, as a copied path has, are dropped."""
    lines = (line.strip().strip('"') for line in text.splitlines())
    return [Path(line).expanduser() for line in lines if line]


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Have files fingerprinted as originals of one secret."""
    paths = paths_of(request.POST.get("paths", ""))
    job = originals.request_indexing(paths, code=code, by=actor(request))
    return redirect("settings-job", pk=job.pk)


@require_POST
def add_folder(request: HttpRequest) -> HttpResponse:
    """Have a folder fingerprinted whose first level of folders is named by the codes."""
    paths = paths_of(request.POST.get("paths", ""))
    job = originals.request_indexing(paths, code=None, by=actor(request))
    return redirect("settings-job", pk=job.pk)


@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take the originals of a secret out of the index."""
    count = originals.remove_originals(code, by=actor(request))
    messages.success(
        request,
        _("%(count)d originals were taken out of the index. The files were not touched.")
        % {"count": count},
    )
    return redirect("registry-secret", code=code)
