# SPDX-License-Identifier: Apache-2.0
"""Whatever was answered: verdicts follow the rules as written, and what would change them is exact.

The naive twin adds everything up anew for every question, in fractions, from the text of the rules:
arguable by all points, strong by evidenced points, no better than the lowest limit, partners no
better than employees.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

import attrs
from hypothesis import given, strategies as st

from hiden.foundation.canonical import canonical_json
from hiden.foundation.ids import secret_id
from hiden.guideline.answers import live_until, state_of
from hiden.guideline.assessment import assess
from hiden.guideline.compare import before_after
from hiden.guideline.items import Item, Threshold, Unit
from hiden.guideline.json_form import answers_from_json, answers_to_json, assessment_to_json
from hiden.guideline.plan import make_plan
from hiden.guideline.results import SecretAssessment
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import (
    Addressee,
    Answer,
    Answers,
    AnswerState,
    Company,
    Evidence,
    EvidenceKind,
    Requirement,
    SecretFacts,
    Strength,
)
from hiden.registry import Level

SHEET = load_sheet()
DAY = dt.date(2026, 4, 1)
CODE = secret_id("TS-01")
RANK = {strength: rank for rank, strength in enumerate(Strength)}
ITEMS = [item.id for item in SHEET.items]

Given = Mapping[str, tuple[str, AnswerState]]
Key = tuple[Requirement, Addressee | None]

STATES = {
    AnswerState.CLAIMED: (),
    AnswerState.EVIDENCED: (Evidence(kind=EvidenceKind.LOG, on=DAY),),
    AnswerState.EXPIRED: (Evidence(kind=EvidenceKind.LOG, on=dt.date(2000, 1, 1)),),
}


@st.composite
def facts(draw: st.DrawFn) -> Given:
    good = draw(st.booleans())
    chosen = {}
    for item in SHEET.items:
        if draw(st.integers(0, 4)):
            options = item.options[:2] if good else item.options
            option = draw(st.sampled_from(options))
            chosen[item.id] = option.id, draw(st.sampled_from(list(STATES)))
    return chosen


def _judge(chosen: Given, *, partners: bool) -> SecretAssessment:
    return assess(SHEET, _answers(chosen, partners=partners), on=DAY).secrets[0]


def _answers(chosen: Given, *, partners: bool) -> Answers:
    given = {
        item: Answer(item=item, option=option, evidence=STATES[state])
        for item, (option, state) in chosen.items()
    }
    return Answers(
        sheet=SHEET.id,
        organisation={i: a for i, a in given.items() if SHEET.by_id[i].unit is Unit.ORGANISATION},
        secrets=(
            SecretFacts(
                code=CODE, title="架空の秘密", level=Level.SECRET, is_shown_to_partners=partners
            ),
        ),
        by_secret={CODE: {i: a for i, a in given.items() if SHEET.by_id[i].unit is Unit.SECRET}},
    )


def _is_for(item: Item, threshold: Threshold) -> bool:
    return threshold.addressee is None or threshold.addressee in item.addressees


def _naive(chosen: Given, *, partners: bool) -> dict[Key, Strength]:
    verdicts: dict[Key, Strength] = {}
    for threshold in SHEET.thresholds:
        if threshold.addressee is Addressee.PARTNERS and not partners:
            continue
        points, evidenced, cap = Fraction(0), Fraction(0), Strength.STRONG
        for name, (option_id, state) in chosen.items():
            item = SHEET.by_id[name]
            option = next(option for option in item.options if option.id == option_id)
            if not partners and item.addressees == (Addressee.PARTNERS,):
                continue
            if item.requirement is threshold.requirement and _is_for(item, threshold):
                worth = Fraction(str(item.weight)) * Fraction(str(option.share))
                points += worth
                evidenced += worth if state is AnswerState.EVIDENCED else 0
            reach = item.bars or (item.requirement,)
            if option.bar and threshold.requirement in reach and _is_for(item, threshold):
                cap = min(cap, option.bar, key=RANK.__getitem__)
        reached = Strength.ARGUABLE if points >= threshold.arguable else Strength.WEAK
        reached = Strength.STRONG if evidenced >= threshold.strong else reached
        verdict = min(cap, reached, key=RANK.__getitem__)
        if threshold.addressee is Addressee.PARTNERS:
            towards_own = verdicts[threshold.requirement, Addressee.EMPLOYEES]
            verdict = min(verdict, towards_own, key=RANK.__getitem__)
        verdicts[threshold.requirement, threshold.addressee] = verdict
    return verdicts


@given(facts(), st.booleans())
def test_verdicts_are_those_of_the_naive_twin(chosen: Given, partners: bool) -> None:  # noqa: FBT001
    judged = _judge(chosen, partners=partners)

    assert {(v.requirement, v.addressee): v.strength for v in judged.verdicts} == _naive(
        chosen, partners=partners
    )


@given(facts(), st.booleans())
def test_sensitivity_is_what_the_naive_twin_finds_by_trying(
    chosen: Given,
    partners: bool,  # noqa: FBT001
) -> None:
    before = _naive(chosen, partners=partners)
    want = set()
    for item in SHEET.items:
        now, state = chosen.get(item.id, ("", AnswerState.CLAIMED))
        for option in item.options:
            after = _naive({**chosen, item.id: (option.id, state)}, partners=partners)
            if option.id != now:
                want |= {
                    (item.id, option.id, *key, before[key], after[key])
                    for key in before
                    if before[key] is not after[key]
                }

    got = [attrs.astuple(change) for change in _judge(chosen, partners=partners).sensitivity]
    assert len(got) == len(set(got))
    assert set(got) == want


@given(facts(), st.booleans())
def test_a_gap_lifts_what_closing_it_raises(chosen: Given, partners: bool) -> None:  # noqa: FBT001
    before = _naive(chosen, partners=partners)
    for gap in _judge(chosen, partners=partners).gaps:
        closed = {**chosen, gap.item: (gap.want, AnswerState.EVIDENCED)}
        after = _naive(closed, partners=partners)

        assert set(gap.lifts) == {key[0] for key in before if RANK[after[key]] > RANK[before[key]]}
        assert gap.gain > 0


@given(facts(), st.sampled_from(ITEMS))
def test_a_better_answer_never_makes_a_verdict_worse(chosen: Given, item: str) -> None:
    before = _judge(chosen, partners=True)
    state = chosen.get(item, ("", AnswerState.CLAIMED))[1]
    after = _judge({**chosen, item: (SHEET.by_id[item].best.id, state)}, partners=True)

    for was, now in zip(before.verdicts, after.verdicts, strict=True):
        assert RANK[now.strength] >= RANK[was.strength]


@given(facts())
def test_without_evidence_nothing_is_strong(chosen: Given) -> None:
    claimed = {item: (option, AnswerState.CLAIMED) for item, (option, _) in chosen.items()}

    assert Strength.STRONG not in {v.strength for v in _judge(claimed, partners=True).verdicts}


@given(facts(), st.booleans())
def test_every_verdict_has_reasons_and_adds_up(chosen: Given, partners: bool) -> None:  # noqa: FBT001
    judged = _judge(chosen, partners=partners)
    for verdict in judged.verdicts:
        assert verdict.reasons
        assert 0 <= verdict.evidenced <= verdict.points <= verdict.possible
        assert 0 <= verdict.answered <= verdict.asked
        if verdict.strength is Strength.WEAK:
            assert verdict.reasons[0].is_against


@given(facts(), st.booleans(), st.none() | st.integers(1, 10_000))
def test_a_plan_closes_every_gap_and_goes_by_tier(
    chosen: Given,
    partners: bool,  # noqa: FBT001
    employees: int | None,
) -> None:
    assessed = assess(SHEET, _answers(chosen, partners=partners), on=DAY)
    plan = make_plan(SHEET, assessed, Company(employees=employees))

    assert sorted(step.item for step in plan.steps) == sorted(
        gap.item for gap in assessed.secrets[0].gaps
    )
    assert [step.tier for step in plan.steps] == sorted(step.tier for step in plan.steps)
    assert all(step.effort_days > 0 and step.effect > 0 for step in plan.steps)


@given(facts(), st.booleans())
def test_an_assessment_can_be_made_again_from_what_is_stored(
    chosen: Given,
    partners: bool,  # noqa: FBT001
) -> None:
    answers = _answers(chosen, partners=partners)
    again = answers_from_json(answers_to_json(answers))
    first, second = (assess(SHEET, a, on=DAY) for a in (answers, again))

    assert again == answers
    assert first == second
    assert not before_after(first, second).secrets
    assert canonical_json(assessment_to_json(first, SHEET, language="ja")) == canonical_json(
        assessment_to_json(second, SHEET, language="ja")
    )


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=4), DAYS, st.integers(1, 2_000))
def test_the_state_of_an_answer_is_what_its_evidence_says(
    pieces: list[tuple[dt.date, dt.date | None]], on: dt.date, valid_days: int
) -> None:
    answer = Answer(
        item="marking",
        option="marked",
        evidence=tuple(
            Evidence(kind=EvidenceKind.LOG, on=day, expires_on=last) for day, last in pieces
        ),
    )
    started = [piece for piece in pieces if piece[0] <= on]
    ends = [last or day + dt.timedelta(days=valid_days) for day, last in started]
    want = AnswerState.CLAIMED if not ends else AnswerState.EXPIRED
    want = AnswerState.EVIDENCED if any(end >= on for end in ends) else want

    assert state_of(answer, on=on, valid_days=valid_days) is want
    assert live_until(answer, on=on, valid_days=valid_days) == max(ends, default=None)
