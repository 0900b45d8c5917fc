# SPDX-License-Identifier: Apache-2.0
"""Readings of permissions between their values and the tables; who can open one secret by them.

Rules:
    * A path has the grants of the nearest path at or above it; a folder has those of what is below
      it as well, since whoever opens a file in it opens the secret.
    * Paths are compared as Windows does: without case, with either slash.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hiden.foundation.canonical import JsonValue
from hiden.guideline.access import AccessView, Opener, access_view
from hiden.intake.permissions import Grant, PermissionReading, PrincipalKind, Right
from hiden.workspace.messages import message_to_json

__all__ = ["problems_to_json", "reading_from_json", "reading_to_json", "view_of"]


def reading_to_json(reading: PermissionReading) -> dict[str, JsonValue]:
    """Write a reading as JSON; its problems are kept apart."""
    return {
        "source": reading.source,
        "taken_on": reading.taken_on.isoformat(),
        "grants": [
            {
                "path": grant.path,
                "who": grant.who,
                "rights": sorted(right.value for right in grant.rights),
                "inherited": grant.is_inherited,
                "deny": grant.is_deny,
                "kind": grant.kind.value,
            }
            for grant in reading.grants
        ],
        "members": {name: list(members) for name, members in reading.members.items()},
    }


def reading_from_json(data: dict[str, Any]) -> PermissionReading:
    """Read a reading that ``reading_to_json`` wrote."""
    return PermissionReading(
        source=data["source"],
        taken_on=dt.date.fromisoformat(data["taken_on"]),
        grants=tuple(
            Grant(
                path=grant["path"],
                who=grant["who"],
                rights=frozenset(map(Right, grant["rights"])),
                is_inherited=grant["inherited"],
                is_deny=grant["deny"],
                kind=PrincipalKind(grant["kind"]),
            )
            for grant in data["grants"]
        ),
        members={name: tuple(members) for name, members in data["members"].items()},
    )


def problems_to_json(reading: PermissionReading) -> list[dict[str, JsonValue]]:
    """Write what could not be looked at."""
    return [
        {"path": problem.path, "line": problem.line, **message_to_json(problem.reason)}
        for problem in reading.problems
    ]


def view_of(paths: Iterable[str], readings: Sequence[PermissionReading]) -> AccessView | None:
    """Say who can open any of some paths; ``None`` if no reading says anything about them.

    Args:
        paths: Files and folders in which a secret is kept.
        readings: What is known of permissions.
    """
    wanted = tuple(dict.fromkeys(map(_folded, paths)))
    openers: dict[Opener, None] = {}
    members: dict[str, set[str]] = {}
    groups: set[str] = set()
    days: list[dt.date] = []
    for reading in readings:
        found = tuple(_readers(wanted, reading))
        if not found:
            continue
        days.append(reading.taken_on)
        openers.update((Opener(name=grant.who, path=grant.path), None) for grant in found)
        groups.update(grant.who for grant in found if grant.kind is PrincipalKind.GROUP)
        for name, inside in reading.members.items():
            members.setdefault(name, set()).update(inside)
    if not days:
        return None
    known = {name: tuple(sorted(inside)) for name, inside in members.items()}
    return access_view(tuple(openers), taken_on=min(days), members=known, groups=groups)


def _readers(wanted: Sequence[str], reading: PermissionReading) -> Iterator[Grant]:
    readers = reading.readers
    stated = {_folded(grant.path) for grant in reading.grants}
    chosen: set[str] = set()
    for path in wanted:
        above = [place for place in stated if _is_at_or_below(path, place)]
        if above:
            chosen.add(max(above, key=len))
        chosen.update(place for place in stated if place and _is_at_or_below(place, path))
    return (grant for grant in readers if _folded(grant.path) in chosen)


def _is_at_or_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _folded(path: str) -> str:
    return path.replace("\\", "/").casefold().rstrip("/")
