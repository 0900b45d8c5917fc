# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl
import pytest
from tests.unit.workspace.conftest import Company

from hiden.foundation.errors import AccessRefusedError, InputError, RegistryFileError
from hiden.foundation.ids import secret_id
from hiden.registry import Level, Secret, from_json, read_register
from hiden.testing import FixedClock
from hiden.workspace import models
from hiden.workspace.roles import Actor
from hiden.workspace.use_cases.register import (
    current_snapshot,
    export_register,
    import_register,
    save_secret,
    withdraw_secret,
)


def _counts(done: models.RegisterImport) -> tuple[int, int, int]:
    return done.added, done.changed, done.unchanged


def test_nothing_is_taken_twice_when_a_file_is_read_again(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    again = import_register(registered.register, file_name="x", by=administrator, clock=clock)

    assert _counts(again) == (0, 0, 2)
    assert models.Secret.objects.count() == 2


def test_a_changed_row_changes_its_secret_only(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    book = openpyxl.load_workbook(registered.register)
    sheet = book.active
    assert sheet is not None
    sheet["E3"] = "技術部長"
    book.save(registered.register)

    again = import_register(registered.register, file_name="x", by=administrator, clock=clock)

    assert _counts(again) == (0, 1, 1)
    changed = from_json(models.Secret.objects.get(code="T-1").value)
    assert changed.custodian == "技術部長"


def test_bad_rows_are_listed_with_their_place_and_the_good_ones_are_taken(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    book = openpyxl.load_workbook(registered.register)
    sheet = book.active
    assert sheet is not None
    sheet.append(["T-2", "当社の技術情報一切", "極秘", "技術", "製造部長", "全社員", "共有A"])
    sheet.append(
        ["T-3", "研削盤の砥石修正条件", "とても秘密", "技術", "製造部長", "研削係", "共有A"]
    )
    sheet.append(["T-4", "研削盤の送り条件", "秘", "技術", "製造部長", "研削係", "共有A"])
    book.save(registered.register)

    done = import_register(registered.register, file_name="x", by=administrator, clock=clock)

    errors = {problem["row"] for problem in done.problems if problem["severity"] == "error"}
    assert errors == {5, 6}
    assert set(models.Secret.objects.values_list("code", flat=True)) == {"T-1", "S-1", "T-4"}


def test_a_file_that_is_no_register_leaves_nothing(
    home: Path,
    db: None,
    tmp_path: Path,
    administrator: Actor,
    clock: FixedClock,
    told: Callable[[], list[str]],
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 not really")

    with pytest.raises(RegistryFileError):
        import_register(path, file_name="x", by=administrator, clock=clock)

    assert not models.RegisterImport.objects.exists()
    assert told() == []


def test_a_secret_described_too_broadly_is_refused_with_the_reason(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    broad = Secret(code=secret_id("T-9"), title="技術情報一切", level=Level.SECRET)

    with pytest.raises(InputError) as caught:
        save_secret(broad, by=administrator, clock=clock)

    assert "T-9" in caught.value.text("ja")
    assert not models.Secret.objects.filter(code="T-9").exists()


def test_a_withdrawn_secret_stays_and_comes_back_when_it_is_saved_again(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    withdraw_secret("T-1", reason="特許を出願した", by=administrator, clock=clock)

    row = models.Secret.objects.get(code="T-1")
    assert row.withdrawn_at == clock.now()
    assert [secret.code for secret in current_snapshot(at=clock.now()).secrets] == ["S-1"]
    with pytest.raises(InputError):
        withdraw_secret("T-1", reason="again", by=administrator, clock=clock)

    save_secret(from_json(row.value), by=administrator, clock=clock)
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_withdrawing_needs_a_reason(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    with pytest.raises(InputError):
        withdraw_secret("T-1", reason="  ", by=administrator, clock=clock)


def test_the_sample_never_overwrites_a_secret_of_your_own(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    with pytest.raises(InputError, match="T-1"):
        import_register(
            registered.register, file_name="x", is_sample=True, by=administrator, clock=clock
        )


@pytest.mark.parametrize(
    ("name", "file_format"), [("a.xlsx", "xlsx"), ("a.csv", "csv"), ("b.csv", "csv-cp932")]
)
def test_what_is_exported_reads_back_as_it_was(
    registered: Company,
    tmp_path: Path,
    auditor: Actor,
    clock: FixedClock,
    name: str,
    file_format: str,
) -> None:
    export_register(
        tmp_path / name, language="ja", file_format=file_format, by=auditor, clock=clock
    )

    assert (
        tuple(sorted(read_register(tmp_path / name).secrets, key=lambda secret: secret.code))
        == current_snapshot(at=clock.now()).secrets
    )


def test_an_auditor_changes_nothing_in_the_register(
    registered: Company, auditor: Actor, clock: FixedClock
) -> None:
    secret = attrs.evolve(from_json(models.Secret.objects.get(code="T-1").value), owner="X")

    with pytest.raises(AccessRefusedError):
        save_secret(secret, by=auditor, clock=clock)
