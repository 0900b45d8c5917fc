# SPDX-License-Identifier: Apache-2.0
"""What every list has: a page number, columns to sort by, and files to take away.

Rules:
    * A list has a stable address: filter, sort and page are in it.
    * A file holds every row of the filter, not only those of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from hiden.foundation.clock import Clock, SystemClock
from hiden.web.spreadsheet import Table, csv_file, xlsx_file
from hiden.workspace.queries.standing import today

__all__ = ["FORMATS", "Column", "answers", "export", "page_number"]

FORMATS: Mapping[str, tuple[str, str]] = {
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("csv", "text/csv; charset=utf-8"),
    "csv-cp932": ("csv", "text/csv; charset=Shift_JIS"),
}
"""By the name in the address: the file's extension and its type."""


@attrs.frozen(kw_only=True)
class Column:
    """One column of a list.

    Attributes:
        label: Its heading.
        sort: The name to sort by; empty if it cannot be sorted.
        is_number: It is set to the right.
    """

    label: str | Promise
    sort: str = ""
    is_number: bool = False

    @property
    def reverse(self) -> str:
        """Return the name to sort by the other way round."""
        return self.sort[1:] if self.sort.startswith("-") else f"-{self.sort}"


def page_number(request: HttpRequest) -> int:
    """Return the page that the address names, from 1."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isdecimal() else 1


def answers(form: forms.Form) -> dict[str, str]:
    """Return what a form of filters holds; an answer that makes no sense counts as none."""
    form.is_valid()
    return {name: form.cleaned_data.get(name) or "" for name in form.fields}


def export(
    request: HttpRequest, make: Callable[[], Table], *, clock: Clock = SystemClock()
) -> HttpResponse | None:
    """Answer with the whole list as a file, if the address asks for one.

    Args:
        request: ``export`` in its address names one of ``FORMATS``.
        make: Makes the table; only called if it is asked for.
        clock: Tells the day that goes into the file's name.
    """
    asked = request.GET.get("export", "")
    if asked not in FORMATS:
        return None
    table = make()
    extension, content_type = FORMATS[asked]
    day = today(clock).strftime("%Y%m%d")
    return HttpResponse(
        _file(table, asked),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{table.name}-{day}.{extension}"'},
    )


def _file(table: Table, asked: str) -> bytes:
    if asked == "xlsx":
        return xlsx_file(table)
    return csv_file(table, encoding="cp932" if asked == "csv-cp932" else "utf-8-sig")
