# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path

import attrs
import pytest

from hiden.foundation.errors import ErrorCode, InputError, SheetError
from hiden.foundation.strict_yaml import load_yaml, load_yaml_folder


class Colour(StrEnum):
    RED = "red"


@attrs.frozen(kw_only=True)
class Item:
    name: str
    count: int
    ratio: float = 1.0
    colour: Colour = Colour.RED
    since: dt.date | None = None


def _load(tmp_path: Path, text: str, kind: type = tuple[Item, ...]) -> object:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return load_yaml(path, kind)


def _mistakes(tmp_path: Path, text: str, kind: type = tuple[Item, ...]) -> list[InputError]:
    with pytest.raises(ExceptionGroup) as caught:
        _load(tmp_path, text, kind)
    return [error for error in caught.value.exceptions if isinstance(error, InputError)]


def test_a_good_file_becomes_values(tmp_path: Path) -> None:
    text = "- {name: 秘, count: 3, ratio: 2, colour: red, since: 2025-06-01}\n"

    assert _load(tmp_path, text) == (
        Item(name="秘", count=3, ratio=2.0, since=dt.date(2025, 6, 1)),
    )


def test_every_mistake_is_reported_with_its_place_and_line(tmp_path: Path) -> None:
    text = (
        "- name: 7\n"
        "  count: '3'\n"
        "- name: a\n"
        "  count: true\n"
        "  colour: blue\n"
        "  ratio: x\n"
        "- name: b\n"
        "  count: 1\n"
        "  cuont: 2\n"
        "- name: c\n"
    )

    found = [(error.params["line"], error.params["place"]) for error in _mistakes(tmp_path, text)]

    assert found == [
        (1, "$[0].name"),
        (2, "$[0].count"),
        (4, "$[1].count"),
        (5, "$[1].colour"),
        (6, "$[1].ratio"),
        (7, "$[2]"),
        (10, "$[3].count"),
    ]


def test_a_key_that_stands_twice_is_a_mistake(tmp_path: Path) -> None:
    [error] = _mistakes(tmp_path, "- name: a\n  count: 1\n  count: 2\n")

    assert error.code is ErrorCode.YAML_DUPLICATE_KEY
    assert (error.params["line"], error.params["key"]) == (3, "count")


@pytest.mark.parametrize(
    "text",
    [
        "a: [1",
        "a: !!python/object/apply:os.system [x]\n",
        "'\x00'",
        "a: [&b x, *b]",
        "[" * 100_000,
        "a: 2026-13-45",
    ],
)
def test_what_is_not_plain_yaml_is_one_mistake_with_a_line(tmp_path: Path, text: str) -> None:
    [error] = _mistakes(tmp_path, text)

    assert error.code is ErrorCode.YAML_SYNTAX
    assert error.params["line"] == 1


def test_an_empty_file_is_no_list(tmp_path: Path) -> None:
    [error] = _mistakes(tmp_path, "# nothing\n")

    assert error.code is ErrorCode.YAML_SYNTAX


def test_the_caller_chooses_the_class_of_the_error(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("name: 1\ncount: 1\n", encoding="utf-8")

    with pytest.raises(ExceptionGroup) as caught:
        load_yaml(path, Item, error=SheetError)

    assert isinstance(caught.value.exceptions[0], SheetError)


def test_a_key_that_yaml_takes_for_a_truth_value_is_an_unknown_key(tmp_path: Path) -> None:
    [error] = _mistakes(tmp_path, "- {name: a, count: 1, on: x}\n")

    assert error.params["detail"] == "unknown key: True"


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "notes.txt"):
        (tmp_path / name).write_text(f"{{name: {name[0]}, count: 1}}\n", encoding="utf-8")

    assert [item.name for item in load_yaml_folder(tmp_path, Item)] == ["a", "b"]


def test_every_mistake_of_every_file_of_a_folder_is_reported(tmp_path: Path) -> None:
    for name, text in (("a", "{name: 1, count: x}"), ("b", "{name: b, count: 1}"), ("c", "[")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        load_yaml_folder(tmp_path, Item)

    assert [str(error).partition(", ")[0] for error in caught.value.exceptions] == [
        str(tmp_path / name) for name in ("a.yaml", "a.yaml", "c.yaml")
    ]
