# SPDX-License-Identifier: Apache-2.0
"""Signing in and out, and choosing the language."""

from __future__ import annotations

from typing import get_args

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hiden.foundation.language import Language
from hiden.web.forms.session import SignInForm
from hiden.workspace.queries import users
from hiden.workspace.use_cases.users import set_language

__all__ = ["SignInView", "SignOutView", "choose_language"]


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """The page for signing in."""

    authentication_form = SignInForm
    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Say whether there is any account to sign in with."""
        return super().get_context_data(is_first=not users.any_account(), **kwargs)


class SignOutView(LogoutView):
    """Signing out, by POST."""

    next_page = settings.LOGIN_URL


@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on: stored for a user, in a cookie before signing in."""
    chosen = next(
        (code for code in get_args(Language) if code == request.POST.get("language")), None
    )
    if chosen is None:
        raise Http404
    if request.user.is_authenticated:
        set_language(request.user.username, language=chosen)
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return resolve_url(settings.LOGIN_REDIRECT_URL)
