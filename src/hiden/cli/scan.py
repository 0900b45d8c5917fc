# SPDX-License-Identifier: Apache-2.0
"""``hiden scan``: search files for registered secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, answer_table, tell

__all__ = ["add_to", "show_result"]


def add_to(app: typer.Typer) -> None:
    """Add the command of this module to the main command."""
    app.command("scan", help=say("Search files for registered secrets."))(_scan)


def _scan(
    paths: Annotated[
        list[Path] | None, typer.Argument(help=say("Files and folders; or name a source."))
    ] = None,
    *,
    source: Annotated[
        str | None, typer.Option(help=say("Search the folder of this source."))
    ] = None,
    all_sources: Annotated[
        bool, typer.Option("--all-sources", help=say("Search the folders of all sources."))
    ] = False,
    origin: Annotated[
        str, typer.Option(help=say("Where the files came from, such as outgoing-mail."))
    ] = "unknown",
    resume: Annotated[
        int | None, typer.Option(help=say("Go on with this job, which was cut off."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))] = False,
) -> None:
    """Search files."""
    from hiden.cli.workspace import finish_job, workspace

    if not (paths or source or all_sources or resume):
        raise typer.BadParameter(say("Name files or folders, a source, or all sources."))
    with workspace():
        from hiden.workspace.queries.listing import finding_rows, sources_named, unread_rows
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.scans import request_scan

        by, language = local_operator(), terminal_language()
        if resume is not None:
            jobs = [(say("Searching"), resume)]
        elif source or all_sources:
            jobs = [(one.name, request_scan(source=one, by=by).pk) for one in sources_named(source)]
        else:
            jobs = [(say("Searching"), request_scan(paths=paths or [], origin=origin, by=by).pk)]
        results = [finish_job(job, label=label) for label, job in jobs]
        scans = [result.pop("scan") for result in results]
        found = finding_rows(scans=scans, language=language)
        unread = unread_rows(scans, language=language)
    total = {name: sum(result[name] for result in results) for name in results[0]}
    if as_json:
        answer_json({**total, "scans": scans, "found": found, "unread": unread})
    else:
        show_result(total, found=found, unread=unread)


def show_result(
    result: dict[str, int], *, found: list[dict[str, Any]], unread: list[dict[str, Any]]
) -> None:
    """Show what a scan came to: findings first, then what could not be looked at, then the sum."""
    if found:
        answer_table(
            [say("Strength"), say("Secret"), say("Share"), say("Route"), say("Document")],
            [
                (
                    row["strength"],
                    row["secret"],
                    f"{100 * row['containment_of_secret']:.0f} %",
                    row["route"],
                    row["name"],
                )
                for row in found
            ],
            title=say("Findings"),
        )
        tell()
    if unread:
        answer_table(
            [say("File"), say("Could not look because")],
            [(row["name"], row["message"]) for row in unread],
            title=say("Could not look"),
        )
        tell()
    tell(
        say(
            "%(files)d files: %(matched)d with findings, %(clean)d clean,"
            " %(too_short)d too short to judge, %(unreadable)d could not be read."
            " %(new)d new findings.",
            **result,
        ),
        style="bold",
    )
