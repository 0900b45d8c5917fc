# SPDX-License-Identifier: Apache-2.0
"""Accounts."""

from __future__ import annotations

from hiden.workspace.models import User
from hiden.workspace.roles import Actor, Permission, require

__all__ = ["accounts", "any_account"]


def any_account() -> bool:
    """Say whether anybody can sign in."""
    return User.objects.filter(is_active=True).exists()


def accounts(*, by: Actor) -> tuple[User, ...]:
    """Return every account, by name.

    Raises:
        AccessRefusedError: ``by`` may not manage users.
    """
    require(by, Permission.MANAGE_USERS)
    return tuple(User.objects.order_by("username"))
