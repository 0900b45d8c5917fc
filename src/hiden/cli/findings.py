# SPDX-License-Identifier: Apache-2.0
"""``hiden findings``: what was found, strongest first."""

from __future__ import annotations

from typing import Annotated

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, answer_table, tell

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the main command."""
    app.command("findings", help=say("List the findings, strongest first."))(_findings)
    app.command("finding", help=say("Show one finding with its reasons."))(_finding)


def _findings(
    *,
    state: Annotated[
        str | None, typer.Option(help=say("Only those that are open, confirmed or dismissed."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))] = False,
) -> None:
    """List the findings."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.queries.listing import finding_rows

        rows = finding_rows(state=state, language=terminal_language())
    if as_json:
        answer_json(rows)
    elif not rows:
        tell(say("No findings. Search a folder with “hiden scan FOLDER”."))
    else:
        answer_table(
            [
                say("Id"),
                say("Strength"),
                say("State"),
                say("Secret"),
                say("Share"),
                say("Document"),
            ],
            [
                (
                    row["id"][:8],
                    row["strength"],
                    row["state"],
                    row["secret"],
                    f"{100 * row['containment_of_secret']:.0f} %",
                    row["name"],
                )
                for row in rows
            ],
        )


def _finding(
    uid: Annotated[str, typer.Argument(help=say("Id of the finding, or its beginning."))],
    *,
    as_json: Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))] = False,
) -> None:
    """Show one finding: why, what it does not show, what to do next, and the law of its date."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.queries.listing import finding_detail

        detail = finding_detail(uid, language=terminal_language())
    if as_json:
        answer_json(detail)
        return
    tell(f"{detail['secret']} {detail['title']}", style="bold")
    tell(detail["document"])
    for heading, key in (
        (say("Reasons"), "reasons"),
        (say("Passages"), "passages"),
        (say("What this does not show"), "does_not_show"),
        (say("What to do next"), "next_steps"),
        (say("The law of that date"), "law"),
    ):
        tell()
        tell(heading, style="bold")
        for sentence in detail[key]:
            tell(f"  {sentence}")
