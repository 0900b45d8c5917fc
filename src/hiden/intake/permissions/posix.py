# SPDX-License-Identifier: Apache-2.0
"""Look at a folder of this machine: owners, mode bits, access lists, and the folders above it.

Rules:
    * Every file and folder below is looked at; one whose readers are those of its folder gets no
      grant of its own.
    * Links are not followed: what they point to has its own permissions.
    * What cannot be looked at is a problem. More than ``MAX_ENTRIES`` entries are not looked at,
      and that is a problem too.

Does not: rights that a file server keeps apart from this machine (NFSv4, SMB). They are reported as
a problem; an export from the server says more.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import attrs

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Message, mark
from hiden.intake.permissions.accounts import Accounts, system_accounts
from hiden.intake.permissions.posix_acl import AccessRules, Entry, parse_acl, rules_of
from hiden.intake.permissions.posix_reach import Place, grants_at
from hiden.intake.permissions.values import (
    Grant,
    PermissionProblem,
    PermissionReading,
    PrincipalKind,
)

__all__ = ["MAX_ENTRIES", "read_posix"]

MAX_ENTRIES = 200_000

_ACL = "system.posix_acl_access"
_FOREIGN = frozenset(
    {"system.nfs4_acl", "system.cifs_acl", "system.cifs_ntsd", "system.ntfs_acl", "system.richacl"}
)
_NO_ACL = frozenset({errno.ENODATA, errno.ENOTSUP})

_MISSING = mark("there is no such folder or file")
_DENIED = mark("reading is not permitted")
_OTHER = mark("the system says “%(said)s”")
_UNSEEN = mark("the permissions of this entry could not be read: %(detail)s")
_LINK = mark("a link is not followed; look at the folder that it points to")
_ACL_DAMAGED = mark("the access list is damaged, so only the mode bits were taken")
_FOREIGN_RIGHTS = mark(
    "this folder lies on a file server that keeps its own rights, so what stands here may be"
    " incomplete. Give an export from the server instead."
)
_TOO_MANY = mark("only the first %(limit)d entries were looked at; look at smaller folders")


def read_posix(folder: Path, *, on: dt.date, accounts: Accounts | None = None) -> PermissionReading:
    """Say who can open a folder and what is below it.

    Args:
        folder: A folder, or one file.
        on: Today.
        accounts: Users and groups; those of this machine if left out.

    Raises:
        InputError: ``PERMISSIONS_UNREADABLE``: it does not exist, or may not be looked at.
    """
    try:
        top = folder.resolve(strict=True)
        walk = _Walk(accounts or system_accounts())
        walk.look(top)
    except OSError as error:
        raise InputError(
            ErrorCode.PERMISSIONS_UNREADABLE, path=str(folder), detail=_said(error)
        ) from error
    return PermissionReading(
        source=str(folder),
        taken_on=on,
        grants=tuple(walk.grants),
        problems=tuple(walk.problems),
        members=walk.members(),
    )


class _Walk:
    """One look at a tree; what it gave is in ``grants`` and ``problems``."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.grants: list[Grant] = []
        self.problems: list[PermissionProblem] = []
        self._known: dict[Place, tuple[Grant, ...]] = {}
        self._count = 0

    def look(self, top: Path) -> None:
        """Look at a path and all that is below it."""
        if _FOREIGN & _attributes(top):
            self._problem(str(top), Message(_FOREIGN_RIGHTS))
        above = frozenset(self._rules(str(parent), parent.stat()) for parent in top.parents)
        status = top.stat()
        place = Place(
            above=above,
            rules=self._rules(str(top), status),
            is_folder=stat.S_ISDIR(status.st_mode),
        )
        self._grant(str(top), place, ())
        stack = [(str(top), place)] if place.is_folder else []
        if stack:
            os.scandir(top).close()
        while stack:
            path, folder = stack.pop()
            stack.extend(reversed(list(self._entries(path, folder))))

    def members(self) -> dict[str, tuple[str, ...]]:
        """Return the members of the groups that got grants."""
        named = {grant.who for grant in self.grants if grant.kind is PrincipalKind.GROUP}
        gids = {*self.accounts.groups, *self.accounts.members}
        return {
            self.accounts.group(gid): tuple(
                sorted(map(self.accounts.user, self.accounts.members.get(gid, ())))
            )
            for gid in sorted(gids)
            if self.accounts.group(gid) in named
        }

    def _entries(self, path: str, folder: Place) -> Iterator[tuple[str, Place]]:
        """Look at what lies in a folder; yield its folders."""
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._problem(path, Message(_UNSEEN, {"detail": _said(error)}))
            return
        for entry in found:
            self._count += 1
            if self._count > MAX_ENTRIES:
                if self._count == MAX_ENTRIES + 1:
                    self._problem(path, Message(_TOO_MANY, {"limit": MAX_ENTRIES}))
                return
            place = self._entry(entry, folder)
            if place is not None:
                self._grant(entry.path, place, self._known[folder])
                if place.is_folder:
                    yield entry.path, place

    def _entry(self, entry: os.DirEntry[str], folder: Place) -> Place | None:
        try:
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISLNK(status.st_mode):
                self._problem(entry.path, Message(_LINK))
                return None
            rules = self._rules(entry.path, status)
        except OSError as error:
            self._problem(entry.path, Message(_UNSEEN, {"detail": _said(error)}))
            return None
        return Place(above=folder.below, rules=rules, is_folder=stat.S_ISDIR(status.st_mode))

    def _grant(self, path: str, place: Place, inherited: tuple[Grant, ...]) -> None:
        if place not in self._known:
            self._known[place] = grants_at(place, self.accounts)
        if self._known[place] != inherited:
            self.grants += (attrs.evolve(grant, path=path) for grant in self._known[place])

    def _rules(self, path: str, status: os.stat_result) -> AccessRules:
        return rules_of(status.st_mode, status.st_uid, status.st_gid, self._acl(path))

    def _acl(self, path: str) -> tuple[Entry, ...]:
        try:
            return parse_acl(os.getxattr(path, _ACL))
        except ValueError:
            self._problem(path, Message(_ACL_DAMAGED))
        except OSError as error:
            if error.errno not in _NO_ACL:
                raise
        return ()

    def _problem(self, path: str, reason: Message) -> None:
        self.problems.append(PermissionProblem(path=path, line=None, reason=reason))


def _attributes(path: Path) -> frozenset[str]:
    try:
        return frozenset(os.listxattr(path))
    except OSError:  # the file system has none
        return frozenset()


def _said(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Message(_MISSING)
    if isinstance(error, PermissionError):
        return Message(_DENIED)
    return Message(_OTHER, {"said": error.strerror or type(error).__name__})
