# SPDX-License-Identifier: Apache-2.0
"""Who can open a folder of this machine: mode bits, access lists and the way to it."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiden.foundation.errors import ErrorCode, InputError
from hiden.intake.permissions import (
    Accounts,
    Grant,
    PermissionReading,
    PrincipalKind,
    Right,
    posix,
    read_posix,
    system_accounts,
)
from hiden.intake.permissions.posix_acl import Entry, Tag, parse_acl, rules_of
from hiden.intake.permissions.posix_reach import Place, grants_at

DAY = dt.date(2026, 11, 23)
ME, AIKO, BUNTA, CHIE = os.getuid(), 70_001, 70_002, 70_003
DEVELOPMENT, SALES = 71_001, 71_002
ACCOUNTS = Accounts(
    users={AIKO: "aiko", BUNTA: "bunta", CHIE: "chie", ME: "me"},
    groups={DEVELOPMENT: "development", SALES: "sales"},
    members={DEVELOPMENT: frozenset({AIKO, BUNTA}), SALES: frozenset({BUNTA, CHIE})},
)
OPEN_WAY = rules_of(0o755, 0, 0)
ACL_NAME = "system.posix_acl_access"


def acl_bytes(*entries: Entry) -> bytes:
    rest = (Entry(Tag.OWNER, 7), Entry(Tag.OWNING_GROUP, 0), Entry(Tag.OTHER, 0))
    whole = sorted((*rest, *entries), key=lambda entry: entry.tag)
    packed = (struct.pack("<HHI", e.tag, e.bits, e.id or 0xFFFFFFFF) for e in whole)
    return struct.pack("<I", 2) + b"".join(packed)


def set_acl(path: Path, data: bytes) -> None:
    try:
        os.setxattr(path, ACL_NAME, data)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        pytest.skip("this file system has no access lists")


def who_reads(
    mode: int, *, owner: int = AIKO, group: int = DEVELOPMENT, **more: object
) -> set[str]:
    acl = more.get("acl", ())
    above = more.get("above", OPEN_WAY)
    assert isinstance(acl, tuple)
    assert isinstance(above, type(OPEN_WAY))
    place = Place(
        above=frozenset({OPEN_WAY, above}),
        rules=rules_of(mode, owner, group, acl),
        is_folder=False,
    )
    grants = grants_at(place, ACCOUNTS)
    allowed = {g.who for g in grants if Right.READ in g.rights and not g.is_deny}
    denied = {f"not {g.who}" for g in grants if Right.READ in g.rights and g.is_deny}
    return (allowed | denied) - {"0", "root", "me"}


def test_a_file_for_all_is_open_to_everybody() -> None:
    assert who_reads(0o644) == {"other", "aiko"}


def test_a_file_of_a_group_is_open_to_the_group() -> None:
    assert who_reads(0o640) == {"development", "aiko"}


def test_a_file_of_its_owner_is_open_to_nobody_else() -> None:
    assert who_reads(0o600) == {"aiko"}


def test_an_owner_without_the_read_bit_cannot_read_but_owns() -> None:
    place = Place(above=frozenset(), rules=rules_of(0o040, AIKO, DEVELOPMENT), is_folder=False)

    grants = grants_at(place, ACCOUNTS)

    assert Grant(
        path="", who="aiko", rights=frozenset({Right.OWNER}), kind=PrincipalKind.USER
    ) in grants  # fmt: skip
    assert Grant(
        path="", who="aiko", rights=frozenset({Right.READ}), is_deny=True, kind=PrincipalKind.USER
    ) in grants  # fmt: skip


def test_a_group_without_the_bit_is_kept_out_of_what_others_may_read() -> None:
    """The first class that fits decides: members of the owning group are not others."""
    assert who_reads(0o604) == {"other", "aiko", "not bunta"}


def test_a_folder_above_that_lets_nobody_pass_closes_the_file() -> None:
    assert who_reads(0o644, above=rules_of(0o700, CHIE, SALES)) == {"chie"}


def test_who_passes_by_one_group_and_reads_by_another_is_named() -> None:
    """Only who is in both groups reaches the file, and no group alone does."""
    assert who_reads(0o640, owner=ME, above=rules_of(0o710, ME, SALES)) == {"bunta"}


def test_the_mask_limits_named_users_and_groups() -> None:
    acl = (
        Entry(Tag.OWNER, 6), Entry(Tag.USER, 6, CHIE), Entry(Tag.OWNING_GROUP, 4),
        Entry(Tag.GROUP, 4, SALES), Entry(Tag.MASK, 2), Entry(Tag.OTHER, 0),
    )  # fmt: skip

    assert who_reads(0o620, acl=acl) == {"aiko"}


def test_a_named_user_and_a_named_group_may_read() -> None:
    acl = (
        Entry(Tag.OWNER, 6), Entry(Tag.USER, 4, CHIE), Entry(Tag.OWNING_GROUP, 0),
        Entry(Tag.GROUP, 4, SALES), Entry(Tag.MASK, 4), Entry(Tag.OTHER, 0),
    )  # fmt: skip

    assert who_reads(0o640, acl=acl) == {"aiko", "sales"}


def test_a_named_user_can_be_kept_out_of_a_group() -> None:
    acl = (
        Entry(Tag.OWNER, 6), Entry(Tag.USER, 0, BUNTA), Entry(Tag.OWNING_GROUP, 4),
        Entry(Tag.MASK, 4), Entry(Tag.OTHER, 0),
    )  # fmt: skip

    assert who_reads(0o640, acl=acl) == {"aiko", "development", "not bunta"}


def test_reading_a_folder_takes_its_own_pass_bit() -> None:
    place = Place(above=frozenset(), rules=rules_of(0o744, AIKO, DEVELOPMENT), is_folder=True)

    assert [grant.who for grant in grants_at(place, ACCOUNTS)] == ["aiko"]


def test_the_first_user_reads_everything() -> None:
    place = Place(above=frozenset({OPEN_WAY}), rules=rules_of(0o000, AIKO, SALES), is_folder=False)

    assert [(g.who, g.rights) for g in grants_at(place, ACCOUNTS)] == [
        ("me" if ME == 0 else "0", frozenset({Right.READ, Right.WRITE})),
        ("aiko", frozenset({Right.OWNER})),
    ]


def test_the_binary_form_is_read() -> None:
    data = acl_bytes(Entry(Tag.USER, 4, CHIE), Entry(Tag.MASK, 7))

    assert parse_acl(data) == (
        Entry(Tag.OWNER, 7),
        Entry(Tag.USER, 4, CHIE),
        Entry(Tag.OWNING_GROUP, 0),
        Entry(Tag.MASK, 7),
        Entry(Tag.OTHER, 0),
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"\2\0\0", b"\1\0\0\0", b"\2\0\0\0\1", b"\2\0\0\0" + struct.pack("<HHI", 3, 7, 0)],
)
def test_a_damaged_access_list_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"access list|Tag"):
        parse_acl(data)


def test_this_machine_lists_its_accounts() -> None:
    accounts = system_accounts()

    assert accounts.user(0) == "root"
    assert 0 in accounts.members[0]
    assert accounts.user(2_000_000_001) == "2000000001"
    assert accounts.group(2_000_000_001) == "2000000001"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "配合"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (folder / name).write_text("x")
        (folder / name).chmod(0o600)
    (folder / "sub").chmod(0o700)
    folder.chmod(0o700)
    yield folder
    folder.chmod(0o700)


def owned(reading: PermissionReading, name: str) -> list[Grant]:
    return [grant for grant in reading.grants if grant.path.endswith(name)]


def test_only_what_differs_from_its_folder_gets_grants_of_its_own(folder: Path) -> None:
    if ME == 0:
        os.chown(folder / "b.txt", CHIE, DEVELOPMENT)
    else:
        (folder / "b.txt").chmod(0o200)

    reading = read_posix(folder, on=DAY, accounts=ACCOUNTS)

    assert {Path(grant.path).name for grant in reading.grants} == {"配合", "b.txt"}
    assert reading.taken_on == DAY
    assert reading.source == str(folder)
    assert reading.problems == ()


def test_an_access_list_on_disk_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of pytest are closed, so the way is taken as open here."""
    monkeypatch.setattr(Path, "parents", ())
    set_acl(folder, acl_bytes(Entry(Tag.USER, 5, CHIE), Entry(Tag.MASK, 5)))
    set_acl(folder / "a.txt", acl_bytes(Entry(Tag.USER, 4, CHIE), Entry(Tag.MASK, 4)))

    reading = read_posix(folder, on=DAY, accounts=ACCOUNTS)

    assert ("chie", frozenset({Right.READ})) in [(g.who, g.rights) for g in owned(reading, "配合")]
    assert owned(reading, "a.txt") == []
    assert "chie" not in {grant.who for grant in owned(reading, "b.txt")}


