# SPDX-License-Identifier: Apache-2.0
"""Law: what governed an act on a date (法令)."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hiden.law import load_law
from hiden.web.forms.acts import DayForm
from hiden.web.law_words import penalty_ladder, version_cards
from hiden.workspace.queries.standing import today

__all__ = ["law"]


def law(request: HttpRequest) -> HttpResponse:
    """Show the versions of the Act, and the one that governs an act of a day."""
    book = load_law()
    form = DayForm(request.GET)
    day = _day(form) or today()
    context = {
        "form": DayForm(initial={"on": day}) if form.is_valid() else form,
        "day": day,
        "version": book.version_on(day),
        "cards": version_cards(book, on=day),
        "ladder": penalty_ladder(book),
        "as_of": book.as_of,
    }
    return render(request, "web/law.html", context)


def _day(form: DayForm) -> dt.date | None:
    return form.cleaned_data.get("on") if form.is_valid() else None
