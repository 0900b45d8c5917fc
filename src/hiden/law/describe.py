# SPDX-License-Identifier: Apache-2.0
"""The versions of the Act as a timeline, each in one sentence (改正の歩み).

Rule: a part of the sentence that rests on memory says so.
"""

from __future__ import annotations

import datetime as dt

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.wording import Money
from hiden.law.book import LawBook
from hiden.law.criminal import penalty_text
from hiden.law.facts import Mark
from hiden.law.opinion import governing
from hiden.law.penal_rules import Change, LawVersion, Penal
from hiden.law.statements import Statement, state

__all__ = ["TimelineEntry", "headline", "timeline"]


@attrs.frozen(kw_only=True)
class TimelineEntry:
    """A version, or an amendment inside one.

    Attributes:
        rule_id: Id of the version or change.
        version_id: Id of the version that it is, or lies in.
        since: First day; ``None``: open, or a day that a Cabinet order fixes.
        until: Last day of a version; ``None``: open. For a change: the last day by which it starts.
        is_version: Whether it is a version.
        statement: What it is, with mark and sources.
        headline: For a version, its penalties in one sentence; for a change, what it changes.
    """

    rule_id: str
    version_id: str
    since: dt.date | None
    until: dt.date | None
    is_version: bool
    statement: Statement
    headline: Message


def timeline(law: LawBook) -> tuple[TimelineEntry, ...]:
    """Return versions and the amendments inside them, oldest first."""
    entries: list[TimelineEntry] = []
    for version in law.versions:
        inside = (change for change in law.changes if change.inside == version.id)
        entries.append(_of_version(version))
        entries.extend(_of_change(change) for change in sorted(inside, key=lambda c: c.day))
    return tuple(entries)


def _of_version(version: LawVersion) -> TimelineEntry:
    return TimelineEntry(
        rule_id=version.id,
        version_id=version.id,
        since=version.since,
        until=version.until,
        is_version=True,
        statement=governing(version),
        headline=headline(version),
    )


def _of_change(change: Change) -> TimelineEntry:
    said = state(change)
    return TimelineEntry(
        rule_id=change.id,
        version_id=change.inside,
        since=change.since,
        until=change.by,
        is_version=False,
        statement=said,
        headline=said.message,
    )


def headline(version: LawVersion) -> Message:
    """Say the penalties of a version in one sentence."""
    penal = version.penal
    if penal is None:
        return Message(
            mark("Civil protection only; no crime.")
            if version.trade_secret_rule
            else mark("No rule on trade secrets.")
        )
    marks = penal.marks
    individual = penalty_text(
        penal.years, penal.custody.wording, Money(penal.fine_yen), cumulative=penal.cumulative
    )
    parts = {
        "individual": _flagged(individual, marks.individual),
        "corporate": _flagged(_corporate(penal), marks.corporate),
    }
    if penal.overseas_fine_yen is None:
        return Message(mark("Individual: %(individual)s. Legal person: %(corporate)s."), parts)
    return Message(
        mark(
            "Individual: %(individual)s. For use abroad: fine of up to %(overseas)s."
            " Legal person: %(corporate)s."
        ),
        {
            **parts,
            "overseas": _flagged(Money(penal.overseas_fine_yen).wording, marks.overseas),
        },
    )


def _corporate(penal: Penal) -> Message:
    if penal.corporate_fine_yen is None:
        return Message(mark("no fine"))
    fine = Money(penal.corporate_fine_yen).wording
    if penal.corporate_overseas_fine_yen is None:
        return Message(mark("fine of up to %(fine)s"), {"fine": fine})
    return Message(
        mark("fine of up to %(fine)s, for use abroad %(overseas)s"),
        {"fine": fine, "overseas": Money(penal.corporate_overseas_fine_yen).wording},
    )


def _flagged(text: Message, verified: Mark) -> Message:
    if verified is not Mark.MEMORY:
        return text
    return Message(mark("%(text)s [%(mark)s]"), {"text": text, "mark": verified.message})
