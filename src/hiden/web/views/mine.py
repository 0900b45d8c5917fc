# SPDX-License-Identifier: Apache-2.0
"""One's own duties: what a person has to confirm and to learn, signed in or by a personal link.

Rules of the pages behind a link:
    * Whoever holds the link is the person; a session plays no part, so no form there needs its
      token, and the address goes to no other page (``Referrer-Policy: no-referrer``).
    * They speak the language of the request, have no menu, and are kept by nobody.
    * Unknown links are counted; after several from one address there is a pause.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hiden.foundation.errors import InputError
from hiden.guideline.courses import Course, QuizResult, find_course
from hiden.web.forms.duties import QuizForm
from hiden.web.reader import actor
from hiden.web.throttle import is_paused, note_failure
from hiden.workspace.queries import duties as queries, training
from hiden.workspace.queries.standing import today
from hiden.workspace.roles import Actor, Permission, Role, require
from hiden.workspace.use_cases import duties as acts

__all__ = ["acknowledge", "confirm", "course", "guarded", "link_course", "mine", "unknown_link"]

LINKS = "link:"
"""Under this name unknown links are counted; no account can have it."""


def mine(request: HttpRequest) -> HttpResponse:
    """Show what the reader has to confirm, and the courses."""
    by = actor(request)
    found = queries.own(by.name, role=by.role, today=today())
    return render(request, "web/mine.html", {"own": found})


@require_POST
def confirm(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Confirm one's own duties on a page of one's account."""
    acts.acknowledge(str(uid), by=actor(request))
    messages.success(request, _("Thank you. Your confirmation was recorded."))
    return redirect("measures-mine")


def course(request: HttpRequest, course_id: str) -> HttpResponse:
    """Show a course and its questions; grade what was answered."""
    by, taught = actor(request), find_course(course_id)
    require(by, Permission.ACKNOWLEDGE)
    context, status = _teach(request, taught, person=by.name, by=by)
    return render(request, "web/course.html", context, status=status)


def _by_link(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer as the rules of this module say."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        try:
            spoken = acts.by_link(token).language
        except InputError:
            return unknown_link(request)
        with translation.override(spoken):
            return guarded(view(request, token))

    return answer


@_by_link
def acknowledge(request: HttpRequest, token: str) -> HttpResponse:
    """Show a person which secrets and duties apply; record that they confirm."""
    row = acts.by_link(token)
    if request.method == "POST":
        acts.acknowledge(str(row.uid), token=token)
        return redirect("measures-acknowledge", token=token)
    role = Role.MEMBER
    courses = training.own_courses(row.person, role=role, today=today())
    context = {
        "row": row,
        "token": token,
        "lines": row.statement.split("\n"),
        "expected": next(item for item in courses if item.is_expected),
    }
    return render(request, "web/acknowledge.html", context)


@_by_link
def link_course(request: HttpRequest, token: str) -> HttpResponse:
    """Teach the course for everybody to whoever follows a link."""
    row = acts.by_link(token)
    by = Actor(name=f"link:{row.uid}", role=Role.MEMBER)
    context, status = _teach(request, find_course(training.FOR_ALL), person=row.person, by=by)
    return render(request, "web/course_link.html", {**context, "token": token}, status=status)


def unknown_link(request: HttpRequest) -> HttpResponse:
    """Answer a link that belongs to nobody; after several there is a pause."""
    address = request.META.get("REMOTE_ADDR", "")
    is_too_many = is_paused(LINKS, address=address)
    if not is_too_many:
        note_failure(LINKS, address=address)
    status = HTTPStatus.TOO_MANY_REQUESTS if is_too_many else HTTPStatus.NOT_FOUND
    context = {"is_too_many": is_too_many}
    return guarded(render(request, "web/link_unknown.html", context, status=status))


def guarded(response: HttpResponse) -> HttpResponse:
    """Have an answer kept by nobody, listed nowhere, and its address told to nobody."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _teach(
    request: HttpRequest, taught: Course, *, person: str, by: Actor
) -> tuple[Mapping[str, Any], HTTPStatus]:
    """Return what the page of a course shows, and its status."""
    sent = request.POST if request.method == "POST" else None
    form = QuizForm(sent, course=taught)
    result: QuizResult | None = None
    if sent is not None and form.is_valid():
        _row, result = acts.record_training(
            person, course=taught.id, answers=form.cleaned_data, by=by
        )
    context = {"course": taught, "form": form, "result": result, "wrong": _wrong(result)}
    return context, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _wrong(result: QuizResult | None) -> list[dict[str, Any]]:
    """Return each wrong answer beside the right one."""
    return [
        {
            "question": item.question,
            "chosen": next(o for o in item.question.options if o.id == item.chosen),
            "right": next(o for o in item.question.options if o.id == item.question.right),
        }
        for item in (result.wrong if result else ())
    ]
