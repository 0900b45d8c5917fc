# SPDX-License-Identifier: Apache-2.0
"""Reading the guidance that Hiden knows, whole or not at all.

Rules:
    * Every source that is named exists; every id stands once in all files.
    * Editions of a document follow one another without gap or overlap.
    * Every method of 2010 to 2013 and every type of 2025 leads somewhere in the map between them.
    * All mistakes are reported at once.

What it does not do: say what a company has (see ``coverage``), or how strong a secret is.

Example:
    >>> grid = load_grid()
    >>> str(grid.measures["E-P4-3"].wording)
    'Mark confidential information as such (papers, files, USB media, mail)'
    >>> [crossing.origin for crossing in grid.crossings_of("E-P4-3")]
    ['GM-PHY-03', 'TYPE-MARKING']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from typing import TypeVar

import attrs

from hiden.foundation.strict_yaml import load_yaml
from hiden.guideline.facts import Fact, FactFile, Source
from hiden.guideline.grid_checks import (
    broken_crossings,
    broken_patterns,
    broken_periods,
    misplaced_measures,
    refuse,
    repeated,
    uncrossed,
    unknown_sources,
    unread_sources,
    wrong_tiers,
)
from hiden.guideline.grid_rules import (
    Aim,
    Crossing,
    Edition,
    Measure,
    MeasureType,
    Method,
    Pattern,
    RuleClause,
    Statement,
)
from hiden.guideline.grid_words import Document
from hiden.law import load_law

__all__ = ["Grid", "load_grid", "load_sources", "read_grid", "read_sources"]

T = TypeVar("T", bound=Fact | Source)

_LAW = "LAW-"


@attrs.frozen(kw_only=True)
class Grid:
    """The guidance that Hiden knows.

    Attributes:
        as_of: The day up to which it is known.
        urns: Name of each piece's file, by the piece's id.
        aims: The five purposes of the Handbook, by id.
        measures: The measures of the Handbook, by id, in its order.
        types: The measure types of the guidelines of 2025, by id.
        methods: The methods of the guidelines of 2010 to 2013, by id.
        clauses: The clauses of a company's rule, by id.
        patterns: Ways in which technology flows out, by id.
        editions: Editions of the documents, by id, oldest first for each document.
        statements: What else the documents say, and what is not known, by id.
        crossings: How methods, types, measures and clauses answer to one another.
    """

    as_of: dt.date
    urns: Mapping[str, str]
    aims: Mapping[str, Aim]
    measures: Mapping[str, Measure]
    types: Mapping[str, MeasureType]
    methods: Mapping[str, Method]
    clauses: Mapping[str, RuleClause]
    patterns: Mapping[str, Pattern]
    editions: Mapping[str, Edition]
    statements: Mapping[str, Statement]
    crossings: tuple[Crossing, ...]

    def crossings_of(self, fact: str) -> tuple[Crossing, ...]:
        """Return the crossings that begin or end at a piece, in the order of the file."""
        return tuple(c for c in self.crossings if fact in {c.origin, c.target})

    def edition_on(self, document: Document, day: dt.date) -> Edition | None:
        """Return the edition of a document that stood on a day; ``None`` if there was none."""
        for edition in self.editions.values():
            ended = edition.until is not None and edition.until < day
            if edition.document is document and edition.since <= day and not ended:
                return edition
        return None

    def facts(self) -> Iterator[Fact]:
        """Yield every piece, file by file, the parts of a pattern after it."""
        yield from chain(
            self.aims.values(),
            self.measures.values(),
            self.types.values(),
            self.methods.values(),
            self.clauses.values(),
            self.editions.values(),
            self.statements.values(),
            self.crossings,
        )
        for pattern in self.patterns.values():
            yield pattern
            yield from chain(pattern.evidence, pattern.countermeasures, pattern.further)


@cache
def load_sources() -> Mapping[str, Source]:
    """Return the sources of guidance by id, read once.

    Those of the law are among them, their ids with ``LAW-`` before.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the file was damaged.
    """
    return read_sources(_folder())


def read_sources(folder: Traversable) -> Mapping[str, Source]:
    """Read ``sources.yaml`` of a folder, and add the sources of the law.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    own = _file(folder, "sources", FactFile[Source]).facts
    law = [
        Source(id=_LAW + s.id, ja=s.ja, en=s.en, identifier=s.identifier)
        for s in load_law().sources.values()
    ]
    refuse(str(folder), repeated(source.id for source in chain(own, law)))
    return {source.id: source for source in chain(own, law)}


@cache
def load_grid() -> Grid:
    """Return the guidance that is shipped with Hiden, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the files were damaged.
    """
    return read_grid(_folder())


def read_grid(folder: Traversable) -> Grid:
    """Read the guidance from a folder of YAML files.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: A file cannot be read.
    """
    measures = _file(folder, "measures", FactFile[Measure])
    crossings = _file(folder, "crossmap", FactFile[Crossing])
    aims = _file(folder, "aims", FactFile[Aim])
    types = _file(folder, "measure_types", FactFile[MeasureType])
    methods = _file(folder, "methods", FactFile[Method])
    clauses = _file(folder, "clauses", FactFile[RuleClause])
    patterns = _file(folder, "patterns", FactFile[Pattern])
    editions = _file(folder, "editions", FactFile[Edition])
    statements = _file(folder, "statements", FactFile[Statement])
    files: tuple[FactFile[Fact], ...] = (
        aims, measures, types, methods, clauses, editions, statements, crossings, patterns,
    )  # fmt: skip
    grid = Grid(
        as_of=min(file.as_of for file in files),
        urns={fact.id: file.urn for file in files for fact in file.facts},
        aims=_by_id(aims),
        measures=_by_id(measures),
        types=_by_id(types),
        methods=_by_id(methods),
        clauses=_by_id(clauses),
        patterns=_by_id(patterns),
        editions=_by_id(editions),
        statements=_by_id(statements),
        crossings=crossings.facts,
    )
    twice = repeated(fact.id for file in files for fact in file.facts)
    refuse(str(folder), chain(twice, _mistakes(grid, read_sources(folder))))
    return grid


def _mistakes(grid: Grid, sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    measures: Sequence[Measure] = tuple(grid.measures.values())
    ends = {
        fact.id
        for fact in grid.facts()
        if isinstance(fact, Measure | MeasureType | Method | RuleClause | Statement)
    }
    return chain(
        unknown_sources(grid.facts(), sources),
        unread_sources(grid.facts()),
        misplaced_measures(measures, aims=grid.aims, editions=grid.editions),
        _unknown_editions(grid),
        broken_periods(grid.editions.values()),
        broken_patterns(grid.patterns.values(), measures=grid.measures),
        broken_crossings(grid.crossings, known=ends),
        uncrossed(chain(grid.types, grid.methods), grid.crossings),
        wrong_tiers(measures, grid.crossings, types=grid.types),
    )


def _unknown_editions(grid: Grid) -> Iterator[tuple[str, str]]:
    for kind in grid.types.values():
        if kind.edition not in grid.editions:
            yield kind.id, f"there is no edition {kind.edition}"


def _folder() -> Traversable:
    return resources.files("hiden.guideline").joinpath("data")


def _file(folder: Traversable, name: str, kind: type[FactFile[T]]) -> FactFile[T]:
    return load_yaml(folder.joinpath(f"{name}.yaml"), kind)


def _by_id(file: FactFile[T]) -> Mapping[str, T]:
    return {fact.id: fact for fact in file.facts}
