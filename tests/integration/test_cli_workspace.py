# SPDX-License-Identifier: Apache-2.0
"""The commands of a workspace, from the empty folder to the checked ledger, and through crashes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.integration.conftest import Command
from tests.integration.test_cli_match import INNOCENT, RECIPE

from hiden.testing import can_mount, small_disk

FILES = 1200
COPIES = FILES // 40
STANDALONE = (
    Path(__file__).resolve().parents[2] / "src" / "hiden" / "evidence" / "standalone_verify.py"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A register, an original, and a folder of what left."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["管理番号", "名称", "秘密区分", "管理責任者", "開示範囲", "保管場所"])
    sheet.append(["T-1", "歯車の熱処理条件（二段戻し）", "極秘", "製造部長", "熱処理係", "共有A"])
    book.save(tmp_path / "register.xlsx")
    (tmp_path / "secrets" / "T-1").mkdir(parents=True)
    (tmp_path / "secrets" / "T-1" / "recipe.txt").write_text(RECIPE, encoding="utf-8")
    (tmp_path / "out").mkdir()
    for number in range(FILES):
        text = f"{number}号の連絡。{INNOCENT}" + (RECIPE if number % 40 == 7 else "")
        (tmp_path / "out" / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def ready(hiden: Command, files: Path) -> Command:
    """A workspace with the register imported and the original indexed."""
    hiden("init")
    assert hiden.json("register", "import", files / "register.xlsx")["added"] == 1
    assert hiden.json("index", "add", files / "secrets")["added"] == 1
    return hiden


def test_a_stranger_comes_from_nothing_to_a_sealed_finding(ready: Command, files: Path) -> None:
    scan = ready.json("scan", files / "out")
    assert (scan["files"], scan["matched"], scan["new"]) == (FILES, COPIES, COPIES)

    findings = ready.json("findings")
    assert {row["secret"] for row in findings} == {"T-1"}
    detail = ready.json("finding", findings[0]["id"][:13])
    assert detail["reasons"]
    assert detail["law"][0] == "UCPA-V09"

    verdict = ready.json("ledger", "verify")
    assert verdict["sound"]
    proof = files / "proof.json"
    ready("ledger", "proof", verdict["size"] - 1, "--out", proof)
    ready("ledger", "check-proof", proof, verdict["verifier_key"])
    checked = subprocess.run(
        [sys.executable, STANDALONE, ready.home / "ledger", verdict["verifier_key"]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_what_is_asked_without_a_workspace_says_how_to_make_one(hiden: Command) -> None:
    assert "hiden init" in hiden("findings", expect=3).stderr


def test_init_twice_loses_nothing(ready: Command) -> None:
    assert ready.json("init")["password"] is None
    assert len(ready.json("register", "list")) == 1


def test_the_register_goes_out_and_comes_back(ready: Command, files: Path) -> None:
    ready("register", "export", files / "again.xlsx")
    assert ready.json("register", "import", files / "again.xlsx")["unchanged"] == 1


def test_an_account_is_made_and_changes_its_role(ready: Command) -> None:
    ready("user", "add", "mihon", "--role", "auditor", "--password", "a-long-enough-1")
    ready("user", "role", "mihon", "--role", "manager")
    roles = {row["username"]: row["role"] for row in ready.json("user", "list")}
    assert roles == {"admin": "administrator", "mihon": "manager"}
    assert "Choose one of" in ready("user", "role", "mihon", "--role", "x", expect=3).stderr


def test_a_scan_that_was_killed_goes_on_and_finds_nothing_twice(
    ready: Command, files: Path
) -> None:
    with ready.start("scan", files / "out") as process:
        database = ready.home / "hiden.sqlite3"
        _wait_until(lambda: _count(database, "workspace_scannedfile") > 0)
        process.send_signal(signal.SIGKILL)
    seen = _count(database, "workspace_scannedfile")
    assert 0 < seen < FILES
    _age_lease(database)

    again = ready.json("scan", "--resume", _last_job(database))

    assert (again["files"], again["matched"]) == (FILES, COPIES)
    assert _count(database, "workspace_finding") == COPIES
    assert ready.json("ledger", "verify")["sound"]
    leaves = _rows(database, "select act, count(*) from workspace_ledgerentry group by act")
    assert dict(leaves)["finding"] == COPIES


def test_a_writer_that_was_killed_again_and_again_loses_and_doubles_nothing(
    ready: Command, files: Path
) -> None:
    for wait_s in (0.6, 0.9, 1.2, 1.5):
        with ready.start("ledger", "verify") as process:
            time.sleep(wait_s)
            process.send_signal(signal.SIGKILL)

    verdict = ready.json("ledger", "verify")

    assert verdict["sound"]
    database = ready.home / "hiden.sqlite3"
    positions = [row[0] for row in _rows(database, "select position from workspace_ledgerentry")]
    assert sorted(positions) == list(range(len(positions)))


def test_an_edited_database_is_found_out(ready: Command) -> None:
    with sqlite3.connect(ready.home / "hiden.sqlite3") as database:
        [[content]] = database.execute(
            "select content from workspace_ledgerentry where position = 1"
        ).fetchall()
        changed = json.dumps({**json.loads(content), "actor": "x"}).encode()
        database.execute(
            "update workspace_ledgerentry set content = ? where position = 1", [changed]
        )

    broken = ready("ledger", "verify", expect=4)

    assert "Leaf 1" in broken.stderr


@pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")
def test_a_full_disk_stops_nothing_but_the_work_at_hand(tmp_path: Path, files: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, size_bytes=8_000_000):
        hiden = Command(home=disk / "home")
        hiden("init")
        hiden("register", "import", files / "register.xlsx")
        hiden("index", "add", files / "secrets")
        filler = disk / "filler"
        filler.write_bytes(bytes(_free(disk)))

        full = hiden("scan", files / "out", expect=6)
        assert "disk is full" in full.stderr

        filler.unlink()
        assert hiden.json("scan", files / "out")["matched"] == COPIES
        assert hiden.json("ledger", "verify")["sound"]


@pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")
def test_a_read_only_folder_is_said_to_be(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, size_bytes=1_000_000, read_only=True):
        refused = Command(home=disk / "home")("init", expect=6)
    assert "not permitted" in refused.stderr


def _free(folder: Path) -> int:
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize


def _rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(database, timeout=30)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _count(database: Path, table: str) -> int:
    [[count]] = _rows(database, f"select count(*) from {table}")  # noqa: S608 - our own names
    return int(count)


def _last_job(database: Path) -> Any:
    return _rows(database, "select max(id) from workspace_job")[0][0]


def _age_lease(database: Path) -> None:
    connection = sqlite3.connect(database, timeout=30)
    connection.execute(
        "update workspace_job set leased_until = '2020-01-01' where state = 'running'"
    )
    connection.commit()
    connection.close()


def _wait_until(holds: Callable[[], bool], *, limit_s: float = 60) -> None:
    deadline = time.monotonic() + limit_s
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
