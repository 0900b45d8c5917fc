# SPDX-License-Identifier: Apache-2.0
"""Show who can read what, by a folder of this machine or an export of its permissions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hiden.cli.language import say, terminal_language
from hiden.cli.options import today
from hiden.cli.output import answer_table, tell
from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import ErrorCode, InputError
from hiden.guideline.access import PrincipalKind, kind_of_principal
from hiden.intake.permissions import PermissionReading, read_export, read_posix

__all__ = ["read", "show", "to_json"]

PATHS_SHOWN = 5


def read(source: Path) -> PermissionReading:
    """Read a folder, or an export.

    Raises:
        InputError: There is no such path, it is no such export, or it cannot be read.
    """
    if not source.exists():
        raise InputError(ErrorCode.PATH_MISSING, path=source)
    return (read_posix if source.is_dir() else read_export)(source, on=today())


def to_json(reading: PermissionReading) -> dict[str, JsonValue]:
    """Return who can read which paths, and what could not be looked at."""
    return {
        "source": reading.source,
        "taken_on": reading.taken_on.isoformat(),
        "everybody": [*_everybody(reading)],
        "readers": [
            {
                "who": who,
                "kind": kind_of_principal(who).value,
                "members": list(reading.members[who]) if who in reading.members else None,
                "paths": list(paths),
            }
            for who, paths in _readers(reading).items()
        ],
        "problems": [
            {
                "path": problem.path,
                "line": problem.line,
                "message": problem.reason.text(terminal_language()),
            }
            for problem in reading.problems
        ],
    }


def show(reading: PermissionReading) -> None:
    """Show whether everybody can read something, then who can, then what could not be seen."""
    everybody = _everybody(reading)
    if everybody:
        tell(say("Everybody who can log in can read: %(paths)s", paths=_listed(everybody)))
    else:
        tell(say("Nothing is open to everybody who can log in."))
    answer_table(
        [say("Who"), say("Stands for"), say("Paths")],
        [(who, _kind(reading, who), _listed(paths)) for who, paths in _readers(reading).items()],
        title=say("Who can read"),
    )
    if reading.problems:
        answer_table(
            [say("File"), say("Line"), say("Could not look because")],
            [
                (problem.path, problem.line or "", problem.reason.text(terminal_language()))
                for problem in reading.problems
            ],
            title=say("Could not look"),
        )


def _readers(reading: PermissionReading) -> Mapping[str, tuple[str, ...]]:
    paths: dict[str, dict[str, None]] = {}
    for grant in reading.readers:
        paths.setdefault(grant.who, {})[grant.path] = None
    return {who: tuple(found) for who, found in paths.items()}


def _everybody(reading: PermissionReading) -> tuple[str, ...]:
    found = {
        path: None
        for who, paths in _readers(reading).items()
        if kind_of_principal(who) is PrincipalKind.EVERYBODY
        for path in paths
    }
    return tuple(found)


def _kind(reading: PermissionReading, who: str) -> str:
    if who in reading.members:
        inside = ", ".join(reading.members[who])
        return say("group: %(members)s", members=inside or say("nobody"))
    return {
        PrincipalKind.EVERYBODY: say("everybody who can log in"),
        PrincipalKind.TECHNICAL: say("a technical account"),
        PrincipalKind.NAMED: say("a person or group"),
    }[kind_of_principal(who)]


def _listed(paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:PATHS_SHOWN])
    more = len(paths) - PATHS_SHOWN
    return shown if more <= 0 else say("%(shown)s and %(more)d more", shown=shown, more=more)
