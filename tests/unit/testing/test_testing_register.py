# SPDX-License-Identifier: Apache-2.0
"""The register and the lists of the sample company, as companies keep them."""

from __future__ import annotations

import csv
import io
from collections import Counter

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hiden.testing import SampleCompany
from hiden.testing.company.knowledge import company, secret_seeds


@pytest.fixture(scope="module")
def sheet(small_company: SampleCompany) -> Worksheet:
    return openpyxl.load_workbook(small_company.register).worksheets[0]


def test_the_first_sheet_is_the_register_and_the_second_is_not(
    small_company: SampleCompany,
) -> None:
    workbook = openpyxl.load_workbook(small_company.register)

    assert workbook.sheetnames == ["営業秘密管理台帳", "部署一覧"]


def test_the_header_has_two_rows_with_merged_cells_below_titles(sheet: Worksheet) -> None:
    merged = {str(cells) for cells in sheet.merged_cells.ranges}

    assert "【見本】" in str(sheet["A1"].value)
    assert sheet["B6"].value == "管理番号"
    assert {"J6:M6", "B6:B7"} <= merged
    assert sheet["J6"].value == "保管場所"
    assert sheet["J7"].value == "電子データ"
    assert sheet["A8"].value == "記入例"


def test_every_secret_stands_in_a_row_of_its_own(sheet: Worksheet) -> None:
    codes = [str(cell.value) for cell in sheet["B"][8:49] if cell.value]

    assert len(codes) == len(set(codes)) == 40
    assert any(code.startswith("ＫＳ") for code in codes)


def test_the_rows_to_report_are_where_the_company_says(
    sheet: Worksheet, small_company: SampleCompany
) -> None:
    without_code = [cell.value for cell in sheet[small_company.row_without_code]]
    bad_date = [cell.value for cell in sheet[small_company.row_with_bad_date]]

    assert without_code[:3] == [None, None, "次期主軸の冷却方式（採番待ち）"]
    assert bad_date[21] == "令和８年１３月１日"
    assert str(sheet.cell(row=sheet.max_row, column=26).value) == "以上"


def test_dates_are_written_in_five_styles(sheet: Worksheet) -> None:
    dates = [cell.value for column in "TUV" for cell in sheet[column][8:48] if cell.value]
    styles = Counter(
        "cell" if not isinstance(value, str) else value[0] if value[0] in "令平RH" else "western"
        for value in dates
    )

    assert {"cell", "令", "平", "R", "western"} <= set(styles)


def test_the_list_of_people_is_cp932_with_leavers_and_every_kind(
    small_company: SampleCompany,
) -> None:
    text = small_company.people.read_bytes().decode("cp932")
    people = list(csv.DictReader(io.StringIO(text)))

    assert len(people) == 180
    assert {p["雇用区分"] for p in people} == {"役員", "正社員", "派遣社員", "業務委託"}
    assert next(p["社員番号"] for p in people if p["退職申出日"]) == "社員042"
    assert people[41]["氏名"] == "例示 四十二子"
    assert {p["勤務地"] for p in people} == {site.code for site in company().sites}


def test_heads_of_departments_work_there(small_company: SampleCompany) -> None:
    text = small_company.people.read_bytes().decode("cp932")
    people = {p["社員番号"]: p for p in csv.DictReader(io.StringIO(text))}
    members = Counter(p["所属"] for p in people.values())

    for department in company().departments:
        assert people[department.head]["所属"] == department.name
        assert members[department.name] == department.count


def test_the_other_lists_name_what_the_register_knows(small_company: SampleCompany) -> None:
    codes = {seed.code for seed in secret_seeds()}
    text = small_company.disclosures.read_text("utf-8-sig")
    shown = list(csv.DictReader(io.StringIO(text)))
    partners = list(csv.DictReader(io.StringIO(small_company.partners.read_text("utf-8-sig"))))
    sites = openpyxl.load_workbook(small_company.sites).worksheets[0]

    assert {row["管理番号"] for row in shown} <= codes
    assert {row["開示先"] for row in shown} <= {row["取引先コード"] for row in partners}
    assert len(partners) == 6
    assert [None, *[s.code for s in company().sites]][1:] == [c.value for c in sites["A"][2:]]
