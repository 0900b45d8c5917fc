# SPDX-License-Identifier: Apache-2.0
"""A workspace of its own for each test, with people in every role and a small company's files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl
import pytest

from hiden.testing import FixedClock
from hiden.workspace.models import LedgerEntry
from hiden.workspace.roles import Actor, Role
from hiden.workspace.use_cases.originals import request_indexing
from hiden.workspace.use_cases.register import import_register
from hiden.workspace.worker import do_job

AT = dt.datetime(2026, 4, 1, 3, 0, tzinfo=dt.UTC)

RECIPE = (
    "焼入れ後の戻し温度は二段とし、第一段を三百十度で四十五分、第二段を二百六十度で九十分保持する。"
    "保持中の炉内酸素は常に二百万分の八以下とし、超えたときは窒素を毎分十二リットルまで増やす。"
    "治具の当たり面は〇・〇三ミリの逃がしを設け、冷却油は六十二度から六十五度の間に保つ。"
    "この条件により歯面のばらつきは従来の三分の一となり、検査での手直しはほぼなくなった。"
)
PRICES = (
    "The floor price for the northern region is set at eighty-four percent of list, and may be"
    " lowered by another three points when a rival quotes delivery under five weeks. Rebates above"
    " two percent need the signature of the head of sales and are booked in the quarter that"
    " follows the delivery, never in the one in which the order was signed by both parties."
)
WEATHER = (
    "今日の会議では、来月の健康診断の日程と会場、社員食堂の献立、駐輪場の屋根の修理について話し合った。"
    "雨の日が続いたため外周の草刈りは延期とし、総務から改めて日程を知らせることになった。"
    "防災訓練は例年どおり秋に行い、消火器の使い方を消防署の方に教えていただく予定である。"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace folder."""
    path = tmp_path / "home"
    path.mkdir()
    monkeypatch.setenv("HIDEN_HOME", str(path))
    return path


@pytest.fixture
def clock() -> FixedClock:
    """The first of April 2026, noon in Tokyo."""
    return FixedClock(AT)


@pytest.fixture
def administrator() -> Actor:
    """Somebody who may do everything."""
    return Actor(name="admin", role=Role.ADMINISTRATOR)


@pytest.fixture
def auditor() -> Actor:
    """Somebody who may only look."""
    return Actor(name="auditor", role=Role.AUDITOR)


@attrs.frozen(kw_only=True)
class Company:
    """A small company's files.

    Attributes:
        register: An Excel register of two secrets.
        secrets: Their originals, one folder for each code.
        outgoing: What left: one whole copy, one excerpt in a mail, two clean files, one empty.
    """

    register: Path
    secrets: Path
    outgoing: Path


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Write the company's files."""
    register = tmp_path / "台帳.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["営業秘密管理台帳"])
    sheet.append(["管理番号", "名称", "秘密区分", "種別", "管理責任者", "開示範囲", "保管場所"])
    sheet.append(
        ["T-1", "歯車の熱処理条件（二段戻し）", "極秘", "技術", "製造部長", "熱処理係", "共有A"]
    )
    sheet.append(["S-1", "北部地区の値引き基準", "秘", "営業", "営業部長", "営業企画", "共有B"])
    book.save(register)
    secrets, outgoing = tmp_path / "secrets", tmp_path / "outgoing"
    _write(secrets / "T-1" / "条件書.txt", RECIPE)
    _write(secrets / "S-1" / "prices.md", PRICES)
    _write(outgoing / "copy.txt", RECIPE)
    _write(outgoing / "mail.eml", _mail(PRICES[:240]))
    _write(outgoing / "weather.txt", WEATHER)
    _write(outgoing / "news.txt", WEATHER[20:])
    _write(outgoing / "empty.txt", "")
    return Company(register=register, secrets=secrets, outgoing=outgoing)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _mail(text: str) -> str:
    return (
        "From: a@example.com\nTo: b@example.org\nSubject: hello\n"
        f'Content-Type: text/plain; charset="utf-8"\n\nAs we said:\n\n{text}\n'
    )


@pytest.fixture
def registered(
    home: Path, db: None, company: Company, administrator: Actor, clock: FixedClock
) -> Company:
    """The company with its register imported."""
    import_register(company.register, file_name="台帳.xlsx", by=administrator, clock=clock)
    return company


@pytest.fixture
def told() -> Callable[[], list[str]]:
    """What the ledger was told so far, in order."""
    return lambda: list(LedgerEntry.objects.order_by("pk").values_list("act", flat=True))


@pytest.fixture
def indexed(registered: Company, administrator: Actor, clock: FixedClock) -> Company:
    """The company with its originals indexed."""
    job = request_indexing([registered.secrets], by=administrator, clock=clock)
    assert do_job(job.pk, worker="w", clock=clock).state == "done"
    return registered
