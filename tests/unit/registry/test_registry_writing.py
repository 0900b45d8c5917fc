# SPDX-License-Identifier: Apache-2.0
"""Registers are written so that people can work in them and nothing runs in them."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hiden.foundation.errors import ErrorCode, InputError, StorageUnavailableError
from hiden.foundation.language import LANGUAGES, Language
from hiden.registry import (
    Container,
    ContainerKind,
    Decision,
    Level,
    Origin,
    Secret,
    SecretKind,
    Support,
    read_register,
    write_register,
    write_register_csv,
)

DAY = dt.date(2025, 4, 1)
SECRETS = (
    Secret(
        code="TS-1",
        title="=cmd|'/c calc'!A1",
        level=Level.TOP_SECRET,
        kind=SecretKind.TECHNICAL,
        owner="-",
        custodian="例示 太郎",
        need_to_know=("なし", 'a"b', "x、y", "#REF!"),
        containers=(
            Container(kind=ContainerKind.FILE, location="C:\\a,b;c：d"),
            Container(kind=ContainerKind.PERSON, location="-"),
        ),
        origin=Origin.LICENSED_IN,
        secrecy=(Support(note="2025-04-01 x"), Support(note=": y", on=DAY)),
        value_jpy=2**53 - 1,
        lead_time_months=13,
        decision=Decision.BOTH,
        registered_on=dt.date(1899, 1, 1),
        review_on=DAY,
        expires_on=dt.date(9999, 12, 31),
        scope="_x0041_\na\tb",
        notes="'=x",
    ),
    Secret(code="２", title="2025", level=Level.CONFIDENTIAL, scope="@x", notes="＝x"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_reads_back_the_same(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "r.xlsx"

    write_register(SECRETS, path, language=language)
    found = read_register(path)

    assert found.secrets == SECRETS
    assert found.problems == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_text_file_reads_back_the_same(tmp_path: Path, language: Language, encoding: Any) -> None:
    path = tmp_path / "r.csv"

    write_register_csv(SECRETS, path, language=language, encoding=encoding)

    assert read_register(path).secrets == SECRETS
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is (encoding == "utf-8-sig")


def test_nothing_in_a_workbook_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_register(SECRETS, path, language="ja")
    page = openpyxl.load_workbook(path).worksheets[0]
    cells = {cell.coordinate: cell for row in page.iter_rows() for cell in row}

    assert {cell.data_type for cell in cells.values()} <= {"s", "n", "d"}
    assert cells["B2"].quotePrefix
    assert not cells["B3"].quotePrefix
    assert cells["B3"].number_format == "@"


def test_nothing_in_a_text_file_begins_like_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_register_csv(SECRETS, path, language="en")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]


def test_a_workbook_is_tidy(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_register(SECRETS, path, language="ja")
    page = openpyxl.load_workbook(path).worksheets[0]
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}

    assert page.title == "営業秘密管理台帳"
    assert page.freeze_panes == "C2"
    assert page["A1"].value == "管理番号"
    assert page["A1"].font.bold
    assert page["R2"].is_date
    assert page["R1"].value == "見直し日"
    assert '"極秘,秘,社外秘"' in rules.values()
    assert rules["C2:C1002"] == '"技術情報,営業情報"'


def test_an_empty_register_has_its_headings(tmp_path: Path) -> None:
    write_register([], tmp_path / "r.xlsx", language="en")
    found = read_register(tmp_path / "r.xlsx")

    assert found.secrets == ()
    assert "no row below" in str(found.problems[0].reason)


def test_a_cell_that_would_overflow_is_refused(tmp_path: Path) -> None:
    names = tuple(f"{number:0>400}" for number in range(100))
    secret = Secret(code="TS-1", title="x", level=Level.SECRET, need_to_know=names)

    with pytest.raises(InputError) as caught:
        write_register([secret], tmp_path / "r.xlsx", language="ja")

    assert caught.value.code is ErrorCode.REGISTER_CELL_TOO_LONG
    assert "アクセス権者" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_characters_that_shift_jis_lacks_are_named_by_place(tmp_path: Path) -> None:
    secrets = [
        Secret(code="TS-1", title="😀", level=Level.SECRET, notes="a\N{WAVE DASH}b"),
        Secret(code="TS-2", title="塗工", level=Level.SECRET),
    ]

    with pytest.raises(InputError) as caught:
        write_register_csv(secrets, tmp_path / "r.csv", language="ja", encoding="cp932")

    assert caught.value.code is ErrorCode.REGISTER_CHARACTERS
    assert caught.value.params["places"] == "TS-1 (名称), TS-1 (備考)"
    assert "😀" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_register([], tmp_path / "no" / "r.xlsx", language="ja")

    assert caught.value.code is ErrorCode.PATH_MISSING


def test_a_full_disk_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.csv"
    write_register_csv(SECRETS, path, language="ja")
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageUnavailableError) as caught:
        write_register_csv([], path, language="ja")

    assert caught.value.code is ErrorCode.STORAGE_FULL
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["r.csv"]
