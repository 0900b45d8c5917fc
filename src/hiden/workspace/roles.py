# SPDX-License-Identifier: Apache-2.0
"""Who may do what: four roles of accounts, and that of a person who follows a link.

Rules:
    * Least privilege: what stands in no role's list is refused.
    * A refusal names the role and the permission, so that it can be explained.
    * Who follows a personal link may confirm their own duties and learn, and nothing else.
    * The person at the machine's own terminal, who can read the files anyway, is the local
      operator.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from enum import StrEnum

import attrs

from hiden.foundation.errors import AccessRefusedError, ErrorCode, InputError
from hiden.foundation.language import Message, mark

__all__ = [
    "ACCOUNT_ROLES",
    "PERMISSIONS",
    "ROLE_NAMES",
    "Actor",
    "Permission",
    "Role",
    "is_permitted",
    "local_operator",
    "require",
    "role_named",
]


class Role(StrEnum):
    """What a user is."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    CONTRIBUTOR = "contributor"
    AUDITOR = "auditor"
    MEMBER = "member"


ROLE_NAMES: Mapping[Role, Message] = {
    Role.ADMINISTRATOR: Message(mark("Administrator")),
    Role.MANAGER: Message(mark("Manager")),
    Role.CONTRIBUTOR: Message(mark("Contributor")),
    Role.AUDITOR: Message(mark("Auditor (read only)")),
    Role.MEMBER: Message(mark("Person concerned (own duties only)")),
}
ACCOUNT_ROLES: tuple[Role, ...] = tuple(role for role in Role if role is not Role.MEMBER)
"""The roles that an account can have."""


class Permission(StrEnum):
    """What can be allowed."""

    LOOK = "look"
    EDIT_REGISTER = "edit-register"
    EXPORT_REGISTER = "export-register"
    MANAGE_ORIGINALS = "manage-originals"
    SCAN = "scan"
    DECIDE_FINDING = "decide-finding"
    READ_PASSAGES = "read-passages"
    OPEN_CASE = "open-case"
    MANAGE_SOURCES = "manage-sources"
    MANAGE_USERS = "manage-users"
    MANAGE_SAMPLE = "manage-sample"
    VERIFY_LEDGER = "verify-ledger"
    ACKNOWLEDGE = "acknowledge"
    ANSWER_SHEET = "answer-sheet"
    MANAGE_PLAN = "manage-plan"
    MANAGE_DUTIES = "manage-duties"
    ISSUE_PAPERS = "issue-papers"


_CONTRIBUTOR = frozenset(
    {
        Permission.LOOK,
        Permission.ACKNOWLEDGE,
        Permission.EDIT_REGISTER,
        Permission.ANSWER_SHEET,
        Permission.SCAN,
        Permission.VERIFY_LEDGER,
    }
)
_MANAGER = _CONTRIBUTOR | {
    Permission.EXPORT_REGISTER,
    Permission.MANAGE_ORIGINALS,
    Permission.DECIDE_FINDING,
    Permission.READ_PASSAGES,
    Permission.OPEN_CASE,
    Permission.MANAGE_PLAN,
    Permission.MANAGE_DUTIES,
    Permission.ISSUE_PAPERS,
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset({Permission.ACKNOWLEDGE}),
    Role.AUDITOR: frozenset(
        {
            Permission.LOOK,
            Permission.ACKNOWLEDGE,
            Permission.EXPORT_REGISTER,
            Permission.VERIFY_LEDGER,
        }
    ),
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: _MANAGER
    | {Permission.MANAGE_SOURCES, Permission.MANAGE_USERS, Permission.MANAGE_SAMPLE},
}


@attrs.frozen(kw_only=True)
class Actor:
    """Who does something, as it is written into the ledger.

    Attributes:
        name: The name of the account; for the local operator, ``local:`` and the system's name.
        role: What the actor is.
    """

    name: str
    role: Role


def local_operator() -> Actor:
    """Return the person at the machine's own terminal, an administrator."""
    return Actor(name=f"local:{getpass.getuser()}", role=Role.ADMINISTRATOR)


def is_permitted(actor: Actor, permission: Permission) -> bool:
    """Say whether ``actor`` may do this."""
    return permission in PERMISSIONS[actor.role]


def require(actor: Actor, permission: Permission) -> None:
    """Let pass who may do this.

    Raises:
        AccessRefusedError: The actor's role does not include the permission.
    """
    if not is_permitted(actor, permission):
        raise AccessRefusedError(
            ErrorCode.ACCESS_REFUSED,
            actor=actor.name,
            role=ROLE_NAMES[actor.role],
            permission=permission.value,
        )


def role_named(name: str) -> Role:
    """Return the role of an account by its name.

    Raises:
        InputError: There is none.
    """
    if name not in ACCOUNT_ROLES:
        raise InputError(ErrorCode.ROLE_UNKNOWN, name=name, roles=", ".join(ACCOUNT_ROLES))
    return Role(name)
