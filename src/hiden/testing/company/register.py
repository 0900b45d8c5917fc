# SPDX-License-Identifier: Apache-2.0
"""The register of the sample company, as companies keep it in Excel.

What makes it real: title rows and a note above the header, a header of two rows with merged cells,
an example row, a blank row between the kinds, full-width digits and dates of five styles, a row
without a code yet, a date that does not exist, notes below the list, and a second sheet which is no
register.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hiden.testing.company.archives import freeze
from hiden.testing.company.knowledge import SecretSeed, company, secret_seeds
from hiden.testing.company.office import midnight
from hiden.testing.company.people import Employee

__all__ = ["REGISTER_SHEET", "Register", "draw_up_register"]

REGISTER_SHEET = "営業秘密管理台帳"
_HEADER_ROW = 6
_REVIEW_COLUMN = 22
_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("", "項番", 6),
    ("", "管理番号", 12),
    ("", "情報の名称", 34),
    ("", "種別", 8),
    ("", "情報の概要", 18),
    ("", "秘密区分", 10),
    ("", "主管部署", 16),
    ("管理", "管理責任者", 16),
    ("管理", "アクセス権者", 30),
    ("保管場所", "電子データ", 30),
    ("保管場所", "紙", 22),
    ("保管場所", "現物", 18),
    ("保管場所", "ノウハウ保有者", 18),
    ("", "由来", 20),
    ("三要件の根拠", "秘密管理性", 34),
    ("三要件の根拠", "有用性", 28),
    ("三要件の根拠", "非公知性", 28),
    ("", "評価額（百万円）", 12),
    ("", "先行期間（年）", 10),
    ("", "特許／秘匿", 10),
    ("日付", "登録日", 16),
    ("日付", "見直し日", 16),
    ("日付", "保存期限", 16),
    ("", "開示先", 16),
    ("", "拠点", 14),
    ("", "備考", 24),
)
_EXAMPLE = ("記入例", "KS-T-999", "○○工程の条件（内容が分かる名称は避ける）", "技術", "", "秘")
_THIN = Side(style="thin", color="999999")
_FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
_KEPT_PHYSICALLY = {"治工具": "治具棚 B-3", "金型・鋳型": "金型倉庫 2列", "材料配合": "試料庫 4段"}


@attrs.frozen(kw_only=True)
class Register:
    """The file and what a reader has to report about it.

    Attributes:
        data: The file.
        row_without_code: Row (from 1) which names a secret that has no code yet.
        row_with_bad_date: Row (from 1) which cannot be read: its review date does not exist.
    """

    data: bytes
    row_without_code: int
    row_with_bad_date: int


def draw_up_register(people: Sequence[Employee], *, rng: np.random.Generator) -> Register:
    """Write the register: 40 secrets, and the rows around them."""
    workbook = openpyxl.Workbook()
    workbook.properties.creator = company().name_ja
    workbook.properties.title = REGISTER_SHEET
    workbook.properties.created = midnight(company().as_of)
    sheet = workbook.worksheets[0]
    sheet.title = REGISTER_SHEET
    _head(sheet)
    for number, seed in enumerate(secret_seeds(), start=1):
        if seed.code.endswith("B-001"):
            sheet.append([])
        _append(sheet, list(_row(number, seed=seed, people=people, rng=rng)))
    _append(sheet, ["", "", "次期主軸の冷却方式（採番待ち）", "技術", "", "秘", "設計部"])
    _append(sheet, ["", "KS-T-025", "板金曲げの戻り量（審査中）", "技術", "", "秘", "製造部"])
    bad_date = sheet.max_row
    sheet.cell(row=bad_date, column=_REVIEW_COLUMN, value="令和８年１３月１日")
    _foot(sheet)
    _departments(workbook.create_sheet("部署一覧"))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return Register(
        data=freeze(buffer.getvalue()),
        row_without_code=bad_date - 1,
        row_with_bad_date=bad_date,
    )


def _head(sheet: Worksheet) -> None:
    firm = company()
    last = get_column_letter(len(_COLUMNS))
    sheet["A1"] = f"{firm.name_ja}　営業秘密管理台帳【見本】"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells(f"A1:{last}1")
    sheet["A2"] = "様式 KS-FORM-040（第７版）　　令和８年１０月３０日現在　　知的財産室"
    sheet["A3"] = firm.mark_ja
    sheet["A4"] = "注）秘密の内容そのものは記入しないこと。日付は分かる範囲でよい。"
    top, bottom = _HEADER_ROW, _HEADER_ROW + 1
    for place, (group, name, width) in enumerate(_COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = width
        sheet.cell(row=top, column=place, value=group or name)
        if group:
            sheet.cell(row=bottom, column=place, value=name)
        else:
            sheet.merge_cells(f"{letter}{top}:{letter}{bottom}")
    for group in sorted({group for group, _, _ in _COLUMNS if group}):
        places = [i for i, column in enumerate(_COLUMNS, start=1) if column[0] == group]
        first, end = get_column_letter(places[0]), get_column_letter(places[-1])
        sheet.merge_cells(f"{first}{top}:{end}{top}")
    for row in (top, bottom):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", start_color="DDE6F0")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    sheet.freeze_panes = f"D{bottom + 1}"
    _append(sheet, list(_EXAMPLE))


def _append(sheet: Worksheet, row: Sequence[str | int | float | dt.date]) -> None:
    sheet.append([value if value != "" else None for value in row])
    for cell in sheet[sheet.max_row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        if isinstance(cell.value, dt.date):
            cell.number_format = "yyyy/mm/dd"


def _row(
    number: int, *, seed: SecretSeed, people: Sequence[Employee], rng: np.random.Generator
) -> Iterator[str | int | float | dt.date]:
    """Yield the cells of one secret, in the order of the columns."""
    staff = [p for p in people if p.department == seed.department and p.kind != "業務委託"]
    head = next(d.head for d in company().departments if d.name == seed.department)
    registered = dt.date(2014, 4, 1) + dt.timedelta(days=int(rng.integers(4000)))
    review = dt.date(2026, 8, 1) + dt.timedelta(days=int(rng.integers(500)))
    expiry = dt.date(2030, 3, 31) + dt.timedelta(days=365 * int(rng.integers(8)))
    yield number
    yield seed.code.translate(_FULL_WIDTH) if number % 13 == 0 else seed.code
    yield seed.title
    yield "技術" if seed.kind == "technical" else "営業"
    yield seed.group
    yield seed.level
    yield seed.department
    yield head
    yield _knowers(seed, staff=staff, head=head, rng=rng)
    yield f"\\\\fs01\\secrets\\{seed.code}"
    yield f"施錠キャビネット {rng.integers(1, 9)}-{rng.integers(1, 5)}" if number % 3 else ""
    yield _KEPT_PHYSICALLY.get(seed.group, "")
    yield staff[number % len(staff)].code if seed.group == "技能・ノウハウ" else ""
    yield "他社から受領" if seed.origin else "自社"
    yield from _requirements(number, seed=seed)
    value = int(rng.integers(2, 90)) * 5
    yield str(value).translate(_FULL_WIDTH) if number % 7 == 0 else value
    yield int(rng.integers(1, 8))
    yield "秘匿" if number % 5 else "一部出願"
    yield _written(registered, style=number % 5)
    yield _written(review, style=(number + 2) % 5)
    yield _written(expiry, style=(number + 1) % 5) if number % 4 else "なし"
    yield _disclosed_to(seed)
    yield "、".join(site.code for site in company().sites[1:] if seed.code in site.secrets)
    yield f"受領元：{seed.origin}" if seed.origin else ""


def _knowers(
    seed: SecretSeed, *, staff: Sequence[Employee], head: str, rng: np.random.Generator
) -> str:
    """Write who may know: a department for the lowest level, else some people."""
    if seed.level == "社外秘":
        return f"{seed.department}全員"
    count = 4 if seed.level == "極秘" else 8
    chosen = {staff[int(i)].code for i in rng.permutation(len(staff))[:count]} | {head}
    return ("、" if seed.kind == "technical" else "\n").join(sorted(chosen))


def _requirements(number: int, *, seed: SecretSeed) -> tuple[str, str, str]:
    """Write what supports 秘密管理性, 有用性 and 非公知性; some cells are empty, as they are."""
    marked = f"「{seed.level}」表示、閲覧者指定、施錠保管（令和７年１１月点検）"
    secrecy = "パスワード設定のみ" if number % 11 == 0 else marked
    useful = "" if number % 8 == 0 else f"{seed.department}の主力業務で使用中"
    unknown = "" if number % 6 == 0 else "2025/12 公知文献・他社製品を調査し該当なし"
    return secrecy, useful, unknown


def _disclosed_to(seed: SecretSeed) -> str:
    return "、".join(p.code for p in company().partners if seed.code in p.agreement)


def _written(date: dt.date, *, style: int) -> str | dt.date:
    """Write a date in one of five styles; before 1 May 2019 the era is 平成."""
    era, mark, first = ("令和", "R", 2018) if date >= dt.date(2019, 5, 1) else ("平成", "H", 1988)
    year = date.year - first
    return (
        date,
        f"{era}{year}年{date.month}月{date.day}日".translate(_FULL_WIDTH),
        f"{mark}{year}.{date.month}.{date.day}",
        f"{date:%Y/%m/%d}",
        f"{date.year}年{date.month}月{date.day}日",
    )[style]


def _foot(sheet: Worksheet) -> None:
    sheet.append([])
    sheet.append(["※ 秘密区分の定義は営業秘密管理規程第５条による。"])
    sheet.append(["※ 記入に迷うときは知的財産室（内線２５０）へ相談すること。"])
    sheet.append([None] * (len(_COLUMNS) - 1) + ["以上"])


def _departments(sheet: Worksheet) -> None:
    sheet.append(["部署一覧（2026年10月現在）"])
    sheet.append([])
    sheet.append(["部署コード", "部署名", "部署長", "人数"])
    for department in company().departments:
        sheet.append([department.code, department.name, department.head, department.count])
