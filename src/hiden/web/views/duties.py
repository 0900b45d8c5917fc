# SPDX-License-Identifier: Apache-2.0
"""Confirmations: who was asked which duties apply, who confirmed, on a page or on paper (確認)."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy

from hiden.foundation.errors import InputError
from hiden.foundation.wording import day_wording
from hiden.web.forms.duties import (
    AskForm,
    RequestFilterForm,
    SignedPaperForm,
)
from hiden.web.listing import Column, answers, export, page_number
from hiden.web.outside import hash_of, mailto
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries import duties as queries, organisation
from hiden.workspace.queries.standing import today
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases import duties as acts

__all__ = [
    "ask",
    "duties",
    "request_page",
]

REQUEST_COLUMNS = (
    Column(label=gettext_lazy("Person"), sort="person"),
    Column(label=gettext_lazy("State")),
    Column(label=gettext_lazy("Secrets")),
    Column(label=gettext_lazy("Asked on"), sort="-requested"),
    Column(label=gettext_lazy("Confirm by"), sort="due"),
    Column(label=gettext_lazy("Confirmed on"), sort="-given"),
)


def duties(request: HttpRequest) -> HttpResponse:
    """List who was asked to confirm, and who did."""
    form = RequestFilterForm(request.GET)
    asked = queries.RequestFilter(**answers(form))
    answer = export(request, lambda: _request_table(asked))
    if answer is not None:
        return answer
    context = {
        "form": form,
        "asked": asked,
        "columns": REQUEST_COLUMNS,
        "page": queries.request_rows(asked, today=today(), number=page_number(request)),
        "counts": queries.counts(today=today()),
    }
    return render(request, "web/measures_duties.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """Ask a person to confirm; the link is shown this once and never again."""
    require(actor(request), Permission.MANAGE_DUTIES)
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, initial={"language": language(), "person": request.GET.get("person", "")})
    if sent is not None and form.is_valid():
        try:
            row, token = acts.request_acknowledgement(form.to_asked(), by=actor(request))
        except InputError as problem:
            form.add_error(None, problem.text(language()))
        else:
            link = request.build_absolute_uri(reverse("measures-acknowledge", args=[token]))
            asked = form.to_asked()
            context = {"row": row, "link": link, "mail": _mail(asked, link)}
            return render(request, "web/measures_link.html", context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "people": queries.people()}
    return render(request, "web/measures_ask.html", context, status=status)


def request_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show one request with its statement; record that it was signed on paper."""
    found, status = queries.request(uid, today=today()), HTTPStatus.OK
    form = SignedPaperForm()
    if request.method == "POST":
        form = SignedPaperForm(request.POST, request.FILES)
        require(actor(request), Permission.MANAGE_DUTIES)
        if form.is_valid():
            acts.record_paper(
                str(uid),
                file_sha256=hash_of(form.cleaned_data["scan"]),
                signed_on=form.cleaned_data["signed_on"],
                by=actor(request),
            )
            messages.success(request, _("The signed paper was recorded by its SHA-256."))
            return redirect("measures-request", uid=uid)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"found": found, "row": found.row, "form": form}
    return render(request, "web/measures_request.html", context, status=status)


def _mail(asked: acts.Asked, link: str) -> str:
    """Return the address of a mail with the link, in the language of the statement."""
    with translation.override(asked.language):
        company = organisation.name()
        subject = _("Please confirm your duty of confidentiality")
        body = _(
            "Please open this link, read which information is kept secret and which duties apply,"
            " and confirm.\n\n%(link)s\n\nThe link is for you alone. Do not pass it on."
        ) % {"link": link}
        due = asked.due_on and _("Please confirm by %(day)s.") % {
            "day": day_wording(asked.due_on).text(asked.language)
        }
        body = "\n\n".join(part for part in (body, due, company) if part)
    return mailto(asked.mail, subject=subject, body=body)


def _request_table(asked: queries.RequestFilter) -> Table:
    rows = queries.request_rows(asked, today=today(), number=None).rows
    return Table(
        name="confirmations",
        head=(
            _("Person"), _("State"), _("Secrets"), _("Asked on"), _("Confirm by"),
            _("Confirmed on"), _("How"), _("SHA-256 of the statement"),
        ),
        rows=(
            (
                item.row.person,
                word("request", item.state).label,
                "; ".join(item.row.codes),
                item.row.requested_at,
                item.row.due_on,
                item.row.acknowledged_on,
                word("means", item.row.means).label,
                item.row.statement_sha256,
            )
            for item in rows
        ),
    )  # fmt: skip
