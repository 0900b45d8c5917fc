# SPDX-License-Identifier: Apache-2.0
"""JSON of the registry is strict, and its errors hold no content."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import attrs
import pytest

from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.registry import (
    Container,
    ContainerKind,
    Disclosure,
    Level,
    Person,
    PersonKind,
    Secret,
    Support,
    from_json,
    to_json,
)

SECRET = Secret(
    code="TS-1",
    title="塗工条件",
    level=Level.TOP_SECRET,
    need_to_know=("技術部",),
    containers=(Container(kind=ContainerKind.PAPER, location="書庫"),),
    secrecy=(Support(note="施錠", on=dt.date(2025, 4, 1)),),
    value_jpy=2**53 - 1,
    review_on=dt.date(2026, 4, 1),
)


def test_a_secret_survives_json_as_text() -> None:
    assert from_json(json.loads(json.dumps(to_json(SECRET)))) == SECRET


def test_every_field_is_written() -> None:
    data = to_json(SECRET)

    assert data["level"] == "top_secret"
    assert type(data["level"]) is str
    assert data["review_on"] == "2026-04-01"
    assert data["kind"] is None
    assert data["containers"] == [{"kind": "paper", "location": "書庫"}]


def test_other_values_are_read_by_their_class() -> None:
    person = Person(code="P1", kind=PersonKind.OFFICER)
    shown = Disclosure(code="D", secrets=("T",), recipient="C", on=dt.date(2025, 4, 1))

    assert from_json(to_json(person), Person) == person
    assert from_json(to_json(shown), Disclosure) == shown


def test_a_missing_key_takes_the_default() -> None:
    data = {"code": "TS-1", "title": "x", "level": "secret"}

    assert from_json(data) == Secret(code="TS-1", title="x", level=Level.SECRET)


@pytest.mark.parametrize(
    "change",
    [
        {"unknown": 1},
        {"code": None},
        {"title": 7},
        {"title": "機密の中身\nを書く"},
        {"level": "極秘"},
        {"kind": 1},
        {"need_to_know": "abc"},
        {"need_to_know": [1]},
        {"containers": [["paper", "x"]]},
        {"containers": [{"kind": "paper"}]},
        {"review_on": "20260401"},
        {"review_on": "2026-02-30"},
        {"review_on": 20260401},
        {"value_jpy": 1.0},
        {"value_jpy": "1"},
    ],
)
def test_other_forms_are_refused_without_their_content(change: dict[str, Any]) -> None:
    with pytest.raises(RegistryFileError) as caught:
        from_json({**to_json(SECRET), **change})

    assert caught.value.code is ErrorCode.REGISTER_JSON
    assert "機密の中身" not in str(caught.value)
    assert "塗工" not in str(caught.value)


@pytest.mark.parametrize("data", [None, "x", 1, [], ["code"]])
def test_what_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(RegistryFileError):
        from_json(data)


def test_a_missing_required_key_is_named() -> None:
    with pytest.raises(RegistryFileError, match="missing key title"):
        from_json({"code": "TS-1", "level": "secret"})


@attrs.frozen(kw_only=True)
class Switch:
    """A value with a truth value in it, as other rooms have them."""

    is_on: bool = False


@pytest.mark.parametrize("value", [1, 0, "true", "", None, [True]])
def test_nothing_else_passes_for_a_truth_value(value: JsonValue) -> None:
    assert from_json({"is_on": True}, Switch) == Switch(is_on=True)
    with pytest.raises(RegistryFileError, match=r"\$\.is_on"):
        from_json({"is_on": value}, Switch)
