# SPDX-License-Identifier: Apache-2.0
"""Names of users and groups of this machine, and who is in which group.

Does not: ask a directory for accounts that it does not list. Where a directory service does not
enumerate its accounts, members of its groups are unknown here.
"""

from __future__ import annotations

import grp
import pwd
from collections.abc import Mapping

import attrs

__all__ = ["Accounts", "system_accounts"]


@attrs.frozen(kw_only=True)
class Accounts:
    """Users and groups by number.

    Attributes:
        users: Name of each user.
        groups: Name of each group.
        members: Numbers of the users of each group, its primary users included.
    """

    users: Mapping[int, str] = attrs.field(factory=dict)
    groups: Mapping[int, str] = attrs.field(factory=dict)
    members: Mapping[int, frozenset[int]] = attrs.field(factory=dict)

    def user(self, uid: int) -> str:
        """Name a user; by number if there is no name."""
        return self.users.get(uid, str(uid))

    def group(self, gid: int) -> str:
        """Name a group; by number if there is no name."""
        return self.groups.get(gid, str(gid))

    def groups_of(self, uid: int) -> frozenset[int]:
        """Return the numbers of the groups that a user is in."""
        return frozenset(gid for gid, members in self.members.items() if uid in members)


def system_accounts() -> Accounts:
    """Read the users and groups that this machine lists."""
    users = pwd.getpwall()
    number_of = {user.pw_name: user.pw_uid for user in users}
    groups = grp.getgrall()
    members = {
        group.gr_gid: {number_of[name] for name in group.gr_mem if name in number_of}
        for group in groups
    }
    for user in users:
        members.setdefault(user.pw_gid, set()).add(user.pw_uid)
    return Accounts(
        users={user.pw_uid: user.pw_name for user in users},
        groups={group.gr_gid: group.gr_name for group in groups},
        members={gid: frozenset(uids) for gid, uids in members.items()},
    )
