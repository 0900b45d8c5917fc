# SPDX-License-Identifier: Apache-2.0
"""The words of registers, from ``columns.yaml``: headings, values of choices, marks of rows.

Rules:
    * A heading means one column only, a word one value only; the file is refused otherwise.
    * Words are compared by ``normalize_label``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum, auto
from functools import cache
from importlib.resources import files

import attrs

from hiden.foundation.language import Language
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.text import NormalizedText, normalize_label

__all__ = [
    "Choice",
    "Column",
    "ColumnTable",
    "Form",
    "PlaceWords",
    "SkippedRows",
    "labels",
    "load_columns",
]


class Form(StrEnum):
    """How the cells of a column are read."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    DATE = auto()
    NAMES = auto()
    CONTAINERS = auto()
    SUPPORTS = auto()
    YEN = auto()
    MONTHS = auto()


@attrs.frozen(kw_only=True)
class Column:
    """One column that registers have.

    Attributes:
        field: Field of ``Secret``, or a column that helps to fill one.
        form: How its cells are read.
        ja: Heading that is written in Japanese.
        en: Heading that is written in English.
        labels: Other headings that are read.
        weak: Headings that are read only if no better column is there.
        many: Several columns of a sheet may mean it.
        assumed: Value taken for what a cell does not say; empty if none.
    """

    field: str
    form: Form
    ja: str
    en: str
    labels: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    many: bool = False
    assumed: str = ""

    def heading(self, language: Language) -> str:
        """Return the heading to write."""
        return self.ja if language == "ja" else self.en


@cache
def labels(words: tuple[str, ...]) -> frozenset[str]:
    """Fold words to what is compared."""
    return frozenset(map(normalize_label, words))


@attrs.frozen(kw_only=True)
class Choice:
    """One value that a cell can say.

    Attributes:
        value: Value of the enumeration.
        ja: Word that is written in Japanese.
        en: Word that is written in English.
        also: Other words that are read.
        unsure: Words that are read with a warning, since companies differ in what they mean.
        known: All words that are read without a warning, folded.
        doubtful: ``unsure``, folded.
    """

    value: str
    ja: str
    en: str
    also: tuple[str, ...]
    unsure: tuple[str, ...]
    known: frozenset[str] = attrs.field(init=False)
    doubtful: frozenset[str] = attrs.field(init=False)

    @known.default
    def _known(self) -> frozenset[str]:
        return labels((self.value, self.ja, self.en, *self.also))

    @doubtful.default
    def _doubtful(self) -> frozenset[str]:
        return labels(self.unsure)


@attrs.frozen(kw_only=True)
class _ChoiceField:
    field: str
    values: tuple[Choice, ...]


@attrs.frozen(kw_only=True)
class PlaceWords:
    """Words within a place that show in what the secret is found."""

    value: str
    words: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SkippedRows:
    """Words of rows that are no secrets."""

    total: tuple[str, ...]
    end: tuple[str, ...]
    example: tuple[str, ...]
    example_prefixes: tuple[str, ...]
    note_prefixes: tuple[str, ...]


def _each_once(words: Iterator[tuple[str, str]]) -> Mapping[NormalizedText, str]:
    found: dict[NormalizedText, str] = {}
    for word, meaning in words:
        label = normalize_label(word)
        if found.setdefault(label, meaning) != meaning:
            raise ValueError(f"{word}: means both {found[label]} and {meaning}, want one")
    return found


@attrs.frozen(kw_only=True)
class ColumnTable:
    """All words.

    Attributes:
        columns: In the order in which they are written.
        choices: Values of the columns that choose.
        places: Words within a place, in the order in which they are tried.
        nothing: Cells that say "nothing".
        skipped: Rows that are no secrets.
        strong: Field of each heading.
        weak: Field of each weak heading.
        nothing_labels: ``nothing``, folded.
    """

    id: str
    version: int
    columns: tuple[Column, ...]
    choices: tuple[_ChoiceField, ...]
    places: tuple[PlaceWords, ...]
    nothing: tuple[str, ...]
    skipped: SkippedRows
    strong: Mapping[NormalizedText, str] = attrs.field(init=False)
    weak: Mapping[NormalizedText, str] = attrs.field(init=False)
    nothing_labels: frozenset[str] = attrs.field(init=False)

    @strong.default
    def _strong(self) -> Mapping[NormalizedText, str]:
        return _each_once(
            (label, column.field)
            for column in self.columns
            for label in (column.ja, column.en, *column.labels)
        )

    @weak.default
    def _weak(self) -> Mapping[NormalizedText, str]:
        return _each_once((label, column.field) for column in self.columns for label in column.weak)

    @nothing_labels.default
    def _nothing(self) -> frozenset[str]:
        return labels(self.nothing)

    def column(self, field: str) -> Column:
        """Return the column of a field."""
        return next(column for column in self.columns if column.field == field)

    def choices_of(self, field: str) -> tuple[Choice, ...]:
        """Return the values of a column that chooses."""
        return next(choice.values for choice in self.choices if choice.field == field)


@cache
def load_columns() -> ColumnTable:
    """Load the words; once per process.

    Raises:
        ExceptionGroup: Of ``RuleError``: the file is wrong.
    """
    return load_yaml(files("hiden.registry") / "columns.yaml", ColumnTable)
