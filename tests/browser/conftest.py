# SPDX-License-Identifier: Apache-2.0
"""The real server on a port of its own, a small company's files, and headless Chromium."""

from __future__ import annotations

import json
import os
import signal
import socketserver
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import openpyxl
import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STOP_S = 20

RECIPE = (
    "焼入れ後の戻し温度は二段とし、第一段を三百十度で四十五分、第二段を二百六十度で九十分保持する。"
    "保持中の炉内酸素は常に二百万分の八以下とし、超えたときは窒素を毎分十二リットルまで増やす。"
    "治具の当たり面は〇・〇三ミリの逃がしを設け、冷却油は六十二度から六十五度の間に保つ。"
    "この条件により歯面のばらつきは従来の三分の一となり、検査での手直しはほぼなくなった。"
)
WEATHER = (
    "今日の会議では、来月の健康診断の日程と会場、社員食堂の献立、駐輪場の屋根の修理について話し合った。"
    "雨の日が続いたため外周の草刈りは延期とし、総務から改めて日程を知らせることになった。"
)


@attrs.frozen(kw_only=True)
class Site:
    """A running server and the files of a small company beside it.

    Attributes:
        origin: Address of the server, without path.
        user: Name of its administrator.
        password: The administrator's password.
        register: A register in Excel.
        originals: Folder of the secret's original.
        outgoing: Folder with a copy, a clean file and one that cannot be read.
    """

    origin: str
    user: str
    password: str
    register: Path
    originals: Path
    outgoing: Path


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def _register(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["管理番号", "名称", "秘密区分", "種別", "管理責任者", "見直し期限"])
    sheet.append(["T-1", "歯車の熱処理条件", "極秘", "技術", "製造部長", "2026-12-01"])
    sheet.append(["S-1", "北部地区の値引き基準", "謎の区分", "営業", "営業部長", ""])
    book.save(path)
    return path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Make a workspace, serve it with its worker, and stop both in the end."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    folder = tmp_path_factory.mktemp("browser")
    _write(folder / "secrets" / "条件書.txt", RECIPE)
    _write(folder / "outgoing" / "copy.txt", f"前書き。\n{RECIPE}\n")
    _write(folder / "outgoing" / "weather.txt", WEATHER)
    _write(folder / "outgoing" / "broken.docx", b"PK\x03\x04 this is no document")
    environment = {**os.environ, "HIDEN_HOME": str(folder / "home")}
    hiden = [sys.executable, "-m", "hiden.cli.main"]
    made = subprocess.run(
        [*hiden, "init", "--json"], env=environment, check=True, capture_output=True
    )
    account = json.loads(made.stdout)
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as free:
        port = free.server_address[1]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*hiden, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        yield Site(
            origin=f"http://127.0.0.1:{port}",
            user=account["user"],
            password=account["password"],
            register=_register(folder / "台帳.xlsx"),
            originals=folder / "secrets",
            outgoing=folder / "outgoing",
        )
        server.send_signal(signal.SIGINT)
        server.wait(STOP_S)


@pytest.fixture(scope="module")
def chromium(site: Site) -> Iterator[Browser]:
    """Headless Chromium that asks nobody anything."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
