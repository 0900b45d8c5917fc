# SPDX-License-Identifier: Apache-2.0
"""Settings, last page: the reader's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiden.foundation.errors import InputError
from hiden.web.forms.session import PasswordForm
from hiden.web.reader import actor, language
from hiden.workspace.use_cases.users import set_password

__all__ = ["account"]


def account(request: HttpRequest) -> HttpResponse:
    """Let the reader change the own password."""
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _change(request, form):
        return redirect("settings-account")
    return render(request, "web/account.html", {"form": form})


def _change(request: HttpRequest, form: PasswordForm) -> bool:
    """Change the password; say whether it was changed, else the form has the reason."""
    by = actor(request)
    try:
        set_password(by.name, password=form.cleaned_data["password"], by=by)
    except InputError as problem:
        form.add_error("password", problem.text(language()))
        return False
    update_session_auth_hash(request, get_user_model().objects.get_by_natural_key(by.name))
    messages.success(request, _("Your password was changed."))
    return True
