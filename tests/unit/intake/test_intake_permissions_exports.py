# SPDX-License-Identifier: Apache-2.0
"""Exports of icacls and Get-Acl, as English and Japanese Windows write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hiden.foundation.errors import ErrorCode, InputError
from hiden.intake.permissions import (
    Grant,
    PermissionReading,
    Right,
    export_lines,
    exports,
    read_export,
)

DAY = dt.date(2026, 11, 20)
READ = frozenset({Right.READ})
MODIFY = READ | {Right.WRITE, Right.DELETE}
FULL = MODIFY | {Right.CONTROL}

ICACLS = r"""
C:\共有 資料\配合 NT AUTHORITY\SYSTEM:(OI)(CI)(F)
                BUILTIN\Administrators:(I)(OI)(CI)(F)
                EXAMPLE\開発部:(I)(OI)(CI)(M)
                EXAMPLE\例示 太郎:(RX)
                Everyone:(DENY)(W)

C:\共有 資料\配合\表 v2.xlsx EXAMPLE\例示 太郎:(I)(RX)

C:\共有 資料\配合\x y.txt Everyone:(I)(RD,WD,AD)

C:\共有 資料\配合\z.txt EXAMPLE\guest:(N)

2 個のファイルが正常に処理されました。0 個のファイルを処理できませんでした
""".lstrip("\n").replace("\n", "\r\n")


def read(tmp_path: Path, data: bytes | str, *, encoding: str = "utf-8") -> PermissionReading:
    path = tmp_path / "rights.txt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return read_export(path, on=DAY)


def short(reading: PermissionReading) -> list[tuple[str, str, frozenset[Right]]]:
    return [(grant.path, grant.who, grant.rights) for grant in reading.grants]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_icacls_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    top = r"C:\共有 資料\配合"

    reading = read(tmp_path, ICACLS, encoding=encoding)

    assert reading.problems == ()
    assert reading.grants == (
        Grant(path=top, who=r"NT AUTHORITY\SYSTEM", rights=FULL),
        Grant(path=top, who=r"BUILTIN\Administrators", rights=FULL, is_inherited=True),
        Grant(path=top, who=r"EXAMPLE\開発部", rights=MODIFY, is_inherited=True),
        Grant(path=top, who=r"EXAMPLE\例示 太郎", rights=READ),
        Grant(path=top, who="Everyone", rights=frozenset({Right.WRITE}), is_deny=True),
        Grant(path=top + r"\表 v2.xlsx", who=r"EXAMPLE\例示 太郎", rights=READ, is_inherited=True),
        Grant(
            path=top + r"\x y.txt",
            who="Everyone",
            rights=frozenset({Right.READ, Right.WRITE}),
            is_inherited=True,
        ),
        Grant(path=top + r"\z.txt", who=r"EXAMPLE\guest", rights=FULL, is_deny=True),
    )


def test_indentation_in_cells_of_a_japanese_console_is_understood(tmp_path: Path) -> None:
    """A full-width character takes two cells; the entries below begin at the same cell."""
    text = "C:\\配合 表 BUILTIN\\Users:(RX)\n" + " " * 11 + "Everyone:(R)\n"

    reading = read(tmp_path, text)

    assert short(reading) == [
        ("C:\\配合 表", "BUILTIN\\Users", READ),
        ("C:\\配合 表", "Everyone", READ),
    ]


@pytest.mark.parametrize("indent", [5, 7, 10, 40])
def test_indentation_that_does_not_fit_is_not_believed(tmp_path: Path, indent: int) -> None:
    text = "C:\\表z BUILTIN\\Users:(RX)\n" + " " * indent + "Everyone:(R)\n"

    assert short(read(tmp_path, text))[0] == ("C:\\表z", "BUILTIN\\Users", READ)


@pytest.mark.parametrize(
    ("line", "path", "who"),
    [
        (r"C:\my data\x y.txt Everyone:(R)", r"C:\my data\x y.txt", "Everyone"),
        (r"C:\a b EXAMPLE\taro yamada:(R)", r"C:\a b", r"EXAMPLE\taro yamada"),
        (r"C:\a NT AUTHORITY\LOCAL SERVICE:(R)", r"C:\a", r"NT AUTHORITY\LOCAL SERVICE"),
        (r"C:\a S-1-5-21-1-2-3-1001:(R)", r"C:\a", "S-1-5-21-1-2-3-1001"),
        (r". CREATOR OWNER:(OI)(CI)(IO)(R)", ".", "CREATOR OWNER"),
        (r"D:\ BUILTIN\Users:(R)", "D:\\", r"BUILTIN\Users"),
    ],
)  # fmt: skip
def test_a_single_entry_is_cut_where_its_name_begins(
    tmp_path: Path, line: str, path: str, who: str
) -> None:
    assert short(read(tmp_path, line)) == [(path, who, READ)]


def test_a_name_without_domain_is_known_from_another_line(tmp_path: Path) -> None:
    text = "C:\\a b BUILTIN\\Users:(R)\n" + " " * 7 + "開発部:(R)\n\nC:\\a b\\c 開発部:(R)\n"

    assert short(read(tmp_path, text))[-1] == ("C:\\a b\\c", "開発部", READ)


def test_a_path_outside_the_first_one_is_not_believed(tmp_path: Path) -> None:
    r"""Without the check, “b\x 開発部” would be a name of the domain b."""
    text = "C:\\a b BUILTIN\\Users:(R)\n\nC:\\a b\\x 開発部:(R)\n"

    reading = read(tmp_path, text)

    assert len(reading.grants) == 1
    assert [problem.line for problem in reading.problems] == [3]


def test_an_entry_after_a_blank_line_belongs_to_no_path(tmp_path: Path) -> None:
    reading = read(tmp_path, "C:\\a Everyone:(R)\n\n     BUILTIN\\Users:(R)\n")

    assert len(reading.grants) == 1
    assert [problem.line for problem in reading.problems] == [3]


def test_bad_lines_are_problems_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = (
        "C:\\a BUILTIN\\Users:(R)\n"
        "C:\\b: アクセスが拒否されました。\n"
        "     Everyone:(R)\n"
        "nospace:(R)\n"
        "C:\\c BUILTIN\\Users:(ZZ)\n"
        "C:\\c BUILTIN\\Users:(I)\n"
        "Successfully processed 1 files; Failed processing 1 files\n"
    )

    reading = read(tmp_path, text)

    assert short(reading) == [("C:\\a", "BUILTIN\\Users", READ)]
    assert [problem.line for problem in reading.problems] == [2, 3, 4, 5, 6]
    assert {problem.path for problem in reading.problems} == {str(tmp_path / "rights.txt")}


def test_labels_of_integrity_give_nothing(tmp_path: Path) -> None:
    text = r"C:\a Mandatory Label\High Mandatory Level:(OI)(CI)(NW)"

    assert short(read(tmp_path, text))[0][2] == frozenset()


def test_an_output_in_which_windows_could_look_nowhere_is_no_error(tmp_path: Path) -> None:
    text = "C:\\b: Access is denied.\nSuccessfully processed 0 files; Failed processing 1 files\n"

    reading = read(tmp_path, text)

    assert reading.grants == ()
    assert len(reading.problems) == 1


def test_expanded_get_acl_is_read_whatever_the_order(tmp_path: Path) -> None:
    text = (
        "#TYPE Selected.System.Security.AccessControl.FileSystemAccessRule\n"
        '"FileSystemRights","AccessControlType","IdentityReference","IsInherited","Path"\n'
        '"ReadAndExecute, Synchronize","Allow","BUILTIN\\Users","True",'
        '"Microsoft.PowerShell.Core\\FileSystem::C:\\共有 資料"\n'
        '"268435456","Allow","CREATOR OWNER","False","C:\\共有 資料"\n'
        '"-1610612736","Deny","Everyone","False","C:\\共有 資料"\n'
        '"1179785","allow","EXAMPLE\\開発部","False","C:\\共有 資料"\n'
    )
    path = "C:\\共有 資料"

    reading = read(tmp_path, text, encoding="cp932")

    assert reading.grants == (
        Grant(path=path, who="BUILTIN\\Users", rights=READ, is_inherited=True),
        Grant(path=path, who="CREATOR OWNER", rights=FULL),
        Grant(path=path, who="Everyone", rights=READ, is_deny=True),
        Grant(path=path, who="EXAMPLE\\開発部", rights=READ),
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_no_type_are_read(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["FullName", "IdentityReference", "FileSystemRights"],
        ["C:\\a", "BUILTIN\\Users", "Modify"],
    ]

    text = "\n".join(delimiter.join(row) for row in rows)

    assert short(read(tmp_path, text)) == [("C:\\a", "BUILTIN\\Users", MODIFY)]


def test_access_to_string_is_read(tmp_path: Path) -> None:
    text = (
        '"Path","Owner","AccessToString"\n'
        '"C:\\a","BUILTIN\\Administrators","NT AUTHORITY\\SYSTEM Allow  FullControl\n\n'
        'EXAMPLE\\例示 太郎 Deny  Write, Synchronize\nnonsense"\n'
        '"C:\\b","","Everyone Allow  Read"\n'
    )

    reading = read(tmp_path, text)

    assert reading.grants == (
        Grant(path="C:\\a", who="BUILTIN\\Administrators", rights=frozenset({Right.OWNER})),
        Grant(path="C:\\a", who="NT AUTHORITY\\SYSTEM", rights=FULL),
        Grant(
            path="C:\\a",
            who="EXAMPLE\\例示 太郎",
            rights=frozenset({Right.WRITE}),
            is_deny=True,
        ),
        Grant(path="C:\\b", who="Everyone", rights=READ),
    )
    assert [(problem.line, "nonsense" in str(problem.reason)) for problem in reading.problems] == [
        (2, True)
    ]


def test_an_export_without_paths_says_so(tmp_path: Path) -> None:
    text = "IdentityReference,FileSystemRights\nEveryone,Read\n\n"

    reading = read(tmp_path, text)

    assert short(reading) == [("", "Everyone", READ)]
    assert "does not say" in str(reading.problems[0].reason)


@pytest.mark.parametrize("row", [",Read,Allow", "Everyone,Grasp,Allow", "Everyone,Read,Audit", "x"])
def test_a_bad_row_is_a_problem(tmp_path: Path, row: str) -> None:
    text = f"Path,IdentityReference,FileSystemRights,AccessControlType\nC:\\a,{row}\n"

    reading = read(tmp_path, text)

    assert reading.grants == ()
    assert [problem.line for problem in reading.problems] == [2]


def test_a_table_that_breaks_off_is_a_problem(tmp_path: Path) -> None:
    cell = "x" * 39_000 + "\n"
    text = f'Path,AccessToString\nC:\\a,Everyone Allow Read\nC:\\b,"{cell * 5}"\n'

    reading = read(tmp_path, text)

    assert short(reading) == [("C:\\a", "Everyone", READ)]
    assert "broken" in str(reading.problems[-1].reason)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello\n",
        "台帳,名称\n1,配合\n".encode(),
        b"\x00\x01\x02\xff" * 40,
        b"\r\r" + b"x" * 140_000,
    ],
)
def test_what_is_no_export_is_an_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, data)

    assert caught.value.code is ErrorCode.PERMISSIONS_FORMAT


def test_a_file_that_is_too_big_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MAX_BYTES", 3)

    with pytest.raises(InputError, match="larger than 0 MB") as caught:
        read(tmp_path, "abcd")

    assert caught.value.code is ErrorCode.PERMISSIONS_UNREADABLE


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_export(tmp_path / "none", on=DAY)


def test_what_is_beyond_the_limits_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MAX_LINES", 3)
    monkeypatch.setattr(exports, "MAX_LINE", 40)
    text = "C:\\a Everyone:(R)\n" + "x" * 41 + "\n\nC:\\b Everyone:(R)\n"

    reading = read(tmp_path, text)

    assert [grant.path for grant in reading.grants] == ["C:\\a"]
    assert [problem.line for problem in reading.problems] == [4, 2]


def test_problems_do_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_lines, "MAX_PROBLEMS", 2)

    problems = read(tmp_path, "C:\\a Everyone:(R)\n" + "bad\n" * 9).problems

    assert len(problems) == 3
    assert "more problems than 2" in str(problems[-1].reason)


def test_readers_leave_out_who_is_denied() -> None:
    def grant(who: str, *, deny: bool = False, inherited: bool = False) -> Grant:
        return Grant(path="p", who=who, rights=READ, is_deny=deny, is_inherited=inherited)

    reading = PermissionReading(
        source="x",
        taken_on=DAY,
        grants=(
            grant("open"),
            Grant(path="p", who="writes", rights=frozenset({Right.WRITE})),
            grant("denied"),
            grant("denied", deny=True),
            grant("inherits", inherited=True),
            grant("inherits", deny=True, inherited=True),
            grant("granted here"),
            grant("granted here", deny=True, inherited=True),
            Grant(path="p", who="open", rights=frozenset({Right.WRITE}), is_deny=True),
        ),
    )

    assert [grant.who for grant in reading.readers] == ["open", "granted here"]
