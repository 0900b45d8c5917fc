# SPDX-License-Identifier: Apache-2.0
"""Find one piece of guidance by its id, and show it whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import singledispatch
from itertools import chain

from hiden.cli.facts import (
    fact_line,
    fact_to_json,
    optional_text,
    ruling_line,
    show_sources,
    sources_to_json,
)
from hiden.cli.grid_shown import measure_to_json
from hiden.cli.language import say, terminal_language
from hiden.cli.output import tell
from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.wording import day_wording
from hiden.guideline.facts import Fact
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_rules import Edition, Measure, Method, Pattern, Statement
from hiden.guideline.rulings import Ruling, load_rulings

__all__ = ["find", "show", "to_json"]


def find(name: str) -> Fact | Ruling:
    """Return a piece by its id; large and small letters are the same.

    Raises:
        InputError: There is none.
    """
    known = _known()
    wanted = name.strip().upper()
    if wanted in known:
        return known[wanted]
    close = get_close_matches(wanted, known, n=5, cutoff=0.5)
    ids = [known[one].id for one in close] or sorted({one.split("-")[0] for one in known})
    raise InputError(ErrorCode.FACT_UNKNOWN, fact=name, known=", ".join(ids))


def to_json(found: Fact | Ruling) -> dict[str, JsonValue]:
    """Return a piece with everything that belongs to it."""
    value = measure_to_json(found) if isinstance(found, Measure) else fact_to_json(found)
    parts = tuple(_parts(found))
    crossings = load_grid().crossings_of(found.id)
    return {
        **value,
        "open_text": _open(found),
        "details": _details(found),
        "parts": [fact_to_json(part) for part in parts],
        "crossings": [
            {
                **fact_to_json(crossing),
                "origin": crossing.origin,
                "target": crossing.target,
                "how": crossing.how.value,
                "how_text": crossing.how.message.text(terminal_language()),
            }
            for crossing in crossings
        ],
        "sources": list(found.sources),
        "source_texts": sources_to_json(_cited(found)),
    }


def show(found: Fact | Ruling) -> None:
    """Show a piece, what is open about it, what answers to it, and its sources."""
    language = terminal_language()
    tell(f"{found.id} {found.wording.text(language)}", style="bold")
    tell(say("How well it is verified: %(mark)s", mark=found.mark.message.text(language)))
    for detail in _details(found):
        tell(detail)
    for part in _parts(found):
        tell(f"  {fact_line(part)}")
    open_text = _open(found)
    if open_text:
        tell(say("What could not be verified: %(open)s", open=open_text))
    crossings = load_grid().crossings_of(found.id)
    if crossings:
        tell(say("How it answers to other pieces"), style="bold")
    for crossing in crossings:
        how = crossing.how.message.text(language)
        tell(f"  {crossing.origin} → {crossing.target} ({how}): {fact_line(crossing)}")
    show_sources(_cited(found))


def _known() -> Mapping[str, Fact | Ruling]:
    """Return every piece by its id in capitals."""
    pieces: Iterator[Fact | Ruling] = chain(load_grid().facts(), load_rulings().values())
    return {piece.id.upper(): piece for piece in pieces}


def _cited(found: Fact | Ruling) -> Iterator[str]:
    """Yield the sources of a piece, then those of what is shown with it."""
    others = chain(_parts(found), load_grid().crossings_of(found.id))
    return chain(found.sources, *(other.sources for other in others))


def _open(found: Fact | Ruling) -> str | None:
    kinds = Measure | Method | Edition | Statement
    return optional_text(found.open) if isinstance(found, kinds) else None


def _parts(found: Fact | Ruling) -> Iterator[Fact]:
    if isinstance(found, Pattern):
        yield from chain(found.evidence, found.countermeasures, found.further)


@singledispatch
def _details(_: Fact | Ruling) -> list[str]:
    """Return what is known of a piece beside its text, in sentences."""
    return []


@_details.register
def _of_measure(measure: Measure) -> list[str]:
    language = terminal_language()
    kinds = [
        kind.message.text(language).removeprefix("evidence: ") for kind in measure.evidenced_by
    ]
    lines = [
        say(
            "Aim: %(aim)s; people: %(people)s; tier %(tier)d",
            aim=load_grid().aims[measure.aim].wording.text(language),
            people=measure.people.message.text(language),
            tier=measure.tier,
        ),
        say("Shown by: %(kinds)s", kinds=("、" if language == "ja" else ", ").join(kinds)),
    ]
    if measure.seen_by_hiden:
        lines.append(say("Hiden can see something of it by itself."))
    return lines


@_details.register
def _of_method(method: Method) -> list[str]:
    language = terminal_language()
    return [
        say(
            "%(category)s; tier %(tiers)s (%(mark)s)",
            category=method.category.message.text(language),
            tiers=", ".join(map(str, method.tiers)),
            mark=method.tier_mark.message.text(language),
        )
    ]


@_details.register
def _of_pattern(pattern: Pattern) -> list[str]:
    listed = ", ".join(pattern.measures)
    return [say("Measures that answer it (chosen by Hiden): %(measures)s", measures=listed)]


@_details.register
def _of_statement(statement: Statement) -> list[str]:
    return [statement.topic.message.text(terminal_language())]


@_details.register
def _of_ruling(ruling: Ruling) -> list[str]:
    language = terminal_language()
    held = [
        say(
            "Held: %(requirements)s %(held)s",
            requirements=", ".join(about.message.text(language) for about in holding.about),
            held=holding.held.message.text(language),
        )
        for holding in ruling.holdings
    ]
    return [ruling_line(ruling), *held]


@_details.register
def _of_edition(edition: Edition) -> list[str]:
    language = terminal_language()
    document = edition.document.message.text(language)
    since = day_wording(edition.since).text(language)
    if edition.until is None:
        return [say("%(document)s: since %(since)s", document=document, since=since)]
    until = day_wording(edition.until).text(language)
    return [
        say("%(document)s: %(since)s to %(until)s", document=document, since=since, until=until)
    ]
