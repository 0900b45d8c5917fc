# SPDX-License-Identifier: Apache-2.0
"""Settings, second page: who signs in, with which role."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiden.foundation.errors import InputError
from hiden.foundation.language import as_language
from hiden.web.forms.acts import UserForm
from hiden.web.listing import export
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.workspace.queries import users as queries
from hiden.workspace.roles import ACCOUNT_ROLES, ROLE_NAMES, Role
from hiden.workspace.use_cases.users import change_role, create_user, set_active, set_password

__all__ = ["change", "users"]


def users(request: HttpRequest) -> HttpResponse:
    """Show the accounts; make one."""
    rows = queries.accounts(by=actor(request))
    answer = export(request, lambda: _table(request))
    if answer is not None:
        return answer
    form = UserForm(
        request.POST or None, initial={"role": Role.CONTRIBUTOR, "language": language()}
    )
    if request.method == "POST" and form.is_valid() and _create(request, form):
        return redirect("settings-users")
    context = {
        "form": form,
        "rows": [{"user": row, "role": ROLE_NAMES[Role(row.role)]} for row in rows],
        "roles": [(role.value, ROLE_NAMES[role]) for role in ACCOUNT_ROLES],
    }
    return render(request, "web/users.html", context)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Change the role, the password or the state of an account."""
    name, by = request.POST.get("name", ""), actor(request)
    match request.POST.get("act"):
        case "role":
            role = next((r for r in ACCOUNT_ROLES if r == request.POST.get("role")), Role.AUDITOR)
            change_role(name, role=role, by=by)
        case "password":
            set_password(name, password=request.POST.get("password", ""), by=by)
        case "close":
            set_active(name, active=False, by=by)
        case "open":
            set_active(name, active=True, by=by)
        case _:
            return redirect("settings-users")
    messages.success(request, _("The account “%(name)s” was changed.") % {"name": name})
    return redirect("settings-users")


def _create(request: HttpRequest, form: UserForm) -> bool:
    """Make the account of the form; say whether it was made, else the form has the reason."""
    data = form.cleaned_data
    try:
        create_user(
            data["name"],
            role=Role(data["role"]),
            password=data["password"],
            language=as_language(data["language"]),
            by=actor(request),
        )
    except InputError as problem:
        form.add_error(None, problem.text(language()))
        return False
    messages.success(request, _("The account “%(name)s” was made.") % {"name": data["name"]})
    return True


def _table(request: HttpRequest) -> Table:
    return Table(
        name="accounts",
        head=(_("User name"), _("Role"), _("Language"), _("Last sign-in"), _("Active")),
        rows=(
            (
                row.username,
                ROLE_NAMES[Role(row.role)].text(language()),
                row.language,
                row.last_login,
                _("yes") if row.is_active else _("no"),
            )
            for row in queries.accounts(by=actor(request))
        ),
    )
