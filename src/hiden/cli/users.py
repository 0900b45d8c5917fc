# SPDX-License-Identifier: Apache-2.0
"""``hiden user``: accounts and roles."""

from __future__ import annotations

from typing import Annotated

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, answer_table, tell

__all__ = ["app"]

app = typer.Typer(name="user", help=say("Accounts and roles."), no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(help=say("Name of the account."))]
RoleOption = Annotated[
    str, typer.Option("--role", help="administrator | manager | contributor | auditor")
]
PasswordOption = Annotated[
    str,
    typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help=say("The password.")),
]
JsonOption = Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))]


@app.command("add", help=say("Make an account."))
def _add_command(name: NameArgument, *, role: RoleOption, password: PasswordOption) -> None:
    """Make an account."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator, role_named
        from hiden.workspace.use_cases.users import create_user

        create_user(
            name,
            role=role_named(role),
            password=password,
            language=terminal_language(),
            by=local_operator(),
        )
    tell(say("%(name)s may sign in.", name=name))


@app.command("role", help=say("Give an account another role."))
def _role_command(name: NameArgument, *, role: RoleOption) -> None:
    """Give an account another role."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator, role_named
        from hiden.workspace.use_cases.users import change_role

        change_role(name, role=role_named(role), by=local_operator())
    tell(say("%(name)s is now %(role)s.", name=name, role=role))


@app.command("password", help=say("Give an account another password."))
def _password_command(name: NameArgument, *, password: PasswordOption) -> None:
    """Give an account another password."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.users import set_password

        set_password(name, password=password, by=local_operator())
    tell(say("The password of %(name)s is changed.", name=name))


@app.command("list", help=say("List the accounts."))
def _list_command(*, as_json: JsonOption = False) -> None:
    """List the accounts."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.queries.listing import user_rows

        rows = user_rows()
    if as_json:
        answer_json(rows)
    else:
        answer_table(
            [say("Name"), say("Role"), say("Active")],
            [(row["username"], row["role"], "✓" if row["is_active"] else "–") for row in rows],
        )
