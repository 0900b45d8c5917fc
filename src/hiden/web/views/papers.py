# SPDX-License-Identifier: Apache-2.0
"""Documents: which there are, filling one, which were issued (書式)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy

from hiden.foundation.errors import InputError
from hiden.foundation.language import LANGUAGES, Language
from hiden.foundation.paper import Paper
from hiden.guideline.papers import Template, find_template
from hiden.web.forms.papers import IssuedFilterForm, PaperForm
from hiden.web.listing import Column, answers, export, page_number
from hiden.web.reader import actor, language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries import organisation, papers as queries
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.papers import PaperForm as FileKind, PaperOrder, issue_paper

__all__ = ["paper", "papers"]

COLUMNS = (
    Column(label=gettext_lazy("Document"), sort="template"),
    Column(label=gettext_lazy("Edition")),
    Column(label=gettext_lazy("Kind of file")),
    Column(label=gettext_lazy("Secrets")),
    Column(label=gettext_lazy("Issued"), sort="-issued"),
    Column(label=gettext_lazy("Made by"), sort="by"),
    Column(label="SHA-256"),
)
TYPES = {
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF: "application/pdf",
    FileKind.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def papers(request: HttpRequest) -> HttpResponse:
    """Show the documents, and those that were issued."""
    form = IssuedFilterForm(request.GET)
    asked = queries.IssuedFilter(**answers(form))
    answer = export(request, lambda: _table(asked))
    if answer is not None:
        return answer
    context = {
        "shelves": queries.shelves(),
        "form": form,
        "asked": asked,
        "columns": COLUMNS,
        "page": queries.issued_rows(asked, number=page_number(request)),
    }
    return render(request, "web/measures_papers.html", context)


def paper(request: HttpRequest, template_id: str) -> HttpResponse:
    """Show a document as it would read; give it out as a file."""
    template = find_template(template_id)
    sent = request.POST if request.method == "POST" else None
    written = _language(sent or request.GET)
    form = PaperForm(sent, template=template, language=written, company=organisation.name())
    is_fit = sent is not None and form.is_valid()
    if sent is not None and sent.get("act") != "preview":
        require(actor(request), Permission.ISSUE_PAPERS)
        answer = _issue(request, form, template, written) if is_fit else None
        if answer is not None:
            return answer
    context = {
        "template": template,
        "written": written,
        "languages": LANGUAGES,
        "form": form,
        "paper": _preview(form, template, written),
        "is_clean": is_fit and form.is_clean(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/measures_paper.html", context, status=status)


def _language(data: Any) -> Language:
    asked = data.get("language", "")
    return next((code for code in LANGUAGES if code == asked), language())


def _issue(
    request: HttpRequest, form: PaperForm, template: Template, written: Language
) -> HttpResponse | None:
    """Give the file; ``None``, with the reason in the form, if it cannot be made."""
    order = PaperOrder(
        template=template.id,
        values=form.values(),
        language=written,
        form=form.kind(),
        codes=form.chosen(),
        is_clean=form.is_clean(),
    )
    try:
        printed = issue_paper(order, by=actor(request))
    except InputError as problem:
        form.add_error(None, problem.text(language()))
        return None
    return HttpResponse(
        printed.data,
        content_type=TYPES[order.form],
        headers={"Content-Disposition": f'attachment; filename="{printed.file_name}"'},
    )


def _preview(form: PaperForm, template: Template, written: Language) -> dict[str, Any]:
    """Return the document and its blocks, each with the name of its kind."""
    values = form.values() if form.is_bound and form.is_valid() else {}
    codes = form.chosen() if form.is_bound and form.is_valid() else ()
    found: Paper = queries.preview(template.id, values=values, language=written, codes=codes)
    blocks = [{"kind": type(block).__name__.lower(), "block": block} for block in found.blocks]
    return {"value": found, "blocks": blocks}


def _table(asked: queries.IssuedFilter) -> Table:
    return Table(
        name="documents",
        head=(
            _("Document"), _("Edition"), _("Language"), _("Kind of file"), _("Secrets"),
            _("Issued"), _("Made by"), "SHA-256",
        ),
        rows=(
            (
                item.name.text(language()),
                item.row.template_version,
                item.row.language,
                word("paper-form", item.row.form).label,
                "; ".join(item.row.codes),
                item.row.issued_at,
                item.row.issued_by,
                item.row.sha256,
            )
            for item in queries.issued_rows(asked, number=None).rows
        ),
    )  # fmt: skip
