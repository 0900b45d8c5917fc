# SPDX-License-Identifier: Apache-2.0
"""Show the ministry's old check sheet as history, and the procedure by which to begin."""

from __future__ import annotations

from hiden.cli.facts import fact_line, fact_to_json, optional_text
from hiden.cli.language import say, terminal_language
from hiden.cli.output import tell
from hiden.foundation.canonical import JsonValue
from hiden.guideline.history import HistoryItem, load_history
from hiden.guideline.procedure import load_procedure

__all__ = ["history_to_json", "procedure_to_json", "show_history", "show_procedure"]


def history_to_json() -> dict[str, JsonValue]:
    """Return what is known of the old sheet; there is no score in it."""
    history, language = load_history(), terminal_language()
    return {
        "statement": fact_to_json(history.statement),
        "as_of": history.as_of.isoformat(),
        "about": [fact_to_json(fact) for fact in history.about],
        "items": [
            {
                **fact_to_json(item),
                "part": item.part.value,
                "part_text": item.part.message.text(language),
                "option_text": optional_text(item.option),
                "points": item.points,
                "open_text": optional_text(item.open),
            }
            for item in history.items
        ],
    }


def show_history() -> None:
    """Show what is known of the old sheet, with the statement before and after it."""
    history = load_history()
    tell(fact_line(history.statement), style="bold")
    tell()
    for fact in history.about:
        tell(f"  {fact_line(fact)}")
    for item in history.items:
        tell()
        _show_item(item)
    tell()
    tell(history.statement.wording.text(terminal_language()), style="bold")


def procedure_to_json() -> dict[str, JsonValue]:
    """Return the steps."""
    procedure = load_procedure()
    return {
        "about": fact_to_json(procedure.about),
        "as_of": procedure.as_of.isoformat(),
        "steps": [
            {
                **fact_to_json(step),
                "builds_on": list(step.builds_on),
                "todo": [fact_to_json(fact) for fact in step.todo],
                "result": fact_to_json(step.result),
                "tools": [tool.value for tool in step.tools],
                "questions": [fact_to_json(fact) for fact in step.questions],
                "pitfalls": [fact_to_json(fact) for fact in step.pitfalls],
            }
            for step in procedure.steps
        ],
    }


def show_procedure() -> None:
    """Show the steps with what to do, what helps and what goes wrong."""
    procedure, language = load_procedure(), terminal_language()
    tell(fact_line(procedure.about))
    for number, step in enumerate(procedure.steps, start=1):
        tell()
        tell(f"{number}. {fact_line(step)}", style="bold")
        tell("  " + say("Builds on: %(facts)s", facts=", ".join(step.builds_on)))
        for heading, facts in (
            (say("What to do"), step.todo),
            (say("Comes out"), (step.result,)),
            (say("Questions that help"), step.questions),
            (say("What goes wrong"), step.pitfalls),
        ):
            tell(f"  {heading}")
            for fact in facts:
                tell(f"    - {fact.wording.text(language)}")


def _show_item(item: HistoryItem) -> None:
    language = terminal_language()
    tell(f"  {item.part.message.text(language)}: {fact_line(item)}")
    if item.option:
        tell(f"      {optional_text(item.option)}")
    if item.points is not None:
        tell("      " + say("Points as printed: %(points)d", points=item.points))
    if item.open:
        tell("      " + say("Not known: %(open)s", open=optional_text(item.open)))
