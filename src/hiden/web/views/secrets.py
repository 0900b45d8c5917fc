# SPDX-License-Identifier: Apache-2.0
"""One secret: its health, changing it, withdrawing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.foundation.errors import InputError
from hiden.web.forms.registry import OriginalsForm, SecretForm, WithdrawForm, initial_of
from hiden.web.reader import actor, language
from hiden.workspace.messages import message_from_json
from hiden.workspace.queries import secrets
from hiden.workspace.queries.sight import open_contradictions
from hiden.workspace.queries.standing import standing_of
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases import register

__all__ = ["edit", "new", "secret", "withdraw"]


def secret(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything about one secret."""
    page = secrets.secret(code)
    context = {
        "page": page,
        "secret": page.row.value,
        "originals": [
            {
                "original": original,
                "problem": message_from_json(original.problem) if original.problem else None,
            }
            for original in page.originals
        ],
        "originals_form": OriginalsForm(),
        "withdraw_form": WithdrawForm(),
        "judged": None if page.row.withdrawn_at else standing_of(code)[1],
        "sight": len(open_contradictions(code)),
    }
    return render(request, "web/secret.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Put a secret into the register."""
    return _edit(request, SecretForm(request.POST or None), code=None)


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a secret of the register."""
    known = secrets.secret(code)
    form = SecretForm(request.POST or None, initial=initial_of(known.row.value))
    form.fields["code"].disabled = True
    return _edit(request, form, code=code)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Mark a secret as no longer one."""
    register.withdraw_secret(code, reason=request.POST.get("reason", ""), by=actor(request))
    messages.success(
        request, _("%(code)s was withdrawn. It stays in the register, marked.") % {"code": code}
    )
    return redirect("registry-secret", code=code)


def _edit(request: HttpRequest, form: SecretForm, *, code: str | None) -> HttpResponse:
    require(actor(request), Permission.EDIT_REGISTER)
    saved = _save(request, form) if request.method == "POST" and form.is_valid() else None
    if saved is None:
        return render(request, "web/secret_edit.html", {"form": form, "code": code})
    messages.success(request, _("%(code)s was saved.") % {"code": saved})
    return redirect("registry-secret", code=saved)


def _save(request: HttpRequest, form: SecretForm) -> str | None:
    """Save what the form holds; ``None``, with the reason in the form, if it is refused."""
    value = form.to_secret()
    if value is None:
        return None
    try:
        return register.save_secret(value, by=actor(request)).code
    except InputError as problem:
        form.add_error(None, problem.text(language()))
        return None
