# SPDX-License-Identifier: Apache-2.0
"""Who may come in, in which language, and what is shown when something is wrong.

Rules:
    * Everything needs a signed-in user, but for the views marked ``login_not_required`` (signing
      in, choosing a language) and static files.
    * The language which a user has stored wins over the cookie and ``Accept-Language``.
    * No browser keeps a page that a signed-in user saw.
    * An error of Hiden becomes a status code and a page which says what, where and what to do.
    * Anything else is logged here, the one broad boundary, and raised again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control

from hiden.foundation.errors import HidenError
from hiden.web.error_pages import error_page

__all__ = ["ErrorMiddleware", "SignInMiddleware"]

_logger = logging.getLogger(__name__)


class SignInMiddleware(LoginRequiredMiddleware):
    """Let signed-in users in, and speak the language which they have stored."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Activate the user's language, or send to the page for signing in."""
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Have no browser keep what a signed-in user saw."""
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response


class ErrorMiddleware:
    """Turn errors of Hiden into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand in the chain before ``get_response``."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an error of Hiden; log a mistake of ours and let Django raise it again."""
        if isinstance(error, HidenError):
            return error_page(request, error)
        if isinstance(error, Http404 | PermissionDenied | BadRequest | SuspiciousOperation):
            return None
        _logger.error("%s %s: %s", request.method, request.path, type(error).__name__)
        return None
