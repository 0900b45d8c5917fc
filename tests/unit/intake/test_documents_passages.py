# SPDX-License-Identifier: Apache-2.0
"""Tables of passages behave like tuples of passages."""

from __future__ import annotations

import pytest

from hiden.intake.documents.passages import (
    LineTable,
    PassageTable,
    cell_address,
    cell_number,
    parse_cell_address,
)
from hiden.intake.documents.values import Passage, Place, Region


def _table() -> PassageTable:
    return PassageTable(
        starts=[0, 5],
        ends=[4, 7],
        numbers={"cell": [cell_number(3, 1), 0], "page": [0, 2]},
        names={"sheet": ["原価", ""], "region": ["", "comment"]},
    )


def test_a_table_makes_its_passages_when_asked() -> None:
    expected = (
        Passage(start=0, end=4, place=Place(sheet="原価", cell="B4")),
        Passage(start=5, end=7, place=Place(page=2, region=Region.COMMENT)),
    )

    assert expected == _table()
    assert expected[1] == _table()[-1]
    assert expected[:1] == _table()[:1]
    assert hash(expected) == hash(_table())


def test_a_table_has_columns_of_one_length() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        PassageTable(starts=[0], ends=[1, 2], numbers={}, names={})


def test_a_table_ends() -> None:
    with pytest.raises(IndexError):
        _table()[2]
    assert _table() != "ab"
    assert _table() != 3


def test_lines_are_numbered_without_their_ends() -> None:
    expected = (
        Passage(start=0, end=1, place=Place(line=1)),
        Passage(start=2, end=2, place=Place(line=2)),
        Passage(start=3, end=5, place=Place(line=3)),
    )

    assert expected == LineTable("a\n\nbc")


def test_an_empty_text_is_one_line() -> None:
    assert (Passage(start=0, end=0, place=Place(line=1)),) == LineTable("")


@pytest.mark.parametrize(
    ("row", "column", "address"),
    [(0, 0, "A1"), (3, 1, "B4"), (0, 25, "Z1"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")],
)
def test_addresses_of_cells_are_those_of_a_spreadsheet(row: int, column: int, address: str) -> None:
    assert address == cell_address(cell_number(row, column))
    assert cell_number(row, column) == parse_cell_address(address)


@pytest.mark.parametrize("address", ["", "A0", "4B", "b4", "ABCD1", "A1:B2"])
def test_what_is_no_address_is_no_cell(address: str) -> None:
    assert parse_cell_address(address) == 0
