# SPDX-License-Identifier: Apache-2.0
"""Several items in one cell."""

from __future__ import annotations

import datetime as dt

import pytest

from hiden.registry import Container, ContainerKind, Support
from hiden.registry.columns import load_columns
from hiden.registry.list_text import (
    join_containers,
    join_names,
    join_supports,
    says_nothing,
    split_containers,
    split_names,
    split_places,
    split_supports,
)

TABLE = load_columns()
NOTHING = TABLE.nothing_labels
DAY = dt.date(2025, 4, 1)


def kinds(text: str, *, media: tuple[str, ...] = (), assumed: str = "") -> list[tuple[str, str]]:
    found = split_containers(text, media=media, assumed=assumed, table=TABLE)
    return [(container.kind.value, container.location) for container in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("技術部、品質保証部", ("技術部", "品質保証部")),
        ("a, b;c；d，e\nf", ("a", "b", "c", "d", "e", "f")),
        ("a、、 、 a、", ("a",)),
        ('"Smith, John", x', ("Smith, John", "x")),
        ('a;  "b;c"', ("a", "b;c")),
        ('"say ""yes"""', ('say "yes"',)),
        ('5" disk', ('5" disk',)),
        ("", ()),
    ],
)
def test_names_part_at_separators_but_not_in_quotes(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


def test_a_path_may_hold_a_comma() -> None:
    assert split_places("\\\\srv\\a,b.xlsx、本社書庫") == ("\\\\srv\\a,b.xlsx", "本社書庫")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("紙：本社金庫", "paper"),
        ("Paper: head office", "paper"),
        ("本社金庫 3段目", "paper"),
        ("金型倉庫 2列", "mould"),
        ("試作品棚", "sample"),
        ("3号機", "machine"),
        ("熟練者の頭の中", "person"),
        ("\\\\srv\\技術", "file"),
        ("C:\\data", "file"),
        ("https://example.com/x", "file"),
        ("USB", "file"),
        ("第二会議室", "other"),
    ],
)
def test_places_say_in_what_the_secret_is_found(text: str, kind: str) -> None:
    assert [found for found, _ in kinds(text)] == [kind]


def test_a_drive_is_no_kind() -> None:
    assert kinds("C:\\a") == [("file", "C:\\a")]


def test_media_go_with_places_one_by_one_or_one_for_all() -> None:
    assert kinds("x、y", media=("紙", "電子")) == [("paper", "x"), ("file", "y")]
    assert kinds("x、y", media=("紙",)) == [("paper", "x"), ("paper", "y")]
    assert kinds("x", media=("紙", "電子")) == [("other", "x")]
    assert kinds("x", media=("不明な媒体",), assumed="file") == [("file", "x")]
    assert kinds("紙：x", media=("電子",), assumed="file") == [("paper", "x")]


def test_containers_read_as_they_are_written() -> None:
    containers = (
        Container(kind=ContainerKind.FILE, location="C:\\a,b;c：d"),
        Container(kind=ContainerKind.OTHER, location="紙：x"),
        Container(kind=ContainerKind.PERSON, location='"x"'),
    )

    for language in ("ja", "en"):
        text = join_containers(containers, language=language, table=TABLE)
        assert split_containers(text, media=(), assumed="", table=TABLE) == containers


@pytest.mark.parametrize(
    ("line", "note", "day"),
    [
        ("2025-04-01 施錠", "施錠", DAY),
        ("2025-04-01: 施錠", "施錠", DAY),
        ("2025/4/1、施錠", "施錠", DAY),
        ("令和7年4月1日施錠", "施錠", DAY),
        ("R7.4.1 施錠", "施錠", DAY),
        ("施錠（令和7年4月1日）", "施錠", DAY),
        ("施錠(2025/4/1確認)", "施錠", DAY),
        ("表示あり、2025/4/1に点検済", "表示あり、2025/4/1に点検済", DAY),
        ("2024/3/1から検討、2025/4/1に決定", "2024/3/1から検討、2025/4/1に決定", DAY),
        ("施錠（令和７年１１月点検）", "施錠（令和７年１１月点検）", dt.date(2025, 11, 30)),
        ("2024/2 文献調査", "2024/2 文献調査", dt.date(2024, 2, 29)),
        ("2025/13 調査", "2025/13 調査", None),
        ("2025/2/30 調査", "2025/2/30 調査", None),
        ("調査(2025/2/30)", "調査(2025/2/30)", None),
        ("施錠", "施錠", None),
        ("日付なし：2025-04-01 x", "2025-04-01 x", None),
        ("undated: なし", "なし", None),
    ],
)
def test_supports_say_their_day(line: str, note: str, day: dt.date | None) -> None:
    assert split_supports(line, on=None, nothing=NOTHING) == (Support(note=note, on=day),)


def test_supports_without_a_day_take_the_day_of_the_row() -> None:
    found = split_supports("施錠\n2024-04-01 表示\n-\n\n施錠", on=DAY, nothing=NOTHING)

    assert found == (
        Support(note="施錠", on=DAY),
        Support(note="表示", on=dt.date(2024, 4, 1)),
    )


def test_supports_read_as_they_are_written() -> None:
    supports = (
        Support(note="2025-04-01 x"),
        Support(note=": y", on=DAY),
        Support(note="なし"),
        Support(note="undated: z"),
        Support(note="#N/A"),
        Support(note="2024/2 調査", on=DAY),
        Support(note="plain"),
    )

    for language in ("ja", "en"):
        text = join_supports(supports, language=language, nothing=NOTHING)
        assert split_supports(text, on=None, nothing=NOTHING) == supports
        assert "#N/A" not in text.split("\n")


def test_names_read_as_they_are_written() -> None:
    names = ("なし", "-", 'a"b', "x、y", "#REF!", "plain")
    text = join_names(names, nothing=NOTHING)

    assert split_names(text) == names
    assert not says_nothing(join_names(("なし",), nothing=NOTHING), nothing=NOTHING)


@pytest.mark.parametrize("text", ["", "-", "―", "なし", "該当なし", "N/A", "×"])
def test_some_cells_say_that_there_is_nothing(text: str) -> None:
    assert says_nothing(text, nothing=NOTHING)


@pytest.mark.parametrize("text", ['"なし"', "な\nし", "技術部"])
def test_other_cells_say_something(text: str) -> None:
    assert not says_nothing(text, nothing=NOTHING)
