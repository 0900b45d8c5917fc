# SPDX-License-Identifier: Apache-2.0
"""The versions of the Act as cards and as a picture; the one that governed a finding's day.

Rule: what rests on memory, derivation or commentary is marked wherever it is shown.
"""

from __future__ import annotations

import datetime as dt

import attrs

from hiden import routes
from hiden.law import LawBook, LawVersion, TimelineEntry, timeline

__all__ = [
    "FindingLaw",
    "Ladder",
    "Rung",
    "VersionCard",
    "law_of_finding",
    "penalty_ladder",
    "version_cards",
]

LADDER_WIDTH = 960
LADDER_HEIGHT = 150
YEARS_HEIGHT = 110
MOST_YEARS = 10
ROOM_FOR_YEAR = 40
ROOM_FOR_YEARS = 24
FIRST_DAY = dt.date(1990, 1, 1)


@attrs.frozen(kw_only=True)
class VersionCard:
    """One version of the Act with the amendments inside it.

    Attributes:
        entry: The version.
        version: Its rule, with penalties.
        changes: Amendments inside it, oldest first.
        is_chosen: It governs the day that was asked for.
    """

    entry: TimelineEntry
    version: LawVersion
    changes: tuple[TimelineEntry, ...]
    is_chosen: bool


@attrs.frozen(kw_only=True)
class Rung:
    """One version in the picture of the maximum imprisonment.

    Attributes:
        version_id: Which version.
        x: Where it begins.
        width: How long it lasted.
        y: Where its top is.
        height: How high it is.
        years: Maximum imprisonment in years; 0 if there was no crime.
        since: Year of its first day.
        has_year: There is room for the year of its first day.
        has_years: There is room for its maximum.
    """

    version_id: str
    x: float
    width: float
    y: float
    height: float
    years: int
    since: int
    has_year: bool
    has_years: bool


@attrs.frozen(kw_only=True)
class Ladder:
    """The picture of the maximum imprisonment over time."""

    rungs: tuple[Rung, ...]
    width: int = LADDER_WIDTH
    height: int = LADDER_HEIGHT
    ground: int = YEARS_HEIGHT + 20


@attrs.frozen(kw_only=True)
class FindingLaw:
    """The law of a finding's day.

    Attributes:
        entry: The version.
        on: The day of the act, if known; else the law of today is shown.
    """

    entry: TimelineEntry
    on: dt.date | None


def version_cards(law: LawBook, *, on: dt.date) -> tuple[VersionCard, ...]:
    """Return the versions, newest first.

    Args:
        law: The law.
        on: The day whose version is marked.
    """
    entries = timeline(law)
    chosen = law.version_on(on).id
    versions = {version.id: version for version in law.versions}
    cards = [
        VersionCard(
            entry=entry,
            version=versions[entry.version_id],
            changes=tuple(
                other
                for other in entries
                if other.version_id == entry.version_id and not other.is_version
            ),
            is_chosen=entry.version_id == chosen,
        )
        for entry in entries
        if entry.is_version
    ]
    return tuple(reversed(cards))


def penalty_ladder(law: LawBook) -> Ladder:
    """Draw the maximum imprisonment of each version, from 1990 to the day the law is known to."""
    span = (law.as_of - FIRST_DAY).days
    rungs = []
    for version in law.versions:
        since = max(version.since or FIRST_DAY, FIRST_DAY)
        until = min(version.until or law.as_of, law.as_of)
        years = version.penal.years if version.penal else 0
        height = years / MOST_YEARS * YEARS_HEIGHT
        width = (until - since).days / span * LADDER_WIDTH
        rungs.append(
            Rung(
                version_id=version.id,
                x=round((since - FIRST_DAY).days / span * LADDER_WIDTH, 1),
                width=round(max(width - 2, 1), 1),
                y=round(YEARS_HEIGHT + 20 - max(height, 3), 1),
                height=round(max(height, 3), 1),
                years=years,
                since=since.year,
                has_year=width > ROOM_FOR_YEAR,
                has_years=width > ROOM_FOR_YEARS and years > 0,
            )
        )
    return Ladder(rungs=tuple(rungs))


def law_of_finding(finding: routes.Finding, *, law: LawBook) -> FindingLaw:
    """Return the version that a finding names."""
    entry = next(
        entry
        for entry in timeline(law)
        if entry.is_version and entry.version_id == finding.law_version
    )
    return FindingLaw(entry=entry, on=finding.occurred_on)
