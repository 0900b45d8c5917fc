# SPDX-License-Identifier: Apache-2.0
"""Pages which say what was wrong, where, and what to do; in the reader's language.

======================  ======  ==========================================
error                   status  meaning
======================  ======  ==========================================
``RefusedError``        403     this may not be done, by the rule named
``InputError``          422     what was given is wrong
``VerificationError``   500     evidence does not check out: somebody must look
``UnavailableError``    503     trying again is safe
======================  ======  ==========================================

An unknown secret, finding, job and the like is an ``InputError`` answered with 404.
"""

from __future__ import annotations

from http import HTTPStatus

import attrs
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiden.foundation.errors import (
    ErrorCode,
    HidenError,
    InputError,
    RefusedError,
    UnavailableError,
    VerificationError,
)

__all__ = ["bad_request", "error_page", "forbidden", "not_found", "server_error", "status_of"]

_UNKNOWN = frozenset(
    {
        ErrorCode.ACCESS_LIST_UNKNOWN,
        ErrorCode.AGREEMENT_UNKNOWN,
        ErrorCode.CASE_UNKNOWN,
        ErrorCode.CONTRADICTION_UNKNOWN,
        ErrorCode.COURSE_UNKNOWN,
        ErrorCode.FINDING_UNKNOWN,
        ErrorCode.JOB_UNKNOWN,
        ErrorCode.LEAF_UNKNOWN,
        ErrorCode.LINK_UNKNOWN,
        ErrorCode.PACK_UNKNOWN,
        ErrorCode.PAPER_UNKNOWN,
        ErrorCode.SCAN_UNKNOWN,
        ErrorCode.SECRET_UNKNOWN,
        ErrorCode.SOURCE_UNKNOWN,
        ErrorCode.STEP_UNKNOWN,
        ErrorCode.USER_UNKNOWN,
    }
)


@attrs.frozen(kw_only=True)
class _Kind:
    status: HTTPStatus
    title: Promise
    help: Promise


_KINDS: tuple[tuple[type[HidenError], _Kind], ...] = (
    (
        RefusedError,
        _Kind(
            status=HTTPStatus.FORBIDDEN,
            title=_("This is not permitted"),
            help=_("Nothing was changed. An administrator can change your role under Settings."),
        ),
    ),
    (
        InputError,
        _Kind(
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            title=_("Something that was given is not right"),
            help=_("Nothing was changed. Go back, correct it, and try again."),
        ),
    ),
    (
        VerificationError,
        _Kind(
            status=HTTPStatus.INTERNAL_SERVER_ERROR,
            title=_("The evidence does not check out"),
            help=_(
                "Change nothing on this machine. Keep a copy of the workspace folder as it is, and"
                " tell the person in charge of the records."
            ),
        ),
    ),
    (
        UnavailableError,
        _Kind(
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            title=_("Something did not answer"),
            help=_("Nothing is lost. Trying again in a moment is safe."),
        ),
    ),
)

_NOT_FOUND = _Kind(
    status=HTTPStatus.NOT_FOUND,
    title=_("There is nothing here"),
    help=_("It may have been removed, or the address may be mistyped. Start again from the menu."),
)
_FORBIDDEN = _Kind(
    status=HTTPStatus.FORBIDDEN,
    title=_("The page was open too long"),
    help=_("The form could not be checked. Reload the page and send it again."),
)
_BAD_REQUEST = _Kind(
    status=HTTPStatus.BAD_REQUEST,
    title=_("This request cannot be understood"),
    help=_("Go back, reload the page, and try again."),
)
_BROKEN = _Kind(
    status=HTTPStatus.INTERNAL_SERVER_ERROR,
    title=_("Hiden made a mistake"),
    help=_(
        "What you sent was not kept. The mistake was written to the server's log; please tell the"
        " administrator the time and what you were doing."
    ),
)


def status_of(error: HidenError) -> HTTPStatus:
    """Say which status answers an error."""
    return _kind_of(error).status


def error_page(request: HttpRequest, error: HidenError) -> HttpResponse:
    """Answer an error of Hiden."""
    return _page(request, _kind_of(error), error)


def bad_request(request: HttpRequest, **_: Exception) -> HttpResponse:
    """Answer what cannot be understood."""
    return _page(request, _BAD_REQUEST)


def forbidden(request: HttpRequest, **_: str) -> HttpResponse:
    """Answer a form whose protection against forgery does not match."""
    return _page(request, _FORBIDDEN)


def not_found(request: HttpRequest, **_: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return _page(request, _NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a mistake of ours."""
    return _page(request, _BROKEN)


def _kind_of(error: HidenError) -> _Kind:
    if error.code in _UNKNOWN:
        return _NOT_FOUND
    return next(kind for class_, kind in _KINDS if isinstance(error, class_))


def _page(request: HttpRequest, kind: _Kind, error: HidenError | None = None) -> HttpResponse:
    context = {"kind": kind, "said": error.message if error else None}
    return render(request, "web/error.html", context, status=kind.status)
