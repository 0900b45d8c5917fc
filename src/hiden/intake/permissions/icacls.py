# SPDX-License-Identifier: Apache-2.0
r"""Read what ``icacls FOLDER /T`` wrote, on English or Japanese Windows.

A block is a path with its first entry, then entries indented to the same column::

    C:\work\mix EXAMPLE\development:(OI)(CI)(M)
                BUILTIN\Users:(I)(RX)

Rules:
    * Where a path ends is told by the indentation below it. Without one, the name must have
      a domain, be well known, be a SID, or stand alone on another line; a path outside the first
      one is not believed.
    * An entry for what is below only (``IO``) counts like one for the path itself.
    * No access (``N``) is a denial of everything.
    * A line that cannot be read is a problem, and the rest goes on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from hiden.foundation.language import Message, mark
from hiden.intake.permissions.export_lines import Gathered
from hiden.intake.permissions.values import Grant
from hiden.intake.permissions.windows_rights import FLAGS, rights_of_letters

__all__ = ["read_icacls"]

_GROUPS = re.compile(r"(?:\([A-Za-z, ]{1,80}\)){1,12}")
_GROUP = re.compile(r"\(([^()]*)\)")
_SUMMARY = re.compile(r"Successfully processed \d|正常に処理され")
_WELL_KNOWN = re.compile(
    r"Everyone|すべてのユーザー|CREATOR (?:OWNER|GROUP)(?: SERVER)?|OWNER RIGHTS|S-1(?:-\d+){1,16}"
    r"|(?:NT AUTHORITY|NT SERVICE|BUILTIN|APPLICATION PACKAGE AUTHORITY|Mandatory Label|必須ラベル"
    r"|NT VIRTUAL MACHINE)\\[^\\/:]+",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r"[^\s\\/:]+\\[^\\/:]+")
_WIDE = frozenset("WF")

_NO_ENTRY = mark(
    "this line could not be read, or Windows could not look there; what it is about is not known"
)
_NO_PATH = mark("this entry belongs to no path; the lines above it are missing")
_NO_SPLIT = mark("it cannot be told where the path ends and the name begins")
_NO_RIGHTS = mark("the rights “%(rights)s” are not known, so this entry was left out")


@attrs.frozen
class _Line:
    number: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def split(self) -> tuple[str, str] | None:
        """What stands before the brackets, and the brackets; ``None`` if it is no entry."""
        head, colon, entry = self.text.rstrip().rpartition(":(")
        entry = "(" + entry
        if not colon or not head.strip() or not _GROUPS.fullmatch(entry):
            return None
        return head, entry


def read_icacls(lines: Sequence[str], gathered: Gathered) -> None:
    """Gather the grants of an output of icacls.

    Args:
        lines: Its lines, without line ends.
        gathered: Takes what is found.
    """
    numbered = [_Line(number, text) for number, text in enumerate(lines, start=1)]
    reader = _Reader(gathered, _names_below(numbered))
    for line, below in pairwise([*numbered, _Line(0, "")]):
        reader.read(line, below)


def _names_below(lines: Sequence[_Line]) -> frozenset[str]:
    """Names that stand alone on an indented line, so that there is no doubt about them."""
    return frozenset(
        line.split[0].strip() for line in lines if line.indent and line.split is not None
    )


class _Reader:
    def __init__(self, gathered: Gathered, names: frozenset[str]) -> None:
        self._gathered = gathered
        self._names = names
        self._path: str | None = None
        self._root = ""

    def read(self, line: _Line, below: _Line) -> None:
        if not line.text.strip():
            self._path = None
        elif _SUMMARY.search(line.text):
            self._gathered.is_known_form = True
        elif line.split is None:
            self._path = None
            self._gathered.problem(line.number, Message(_NO_ENTRY))
        elif line.indent:
            self._below(line, *line.split)
        else:
            self._first(line, below, *line.split)

    def _below(self, line: _Line, head: str, entry: str) -> None:
        if self._path is None:
            self._gathered.problem(line.number, Message(_NO_PATH))
        else:
            self._entry(line, head.strip(), entry)

    def _first(self, line: _Line, below: _Line, head: str, entry: str) -> None:
        is_block = below.indent > 0 and below.split is not None
        parts = _cut(head, below.indent) if is_block else None
        parts = parts or self._choose(head)
        self._path = parts[0] if parts else None
        if parts is None:
            self._gathered.problem(line.number, Message(_NO_SPLIT))
            return
        self._root = self._root or parts[0]
        self._entry(line, parts[1], entry)

    def _choose(self, head: str) -> tuple[str, str] | None:
        cuts = list(_cuts(head))
        known = [cut for cut in cuts if cut[1] in self._names or _WELL_KNOWN.fullmatch(cut[1])]
        found = known or [c for c in cuts if _QUALIFIED.fullmatch(c[1]) and self._is_below(c[0])]
        return max(found, key=lambda cut: len(cut[1]), default=None)

    def _is_below(self, path: str) -> bool:
        """Tell whether a path is the first one or below it; there is no other in one output."""
        return (
            not self._root or path == self._root or path.startswith(self._root.rstrip("\\") + "\\")
        )

    def _entry(self, line: _Line, who: str, entry: str) -> None:
        groups = [group.strip().upper() for group in _GROUP.findall(entry)]
        is_deny = "DENY" in groups or "N" in groups
        letters = ["F" if g == "N" else g for g in groups if g not in FLAGS and g != "DENY"]
        rights = [rights_of_letters(group) for group in letters]
        known = [found for found in rights if found is not None]
        if not rights or len(known) != len(rights):
            self._gathered.problem(line.number, Message(_NO_RIGHTS, {"rights": entry}))
            return
        self._gathered.grants.append(
            Grant(
                path=self._path or "",
                who=who,
                rights=frozenset().union(*known),
                is_inherited="I" in groups,
                is_deny=is_deny,
            )
        )


def _cuts(head: str) -> Iterator[tuple[str, str]]:
    """Yield every way to cut at a space, within what a name may be long."""
    longest_name = 300
    at = head.find(" ", max(0, len(head) - longest_name))
    while at > 0:
        yield head[:at].rstrip(), head[at + 1 :].strip()
        at = head.find(" ", at + 1)


def _cut(head: str, column: int) -> tuple[str, str] | None:
    """Cut where the entries below begin, in characters or in cells of a Japanese console."""
    if 0 < column < len(head) and head[column - 1] == " ":
        return head[: column - 1].rstrip(), head[column:].strip()
    cells = 0
    for at, char in enumerate(head):
        if cells == column:
            is_cut = at > 0 and head[at - 1] == " "
            return (head[: at - 1].rstrip(), head[at:].strip()) if is_cut else None
        cells += 2 if unicodedata.east_asian_width(char) in _WIDE else 1
    return None
