# SPDX-License-Identifier: Apache-2.0
"""``hiden law``: which law governed an act on its date."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, answer_table, tell
from hiden.foundation.clock import SystemClock
from hiden.law import Act, ActKind, ActorClass, load_law, opinion, timeline
from hiden.law.statements import Statement

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the command of this module to the main command."""
    app.command("law", help=say("Show which law governed an act on its date."))(_law)


def _law(
    *,
    on: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help=say("Day of the act; without it, all versions of the law are listed."),
        ),
    ] = None,
    act: Annotated[ActKind, typer.Option(help=say("What was done."))] = ActKind.B1,
    actor: Annotated[ActorClass, typer.Option(help=say("Who did it."))] = ActorClass.TRUSTED,
    abroad: Annotated[
        bool, typer.Option("--abroad", help=say("The secret was to be used outside Japan."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))] = False,
) -> None:
    """Show the law of a date."""
    if on is None:
        _show_timeline(as_json=as_json)
        return
    found = opinion(
        Act(on=on.date(), kind=act, actor=actor, for_use_abroad=abroad),
        law=load_law(),
        today=SystemClock().now().date(),
    )
    language = terminal_language()
    if as_json:
        answer_json(
            {
                "version": found.version_id,
                "crime": found.crime,
                "statements": [_as_json(statement) for statement in found.statements],
                "warnings": [warning.text(language) for warning in found.warnings],
                "disclaimer": found.disclaimer.text(language),
            }
        )
        return
    for statement in found.statements:
        tell(f"• {statement.message.text(language)}")
    for warning in found.warnings:
        tell(warning.text(language), style="yellow")
    tell(found.disclaimer.text(language), style="dim")


def _show_timeline(*, as_json: bool) -> None:
    language = terminal_language()
    entries = timeline(load_law())
    if as_json:
        answer_json(
            [
                {
                    "version": entry.version_id,
                    "from": entry.since,
                    "to": entry.until,
                    "headline": entry.headline.text(language),
                    **_as_json(entry.statement),
                }
                for entry in entries
            ]
        )
        return
    answer_table(
        [say("Version"), say("From"), say("Until"), say("Penalty")],
        [
            (entry.version_id, entry.since or "", entry.until or "", entry.headline.text(language))
            for entry in entries
            if entry.is_version
        ],
    )


def _as_json(statement: Statement) -> dict[str, object]:
    return {
        "rule": statement.rule_id,
        "text": statement.text.text(terminal_language()),
        "mark": statement.mark.value,
        "sources": list(statement.sources),
    }
