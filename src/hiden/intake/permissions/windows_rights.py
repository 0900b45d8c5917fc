# SPDX-License-Identifier: Apache-2.0
"""What the rights of Windows let somebody do: letters of icacls, words and numbers of Get-Acl.

Sources:
    Microsoft: icacls; .NET ``System.Security.AccessControl.FileSystemRights``; [MS-DTYP] 2.4.3
    (access mask).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from hiden.intake.permissions.values import Right

__all__ = ["FLAGS", "rights_of_letters", "rights_of_words"]

FLAGS = frozenset({"I", "OI", "CI", "IO", "NP"})
"""Marks of icacls that say where a right comes from and where it goes."""

_READ = frozenset({Right.READ})
_WRITE = frozenset({Right.WRITE})
_DELETE = frozenset({Right.DELETE})
_CONTROL = frozenset({Right.CONTROL})
_NOTHING: frozenset[Right] = frozenset()
_MODIFY = _READ | _WRITE | _DELETE
_FULL = _MODIFY | _CONTROL

_LETTERS: Mapping[str, frozenset[Right]] = {
    "F": _FULL, "M": _MODIFY, "RX": _READ, "R": _READ, "W": _WRITE, "D": _DELETE,
    "DE": _DELETE, "DC": _DELETE, "RC": _NOTHING, "WDAC": _CONTROL, "WO": _CONTROL, "S": _NOTHING,
    "AS": _NOTHING, "MA": _FULL, "GR": _READ, "GW": _WRITE, "GE": _NOTHING, "GA": _FULL,
    "RD": _READ, "WD": _WRITE, "AD": _WRITE, "REA": _NOTHING, "WEA": _NOTHING, "X": _NOTHING,
    "RA": _NOTHING, "WA": _NOTHING, "NW": _NOTHING, "NR": _NOTHING, "NX": _NOTHING,
}  # fmt: skip

_WORDS: Mapping[str, frozenset[Right]] = {
    "fullcontrol": _FULL, "modify": _MODIFY, "readandexecute": _READ, "read": _READ,
    "write": _WRITE, "readdata": _READ, "listdirectory": _READ, "writedata": _WRITE,
    "createfiles": _WRITE, "appenddata": _WRITE, "createdirectories": _WRITE, "delete": _DELETE,
    "deletesubdirectoriesandfiles": _DELETE, "changepermissions": _CONTROL,
    "takeownership": _CONTROL, "readextendedattributes": _NOTHING,
    "writeextendedattributes": _NOTHING, "executefile": _NOTHING, "traverse": _NOTHING,
    "readattributes": _NOTHING, "writeattributes": _NOTHING, "readpermissions": _NOTHING,
    "synchronize": _NOTHING,
}  # fmt: skip

_BITS: tuple[tuple[int, frozenset[Right]], ...] = (
    (0x1, _READ), (0x2 | 0x4, _WRITE), (0x40 | 0x1_0000, _DELETE), (0x4_0000 | 0x8_0000, _CONTROL),
    (0x8000_0000, _READ), (0x4000_0000, _WRITE), (0x1000_0000 | 0x0200_0000, _FULL),
)  # fmt: skip

_NUMBER = re.compile(r"-?[0-9]{1,10}")


def rights_of_letters(letters: str) -> frozenset[Right] | None:
    """Read what stands between brackets in icacls, such as ``RX`` or ``RD,WD``.

    Returns:
        ``None`` if a part is unknown.
    """
    known = [_LETTERS.get(part.strip()) for part in letters.split(",")]
    return _joined(known)


def rights_of_words(words: str) -> frozenset[Right] | None:
    """Read ``FileSystemRights`` of Get-Acl: words such as ``Modify, Synchronize``, or a number.

    Returns:
        ``None`` if a part is unknown.

    Example:
        >>> sorted(right.value for right in rights_of_words("268435456") or ())
        ['control', 'delete', 'read', 'write']
    """
    return _joined([_rights_of_word(part.strip()) for part in words.split(",")])


def _rights_of_word(word: str) -> frozenset[Right] | None:
    if _NUMBER.fullmatch(word):
        mask = int(word)
        return _NOTHING.union(*(rights for bits, rights in _BITS if mask & bits))
    return _WORDS.get(word.casefold())


def _joined(parts: list[frozenset[Right] | None]) -> frozenset[Right] | None:
    known = [part for part in parts if part is not None]
    return _NOTHING.union(*known) if len(known) == len(parts) else None
