# SPDX-License-Identifier: Apache-2.0
"""Accounts: who signs in, with which role."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError, RefusedError
from hiden.foundation.language import Language
from hiden.workspace.acts import audited
from hiden.workspace.models import User
from hiden.workspace.roles import Actor, Permission, Role

__all__ = ["change_role", "create_user", "set_active", "set_language", "set_password"]


def create_user(
    name: str,
    *,
    role: Role,
    password: str,
    language: Language = "ja",
    by: Actor,
    clock: Clock = SystemClock(),
) -> User:
    """Make an account.

    Raises:
        AccessRefusedError: ``by`` may not manage users.
        InputError: The name is taken or empty, or the password too weak.
    """
    with audited("user.created", by=by, permission=Permission.MANAGE_USERS, clock=clock) as record:
        if not name.strip() or User.objects.filter(username=name).exists():
            raise InputError(ErrorCode.NAME_TAKEN, name=name)
        user = User(username=name, role=role, language=language)
        _set_password(user, password)
        user.save()
        record.set(subject=f"user/{name}", facts={"role": role.value})
    return user


def change_role(name: str, *, role: Role, by: Actor, clock: Clock = SystemClock()) -> User:
    """Give an account another role.

    Raises:
        AccessRefusedError: ``by`` may not manage users.
        InputError: There is no such account.
        RefusedError: It is the last administrator.
    """
    with audited(
        "user.role-changed", by=by, permission=Permission.MANAGE_USERS, clock=clock
    ) as record:
        user = _user(name)
        before = user.role
        if role is not Role.ADMINISTRATOR:
            _keep_one_administrator(user)
        user.role = role
        user.save(update_fields=["role"])
        record.set(subject=f"user/{name}", facts={"before": before, "role": role.value})
    return user


def set_active(name: str, *, active: bool, by: Actor, clock: Clock = SystemClock()) -> User:
    """Let an account sign in, or no longer.

    Raises:
        AccessRefusedError: ``by`` may not manage users.
        InputError: There is no such account.
        RefusedError: It is the last administrator.
    """
    act = "user.activated" if active else "user.deactivated"
    with audited(act, by=by, permission=Permission.MANAGE_USERS, clock=clock) as record:
        user = _user(name)
        if not active:
            _keep_one_administrator(user)
        user.is_active = active
        user.save(update_fields=["is_active"])
        record.set(subject=f"user/{name}", facts={})
    return user


def set_password(name: str, *, password: str, by: Actor, clock: Clock = SystemClock()) -> None:
    """Give an account another password.

    Raises:
        AccessRefusedError: ``by`` is neither this user nor may manage users.
        InputError: There is no such account, or the password is too weak.
    """
    permission = Permission.LOOK if by.name == name else Permission.MANAGE_USERS
    with audited("user.password-changed", by=by, permission=permission, clock=clock) as record:
        user = _user(name)
        _set_password(user, password)
        user.save(update_fields=["password"])
        record.set(subject=f"user/{name}", facts={})


def set_language(name: str, *, language: Language) -> None:
    """Remember the language that a user reads; a preference, not a privileged act."""
    User.objects.filter(username=name).update(language=language)


def _user(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise InputError(ErrorCode.USER_UNKNOWN, name=name)
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise InputError(ErrorCode.PASSWORD_WEAK, detail=" ".join(problem.messages)) from problem
    user.set_password(password)


def _keep_one_administrator(user: User) -> None:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        raise RefusedError(ErrorCode.LAST_ADMINISTRATOR, name=user.username)
