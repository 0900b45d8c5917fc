# SPDX-License-Identifier: Apache-2.0
"""Snapshots have one hash, and comparisons name every secret once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import attrs
import pytest

from hiden.foundation.errors import ErrorCode, RegistryFileError, VerificationError
from hiden.registry import (
    Change,
    Level,
    Secret,
    compare,
    snapshot,
    snapshot_from_json,
    snapshot_to_json,
)

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
A = Secret(code="A", title="甲", level=Level.SECRET)
B = Secret(code="B", title="乙", level=Level.CONFIDENTIAL)
C = Secret(code="C", title="丙", level=Level.TOP_SECRET)


def test_the_hash_is_sha256_of_the_sorted_compact_json() -> None:
    taken = snapshot([B, A], taken_at=NOW)
    data = snapshot_to_json(taken)
    del data["sha256"]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert taken.secrets == (A, B)
    assert taken.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_order_does_not_matter_but_time_and_content_do() -> None:
    taken = snapshot([A, B], taken_at=NOW)

    assert snapshot([B, A], taken_at=NOW).sha256 == taken.sha256
    assert snapshot([A, B], taken_at=NOW + dt.timedelta(seconds=1)).sha256 != taken.sha256
    assert snapshot([A], taken_at=NOW).sha256 != taken.sha256


def test_a_snapshot_survives_json() -> None:
    taken = snapshot([A, B], taken_at=NOW)

    assert snapshot_from_json(json.loads(json.dumps(snapshot_to_json(taken)))) == taken


def test_a_snapshot_with_another_hash_does_not_verify() -> None:
    data = snapshot_to_json(snapshot([A], taken_at=NOW))

    with pytest.raises(VerificationError) as caught:
        snapshot_from_json({**data, "secrets": []})

    assert caught.value.code is ErrorCode.REGISTER_SNAPSHOT_HASH
    assert caught.value.params["want"] == data["sha256"]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "hiden-register-2"},
        {"more": 1},
        {"secrets": "x"},
        {"taken_at": 1},
        {"taken_at": "yesterday"},
        {"taken_at": "2026-11-23T09:30:00"},
        {"secrets": [{"code": "A", "title": "甲", "level": "secret"}] * 2},
    ],
)
def test_other_forms_of_snapshots_are_refused(change: dict[str, Any]) -> None:
    data = snapshot_to_json(snapshot([A], taken_at=NOW))

    with pytest.raises(RegistryFileError):
        snapshot_from_json({**data, **change})


def test_what_is_no_object_is_no_snapshot() -> None:
    with pytest.raises(RegistryFileError):
        snapshot_from_json([])


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(2026, 11, 23),  # noqa: DTZ001 - without zone on purpose
        NOW.astimezone(dt.timezone(dt.timedelta(hours=9))),
    ],
)
def test_times_are_in_utc(moment: dt.datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        snapshot([A], taken_at=moment)


def test_a_code_stands_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        snapshot([A, A], taken_at=NOW)
    with pytest.raises(ValueError, match="twice"):
        compare(snapshot([A], taken_at=NOW), [B, B])


def test_changes_name_every_secret_once() -> None:
    changed = attrs.evolve(B, title="乙改", owner="技術部")

    changes = compare(snapshot([A, B], taken_at=NOW), [C, changed])

    assert changes.added == ("C",)
    assert changes.changed == (Change(code=B.code, fields=("title", "owner")),)
    assert changes.unchanged == ()
    assert changes.missing == ("A",)


def test_nothing_changes_between_equal_registers() -> None:
    changes = compare(snapshot([A, B], taken_at=NOW), [B, A])

    assert changes.unchanged == ("A", "B")
    assert (changes.added, changes.changed, changes.missing) == ((), (), ())
