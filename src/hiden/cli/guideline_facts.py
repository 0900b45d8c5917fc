# SPDX-License-Identifier: Apache-2.0
"""``hiden guideline``: what the guidance says, with marks and sources; needs no workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from hiden.cli.language import say
from hiden.cli.options import JsonOption
from hiden.cli.output import answer_json
from hiden.guideline.grid_words import People

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the group."""
    app.command("grid", help=say("List the measures of the Handbook's grid."))(_grid)
    app.command("show", help=say("Show one piece of guidance whole, with its sources."))(_show)
    app.command(
        "history", help=say("Show what is known of METI's old check sheet; it is never scored.")
    )(_history)
    app.command("survey", help=say("Show figures of surveys, each with year, sample and mark."))(
        _survey
    )
    app.command("procedure", help=say("Show the six steps by which to begin."))(_procedure)
    app.command("packs", help=say("List the starter packs, or show one."))(_packs)


def _grid(
    *,
    aim: Annotated[str | None, typer.Option(help=say("Only this aim: P1 to P5."))] = None,
    people: Annotated[
        People | None, typer.Option(help=say("Only measures against taking by these people."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List measures."""
    from hiden.cli import grid_shown

    rows = grid_shown.measures(aim=aim, people=people)
    if as_json:
        answer_json(grid_shown.measures_to_json(rows))
    else:
        grid_shown.show_measures(rows)


def _show(
    name: Annotated[str, typer.Argument(help=say("Id, such as E-P4-3, G25-04 or CASE-JP-06."))],
    *,
    as_json: JsonOption = False,
) -> None:
    """Show one piece."""
    from hiden.cli import piece_shown

    found = piece_shown.find(name)
    if as_json:
        answer_json(piece_shown.to_json(found))
    else:
        piece_shown.show(found)


def _history(*, as_json: JsonOption = False) -> None:
    """Show the old sheet."""
    from hiden.cli import background_shown

    if as_json:
        answer_json(background_shown.history_to_json())
    else:
        background_shown.show_history()


def _survey(*, as_json: JsonOption = False) -> None:
    """Show the figures."""
    from hiden.cli import survey_shown

    if as_json:
        answer_json(survey_shown.to_json())
    else:
        survey_shown.show()


def _procedure(*, as_json: JsonOption = False) -> None:
    """Show the steps."""
    from hiden.cli import background_shown

    if as_json:
        answer_json(background_shown.procedure_to_json())
    else:
        background_shown.show_procedure()


def _packs(
    name: Annotated[
        str | None, typer.Argument(help=say("Id of a pack; without it, all are listed."))
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show the packs."""
    from hiden.cli import packs_shown
    from hiden.guideline.packs import find_pack

    pack = find_pack(name) if name else None
    if as_json:
        answer_json(packs_shown.pack_to_json(pack) if pack else packs_shown.list_to_json())
    elif pack:
        packs_shown.show_pack(pack)
    else:
        packs_shown.show_list()
