# SPDX-License-Identifier: Apache-2.0
"""What an answer is worth on a day, and which answers fit a sheet."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.ids import secret_id
from hiden.guideline.answers import answer_for, check_answers, live_until, measure_state, state_of
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import (
    Answer,
    Answers,
    AnswerState,
    Evidence,
    EvidenceKind,
    SecretFacts,
)
from hiden.registry import Level

SHEET = load_sheet()
DAY = dt.date(2026, 4, 1)
CODE = secret_id("TS-01")
SECRET = SecretFacts(code=CODE, title="架空の秘密", level=Level.SECRET)


def _answer(*evidence: Evidence, item: str = "marking", option: str = "marked") -> Answer:
    return Answer(item=item, option=option, evidence=evidence)


def _evidence(on: dt.date, expires_on: dt.date | None = None) -> Evidence:
    return Evidence(kind=EvidenceKind.DOCUMENT, on=on, expires_on=expires_on)


def _state(answer: Answer | None, on: dt.date = DAY) -> AnswerState:
    return state_of(answer, on=on, valid_days=30)


def test_no_answer_is_unanswered() -> None:
    assert _state(None) is AnswerState.UNANSWERED
    assert live_until(None, on=DAY, valid_days=30) is None


def test_an_answer_without_evidence_is_claimed() -> None:
    assert _state(_answer()) is AnswerState.CLAIMED
    assert live_until(_answer(), on=DAY, valid_days=30) is None


@pytest.mark.parametrize(
    ("day", "want"),
    [
        (DAY - dt.timedelta(days=1), AnswerState.CLAIMED),
        (DAY, AnswerState.EVIDENCED),
        (DAY + dt.timedelta(days=30), AnswerState.EVIDENCED),
        (DAY + dt.timedelta(days=31), AnswerState.EXPIRED),
    ],
)
def test_evidence_shows_from_its_day_for_the_period_of_the_item(
    day: dt.date, want: AnswerState
) -> None:
    assert _state(_answer(_evidence(DAY)), on=day) is want


def test_its_own_last_day_goes_before_the_period_of_the_item() -> None:
    answer = _answer(_evidence(DAY, expires_on=DAY + dt.timedelta(days=2)))

    assert _state(answer, on=DAY + dt.timedelta(days=2)) is AnswerState.EVIDENCED
    assert _state(answer, on=DAY + dt.timedelta(days=3)) is AnswerState.EXPIRED


def test_one_live_piece_of_evidence_is_enough() -> None:
    old, new = _evidence(DAY - dt.timedelta(days=400)), _evidence(DAY)

    assert _state(_answer(old, new)) is AnswerState.EVIDENCED
    assert live_until(_answer(old, new), on=DAY, valid_days=30) == DAY + dt.timedelta(days=30)


def test_the_day_of_receipt_does_not_count() -> None:
    late = Evidence(kind=EvidenceKind.RECEIPT, on=DAY, received_on=DAY + dt.timedelta(days=9))

    assert _state(_answer(late)) is AnswerState.EVIDENCED


def test_what_is_said_of_the_secret_goes_before_what_is_said_of_all() -> None:
    training = SHEET.by_id["training"]
    of_all = _answer(item="training", option="yearly")
    own = _answer(item="training", option="none")
    general = Answers(sheet=SHEET.id, organisation={"training": of_all}, secrets=(SECRET,))
    special = Answers(
        sheet=SHEET.id,
        organisation={"training": of_all},
        secrets=(SECRET,),
        by_secret={CODE: {"training": own}},
    )

    assert answer_for(general, training, SECRET) is of_all
    assert answer_for(special, training, SECRET) is own
    assert answer_for(special, training) is of_all


def test_an_item_that_is_not_general_is_answered_for_the_secret_only() -> None:
    answers = Answers(sheet=SHEET.id, organisation={"marking": _answer()}, secrets=(SECRET,))

    assert answer_for(answers, SHEET.by_id["marking"], SECRET) is None


def test_an_item_of_the_organisation_is_answered_for_it() -> None:
    rules = _answer(item="rules", option="in-force")
    answers = Answers(sheet=SHEET.id, organisation={"rules": rules}, secrets=(SECRET,))

    assert answer_for(answers, SHEET.by_id["rules"], SECRET) is rules


def _mistakes(**given: Any) -> list[str]:
    answers = Answers(**{"sheet": SHEET.id, "secrets": (SECRET,), **given})
    with pytest.raises(ExceptionGroup) as refused:
        check_answers(SHEET, answers)
    errors = [e for e in refused.value.exceptions if isinstance(e, SheetError)]
    assert {error.code for error in errors} == {ErrorCode.SHEET_ANSWER}
    return [f"{error.params['place']} {error.params['got']}" for error in errors]


def test_answers_that_fit_pass() -> None:
    check_answers(
        SHEET,
        Answers(
            sheet=SHEET.id,
            organisation={
                "rules": _answer(item="rules", option="none"),
                "training": _answer(item="training", option="yearly"),
            },
            secrets=(SECRET,),
            by_secret={CODE: {"marking": _answer()}},
            measures={"E-P4-3": _answer(item="E-P4-3", option="not-for-us")},
        ),
    )


def test_answers_of_another_sheet_are_refused() -> None:
    assert _mistakes(sheet="other") == ["$.sheet other"]


def test_unknown_items_options_secrets_and_measures_are_refused_together() -> None:
    assert _mistakes(
        organisation={"marking": _answer(), "rules": _answer(item="rules", option="perhaps")},
        by_secret={
            CODE: {"rules": _answer(item="rules", option="none"), "colour": _answer()},
            secret_id("TS-99"): {},
        },
        measures={"E-P9-9": _answer(option="yes"), "E-P4-3": _answer(option="perhaps")},
    ) == [
        "$.organisation marking",
        "$.organisation.rules perhaps",
        "$.secrets.TS-01 rules",
        "$.secrets.TS-01 colour",
        "$.secrets TS-99",
        "$.measures E-P9-9",
        "$.measures.E-P4-3 perhaps",
    ]


def test_a_code_that_stands_twice_is_refused() -> None:
    assert _mistakes(secrets=(SECRET, SECRET)) == ["$.secrets TS-01 ×2"]


def test_evidence_of_a_measure_counts_for_a_year() -> None:
    shown = Evidence(kind=EvidenceKind.DOCUMENT, on=dt.date(2026, 4, 1))
    answer = Answer(item="E-P4-3", option="yes", evidence=(shown,))

    assert measure_state(answer, on=dt.date(2027, 4, 1)) is AnswerState.EVIDENCED
    assert measure_state(answer, on=dt.date(2027, 4, 2)) is AnswerState.EXPIRED
    assert measure_state(None, on=dt.date(2027, 4, 2)) is AnswerState.UNANSWERED
