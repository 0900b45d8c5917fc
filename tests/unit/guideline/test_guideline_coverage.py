# SPDX-License-Identifier: Apache-2.0
"""Coverage counts what stands, field by field, and never more than there is."""

from __future__ import annotations

import pytest

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.language import translate
from hiden.guideline.coverage import Cell, MeasureOption, coverage
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_words import People
from hiden.guideline.values import Answer, AnswerState

STATES = {"shown": AnswerState.EVIDENCED, "old": AnswerState.EXPIRED, "": AnswerState.CLAIMED}


def _state(answer: Answer) -> AnswerState:
    return STATES[answer.note]


def _cells(**answers: tuple[str, str]) -> dict[tuple[str, People], Cell]:
    given = {
        name.replace("_", "-"): Answer(item=name.replace("_", "-"), option=option, note=note)
        for name, (option, note) in answers.items()
    }
    cells = coverage(load_grid(), given, state=_state)
    return {(cell.aim, cell.people): cell for cell in cells}


def test_there_is_a_cell_for_every_aim_and_kind_of_people_in_order() -> None:
    want = [(aim, people) for aim in load_grid().aims for people in People]

    assert want == list(_cells())
    assert len(want) == 20


def test_without_answers_everything_is_open() -> None:
    cells = _cells().values()

    assert sum(cell.total for cell in cells) == 82
    assert all(cell.open == cell.total for cell in cells)


def test_no_measure_of_trust_is_listed_for_outsiders() -> None:
    cell = _cells()["P5", People.OUTSIDERS]

    assert (cell.total, cell.open) == (0, 0)


def test_each_answer_counts_where_it_belongs() -> None:
    cell = _cells(L_P4_1=("yes", "shown"), L_P4_2=("yes", "old"), L_P4_3=("partly", ""))[
        "P4", People.LEAVERS
    ]

    assert cell == Cell(
        aim="P4",
        people=People.LEAVERS,
        total=3,
        evidenced=1.0,
        claimed=0.5,
        expired=1.0,
        declined=0,
        open=0.5,
    )


def test_a_declined_measure_is_not_counted_and_no_gap() -> None:
    cell = _cells(L_P4_2=("not-for-us", ""), L_P4_1=("no", "shown"))["P4", People.LEAVERS]

    assert (cell.total, cell.declined, cell.open) == (2, 1, 2)
    assert cell.evidenced == 0


def test_an_answer_whose_state_is_unanswered_is_open() -> None:
    answers = {"L-P4-1": Answer(item="L-P4-1", option="yes")}
    cells = coverage(load_grid(), answers, state=lambda _: AnswerState.UNANSWERED)

    assert all(cell.open == cell.total for cell in cells)


@pytest.mark.parametrize("option", list(MeasureOption))
@pytest.mark.parametrize("note", list(STATES))
def test_the_parts_of_every_cell_make_its_total(option: MeasureOption, note: str) -> None:
    answers = {m: Answer(item=m, option=option, note=note) for m in load_grid().measures}
    for cell in coverage(load_grid(), answers, state=_state):
        assert cell.total == cell.evidenced + cell.claimed + cell.expired + cell.open
        assert min(cell.total, cell.evidenced, cell.claimed, cell.expired, cell.open) >= 0


def test_what_is_unknown_is_refused_all_at_once() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        _cells(E_P9_9=("yes", ""), E_P4_1=("perhaps", ""))

    errors = [error for error in caught.value.exceptions if isinstance(error, SheetError)]
    assert [ErrorCode.SHEET_ANSWER] * 2 == [error.code for error in errors]
    assert [("measures", "E-P9-9"), ("E-P4-1", "perhaps")] == [
        (error.params["place"], error.params["got"]) for error in errors
    ]
    assert str(errors[1]) == "E-P4-1: got “perhaps”, want one of: yes, partly, no, not-for-us."


def test_every_option_has_its_japanese() -> None:
    for option in MeasureOption:
        assert not translate(option.message.msgid, language="ja").isascii()
