# SPDX-License-Identifier: Apache-2.0
"""What surveys found, and the company's own answers beside it (調査との比較)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiden.guideline.survey import Series, Survey, load_survey
from hiden.guideline.survey_comparison import Comparison
from hiden.web.listing import export
from hiden.web.reader import language
from hiden.web.spreadsheet import Cell, Table
from hiden.web.words import word
from hiden.workspace.queries.survey import own_answers

__all__ = ["survey"]


def survey(request: HttpRequest) -> HttpResponse:
    """Show the figures with year, base and mark; the own answer beside where there is one."""
    found = load_survey()
    own = {item.figure.id: item for item in own_answers()}
    answer = export(request, lambda: _table(found, own))
    if answer is not None:
        return answer
    context = {
        "survey": found,
        "series": [_series(found, series, own) for series in found.series],
        "compared": tuple(own.values()),
    }
    return render(request, "web/measures_survey.html", context)


def _series(found: Survey, series: Series, own: dict[str, Comparison]) -> dict[str, Any]:
    return {
        "series": series,
        "figures": [
            {
                "figure": figure,
                "own": own.get(figure.id),
                "values": [
                    {
                        "value": value,
                        "base": found.base_of(value),
                        "edition": found.edition_of(value),
                    }
                    for value in figure.shown
                ],
            }
            for figure in series.figures
            if figure.shown
        ],
    }


def _table(found: Survey, own: dict[str, Comparison]) -> Table:
    return Table(
        name="surveys",
        head=(
            _("Topic"), _("What was counted"), _("Survey"), _("Year"), _("Who answered"),
            _("Among whom"), _("Per cent"), _("Firms"), _("How verified"), _("Your own company"),
        ),
        rows=(
            row
            for series in found.series
            for figure in series.figures
            for row in _rows(found, series, figure.id, own)
        ),
    )  # fmt: skip


def _rows(
    found: Survey, series: Series, figure_id: str, own: dict[str, Comparison]
) -> list[tuple[Cell, ...]]:
    figure = next(item for item in series.figures if item.id == figure_id)
    spoken = language()
    return [
        (
            series.wording.text(spoken),
            figure.wording.text(spoken),
            (edition := found.edition_of(value)).wording.text(spoken),
            edition.year,
            word("respondents", edition.respondents).label,
            found.base_of(value).wording.text(spoken),
            value.percent,
            value.firms,
            value.mark.message.text(spoken),
            _own(own.get(figure.id)),
        )
        for value in figure.shown
    ]


def _own(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    return {True: _("does this"), False: _("does not do this"), None: _("not answered")}[
        comparison.own
    ]
