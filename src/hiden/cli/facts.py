# SPDX-License-Identifier: Apache-2.0
"""Pieces of guidance as JSON and as lines: never without mark and sources."""

from __future__ import annotations

from collections.abc import Iterable

from hiden.cli.language import say, terminal_language
from hiden.cli.output import tell
from hiden.foundation.canonical import JsonValue
from hiden.foundation.wording import Localized, day_wording
from hiden.guideline.facts import Fact
from hiden.guideline.grid import load_sources
from hiden.guideline.papers import Template
from hiden.guideline.rulings import Ruling
from hiden.guideline.survey import Value

__all__ = [
    "fact_line",
    "fact_to_json",
    "mark_to_json",
    "optional_text",
    "ruling_line",
    "show_sources",
    "sources_to_json",
]


def fact_to_json(fact: Fact | Ruling) -> dict[str, JsonValue]:
    """Return a piece with its mark in words and its sources."""
    text = fact.wording.text(terminal_language())
    return {"id": fact.id, "text": text, **mark_to_json(fact)}


def mark_to_json(marked: Fact | Ruling | Template | Value) -> dict[str, JsonValue]:
    """Return mark and sources of what is no fact by itself."""
    message = marked.mark_message if isinstance(marked, Ruling) else marked.mark.message
    return {
        "mark": marked.mark.value,
        "mark_text": message.text(terminal_language()),
        "sources": list(marked.sources),
    }


def fact_line(fact: Fact) -> str:
    """Return a piece in one line, with its mark and sources in brackets."""
    language = terminal_language()
    mark = fact.mark.message.text(language)
    return f"{fact.wording.text(language)} [{mark}: {', '.join(fact.sources)}]"


def ruling_line(ruling: Ruling) -> str:
    """Return court, day and name of a decided case, with its mark."""
    language = terminal_language()
    courts = " → ".join(
        say(
            "%(court)s, %(day)s",
            court=decision.court.wording.text(language),
            day=day_wording(decision.decided_on).text(language),
        )
        for decision in ruling.decisions
    )
    mark = ruling.mark_message.text(language)
    return f"{ruling.id}: {ruling.case.wording.text(language)} ({courts}) [{mark}]"


def optional_text(text: Localized | None) -> str | None:
    """Return a text in the terminal's language, if there is one."""
    return text.wording.text(terminal_language()) if text else None


def sources_to_json(sources: Iterable[str]) -> dict[str, JsonValue]:
    """Return what sources are and where they are found, by id."""
    known, language = load_sources(), terminal_language()
    return {
        name: {
            "text": known[name].ja if language == "ja" else known[name].en,
            "identifier": list(known[name].identifier),
        }
        for name in dict.fromkeys(sources)
    }


def show_sources(sources: Iterable[str]) -> None:
    """Show what sources are and where they are found."""
    known, language = load_sources(), terminal_language()
    tell(say("Where it was read"), style="bold")
    for name in dict.fromkeys(sources):
        source = known[name]
        tell(f"  {name}: {source.ja if language == 'ja' else source.en}")
        for identifier in source.identifier:
            tell(f"      {identifier}")
