# SPDX-License-Identifier: Apache-2.0
"""Read what ``Get-Acl … | Export-Csv`` wrote: one row per entry, or one row per folder.

Two forms are read, whatever the order of their columns: expanded (``IdentityReference``,
``FileSystemRights``, ``AccessControlType``, ``IsInherited``, with a path or without one), and not
expanded (``Path``, ``AccessToString``, perhaps ``Owner``).

Rules:
    * A row that cannot be read is a problem, and the rest goes on.
    * Without a column of paths, the rows are taken for one folder, and that is said.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from hiden.foundation.language import Message, mark
from hiden.foundation.text import normalize_label
from hiden.intake.permissions.export_lines import Gathered
from hiden.intake.permissions.values import Grant, Right
from hiden.intake.permissions.windows_rights import rights_of_words

__all__ = ["read_get_acl"]

_HEADINGS: Mapping[str, str] = {
    "path": "path", "pspath": "path", "fullname": "path", "folder": "path", "filepath": "path",
    "folderpath": "path", "パス": "path", "フォルダ": "path", "フォルダー": "path",
    "フォルダパス": "path", "identityreference": "who", "identity": "who", "account": "who",
    "アカウント": "who", "filesystemrights": "rights", "rights": "rights", "権限": "rights",
    "アクセス権": "rights", "accesscontroltype": "type", "type": "type", "isinherited": "inherited",
    "inherited": "inherited", "accesstostring": "text", "access": "text", "owner": "owner",
    "所有者": "owner",
}  # fmt: skip

_DELIMITERS = (",", "\t", ";")
_PROVIDER = "::"
_HEAD_LINES = 5
_KINDS = {"allow": False, "deny": True}

_BROKEN = mark("from here on the table is broken: %(detail)s")
_ROW = mark("this row could not be read: %(what)s")
_NO_PATHS = mark(
    "the export does not say to which folder its rows belong; they are taken for one folder"
)


def read_get_acl(lines: Sequence[str], gathered: Gathered) -> bool:
    """Gather the grants of an export of Get-Acl.

    Args:
        lines: Its lines, without line ends.
        gathered: Takes what is found.

    Returns:
        False if there is no row of headings, so that it is something else.
    """
    for at, line in enumerate(lines[:_HEAD_LINES]):
        for delimiter in _DELIMITERS:
            columns = _columns(line, delimiter)
            if columns.keys() >= {"who", "rights"} or columns.keys() >= {"path", "text"}:
                gathered.is_known_form = True
                if "path" not in columns:
                    gathered.problem(at + 1, Message(_NO_PATHS))
                text = "\n".join(lines[at + 1 :])
                _read_rows(text, delimiter, columns, gathered, at + 1)
                return True
    return False


def _columns(line: str, delimiter: str) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, cell in enumerate(next(csv.reader([line], delimiter=delimiter), [])):
        field = _HEADINGS.get(normalize_label(cell))
        if field:
            columns.setdefault(field, at)
    return columns


def _read_rows(
    text: str, delimiter: str, columns: Mapping[str, int], gathered: Gathered, before: int
) -> None:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = before + 1
    try:
        for cells in rows:
            row = {field: cells[at].strip() for field, at in columns.items() if at < len(cells)}
            if any(row.values()):
                _read_row(row, gathered, line)
            line = before + rows.line_num + 1
    except csv.Error as error:
        gathered.problem(line, Message(_BROKEN, {"detail": str(error)}))


def _read_row(row: Mapping[str, str], gathered: Gathered, line: int) -> None:
    path = row.get("path", "").rpartition(_PROVIDER)[2]
    if row.get("owner"):
        gathered.grants.append(Grant(path=path, who=row["owner"], rights=frozenset({Right.OWNER})))
    for who, kind, rights in _entries(row):
        found = rights_of_words(rights)
        if not who or kind.casefold() not in _KINDS or found is None:
            what = " ".join(part for part in (who, kind, rights) if part)
            gathered.problem(line, Message(_ROW, {"what": what[:200]}))
            continue
        gathered.grants.append(
            Grant(
                path=path,
                who=who,
                rights=found,
                is_inherited=row.get("inherited", "").casefold() == "true",
                is_deny=_KINDS[kind.casefold()],
            )
        )


def _entries(row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield who, allow or deny, and the rights."""
    if "text" not in row:
        yield row.get("who", ""), row.get("type", "") or "Allow", row.get("rights", "")
        return
    for line in row["text"].splitlines():
        if line.strip():
            yield _entry(line)


def _entry(line: str) -> tuple[str, str, str]:
    for kind in ("Allow", "Deny"):
        who, found, rights = line.partition(f" {kind} ")
        if found:
            return who.strip(), kind, rights.strip()
    return line.strip(), "", ""
