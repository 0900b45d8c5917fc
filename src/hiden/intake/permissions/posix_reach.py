# SPDX-License-Identifier: Apache-2.0
"""Who really reaches a file: the rights on it, and the way through every folder above it.

Rules:
    * Reading a file takes its read bit and the pass bit of all folders above.
    * Reading or changing a folder takes its own pass bit too.
    * A group stands for somebody who is in that group alone; a member for whom more or less holds
      is named apart.
    * The user with number 0 passes everywhere and is named; it is a technical account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import attrs

from hiden.intake.permissions.accounts import Accounts
from hiden.intake.permissions.posix_acl import AccessRules
from hiden.intake.permissions.values import Grant, PrincipalKind, Right

__all__ = ["OTHERS", "Place", "grants_at"]

OTHERS = "other"
"""Name under which everybody with a login stands."""

_READ, _WRITE, _PASS = 4, 2, 1
_NO_GROUPS: frozenset[int] = frozenset()
_NOBODY = -1


@attrs.frozen(kw_only=True)
class Place:
    """What decides who reaches one file or folder.

    Attributes:
        above: The rules of all folders above it.
        rules: Its own.
        is_folder: It is a folder.
    """

    above: frozenset[AccessRules]
    rules: AccessRules
    is_folder: bool

    @property
    def below(self) -> frozenset[AccessRules]:
        """The rules above whatever lies in this folder."""
        return self.above | {self.rules}


def grants_at(place: Place, accounts: Accounts) -> tuple[Grant, ...]:
    """Say who reaches a place; the grants have no path yet.

    Returns:
        Others first, then groups and users by name.
    """
    everybody = _rights(place, _NOBODY, _NO_GROUPS)
    groups = {gid: _rights(place, _NOBODY, frozenset({gid})) for gid in _groups(place)}
    found = [Grant(path="", who=OTHERS, rights=everybody, kind=PrincipalKind.EVERYBODY)]
    found += [
        Grant(path="", who=accounts.group(gid), rights=rights, kind=PrincipalKind.GROUP)
        for gid, rights in groups.items()
        if not rights <= everybody
    ]
    for uid in sorted(_users(place, groups, accounts)):
        gids = accounts.groups_of(uid)
        granted = everybody.union(*(groups[gid] for gid in gids & groups.keys()))
        found += _user_grants(accounts.user(uid), granted, _user_rights(place, uid, gids))
    return tuple(grant for grant in found if grant.rights)


def _user_grants(name: str, granted: frozenset[Right], rights: frozenset[Right]) -> Iterator[Grant]:
    """Name a user for whom other rights hold than for everybody and the user's groups."""
    if not rights <= granted:
        yield Grant(path="", who=name, rights=rights, kind=PrincipalKind.USER)
    if not granted <= rights:
        yield Grant(
            path="", who=name, rights=granted - rights, is_deny=True, kind=PrincipalKind.USER
        )


def _groups(place: Place) -> list[int]:
    return sorted({gid for rules in place.below for gid, _ in rules.groups})


def _users(place: Place, groups: Iterable[int], accounts: Accounts) -> set[int]:
    named = {rules.owner for rules in place.below}
    named.update(uid for rules in place.below for uid, _ in rules.users)
    return named.union(chain.from_iterable(accounts.members.get(gid, ()) for gid in groups))


def _user_rights(place: Place, uid: int, gids: frozenset[int]) -> frozenset[Right]:
    rights = _rights(place, uid, gids)
    return rights | {Right.OWNER} if uid == place.rules.owner else rights


def _rights(place: Place, uid: int, gids: frozenset[int]) -> frozenset[Right]:
    if not all(rules.bits_for_user(uid, gids) & _PASS for rules in place.above):
        return frozenset()
    bits = place.rules.bits_for_user(uid, gids)
    if place.is_folder and not bits & _PASS:
        return frozenset()
    return frozenset(
        right for right, bit in ((Right.READ, _READ), (Right.WRITE, _WRITE)) if bits & bit
    )
