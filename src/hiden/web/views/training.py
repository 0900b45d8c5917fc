# SPDX-License-Identifier: Apache-2.0
"""Training records: who has not taken a course, whose training runs out (研修)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hiden.web.forms.duties import TrainingFilterForm
from hiden.web.listing import Column, answers, export
from hiden.web.outside import mailto
from hiden.web.reader import language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries import duties, training as queries
from hiden.workspace.queries.standing import today

__all__ = ["trainings"]

COLUMNS = (
    Column(label=gettext_lazy("Person"), sort="person"),
    Column(label=gettext_lazy("Course"), sort="course"),
    Column(label=gettext_lazy("State"), sort="state"),
    Column(label=gettext_lazy("Last taken")),
    Column(label=gettext_lazy("Valid until"), sort="until"),
    Column(label=gettext_lazy("Remind")),
)


def trainings(request: HttpRequest) -> HttpResponse:
    """List who must be trained, what is most urgent first."""
    form = TrainingFilterForm(request.GET)
    asked = queries.TrainingFilter(**answers(form))
    answer = export(request, lambda: _table(asked))
    if answer is not None:
        return answer
    rows = queries.training_rows(asked, today=today())
    context = {
        "form": form,
        "asked": asked,
        "columns": COLUMNS,
        "rows": [{"row": row, "mail": _reminder(request, row)} for row in rows],
        "counts": duties.counts(today=today()),
    }
    return render(request, "web/measures_training.html", context)


def _reminder(request: HttpRequest, row: queries.TrainingRow) -> str:
    """Return the address of a mail that reminds of a course."""
    name = row.course.wording.text(language())
    page = request.build_absolute_uri(reverse("measures-mine"))
    body = _("Please take the course “%(course)s” (about %(minutes)d minutes).\n\n%(page)s") % {
        "course": name,
        "minutes": row.course.minutes,
        "page": page,
    }
    return mailto(
        row.mail, subject=_("Please take a course: %(course)s") % {"course": name}, body=body
    )


def _table(asked: queries.TrainingFilter) -> Table:
    return Table(
        name="training",
        head=(_("Person"), _("Course"), _("State"), _("Last taken"), _("Valid until")),
        rows=(
            (
                row.person,
                row.course.wording.text(language()),
                word("training", row.state).label,
                row.taken_on,
                row.valid_until,
            )
            for row in queries.training_rows(asked, today=today())
        ),
    )
