# SPDX-License-Identifier: Apache-2.0
"""What surveys of companies found, and one's own answers beside it.

Rules:
    * A figure is never shown without its year, its sample, its base and its mark.
    * The surveys differ in method, so no trend is read from them; the warning goes with every
      comparison.
    * A figure that its source prints doubtfully is kept, with the doubt, and not shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from enum import StrEnum, auto
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import Localized, Wording, wording
from hiden.guideline.cross_checks import fact_mistakes, unknown
from hiden.guideline.facts import FILLED, Fact, Mark, marked
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.grid_checks import refuse, repeated
from hiden.guideline.sheet import load_sheet

__all__ = [
    "Base",
    "Edition",
    "Figure",
    "Fit",
    "Respondents",
    "Series",
    "Survey",
    "Value",
    "load_survey",
    "read_survey",
]


class Respondents(StrEnum):
    """Who answered."""

    COMPANIES = auto()
    INDIVIDUALS = auto()
    UNKNOWN = auto()


class Fit(StrEnum):
    """How well an own answer fits what was asked in the survey."""

    SAME = auto()
    CLOSE = auto()


@attrs.frozen(kw_only=True)
class Edition(Fact):
    """One survey; ``ja`` and ``en`` say who made it, how and when.

    Attributes:
        year: By which it is called.
        respondents: Who answered.
    """

    year: int
    respondents: Respondents


@attrs.frozen(kw_only=True)
class Base(Fact):
    """Those among whom a share was counted.

    Attributes:
        edition: Id of the survey.
        n: How many; ``None`` if that is not known.
        approximate: ``n`` is a round number.
        composition: How they are made up; ``None`` if that is not known.
    """

    edition: str
    n: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )
    approximate: bool = False
    composition: Localized | None = None

    @property
    def wording(self) -> Wording:
        """Who they are and how many, to show."""
        if self.n is None:
            return super().wording
        about_ja, about_en = ("約", "about ") if self.approximate else ("", "")
        return marked(
            ja=f"{self.ja}、n={about_ja}{self.n:,}",
            en=f"{self.en}, n={about_en}{self.n:,}",
            verified=self.mark,
        )


@attrs.frozen(kw_only=True)
class Value:
    """What one survey found; either a share or a number of firms.

    Attributes:
        base: Id of those among whom it was counted.
        percent: Their share, in per cent.
        firms: Their number.
        approximate: It is a round number.
        mark: How well it is verified.
        sources: Ids of its sources.
        doubt: Why it is not to be shown; ``None`` if it is.
    """

    base: str
    percent: float | None = None
    firms: int | None = None
    approximate: bool = False
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)
    doubt: Localized | None = None

    @property
    def is_shown(self) -> bool:
        """Nothing speaks against showing it."""
        return self.doubt is None

    @property
    def wording(self) -> Wording:
        """The number, to show; with its mark if it is unverified."""
        if self.percent is None:
            number = wording(ja=f"{self.firms}社", en=f"{self.firms} firm(s)")
        else:
            share = f"{self.percent:g}%" if self.approximate else f"{self.percent:.1f}%"
            number = wording(ja=share, en=share)
        if not self.approximate:
            return marked(ja=number.ja, en=number.msgid, verified=self.mark)
        return marked(ja=f"約{number.ja}", en=f"about {number.msgid}", verified=self.mark)


@attrs.frozen(kw_only=True)
class Figure(Fact):
    """One line of a series; ``ja`` and ``en`` say what was counted.

    Attributes:
        values: What the surveys found, oldest first.
        measures: Measures of the grid by which a company answers the same for itself.
        items: Items of the check sheet by which it does.
        fit: How well those fit the survey's question.
    """

    values: tuple[Value, ...] = attrs.field(validator=FILLED)
    measures: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    fit: Fit = Fit.SAME

    @property
    def shown(self) -> tuple[Value, ...]:
        """The values that are to be shown."""
        return tuple(value for value in self.values if value.is_shown)


@attrs.frozen(kw_only=True)
class Series(Fact):
    """Figures on one subject; ``ja`` and ``en`` are its title.

    Attributes:
        figures: In the order in which to show them.
        notes: What must be known to read them.
    """

    figures: tuple[Figure, ...] = attrs.field(validator=FILLED)
    notes: tuple[Fact, ...] = ()


@attrs.frozen(kw_only=True)
class Survey:
    """All figures.

    Attributes:
        urn: Name of the collection.
        version: Edition, counted up when it changes.
        as_of: The day up to which it is known.
        comparability: Why the surveys must not be read as a trend; shown with every figure.
        editions: The surveys, oldest first.
        bases: Those among whom shares were counted.
        series: The figures.
        others: Other findings, in words.
    """

    urn: str
    version: int
    as_of: dt.date
    comparability: Fact
    editions: tuple[Edition, ...] = attrs.field(validator=FILLED)
    bases: tuple[Base, ...] = attrs.field(validator=FILLED)
    series: tuple[Series, ...] = attrs.field(validator=FILLED)
    others: tuple[Fact, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all series."""
        return tuple(chain.from_iterable(series.figures for series in self.series))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything that is said, but the single values."""
        notes = chain.from_iterable(series.notes for series in self.series)
        return (
            self.comparability, *self.editions, *self.bases, *self.series, *self.figures, *notes,
            *self.others,
        )  # fmt: skip

    def base_of(self, value: Value) -> Base:
        """Return those among whom a value was counted."""
        return next(base for base in self.bases if base.id == value.base)

    def edition_of(self, value: Value) -> Edition:
        """Return the survey that found a value."""
        edition_id = self.base_of(value).edition
        return next(edition for edition in self.editions if edition.id == edition_id)


@cache
def load_survey() -> Survey:
    """Return the figures that come with Hiden.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake in their file.
    """
    return read_survey(
        files("hiden.guideline") / "data" / "survey.yaml",
        sources=load_sources(),
        measures=load_grid().measures,
        items=tuple(item.id for item in load_sheet().items),
    )


def read_survey(
    source: Traversable,
    *,
    sources: Collection[str],
    measures: Collection[str],
    items: Collection[str],
) -> Survey:
    """Read figures and check them.

    Args:
        source: The file.
        sources: Ids of the sources that are known.
        measures: Ids of the measures that are known.
        items: Ids of the items of the check sheet that are known.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    survey = load_yaml(source, Survey)
    refuse(
        str(source),
        chain(
            _broken_answers(survey, measures, items),
            fact_mistakes(survey.facts, sources=sources),
            _broken_values(survey, sources),
        ),
    )
    return survey


def _broken_answers(
    survey: Survey, measures: Collection[str], items: Collection[str]
) -> Iterator[tuple[str, str]]:
    by_measure = ((figure.id, figure.measures) for figure in survey.figures)
    by_item = ((figure.id, figure.items) for figure in survey.figures)
    yield from unknown(by_measure, known=measures, kind="measure")
    yield from unknown(by_item, known=items, kind="item")


def _broken_values(survey: Survey, sources: Collection[str]) -> Iterator[tuple[str, str]]:
    editions = {edition.id for edition in survey.editions}
    bases = {base.id for base in survey.bases}
    values = tuple((figure.id, value) for figure in survey.figures for value in figure.values)
    yield from unknown(((b.id, (b.edition,)) for b in survey.bases), known=editions, kind="survey")
    yield from unknown(((i, (value.base,)) for i, value in values), known=bases, kind="base")
    yield from unknown(((i, value.sources) for i, value in values), known=sources, kind="source")
    yield from repeated(f"{i}, {value.base}" for i, value in values)
    for figure_id, value in values:
        if (value.percent is None) is (value.firms is None):
            yield figure_id, "want either a share or a number of firms"
