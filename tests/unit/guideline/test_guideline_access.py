# SPDX-License-Identifier: Apache-2.0
"""Who can open a secret, beside who may know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from hiden.foundation.errors import RuleError
from hiden.foundation.ids import secret_id
from hiden.guideline.access import (
    AccessComparison,
    AccessView,
    Opener,
    OpenerHow,
    PrincipalKind,
    access_view,
    compare_access,
    kind_of_principal,
    load_principals,
    read_principals,
)
from hiden.guideline.grid import load_sources
from hiden.registry import Level, Secret

DAY = dt.date(2026, 11, 23)
DATA = Path(__file__).parents[3] / "src" / "hiden" / "guideline" / "data" / "principals.yaml"


def secret(*need_to_know: str) -> Secret:
    return Secret(
        code=secret_id("TS-1"), title="塗工条件", level=Level.SECRET, need_to_know=need_to_know
    )


def compare(
    need_to_know: tuple[str, ...],
    *openers: str | Opener,
    everybody: bool = False,
    unresolved: tuple[str, ...] = (),
    aliases: Mapping[str, tuple[str, ...]] | None = None,
) -> AccessComparison:
    view = AccessView(
        taken_on=DAY,
        everybody=everybody,
        openers=tuple(Opener(name=o) if isinstance(o, str) else o for o in openers),
        unresolved_groups=unresolved,
    )
    return compare_access(secret(*need_to_know), view, aliases=aliases)


@pytest.mark.parametrize(
    "name",
    [
        "Everyone", "NT AUTHORITY\\Authenticated Users", "EXAMPLE\\Domain Users", "BUILTIN\\Users",
        "other", "すべてのユーザー", "全社員", "S-1-1-0", "S-1-5-11", "S-1-5-21-1-22-333-513",
        "ＥＶＥＲＹＯＮＥ",
    ],
)  # fmt: skip
def test_names_that_mean_everybody(name: str) -> None:
    assert kind_of_principal(name) is PrincipalKind.EVERYBODY


@pytest.mark.parametrize(
    "name",
    [
        "NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators", "EXAMPLE\\Domain Admins", "root",
        "CREATOR OWNER", "S-1-5-18", "S-1-5-32-544", "S-1-5-21-1-22-333-512", "EXAMPLE\\svc_backup",
    ],
)  # fmt: skip
def test_names_of_technical_accounts(name: str) -> None:
    assert kind_of_principal(name) is PrincipalKind.TECHNICAL


@pytest.mark.parametrize("name", ["EXAMPLE\\taro", "開発部", "S-1-5-21-1-22-333-1001", "userson"])
def test_other_names_are_persons_or_groups(name: str) -> None:
    assert kind_of_principal(name) is PrincipalKind.NAMED


def test_a_view_resolves_the_groups_whose_members_are_known() -> None:
    view = access_view(
        [
            Opener(name="EXAMPLE\\開発部", path="/a"),
            Opener(name="EXAMPLE\\営業部"),
            Opener(name="EXAMPLE\\aiko"),
            Opener(name="BUILTIN\\Administrators"),
        ],
        taken_on=DAY,
        members={"EXAMPLE\\開発部": ("aiko", "bunta"), "BUILTIN\\Administrators": ("chie",)},
        groups={"EXAMPLE\\開発部", "EXAMPLE\\営業部", "BUILTIN\\Administrators"},
    )

    assert view == AccessView(
        taken_on=DAY,
        everybody=False,
        openers=(
            Opener(name="aiko", path="/a"),
            Opener(name="bunta", path="/a"),
            Opener(name="EXAMPLE\\営業部"),
            Opener(name="EXAMPLE\\aiko"),
            Opener(name="BUILTIN\\Administrators"),
        ),
        unresolved_groups=("EXAMPLE\\営業部",),
    )


def test_a_view_says_when_everybody_can_open() -> None:
    view = access_view([Opener(name="other")], taken_on=DAY, members={})

    assert (view.everybody, view.openers) == (True, ())


def test_names_are_compared_without_domain_width_and_case() -> None:
    found = compare(("aiko.a", "開発部"), "EXAMPLE\\ＡＩＫＯ.Ａ", "開発部@example.co.jp")

    assert found.listed_and_open == ("EXAMPLE\\ＡＩＫＯ.Ａ", "開発部@example.co.jp")
    assert (found.outside, found.missing) == ((), ())
    assert found.is_as_listed


def test_outsiders_and_missing_people_are_named() -> None:
    found = compare(("aiko", "bunta"), "aiko", "chie", "NT AUTHORITY\\SYSTEM")

    assert found == AccessComparison(
        secret=secret_id("TS-1"),
        taken_on=DAY,
        listed_and_open=("aiko",),
        outside=("chie",),
        missing=("bunta",),
        everybody=False,
        technical=("NT AUTHORITY\\SYSTEM",),
    )
    assert not found.is_as_listed


def test_an_alias_names_the_members_of_a_group_or_the_login_of_a_code() -> None:
    aliases = {"開発部": ("aiko", "bunta"), "Ｅ-001": ("EXAMPLE\\chie",), "x": ("dan",)}

    found = compare(("開発部", "E-001"), "EXAMPLE\\aiko", "chie", "dan", aliases=aliases)

    assert found.listed_and_open == ("EXAMPLE\\aiko", "chie")
    assert (found.outside, found.missing) == (("dan",), ())


def test_who_did_open_it_by_the_log_is_named() -> None:
    found = compare(
        ("aiko",),
        Opener(name="aiko", how=OpenerHow.LOG),
        "chie",
        Opener(name="chie", how=OpenerHow.LOG, path="/a"),
        "dan",
    )

    assert (found.outside, found.opened) == (("chie", "dan"), ("chie",))


@pytest.mark.parametrize(("everybody", "unresolved"), [(True, ()), (False, ("営業部",))])
def test_nobody_is_missing_where_it_cannot_be_told(
    unresolved: tuple[str, ...], *, everybody: bool
) -> None:
    found = compare(("aiko",), "営業部", everybody=everybody, unresolved=unresolved)

    assert found.missing == ()
    assert found.unresolved_groups == unresolved
    assert not found.is_as_listed


def test_a_group_on_the_list_needs_no_members() -> None:
    found = compare(("開発部",), "EXAMPLE\\開発部", unresolved=("EXAMPLE\\開発部",))

    assert found.listed_and_open == ("EXAMPLE\\開発部",)
    assert (found.outside, found.unresolved_groups) == ((), ())


def test_a_technical_account_that_is_on_the_list_is_listed() -> None:
    found = compare(("Administrators",), "BUILTIN\\Administrators")

    assert (found.listed_and_open, found.technical) == (("BUILTIN\\Administrators",), ())


def test_without_a_list_nobody_is_an_outsider() -> None:
    found = compare((), "aiko")

    assert found.is_list_empty
    assert (found.outside, found.missing) == ((), ())
    assert not found.is_as_listed


def test_a_name_that_begins_with_an_at_sign_stays() -> None:
    assert compare(("@all-hands",), "@all-hands").listed_and_open == ("@all-hands",)


def test_the_names_are_shipped() -> None:
    assert {rule.kind for rule in load_principals()} == {
        PrincipalKind.EVERYBODY,
        PrincipalKind.TECHNICAL,
    }


def test_every_mistake_of_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "principals.yaml"
    text = DATA.read_text(encoding="utf-8").replace("id: technical", "id: everybody")
    text = text.replace("s110", "(").replace("sources: [HIDEN]", "sources: [NONE]", 1)
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ExceptionGroup) as caught:
        read_principals(path, sources=load_sources())

    assert all(isinstance(error, RuleError) for error in caught.value.exceptions)
    said = "\n".join(map(str, caught.value.exceptions))
    assert "the id stands twice" in said
    assert "NONE" in said
    assert "is no pattern" in said
