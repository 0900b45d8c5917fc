# SPDX-License-Identifier: Apache-2.0
"""A review refuses what no court would accept, and says what should be better."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from hiden.registry import (
    Container,
    ContainerKind,
    Level,
    Secret,
    Severity,
    Support,
    review,
)
from hiden.registry.review import _rules

DAY = dt.date(2026, 11, 23)
DATED = (Support(note="x", on=DAY),)
GOOD = Secret(
    code="TS-1",
    title="塗工条件",
    level=Level.SECRET,
    custodian="例示 太郎",
    need_to_know=("技術部",),
    containers=(Container(kind=ContainerKind.FILE, location="\\\\srv\\x"),),
    secrecy=DATED,
    usefulness=DATED,
    non_public=DATED,
)


def remarks(**changes: Any) -> list[tuple[str, str]]:
    found = review(attrs.evolve(GOOD, **changes), on=DAY)
    return [(remark.rule, remark.field) for remark in found]


def test_a_well_kept_secret_needs_no_remark() -> None:
    assert remarks() == []


@pytest.mark.parametrize(
    "title",
    [
        "技術情報一切",
        "当社の営業秘密全般",
        "ノウハウ全部",
        "当社の技術に関する一切の情報",
        "当社が保有する一切の技術情報および営業情報",
        "営業秘密",
        "製造ノウハウ",
        "機密情報等",
        "社内資料一式",
        "すべての秘密情報",
        "ノ ウ ハ ウ（全部）",
        "all technical information",
        "All of our confidential information, etc.",
        "Trade secrets",
        "Know-how",
        "technical and business information",
    ],
)
def test_a_secret_described_as_everything_is_refused_with_the_reason_of_the_courts(
    title: str,
) -> None:
    found = review(attrs.evolve(GOOD, title=title), on=DAY)

    assert [(one.rule, one.field, one.severity) for one in found] == [
        ("unidentified", "title", Severity.ERROR)
    ]
    assert found[0].sources == ("EL-SPEC", "CASE-JP-12")
    assert found[0].mark == "T"
    assert "courts refuse" in str(found[0].reason)
    assert "秘密の範囲が抽象的" in found[0].reason.text("ja")


@pytest.mark.parametrize(
    "title",
    [
        "塗工条件一式",
        "顧客リスト",
        "顧客情報",
        "樹脂配合データ",
        "第2ライン製造ノウハウ",
        "Coating process parameters",
        "仕入先別原価表",
        "技術情報管理規程の別表",
    ],
)
def test_a_title_that_names_something_is_not_refused(title: str) -> None:
    assert remarks(title=title) == []


def test_a_scope_can_identify_what_a_title_only_hints_at() -> None:
    assert remarks(title="製造ノウハウ", scope="第2ラインの昇温速度（文書 P-12）") == []
    assert remarks(title="技術情報一切", scope="第2ラインの昇温速度") == [("catch_all", "title")]
    assert remarks(scope="当社の技術情報一切") == [("unidentified", "scope")]


@pytest.mark.parametrize(
    "scope",
    [
        "塗工条件、その他一切の情報",
        "塗工条件を含むがこれに限られない",
        "第2ラインに関する技術情報全般",
        "Coating parameters and all other information",
        "including but not limited to coating parameters",
    ],
)
def test_catch_all_phrases_are_warned_of(scope: str) -> None:
    assert remarks(scope=scope) == [("catch_all", "scope")]


def test_a_very_long_scope_is_searched_for_phrases_only() -> None:
    assert remarks(scope="技術情報" * 1_000) == []


@pytest.mark.parametrize("names", [(), ("なし",), ("-",)])
def test_somebody_must_be_named(names: tuple[str, ...]) -> None:
    assert remarks(need_to_know=names) == [("no_need_to_know", "need_to_know")]


@pytest.mark.parametrize("name", ["全員", "全社員", "社員全員", "Everyone", "All employees"])
def test_everybody_is_nobody(name: str) -> None:
    assert remarks(need_to_know=("役員", name)) == [("everybody", "need_to_know")]


@pytest.mark.parametrize("name", ["", "-", "なし", "未定"])
def test_a_custodian_must_be_named(name: str) -> None:
    assert remarks(custodian=name) == [("no_custodian", "custodian")]


def test_it_must_be_said_where_the_secret_is() -> None:
    assert remarks(containers=()) == [("no_container", "containers")]


def test_know_how_in_heads_must_be_described() -> None:
    heads = (Container(kind=ContainerKind.PERSON, location="熟練者"),)

    assert remarks(containers=heads) == [("heads_only", "scope")]
    assert remarks(containers=heads, scope="研磨の勘所（治具の当て方）") == []
    assert remarks(containers=(*heads, *GOOD.containers)) == []


@pytest.mark.parametrize("field", ["secrecy", "usefulness", "non_public"])
def test_each_requirement_needs_support_with_a_day(field: str) -> None:
    assert remarks(**{field: ()}) == [(f"no_{field}", field)]
    assert remarks(**{field: (Support(note="x"),)}) == [("undated", field)]
    assert remarks(**{field: (Support(note="x"), *DATED)}) == []


def test_days_that_have_passed_are_named() -> None:
    yesterday = DAY - dt.timedelta(days=1)

    assert remarks(review_on=DAY, expires_on=DAY) == []
    assert remarks(review_on=yesterday) == [("overdue", "review_on")]
    assert remarks(expires_on=yesterday) == [("expired", "expires_on")]


@pytest.mark.parametrize(
    "title",
    [
        "塗工条件 120℃ 3分間",
        "樹脂A:B=3：1",
        "配合比 1.5%",
        "サーバのパスワード：abc",
        "触媒 Fe2O3Al2",
        "連絡先 a@example.com",
        "長" * 61,
    ],
)
def test_titles_that_give_the_secret_away_are_warned_of(title: str) -> None:
    assert remarks(title=title) == [("revealing", "title")]


def test_errors_come_first() -> None:
    found = review(Secret(code="1", title="技術情報一切", level=Level.SECRET), on=DAY)

    assert [one.severity for one in found][:2] == [Severity.ERROR, Severity.WARNING]
    assert len(found) == 7
    assert all(one.reason.text("ja") != str(one.reason) for one in found)


def test_every_rule_has_a_mark_and_every_pattern_compiles() -> None:
    rules = _rules()
    patterns = (*rules.unidentified, *rules.catch_all, *rules.revealing)

    assert {rule.mark for rule in rules.rules.values()} == {"T", "R", "house"}
    assert all(bool(rule.sources) is (rule.mark != "house") for rule in rules.rules.values())
    assert all(re.compile(pattern) for pattern in patterns)
