# SPDX-License-Identifier: Apache-2.0
"""Passages by the million: kept as columns, made when they are asked for.

A sheet has up to a million cells, a log as many lines; one object for each would cost more than
the text.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, get_args, overload

import attrs

from hiden.intake.documents.values import Passage, Place, Region

__all__ = [
    "NAME_COLUMNS",
    "NUMBER_COLUMNS",
    "LineTable",
    "NameColumn",
    "NumberColumn",
    "PassageTable",
    "cell_address",
    "cell_number",
    "parse_cell_address",
]

NumberColumn = Literal["page", "slide", "line", "paragraph", "cell"]
NameColumn = Literal["sheet", "region"]

NUMBER_COLUMNS: tuple[NumberColumn, ...] = get_args(NumberColumn)
NAME_COLUMNS: tuple[NameColumn, ...] = get_args(NameColumn)

_COLUMN_BITS = 16
_LETTERS = 26
_ADDRESS = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")


def cell_number(row: int, column: int) -> int:
    """Pack the address of a cell into a number above 0.

    Args:
        row: From 0.
        column: From 0, below 2**16.
    """
    return (row << _COLUMN_BITS | column) + 1


def cell_address(number: int) -> str:
    """Write a packed address as people do.

    Example:
        >>> cell_address(cell_number(3, 27))
        'AB4'
    """
    row, column = divmod(number - 1, 1 << _COLUMN_BITS)
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def parse_cell_address(address: str) -> int:
    """Pack an address as people write it; 0 if it is none.

    Example:
        >>> cell_address(parse_cell_address("AB4"))
        'AB4'
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return 0
    column = 0
    for letter in match[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return cell_number(int(match[2]) - 1, column - 1)


class _LazyPassages(Sequence[Passage]):
    """What both tables share: equal to any sequence of the same passages."""

    __slots__ = ()

    def passage(self, number: int) -> Passage:
        """Return one passage, by its number from 0."""
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Passage]: ...
    def __getitem__(self, index: int | slice) -> Passage | Sequence[Passage]:
        numbers = range(len(self))[index]
        if isinstance(numbers, int):
            return self.passage(numbers)
        return tuple(self.passage(number) for number in numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@attrs.frozen(kw_only=True, eq=False)
class PassageTable(_LazyPassages):
    """Passages as columns.

    Attributes:
        starts: First character of each, ascending.
        ends: One past the last character of each; no passage reaches into the next.
        numbers: A column for each numbered field of a place; 0 says that there is none.
        names: A column for each named field of a place; empty says that there is none.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    numbers: dict[NumberColumn, Sequence[int]]
    names: dict[NameColumn, Sequence[str]]

    def __attrs_post_init__(self) -> None:
        columns = [self.ends, *self.numbers.values(), *self.names.values()]
        if any(len(column) != len(self.starts) for column in columns):
            raise ValueError("columns of passages: got different lengths, want one")

    def __len__(self) -> int:
        return len(self.starts)

    def passage(self, number: int) -> Passage:
        """Return one passage, by its number from 0."""
        values = {name: column[number] or None for name, column in self.numbers.items()}
        cell = values.pop("cell", None)
        sheet = self.names["sheet"][number] if "sheet" in self.names else ""
        region = self.names["region"][number] if "region" in self.names else ""
        place = Place(
            sheet=sheet or None,
            cell=cell_address(cell) if cell else None,
            region=Region(region) if region else None,
            **values,
        )
        return Passage(start=self.starts[number], end=self.ends[number], place=place)


@attrs.frozen(eq=False)
class LineTable(_LazyPassages):
    """The lines of a text, without their line ends.

    Attributes:
        text: The text, its line ends line feeds.
    """

    text: str

    @cached_property
    def _breaks(self) -> array[int]:
        return array("q", (match.start() for match in re.finditer("\n", self.text)))

    def __len__(self) -> int:
        return len(self._breaks) + 1

    def passage(self, number: int) -> Passage:
        """Return one line, by its number from 0."""
        breaks = self._breaks
        start = breaks[number - 1] + 1 if number else 0
        end = breaks[number] if number < len(breaks) else len(self.text)
        return Passage(start=start, end=end, place=Place(line=number + 1))
