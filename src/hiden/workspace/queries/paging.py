# SPDX-License-Identifier: Apache-2.0
"""One page of a long list, and how a list may be sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import attrs
from django.db.models import Model, QuerySet

__all__ = ["PAGE_SIZE", "Page", "cut", "cut_list", "order"]

PAGE_SIZE = 50

Row = TypeVar("Row")
Other = TypeVar("Other")
ModelRow = TypeVar("ModelRow", bound=Model)


@attrs.frozen(kw_only=True)
class Page(Generic[Row]):
    """Some rows of a list.

    Attributes:
        rows: The rows, in the list's order.
        total: How many rows the whole list has.
        number: Which page this is, from 1.
        pages: How many pages there are; at least 1.
    """

    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int

    @property
    def first(self) -> int:
        """Return the position in the list of the first row here, from 1; 0 for an empty list."""
        return (self.number - 1) * PAGE_SIZE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Return the position in the list of the last row here, from 1; 0 for an empty list."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def before(self) -> int | None:
        """Return the number of the page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """Return the number of the page after, if there is one."""
        return self.number + 1 if self.number < self.pages else None

    def map(self, make: Callable[[Row], Other]) -> Page[Other]:
        """Return the same page with something made of each row."""
        return Page(
            rows=tuple(make(row) for row in self.rows),
            total=self.total,
            number=self.number,
            pages=self.pages,
        )


def cut(rows: QuerySet[ModelRow], *, number: int | None) -> Page[ModelRow]:
    """Take one page out of a list of the database, which only reads that page.

    Args:
        rows: The whole list.
        number: The page from 1; beyond the last page it is the last; ``None`` is the whole list on
            one page.
    """
    return _cut(rows, total=rows.count(), number=number)


def cut_list(rows: Sequence[Row], *, number: int | None) -> Page[Row]:
    """Take one page out of a list that is there already; ``number`` as in ``cut``."""
    return _cut(rows, total=len(rows), number=number)


def _cut(rows: Any, *, total: int, number: int | None) -> Page[Any]:
    if number is None:
        return Page(rows=tuple(rows), total=total, number=1, pages=1)
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(number, 1), pages)
    start = (number - 1) * PAGE_SIZE
    return Page(
        rows=tuple(rows[start : start + PAGE_SIZE]), total=total, number=number, pages=pages
    )


def order(sort: str, *, columns: Mapping[str, str], default: str) -> tuple[str, ...]:
    """Say how to sort: ``name`` ascending, ``-name`` descending, anything else as ``default``.

    Args:
        sort: What the reader asked for.
        columns: The field behind each name that may be sorted by.
        default: The sort if ``sort`` names none of them.
    """
    asked = sort if sort.removeprefix("-") in columns else default
    name = asked.removeprefix("-")
    return (f"-{columns[name]}" if asked.startswith("-") else columns[name], "pk")
