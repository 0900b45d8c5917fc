# SPDX-License-Identifier: Apache-2.0
"""Lists as files: what was a day stays a day, and nothing becomes a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.utils.translation import gettext_lazy

from hiden.web.spreadsheet import Cell, Table, csv_file, xlsx_file

AT = dt.datetime(2026, 4, 1, 3, 0, tzinfo=dt.UTC)
ROW: tuple[Cell, ...] = ("熱処理", 12, 0.5, dt.date(2026, 4, 1), AT, None, gettext_lazy("Case"))


def _table(*rows: tuple[Cell, ...]) -> Table:
    return Table(name="t", head=["名称"] * len(rows[0]), rows=rows)


def _read_csv(data: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_a_workbook_keeps_numbers_days_and_times() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(_table(ROW))))
    cells = [cell.value for cell in list(book.worksheets[0].rows)[1]]

    assert cells[0] == "熱処理"
    assert cells[1:3] == [12, 0.5]
    assert dt.datetime(2026, 4, 1, 0, 0) == cells[3]  # noqa: DTZ001 - Excel knows no zone
    assert dt.datetime(2026, 4, 1, 12, 0) == cells[4]  # noqa: DTZ001 - Excel knows no zone
    assert cells[5] is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_csv_keeps_every_cell_as_text(encoding: str) -> None:
    rows = _read_csv(csv_file(_table(ROW), encoding=encoding), encoding)

    assert rows[1][:6] == ["熱処理", "12", "0.5", "2026-04-01", "2026-04-01 12:00:00+09:00", ""]


@pytest.mark.parametrize("text", ["=1+1", "+81", "-1", "@x", "\tx"])
def test_no_text_is_ever_run_as_a_formula(text: str) -> None:
    data = csv_file(_table((text,)), encoding="utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(_table((text,)))))
    cell = book.worksheets[0]["A2"]

    assert [f"'{text}"] == _read_csv(data, "utf-8-sig")[1]
    assert cell.data_type != "f"


def test_a_character_that_shift_jis_lacks_becomes_a_question_mark() -> None:
    assert _read_csv(csv_file(_table(("鿃",)), encoding="cp932"), "cp932") == [["名称"], ["?"]]


def test_a_control_character_does_not_break_the_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(_table(("a\x07b",)))))

    assert book.worksheets[0]["A2"].value == "ab"
