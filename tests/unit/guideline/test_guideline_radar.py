# SPDX-License-Identifier: Apache-2.0
"""The radars of the grid: shares on axes, and one drawing that stands by itself."""

from __future__ import annotations

import pytest
from lxml import etree

from hiden.guideline.coverage import Cell, coverage, coverage_rows
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_words import People
from hiden.guideline.radar import HEIGHT, WIDTH, drawing, radars
from hiden.guideline.values import Answer, AnswerState

GRID = load_grid()
SVG = "{http://www.w3.org/2000/svg}"


def _cells(*, done: bool, state: AnswerState = AnswerState.EVIDENCED) -> tuple[Cell, ...]:
    option = "yes" if done else "no"
    answers = {name: Answer(item=name, option=option) for name in GRID.measures}
    return coverage(GRID, answers, state=lambda _: state)


def test_there_is_a_radar_for_each_kind_of_people_with_an_axis_for_each_aim() -> None:
    found = radars(_cells(done=False))

    assert [one.people for one in found] == list(People)
    assert all([a.label for a in one.axes] == ["1", "2", "3", "4", "5"] for one in found)
    assert all(axis.cell.people is one.people for one in found for axis in one.axes)


def test_nothing_in_place_is_the_centre_and_everything_the_outer_ring() -> None:
    nothing, everything = radars(_cells(done=False))[0], radars(_cells(done=True))[0]

    assert set(nothing.said.split()) == {"120,114"}
    assert everything.axes[0].cell.total
    for place, axis in enumerate(everything.axes):
        ends = everything.rings[-1] if axis.cell.total else nothing.said
        assert everything.shown.split()[place] == ends.split()[place]


def test_what_is_only_claimed_reaches_the_outer_area_alone() -> None:
    claimed = radars(_cells(done=True, state=AnswerState.CLAIMED))[0]

    assert set(claimed.shown.split()) == {"120,114"}
    assert claimed.said == radars(_cells(done=True))[0].said


def test_a_share_lies_on_its_axis() -> None:
    answers = {"E-P4-3": Answer(item="E-P4-3", option="partly")}
    cells = coverage(GRID, answers, state=lambda _: AnswerState.EVIDENCED)
    cell = next(cell for cell in cells if cell.said)
    radar = next(one for one in radars(cells) if one.people is cell.people)
    place = [axis.cell for axis in radar.axes].index(cell)
    x, y = map(float, radar.said.split()[place].split(","))
    axis = radar.axes[place]
    share = 0.5 / cell.total

    assert (cell.said, cell.evidenced) == (0.5, 0.5)
    assert x == pytest.approx(120 + (axis.x - 120) * share, abs=0.02)
    assert y == pytest.approx(114 + (axis.y - 114) * share, abs=0.02)


def test_a_drawing_puts_all_radars_side_by_side_with_their_titles() -> None:
    titles = ["Employees and others who work here", "A < B", "従業員等", "外部者"]
    root = etree.fromstring(drawing(radars(_cells(done=True)), titles=titles))
    words = [str(text.text) for text in root.iter(f"{SVG}text")]
    lines = [word for word in words if not word.isdigit()]

    assert root.get("viewBox") == f"0 0 {4 * WIDTH} {HEIGHT + 40}"
    assert lines == ["work here", "Employees and others who", *titles[1:]]
    assert len(list(root.iter(f"{SVG}polygon"))) == 4 * 6


def test_rows_of_the_table_go_by_aim_then_people() -> None:
    cells = _cells(done=True)
    rows = coverage_rows(GRID, reversed(cells))

    assert [row.aim for row in rows] == list(GRID.aims.values())
    assert [cell for row in rows for cell in row.cells] == list(cells)
