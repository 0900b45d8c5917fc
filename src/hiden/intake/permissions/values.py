# SPDX-License-Identifier: Apache-2.0
"""What a look at permissions gives: grants, problems, members of groups.

Rules:
    * A grant says what it lets somebody do with the content, not how the system writes it.
    * A principal is named as the system names it; nothing is matched with people here.
    * What could not be looked at is a problem with its place, never left out silently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs

from hiden.foundation.language import Message

__all__ = ["Grant", "PermissionProblem", "PermissionReading", "PrincipalKind", "Right"]


class Right(StrEnum):
    """What somebody may do."""

    READ = "read"
    WRITE = "write"
    DELETE = "delete"
    CONTROL = "control"
    """Change who may do what."""
    OWNER = "owner"
    """Owns it, so may take any right."""


class PrincipalKind(StrEnum):
    """What a principal is, as far as the system says."""

    USER = "user"
    GROUP = "group"
    EVERYBODY = "everybody"
    UNKNOWN = "unknown"
    """Exports of Windows do not tell users from groups."""


@attrs.frozen(kw_only=True)
class Grant:
    """Somebody may, or may not, do something with a path and with what is below it.

    Attributes:
        path: As the system writes it; empty if an export does not say it.
        who: The principal, as the system writes it.
        rights: What is granted or denied.
        is_inherited: It comes from a folder above.
        is_deny: The rights are taken away.
        kind: What the principal is.
    """

    path: str
    who: str
    rights: frozenset[Right]
    is_inherited: bool = False
    is_deny: bool = False
    kind: PrincipalKind = PrincipalKind.UNKNOWN


@attrs.frozen(kw_only=True)
class PermissionProblem:
    """Something that could not be looked at.

    Attributes:
        path: A file or folder; for an export, the export.
        line: Line of the export, from 1; ``None`` for a file system.
        reason: What is wrong and what follows.
    """

    path: str
    line: int | None
    reason: Message


@attrs.frozen(kw_only=True)
class PermissionReading:
    """Who can open what, as seen on one day.

    Attributes:
        source: The folder or the export that was read.
        taken_on: The day on which this was so.
        grants: In the order found. A path with no grant of its own has those of the nearest path
            above.
        problems: What could not be looked at, in the order found.
        members: Known members of the groups that are named in ``grants``; none if they are not
            known here.
    """

    source: str
    taken_on: dt.date
    grants: tuple[Grant, ...]
    problems: tuple[PermissionProblem, ...] = ()
    members: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    @property
    def readers(self) -> tuple[Grant, ...]:
        """Grants of reading that no denial of the same name on the same path takes away.

        As on Windows, what is granted on a path itself stands against an inherited denial. A denial
        for one member of a group that may read is not counted here, nor is one for everybody:
        rather one name too many than one too few.
        """
        denied = {
            (grant.path, grant.who, grant.is_inherited)
            for grant in self.grants
            if grant.is_deny and Right.READ in grant.rights
        }
        return tuple(
            grant
            for grant in self.grants
            if not grant.is_deny
            and Right.READ in grant.rights
            and (grant.path, grant.who, False) not in denied
            and not (grant.is_inherited and (grant.path, grant.who, True) in denied)
        )
