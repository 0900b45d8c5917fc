# SPDX-License-Identifier: Apache-2.0
"""Read an export of permissions from Windows, whatever its encoding: icacls or Get-Acl.

Rules:
    * At most ``MAX_BYTES`` are read, at most ``MAX_LINES`` lines of ``MAX_LINE`` characters each;
      what is beyond is a problem.
    * Wrong lines are problems; a file in which nothing can be read is an error.
    * The day is given, not guessed: a file may be older than its copy here.

Does not: the form of ``icacls /save`` and other forms in SDDL.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Message, mark
from hiden.intake.documents.encoding import decode
from hiden.intake.permissions.export_lines import Gathered
from hiden.intake.permissions.get_acl import read_get_acl
from hiden.intake.permissions.icacls import read_icacls
from hiden.intake.permissions.values import PermissionReading

__all__ = ["MAX_BYTES", "MAX_LINE", "MAX_LINES", "read_export"]

MAX_BYTES = 64 * 1024 * 1024
MAX_LINES = 1_000_000
MAX_LINE = 40_000

_TOO_BIG = mark("the file is larger than %(limit)d MB; export smaller folders")
_TOO_MANY_LINES = mark("only the first %(limit)d lines were read; export smaller folders")
_TOO_LONG = mark("this line is longer than %(limit)d characters and was left out")
_NO_FILE = mark("there is no such file, or reading it is not permitted")


def read_export(path: Path, *, on: dt.date) -> PermissionReading:
    """Read an export of icacls or Get-Acl.

    Args:
        path: The file.
        on: The day on which it was exported.

    Raises:
        InputError: ``PERMISSIONS_UNREADABLE``: the file cannot be read or is larger than
            ``MAX_BYTES``; ``PERMISSIONS_FORMAT``: it is no such export.
    """
    text = _text(path)
    gathered = Gathered(path=str(path))
    lines = _lines(text, gathered)
    if not read_get_acl(lines, gathered):
        read_icacls(lines, gathered)
    if not gathered.grants and not gathered.is_known_form:
        raise InputError(ErrorCode.PERMISSIONS_FORMAT, path=str(path))
    return PermissionReading(
        source=str(path),
        taken_on=on,
        grants=tuple(gathered.grants),
        problems=tuple(gathered.problems),
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            ErrorCode.PERMISSIONS_UNREADABLE, path=str(path), detail=Message(_NO_FILE)
        ) from error
    if len(data) > MAX_BYTES:
        raise InputError(
            ErrorCode.PERMISSIONS_UNREADABLE,
            path=str(path),
            detail=Message(_TOO_BIG, {"limit": MAX_BYTES >> 20}),
        )
    decoded = decode(data)
    if decoded is None:
        raise InputError(ErrorCode.PERMISSIONS_FORMAT, path=str(path))
    return decoded.text


def _lines(text: str, gathered: Gathered) -> list[str]:
    """Cut into lines; one that is too long is left empty, so that the numbers stay right."""
    lines = text.split("\n", MAX_LINES)
    if len(lines) > MAX_LINES:
        lines.pop()
        gathered.problem(MAX_LINES + 1, Message(_TOO_MANY_LINES, {"limit": MAX_LINES}))
    for at, line in enumerate(lines):
        if len(line) > MAX_LINE:
            gathered.problem(at + 1, Message(_TOO_LONG, {"limit": MAX_LINE}))
            lines[at] = ""
    return lines
