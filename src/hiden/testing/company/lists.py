# SPDX-License-Identifier: Apache-2.0
"""The lists of sites (Excel), partners and disclosures (CSV, UTF-8 with a byte order mark)."""

from __future__ import annotations

import csv
import io

import openpyxl

from hiden.testing.company.archives import freeze
from hiden.testing.company.knowledge import company
from hiden.testing.company.office import midnight

__all__ = ["disclosures_csv", "partners_csv", "sites_xlsx"]


def sites_xlsx() -> bytes:
    """Write the list of sites, below a title row."""
    workbook = openpyxl.Workbook()
    workbook.properties.created = midnight(company().as_of)
    sheet = workbook.worksheets[0]
    sheet.title = "拠点一覧"
    sheet.append(["拠点一覧【見本】"])
    sheet.append(["拠点コード", "拠点名", "国", "種別", "人数", "移管済みの秘密"])
    for site in company().sites:
        sheet.append([site.code, site.name, site.country, site.kind, site.people, site.secrets])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return freeze(buffer.getvalue())


def partners_csv() -> bytes:
    """Write the list of partners, dates in whatever style was typed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["取引先コード", "名称", "国", "種別", "取引開始日", "契約", "契約満了日"])
    for p in company().partners:
        writer.writerow([p.code, p.name, p.country, p.kind, p.since, p.agreement, p.due])
    return buffer.getvalue().encode("utf-8-sig")


def disclosures_csv() -> bytes:
    """Write the record of what was rightly shown to partners."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["開示番号", "管理番号", "開示先", "開示日", "方法", "返却期限", "返却日"])
    for h in company().handovers:
        writer.writerow([h.code, h.secret, h.partner, h.day, h.means, h.due, h.returned])
    return buffer.getvalue().encode("utf-8-sig")
