# SPDX-License-Identifier: Apache-2.0
"""The measures of the Handbook, by aim and kind of people, with their answers (対策一覧)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiden.guideline.coverage import MEASURE_VALID_DAYS
from hiden.web.forms.answer import AnswerForm
from hiden.web.forms.measures import GridFilterForm
from hiden.web.listing import answers, export
from hiden.web.measures_workbook import tier_word
from hiden.web.pictures import radars_with_rows
from hiden.web.reader import actor, language
from hiden.web.sheet_page import save, shown_evidence, sources_of
from hiden.web.spreadsheet import Table
from hiden.web.words import WORDS, word
from hiden.workspace.queries.grid import AimRows, GridFilter, GridPage, MeasureRow, grid_page
from hiden.workspace.roles import Permission, require
from hiden.workspace.use_cases.sheets import answer_measures

__all__ = ["grid"]


def grid(request: HttpRequest) -> HttpResponse:
    """List the measures with their answers; take answers; give the list out as a file."""
    form = GridFilterForm(request.GET)
    found = grid_page(GridFilter(**answers(form)))
    answer = export(request, lambda: _table(request, found))
    if answer is not None:
        return answer
    aims = [_aim(request, aim, found) for aim in found.aims]
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        sent = [row["form"] for aim in aims for row in aim["rows"]]
        problems = save(request, sent, partial(answer_measures, by=actor(request)))
        if not problems:
            return redirect(request.get_full_path())
    context = {
        "form": form,
        "asked": GridFilter(**answers(form)),
        "found": found,
        "listed": aims,
        "problems": problems,
        "options": WORDS["measure-option"],
        **radars_with_rows(found.cells),
    }
    return render(
        request, "web/measures_grid.html", context, status=422 if request.method == "POST" else 200
    )


def _aim(request: HttpRequest, aim: AimRows, found: GridPage) -> dict[str, Any]:
    data = request.POST if request.method == "POST" else None
    return {"aim": aim.aim, "rows": [_row(row, data, found) for row in aim.rows]}


def _row(row: MeasureRow, data: Any, found: GridPage) -> dict[str, Any]:
    options = [(code, str(item.label)) for code, item in WORDS["measure-option"].items()]
    form = AnswerForm(data, item=row.measure.id, options=options, answer=row.answer)
    return {
        "row": row,
        "form": form,
        "chosen": form["option"].value() or "",
        "evidence": shown_evidence(row.answer, on=found.on, valid_days=MEASURE_VALID_DAYS),
        "sources": sources_of(row.measure),
    }


def _table(request: HttpRequest, found: GridPage) -> Table:
    require(actor(request), Permission.EXPORT_REGISTER)
    spoken = language()
    return Table(
        name="measures-grid",
        title=_("Grid of measures"),
        head=(
            _("Number"), _("Measure"), _("Aim"), _("Against whose taking"), _("Tier"),
            _("Answer"), _("State"), _("Evidence until"), _("Note"), _("Evidenced by"),
            _("Hiden can see it"), _("Verified"), _("Corresponds to"),
        ),
        rows=(
            (
                row.measure.id,
                row.measure.wording.text(spoken),
                found.grid.aims[row.measure.aim].wording.text(spoken),
                row.measure.people.message.text(spoken),
                tier_word(row.measure.tier),
                str(word("measure-option", row.option).label) if row.option else "",
                str(word("answer-state", row.state).label),
                row.live_until,
                row.answer.note if row.answer else "",
                ", ".join(str(word("evidence", kind).label) for kind in row.measure.evidenced_by),
                _("Yes") if row.measure.seen_by_hiden else _("No"),
                row.measure.mark.message.text(spoken),
                "\n".join(one.fact.wording.text(spoken) for one in row.related),
            )
            for row in found.rows
        ),
    )  # fmt: skip
