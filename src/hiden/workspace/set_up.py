# SPDX-License-Identifier: Apache-2.0
"""Make a workspace: tables, keys, index, ledger and the first administrator."""

from __future__ import annotations

import secrets

from django.core.management import call_command

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.language import Language
from hiden.workspace.fingerprints import open_index
from hiden.workspace.ledger_writer import integrate, open_ledger
from hiden.workspace.models import User
from hiden.workspace.roles import Role, local_operator
from hiden.workspace.use_cases.users import create_user, set_password

__all__ = ["set_up_workspace"]


def set_up_workspace(
    name: str,
    *,
    language: Language,
    is_password_new: bool = False,
    clock: Clock = SystemClock(),
) -> str | None:
    """Make the workspace, or bring its tables up to date; doing it again loses nothing.

    Args:
        name: The first administrator's account.
        language: What they read.
        is_password_new: Whether an account that is there gets a new password.
        clock: Tells the time.

    Returns:
        The account's password if it was made now, else ``None``.
    """
    call_command("migrate", verbosity=0, interactive=False)
    open_ledger()
    open_index()
    by = local_operator()
    password = secrets.token_urlsafe(12)
    if not User.objects.exists():
        create_user(
            name,
            role=Role.ADMINISTRATOR,
            password=password,
            language=language,
            by=by,
            clock=clock,
        )
    elif is_password_new:
        set_password(name, password=password, by=by, clock=clock)
    else:
        return None
    integrate()
    return password
