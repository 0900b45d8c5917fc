# SPDX-License-Identifier: Apache-2.0
"""The pieces of guidance as they stand in the YAML files: measures, methods, patterns, editions.

Rules:
    * Every piece is a ``Fact``: id, both languages, mark, sources.
    * Tier 1 is what a secret needs to be recognised as one, tier 2 is what goes beyond it.
    * What a text leaves open, or what could not be read of it, is said beside the piece (``open``).

This module does not read files (see ``grid``) and does not judge answers (see ``coverage``).
"""

from __future__ import annotations

import datetime as dt

import attrs

from hiden.foundation.wording import Localized
from hiden.guideline.facts import Fact, Mark
from hiden.guideline.grid_words import (
    Document,
    MethodCategory,
    People,
    Precision,
    Relation,
    Topic,
)
from hiden.guideline.values import EvidenceKind

__all__ = [
    "TIERS",
    "Aim",
    "Crossing",
    "Edition",
    "Measure",
    "MeasureType",
    "Method",
    "Pattern",
    "RuleClause",
    "Statement",
]

TIERS = (1, 2)
"""1: the legal minimum; 2: beyond it."""


@attrs.frozen(kw_only=True)
class Edition(Fact):
    """An edition of a document; its text says what changed.

    Attributes:
        document: Of which one.
        since: First day; of a month that alone is known, the first.
        until: Last day before the next edition or the withdrawal, inclusive; ``None``: current.
        precision: How exactly ``since`` is known.
        open: What could not be read about it; ``None`` if nothing is missing.
    """

    document: Document
    since: dt.date
    until: dt.date | None = None
    precision: Precision = Precision.DAY
    open: Localized | None = None


@attrs.frozen(kw_only=True)
class Aim(Fact):
    """One of the five purposes of the Handbook; its text is the label.

    Attributes:
        plain: The label in everyday words.
        meaning: What it comes to.
    """

    plain: Localized
    meaning: Localized


@attrs.frozen(kw_only=True)
class Measure(Fact):
    """One measure of the Handbook's grid; its text is the label.

    Attributes:
        aim: Id of its purpose.
        people: Against whose taking it works.
        tier: 1 if it is one of the measure types of the guidelines of 2025, else 2.
        evidenced_by: By what a company can show it.
        seen_by_hiden: Hiden can observe it, wholly or in part, without being told.
        editions: Editions of the Handbook that its source is about; empty if it does not say.
        open: What could not be read of it; ``None`` if nothing is missing.
    """

    aim: str
    people: People
    tier: int = attrs.field(validator=attrs.validators.in_(TIERS))
    evidenced_by: tuple[EvidenceKind, ...] = attrs.field(validator=attrs.validators.min_len(1))
    seen_by_hiden: bool
    editions: tuple[str, ...] = ()
    open: Localized | None = None


@attrs.frozen(kw_only=True)
class MeasureType(Fact):
    """One of the measure types of the guidelines of 2025.

    Attributes:
        edition: Id of the edition that lists it.
        position: Its place in the list, from 1.
    """

    edition: str
    position: int = attrs.field(validator=attrs.validators.ge(1))


@attrs.frozen(kw_only=True)
class Method(Fact):
    """One management method of the guidelines of 2010 to 2013.

    Attributes:
        category: In which part it stood.
        tiers: 1, 2 or both.
        tier_mark: How well the tier is verified, apart from the method.
        open: What could not be read about it; ``None`` if nothing is missing.
    """

    category: MethodCategory
    tiers: tuple[int, ...] = attrs.field(
        validator=attrs.validators.and_(
            attrs.validators.min_len(1),
            attrs.validators.deep_iterable(attrs.validators.in_(TIERS)),
        )
    )
    tier_mark: Mark
    open: Localized | None = None


@attrs.frozen(kw_only=True)
class RuleClause(Fact):
    """One clause that a company's rule on confidential information has."""


@attrs.frozen(kw_only=True)
class Pattern(Fact):
    """One way in which technology flows out.

    Attributes:
        in_2003: How well it is verified that the guideline of 2003 has it; ``None``: it does not,
            as far as is known.
        evidence: What shows that it happens.
        countermeasures: What helps, as read in a text or derived from one.
        further: What helps, from memory.
        measures: Ids of the measures of the grid that answer it; the choice is Hiden's.
    """

    in_2003: Mark | None = None
    evidence: tuple[Fact, ...] = ()
    countermeasures: tuple[Fact, ...] = ()
    further: tuple[Fact, ...] = ()
    measures: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))


@attrs.frozen(kw_only=True)
class Statement(Fact):
    """Something that a document says, or that is known about it.

    Attributes:
        topic: What it is about.
        open: What could not be read of it; ``None`` if nothing is missing.
    """

    topic: Topic
    open: Localized | None = None


@attrs.frozen(kw_only=True)
class Crossing(Fact):
    """How two pieces of different times answer to each other; its text says why.

    Attributes:
        origin: Id of the older or the more general piece.
        target: Id of the other.
        how: What the target is, seen from the origin.
    """

    origin: str
    target: str
    how: Relation
