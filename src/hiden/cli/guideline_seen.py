# SPDX-License-Identifier: Apache-2.0
"""``hiden guideline``: look at permissions and markings, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hiden.cli.language import say
from hiden.cli.options import JsonOption
from hiden.cli.output import answer_json, progress_bar

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the group."""
    app.command("permissions", help=say("Say who can read what: a folder, or an export of ACLs."))(
        _permissions
    )
    app.command("markings", help=say("Find the markings of files (such as 極秘, CONFIDENTIAL)."))(
        _markings
    )


def _permissions(
    source: Annotated[
        Path, typer.Argument(help=say("An export of icacls or Get-Acl, or a folder here."))
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    """Say who can read what."""
    from hiden.cli import permissions_shown

    reading = permissions_shown.read(source)
    if as_json:
        answer_json(permissions_shown.to_json(reading))
    else:
        permissions_shown.show(reading)


def _markings(
    paths: Annotated[list[Path], typer.Argument(help=say("Files and folders."))],
    *,
    as_json: JsonOption = False,
) -> None:
    """Find markings."""
    from hiden.cli import markings_shown

    with progress_bar(say("Looking for markings")) as progress:
        rows = list(markings_shown.look(paths, progress=progress))
    if as_json:
        answer_json(rows)
    else:
        markings_shown.show(rows)