@pytest.mark.skipif(shutil.which("setfacl") is None, reason="setfacl is not installed")
def test_an_access_list_made_by_setfacl_is_read(folder: Path) -> None:
    done = subprocess.run(
        ["setfacl", "-m", f"u:{CHIE}:r", folder / "a.txt"],  # noqa: S607 - the tool on the path
        check=False,
    )
    if done.returncode:
        pytest.skip("this file system has no access lists")

    assert Entry(Tag.USER, 4, CHIE) in parse_acl(os.getxattr(folder / "a.txt", ACL_NAME))


def test_a_whole_way_open_to_all_is_seen_from_the_root(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders of pytest are closed, so the way is taken as open here."""
    monkeypatch.setattr(Path, "parents", ())
    folder.chmod(0o755)
    (folder / "a.txt").chmod(0o644)
    (folder / "sub").chmod(0o755)

    reading = read_posix(folder, on=DAY, accounts=ACCOUNTS)

    assert "other" in {grant.who for grant in owned(reading, "配合")}
    assert "other" in {grant.who for grant in reading.readers}
    assert owned(reading, "a.txt") == []
    assert "other" not in {grant.who for grant in owned(reading, "b.txt")}


def test_members_of_groups_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if ME != 0:
        pytest.skip("giving a folder to a group takes root")
    monkeypatch.setattr(Path, "parents", ())
    os.chown(folder, ME, DEVELOPMENT)
    folder.chmod(0o750)

    reading = read_posix(folder, on=DAY, accounts=ACCOUNTS)

    assert reading.members == {"development": ("aiko", "bunta")}


def test_one_file_can_be_looked_at(folder: Path) -> None:
    reading = read_posix(folder / "a.txt", on=DAY)

    assert {Path(grant.path).name for grant in reading.grants} == {"a.txt"}


def test_a_link_is_a_problem(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "a.txt")

    problem = read_posix(folder, on=DAY, accounts=ACCOUNTS).problems[0]

    assert problem.path.endswith("link")
    assert problem.line is None
    assert "link" in str(problem.reason)


def test_what_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder") as caught:
        read_posix(tmp_path / "none", on=DAY)

    assert caught.value.code is ErrorCode.PERMISSIONS_UNREADABLE


def test_a_file_as_a_folder_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_posix(folder / "a.txt" / "x", on=DAY)


@pytest.mark.parametrize(
    ("error", "said"),
    [(PermissionError(13, "x"), "not permitted"), (OSError(5, "broken"), "broken")],
)
def test_a_folder_that_cannot_be_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    """The folder itself is an error; a folder below is a problem."""
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path).name == "sub":
            raise error
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)

    reading = read_posix(folder, on=DAY, accounts=ACCOUNTS)
    assert [(Path(p.path).name, said in str(p.reason)) for p in reading.problems] == [("sub", True)]
    with pytest.raises(InputError, match=said):
        read_posix(folder / "sub", on=DAY, accounts=ACCOUNTS)


def test_an_entry_whose_access_list_cannot_be_read_is_a_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def getxattr(path: str, name: str) -> bytes:
        if path.endswith("a.txt"):
            raise OSError(5, "broken")
        if path.endswith("b.txt"):
            return b"no list"
        raise OSError(95, "none")

    monkeypatch.setattr(os, "getxattr", getxattr)

    problems = read_posix(folder, on=DAY, accounts=ACCOUNTS).problems

    assert [Path(p.path).name for p in problems] == ["a.txt", "b.txt"]
    assert "mode bits" in str(problems[1].reason)


def test_rights_kept_by_a_server_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "listxattr", lambda _: ["system.nfs4_acl"])

    assert "file server" in str(read_posix(folder, on=DAY, accounts=ACCOUNTS).problems[0].reason)


def test_a_file_system_without_attributes_is_no_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listxattr(_: Path) -> list[str]:
        raise OSError(95, "none")

    monkeypatch.setattr(os, "listxattr", listxattr)

    assert read_posix(folder, on=DAY, accounts=ACCOUNTS).problems == ()


def test_a_tree_that_is_too_big_is_said_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posix, "MAX_ENTRIES", 1)
    (folder / "0" / "below").mkdir(parents=True)

    problems = read_posix(folder, on=DAY, accounts=ACCOUNTS).problems

    assert ["first 1 entries" in str(problem.reason) for problem in problems] == [True]
