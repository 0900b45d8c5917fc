# SPDX-License-Identifier: Apache-2.0
"""What stands around every page: menu, organisation, reader and the state of the ledger."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import attrs
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiden.web.reader import actor, language, permissions
from hiden.workspace.queries import duties, findings, ledger, organisation, sight
from hiden.workspace.roles import ROLE_NAMES

__all__ = ["MENU", "MenuItem", "frame"]


@attrs.frozen(kw_only=True)
class MenuItem:
    """One entry of the menu.

    Attributes:
        name: Name of the page's URL and of its icon, and first part of the names below it.
        label: What people read.
    """

    name: str
    label: Promise


MENU = (
    MenuItem(name="overview", label=_("Overview")),
    MenuItem(name="registry", label=_("Registry")),
    MenuItem(name="measures", label=_("Measures")),
    MenuItem(name="findings", label=_("Findings")),
    MenuItem(name="cases", label=_("Cases")),
    MenuItem(name="ledger", label=_("Ledger")),
    MenuItem(name="law", label=_("Law")),
    MenuItem(name="settings", label=_("Settings")),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Say what stands around a page; before signing in, nothing but the language."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"page_language": language(), "here": _here(request)}
    by = actor(request)
    return {
        "page_language": language(),
        "here": _here(request),
        "menu": _menu(request),
        "organisation_name": organisation.name(),
        "ledger_state": ledger.state(),
        "reader_name": by.name,
        "own_duties": duties.count_open(by.name),
        "reader_role": ROLE_NAMES[by.role],
        "can": permissions(by),
    }


def _here(request: HttpRequest) -> str:
    """Return the page to come back to; for an answer to a form, the page with the form."""
    if request.method == "GET":
        return request.get_full_path()
    return urlsplit(request.META.get("HTTP_REFERER", "")).path or "/"


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    match = request.resolver_match
    here = match.url_name.partition("-")[0] if match and match.url_name else ""
    counts = {"findings": findings.count_open(), "measures": sight.count_open(strong_only=True)}
    return [
        {
            "name": item.name,
            "label": item.label,
            "url": reverse(item.name),
            "is_current": item.name == here,
            "count": counts.get(item.name, 0),
        }
        for item in MENU
    ]
