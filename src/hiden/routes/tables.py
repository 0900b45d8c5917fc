# SPDX-License-Identifier: Apache-2.0
"""The openly stated tables behind every finding: origins, grading, cautions, next steps.

Rules:
    * Every row says what it rests on: ``law`` and ``practice`` name sources, ``house`` is our own.
    * A row of grading without requirements never holds.
    * Every origin has a row, and what no row of grading takes is the last row's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any, Generic, Literal, TypeVar

import attrs

from hiden.foundation.errors import ErrorCode, RuleError
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import Wording, wording
from hiden.routes.facts import Origin, Route, Strength

__all__ = [
    "CautionRow",
    "Figures",
    "GradeRow",
    "OriginRow",
    "Row",
    "StepRow",
    "Tables",
    "load_tables",
    "read_tables",
]

ANY = "any"
_filled: Callable[[Any, attrs.Attribute[Any], Any], None] = attrs.validators.min_len(1)
_share = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.gt(0.0), attrs.validators.le(1.0))
)


@attrs.frozen(kw_only=True)
class Row:
    """What every row has.

    Attributes:
        id: Its name, unique in all tables.
        ja: What it says, in Japanese.
        en: The same in English.
        basis: What it rests on: the law, known practice, or our own judgement.
        sources: Ids of sources in the law's ``sources.yaml``; needed unless it is our own.
    """

    id: str = attrs.field(validator=_filled)
    ja: str = attrs.field(validator=_filled)
    en: str = attrs.field(validator=_filled)
    basis: Literal["law", "practice", "house"]
    sources: tuple[str, ...]

    @property
    def wording(self) -> Wording:
        """What the row says, to show."""
        return wording(ja=self.ja, en=self.en)


@attrs.frozen(kw_only=True)
class OriginRow(Row):
    """The route that an origin points to."""

    route: Route


@attrs.frozen(kw_only=True)
class Figures:
    """The figures of a match by which it is graded.

    Attributes:
        share_of_secret: Share of the registered text that lies in passages, 0 to 1.
        share_of_document: Share of the document that lies in passages, 0 to 1.
        longest: Characters of the document in the longest passage.
        error_chance: Chance that unrelated text reaches the match.
    """

    share_of_secret: float
    share_of_document: float
    longest: int
    error_chance: float


@attrs.frozen(kw_only=True)
class GradeRow(Row):
    """What makes a match strong, moderate or weak.

    Attributes:
        strength: The grade.
        share_of_secret: At least this share of the registered text.
        share_of_document: At least this share of the document.
        longest: At least so many characters in one passage.
        error_chance: At most this chance of error.
        otherwise: Takes what no row before it took; the last row only, without requirements.
    """

    strength: Strength
    share_of_secret: float | None = attrs.field(default=None, validator=_share)
    share_of_document: float | None = attrs.field(default=None, validator=_share)
    longest: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )
    error_chance: float | None = attrs.field(default=None, validator=_share)
    otherwise: bool = False

    def requirements(self, figures: Figures) -> tuple[bool, ...]:
        """Return for each requirement whether it holds."""
        least = (
            (figures.share_of_secret, self.share_of_secret),
            (figures.share_of_document, self.share_of_document),
            (figures.longest, self.longest),
        )
        held = [got >= want for got, want in least if want is not None]
        if self.error_chance is not None:
            held.append(figures.error_chance <= self.error_chance)
        return tuple(held)

    def is_held(self, figures: Figures) -> bool:
        """Tell whether all requirements hold; no requirements never do."""
        held = self.requirements(figures)
        return self.otherwise or (bool(held) and all(held))


@attrs.frozen(kw_only=True)
class CautionRow(Row):
    """What a finding does not show."""

    routes: tuple[str, ...] = attrs.field(validator=_filled)

    def is_shown(self, route: Route) -> bool:
        """Tell whether it is shown with findings of a route."""
        return ANY in self.routes or route in self.routes


@attrs.frozen(kw_only=True)
class StepRow(CautionRow):
    """What to do next."""

    strengths: tuple[str, ...] = attrs.field(validator=_filled)

    def is_due(self, route: Route, strength: Strength) -> bool:
        """Tell whether it is to be done for findings of a route and strength."""
        return self.is_shown(route) and (ANY in self.strengths or strength in self.strengths)


T = TypeVar("T", bound=Row)


@attrs.frozen(kw_only=True)
class _File(Generic[T]):
    urn: str = attrs.field(validator=attrs.validators.matches_re(r"urn:hiden:routes:[a-z]+"))
    version: int = attrs.field(validator=attrs.validators.ge(1))
    rules: tuple[T, ...] = attrs.field(validator=_filled)


@attrs.frozen(kw_only=True)
class Tables:
    """All tables.

    Attributes:
        origins: Origins and their routes; every origin has one row.
        grading: Grades, tried in this order; the last takes the rest.
        cautions: What a finding does not show, in order.
        steps: What to do next, in order.
    """

    origins: tuple[OriginRow, ...]
    grading: tuple[GradeRow, ...]
    cautions: tuple[CautionRow, ...]
    steps: tuple[StepRow, ...]

    def origin(self, origin: Origin) -> OriginRow:
        """Return the row of an origin."""
        return next(row for row in self.origins if row.id == origin)

    def grade(self, figures: Figures) -> GradeRow:
        """Return the row that grades a match."""
        return next(row for row in self.grading if row.is_held(figures))

    def rows(self) -> Iterator[Row]:
        """Yield every row."""
        return chain(self.origins, self.grading, self.cautions, self.steps)


@cache
def load_tables() -> Tables:
    """Return the tables that are shipped with Hiden, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the files were damaged.
    """
    return read_tables(resources.files("hiden.routes").joinpath("tables"))


def read_tables(folder: Traversable) -> Tables:
    """Read the tables from a folder of YAML files.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: A file cannot be read.
    """
    tables = Tables(
        origins=load_yaml(folder.joinpath("origins.yaml"), _File[OriginRow]).rules,
        grading=load_yaml(folder.joinpath("grading.yaml"), _File[GradeRow]).rules,
        cautions=load_yaml(folder.joinpath("cautions.yaml"), _File[CautionRow]).rules,
        steps=load_yaml(folder.joinpath("steps.yaml"), _File[StepRow]).rules,
    )
    path = str(folder)
    errors = [
        RuleError(ErrorCode.LAW_RULE, path=path, rule=rule, detail=detail)
        for rule, detail in chain(
            _rows(tables.rows()),
            _origins(tables.origins),
            _grading(tables.grading),
            _targets(tables),
        )
    ]
    if errors:
        raise ExceptionGroup(path, errors)
    return tables


def _rows(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield row.id, "the id stands twice"
        seen.add(row.id)
        if (row.basis == "house") == bool(row.sources):
            yield row.id, f"basis {row.basis}: got {len(row.sources)} sources"


def _origins(rows: Iterable[OriginRow]) -> Iterator[tuple[str, str]]:
    named = {row.id for row in rows}
    yield from ((origin, "the origin has no row") for origin in sorted(set(Origin) - named))
    yield from ((row, "there is no such origin") for row in sorted(named - set(Origin)))


def _grading(rows: tuple[GradeRow, ...]) -> Iterator[tuple[str, str]]:
    anything = Figures(share_of_secret=1.0, share_of_document=1.0, longest=1, error_chance=1.0)
    for number, row in enumerate(rows, start=1):
        is_bare = not row.requirements(anything)
        if row.otherwise != (number == len(rows)):
            yield row.id, "the last row, and no other, must say: otherwise: true"
        elif row.otherwise != is_bare:
            yield row.id, "a row has requirements, or is the last; not both, not neither"


def _targets(tables: Tables) -> Iterator[tuple[str, str]]:
    for row in chain(tables.cautions, tables.steps):
        strengths = row.strengths if isinstance(row, StepRow) else ()
        for name in row.routes:
            if name not in {ANY, *Route}:
                yield row.id, f"there is no route {name}"
        for name in strengths:
            if name not in {ANY, *Strength}:
                yield row.id, f"there is no strength {name}"
