# SPDX-License-Identifier: Apache-2.0
"""Show the measures of the Handbook's grid."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from hiden.cli.facts import fact_to_json, optional_text
from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_table
from hiden.foundation.canonical import JsonValue
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_rules import Measure
from hiden.guideline.grid_words import People

__all__ = ["measure_to_json", "measures", "measures_to_json", "show_measures"]


def measures(*, aim: str | None, people: People | None) -> tuple[Measure, ...]:
    """Return the measures of an aim and against taking by some people, in the grid's order.

    Raises:
        BadParameter: There is no such aim.
    """
    grid = load_grid()
    if aim is not None and aim not in grid.aims:
        raise typer.BadParameter(say("Aims are: %(known)s.", known=", ".join(grid.aims)))
    return tuple(
        measure
        for measure in grid.measures.values()
        if aim in {None, measure.aim} and people in {None, measure.people}
    )


def measures_to_json(rows: Iterable[Measure]) -> dict[str, JsonValue]:
    """Return measures, and the aims that they name."""
    aims = load_grid().aims.values()
    return {
        "aims": {
            aim.id: {
                **fact_to_json(aim),
                "plain_text": optional_text(aim.plain),
                "meaning_text": optional_text(aim.meaning),
            }
            for aim in aims
        },
        "measures": [measure_to_json(measure) for measure in rows],
    }


def measure_to_json(measure: Measure) -> dict[str, JsonValue]:
    """Return a measure."""
    grid, language = load_grid(), terminal_language()
    return {
        **fact_to_json(measure),
        "aim": measure.aim,
        "aim_text": grid.aims[measure.aim].wording.text(language),
        "people": measure.people.value,
        "people_text": measure.people.message.text(language),
        "tier": measure.tier,
        "evidenced_by": [kind.value for kind in measure.evidenced_by],
        "seen_by_hiden": measure.seen_by_hiden,
        "editions": list(measure.editions),
        "open_text": optional_text(measure.open),
    }


def show_measures(rows: Iterable[Measure]) -> None:
    """Show measures as a table."""
    language = terminal_language()
    answer_table(
        [say("Id"), say("Tier"), say("Aim"), say("Against whom"), say("Mark"), say("Measure")],
        [
            (
                row.id,
                row.tier,
                load_grid().aims[row.aim].wording.text(language),
                row.people.message.text(language),
                row.mark.message.text(language),
                row.wording.text(language),
            )
            for row in rows
        ],
        title=say("Measures of the grid"),
    )
