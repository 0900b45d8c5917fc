# SPDX-License-Identifier: Apache-2.0
"""Readings of permissions between their values and the tables; who can open one secret by them.

Rules:
    * A path has the grants of the nearest path at or above it; a folder has those of what is below
      it as well, since whoever opens a file in it opens the secret.
    * Paths are compared as Windows does: without case, with either slash.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hiden.foundation.canonical import JsonValue
from hiden.guideline.access import AccessView, Opener, access_view
from hiden.intake.permissions import Grant, PermissionReading, PrincipalKind, Right
from hiden.workspace.messages import message_to_json

__all__ = [
    "AccessIndex",
    "problems_to_json",
    "reading_from_json",
    "reading_to_json",
    "view_of",
]

_AFTER_SLASH = chr(ord("/") + 1)


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


class AccessIndex:
    """One reading, made ready once to be asked about many paths.

    Attributes:
        reading: The reading.
    """

    def __init__(self, reading: PermissionReading) -> None:
        """Sort a reading by its paths."""
        self.reading = reading
        self._stated = sorted({_folded(grant.path) for grant in reading.grants})
        self._known = frozenset(self._stated)
        self._readers: dict[str, list[tuple[int, Grant]]] = {}
        for number, grant in enumerate(reading.readers):
            self._readers.setdefault(_folded(grant.path), []).append((number, grant))

    def readers_of(self, wanted: Iterable[str]) -> tuple[Grant, ...]:
        """Return the grants of reading for folded paths, in the order of the reading."""
        places = {place for path in wanted for place in self._places(path)}
        found = (pair for place in places for pair in self._readers.get(place, ()))
        return tuple(grant for _, grant in sorted(found, key=lambda pair: pair[0]))

    def _places(self, path: str) -> Iterator[str]:
        """Yield the nearest path at or above one, and all that are at or below it."""
        above = (path, *(path[:end] for end in range(len(path) - 1, -1, -1) if path[end] == "/"))
        nearest = next((place for place in above if place in self._known), None)
        if nearest is not None:
            yield nearest
        first = bisect_left(self._stated, f"{path}/")
        end = bisect_left(self._stated, f"{path}{_AFTER_SLASH}")
        yield from self._stated[first:end]


def view_of(paths: Iterable[str], readings: Sequence[AccessIndex]) -> AccessView | None:
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
    for index in readings:
        found = index.readers_of(wanted)
        if not found:
            continue
        days.append(index.reading.taken_on)
        openers.update((Opener(name=grant.who, path=grant.path), None) for grant in found)
        groups.update(grant.who for grant in found if grant.kind is PrincipalKind.GROUP)
        for name, inside in index.reading.members.items():
            members.setdefault(name, set()).update(inside)
    if not days:
        return None
    known = {name: tuple(sorted(inside)) for name, inside in members.items()}
    return access_view(tuple(openers), taken_on=min(days), members=known, groups=groups)


def _folded(path: str) -> str:
    return path.replace("\\", "/").casefold().rstrip("/")
