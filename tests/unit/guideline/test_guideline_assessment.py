# SPDX-License-Identifier: Apache-2.0
"""Verdicts, their reasons, gaps and what would change them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from hiden.foundation.errors import SheetError
from hiden.foundation.ids import secret_id
from hiden.guideline.assessment import assess
from hiden.guideline.items import Unit
from hiden.guideline.results import SecretAssessment, Verdict
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import (
    Addressee,
    Answer,
    Answers,
    AnswerState,
    Evidence,
    EvidenceKind,
    Requirement,
    SecretFacts,
    Strength,
)
from hiden.registry import Level

SHEET = load_sheet()
DAY = dt.date(2026, 4, 1)
LONG_AGO = dt.date(2010, 1, 1)
BEST = {item.id: item.best.id for item in SHEET.items}
SECRECY, USEFULNESS, NON_PUBLIC = Requirement


def _judge(
    facts: Mapping[str, str],
    *,
    claimed: tuple[str, ...] = (),
    expired: tuple[str, ...] = (),
    partners: bool = False,
) -> SecretAssessment:
    """Judge one secret whose answers are evidenced, but for those named."""
    code = secret_id("TS-01")
    given = {
        item: Answer(
            item=item,
            option=option,
            evidence=()
            if item in claimed
            else (Evidence(kind=EvidenceKind.LOG, on=LONG_AGO if item in expired else DAY),),
        )
        for item, option in facts.items()
    }
    answers = Answers(
        sheet=SHEET.id,
        organisation={i: a for i, a in given.items() if SHEET.by_id[i].unit is Unit.ORGANISATION},
        secrets=(
            SecretFacts(
                code=code, title="架空の秘密", level=Level.SECRET, is_shown_to_partners=partners
            ),
        ),
        by_secret={code: {i: a for i, a in given.items() if SHEET.by_id[i].unit is Unit.SECRET}},
    )
    return assess(SHEET, answers, on=DAY).secrets[0]


def _verdict(judged: SecretAssessment, addressee: Addressee | None = None) -> Verdict:
    if addressee is None:
        return judged.verdicts[0]
    return next(verdict for verdict in judged.verdicts if verdict.addressee is addressee)


def _texts(verdict: Verdict) -> list[str]:
    return [str(reason.text) for reason in verdict.reasons]


def test_nothing_answered_is_weak_and_says_so() -> None:
    judged = _judge({})

    assert [verdict.strength for verdict in judged.verdicts] == [Strength.WEAK] * 3
    for verdict in judged.verdicts:
        assert _texts(verdict) == ["Nothing is answered yet, so nothing can be shown."]
        assert verdict.reasons[0].is_against
        assert verdict.answered == 0
        assert verdict.points == 0


def test_no_secret_is_no_verdict() -> None:
    assessed = assess(SHEET, Answers(sheet=SHEET.id), on=DAY)

    assert assessed.secrets == ()
    assert {standing.state for standing in assessed.organisation} == {AnswerState.UNANSWERED}


def test_everything_done_and_shown_is_strong_and_leaves_no_gap() -> None:
    judged = _judge(BEST, partners=True)

    assert {verdict.strength for verdict in judged.verdicts} == {Strength.STRONG}
    assert judged.gaps == ()
    assert _verdict(judged).points == _verdict(judged).possible == 100
    assert not any(reason.is_against for v in judged.verdicts for reason in v.reasons)


def test_everything_claimed_is_arguable_only() -> None:
    judged = _judge(BEST, claimed=tuple(BEST), partners=True)

    assert {verdict.strength for verdict in judged.verdicts} == {Strength.ARGUABLE}
    assert {verdict.evidenced for verdict in judged.verdicts} == {0}
    assert "0 points are evidenced; a strong verdict needs 60." in _texts(_verdict(judged))


def test_expired_evidence_counts_like_a_claim() -> None:
    claimed = _judge(BEST, claimed=tuple(BEST))
    expired = _judge(BEST, expired=tuple(BEST))

    assert [v.strength for v in expired.verdicts] == [v.strength for v in claimed.verdicts]
    assert {standing.state for standing in expired.standings} == {AnswerState.EXPIRED}
    assert any(text.startswith("evidence expired: ") for text in _texts(_verdict(expired)))


@pytest.mark.parametrize(
    ("item", "option", "requirement"),
    [
        ("identification", "general", SECRECY),
        ("identification", "general", USEFULNESS),
        ("identification", "general", NON_PUBLIC),
        ("practice", "paper-only", SECRECY),
        ("improper", "contrary", USEFULNESS),
        ("releases", "published", NON_PUBLIC),
        ("search", "found", NON_PUBLIC),
    ],
)
def test_what_destroys_a_requirement_makes_a_perfect_file_weak(
    item: str, option: str, requirement: Requirement
) -> None:
    judged = _judge({**BEST, item: option})

    assert judged.strength(requirement) is Strength.WEAK
    (verdict,) = (v for v in judged.verdicts if v.requirement is requirement)
    assert verdict.reasons[0].item == item
    assert verdict.reasons[0].is_against


@pytest.mark.parametrize(
    ("item", "option", "requirement"),
    [
        ("access", "login", SECRECY),
        ("access", "open", SECRECY),
        ("identification", "partly", USEFULNESS),
        ("improper", "unclear", USEFULNESS),
        ("analysis", "easy", NON_PUBLIC),
        ("releases", "dark-web", NON_PUBLIC),
    ],
)
def test_what_leaves_room_for_dispute_makes_a_perfect_file_arguable(
    item: str, option: str, requirement: Requirement
) -> None:
    assert _judge({**BEST, item: option}).strength(requirement) is Strength.ARGUABLE


def test_a_missing_answer_about_identification_limits_nothing() -> None:
    facts = {item: option for item, option in BEST.items() if item != "identification"}

    assert _judge(facts).strength(SECRECY) is Strength.STRONG


def test_the_lowest_of_several_limits_holds() -> None:
    judged = _judge({**BEST, "access": "login", "practice": "paper-only"})
    verdict = _verdict(judged)

    assert verdict.strength is Strength.WEAK
    assert [reason.item for reason in verdict.reasons[:2]] == ["access", "practice"]


def test_partners_are_judged_only_where_the_secret_was_shown_to_one() -> None:
    shown, kept = _judge(BEST, partners=True), _judge(BEST)

    assert [v.addressee for v in shown.verdicts] == [*Addressee, None, None]
    assert [v.addressee for v in kept.verdicts] == [Addressee.EMPLOYEES, None, None]
    assert "duty-partners" not in {standing.item for standing in kept.standings}


@pytest.mark.parametrize("option", ["told", "none"])
def test_a_missing_agreement_with_a_partner_alone_is_not_fatal(option: str) -> None:
    judged = _judge({**BEST, "duty-partners": option}, partners=True)

    assert _verdict(judged, Addressee.PARTNERS).strength is Strength.ARGUABLE
    assert _verdict(judged, Addressee.EMPLOYEES).strength is Strength.STRONG
    assert judged.strength(SECRECY) is Strength.ARGUABLE


def test_without_agreement_more_of_the_own_measures_is_needed() -> None:
    facts = {"access": "limited", "marking": "marked"}
    weak = _judge(facts, partners=True)
    arguable = _judge({**facts, "duty-partners": "named"}, partners=True)

    assert _verdict(weak, Addressee.EMPLOYEES).strength is Strength.ARGUABLE
    assert _verdict(weak, Addressee.PARTNERS).strength is Strength.WEAK
    assert _verdict(arguable, Addressee.PARTNERS).strength is Strength.ARGUABLE


def test_an_agreement_does_not_make_up_for_what_the_own_staff_cannot_recognise() -> None:
    judged = _judge({"duty-partners": "named", "marking": "marked"}, partners=True)
    verdict = _verdict(judged, Addressee.PARTNERS)

    assert verdict.points == 31
    assert verdict.strength is Strength.WEAK
    assert _texts(verdict)[0].startswith("What one's own staff cannot recognise")


def test_reasons_go_by_weight_and_name_state_and_cases() -> None:
    facts = {"access": "limited", "marking": "none", "separation": "apart"}
    verdict = _verdict(_judge(facts, claimed=("separation",)))

    assert [(reason.item, reason.is_against) for reason in verdict.reasons] == [
        ("", True),
        ("access", False),
        ("marking", True),
        ("separation", False),
        ("", True),
    ]
    by_item = {reason.item: reason for reason in verdict.reasons}
    assert by_item["access"].rulings == ("CASE-JP-11",)
    assert str(by_item["separation"].text).startswith("claimed, not evidenced: ")
    assert verdict.reasons[-1].text.text("ja") == "未回答の項目：17項目中14項目"


def test_what_speaks_against_is_said_without_asking_for_evidence() -> None:
    verdict = _verdict(_judge({"marking": "some"}, claimed=("marking",)))

    assert "Some are not marked, which weakens the marking of the others." in _texts(verdict)


def test_a_shortage_names_the_points_and_what_is_needed() -> None:
    weak, arguable = _judge({"marking": "some"}), _judge({"marking": "marked", "access": "gaps"})

    assert _texts(_verdict(weak))[0] == (
        "5.5 points, claimed ones included; an arguable verdict needs 16."
    )
    assert _texts(_verdict(arguable))[0] == "17.6 points are evidenced; a strong verdict needs 60."


def test_a_gap_that_lifts_a_verdict_goes_first_then_the_legal_minimum_then_the_gain() -> None:
    gaps = _judge({"marking": "marked"}).gaps
    keys = [(not gap.lifts, gap.tier, -gap.gain) for gap in gaps]

    assert keys == sorted(keys)
    assert gaps[0].lifts
    assert "marking" not in {gap.item for gap in gaps}


def test_a_good_answer_without_evidence_is_a_gap_of_half_its_points() -> None:
    judged = _judge(BEST, claimed=("marking",), expired=("access",))

    assert {(gap.item, gap.now, gap.want, gap.state, gap.gain) for gap in judged.gaps} == {
        ("marking", "marked", "marked", AnswerState.CLAIMED, 5.5),
        ("access", "limited", "limited", AnswerState.EXPIRED, 5.5),
    }


def test_the_gain_of_a_gap_is_what_is_missing() -> None:
    judged = _judge({**BEST, "marking": "some", "access": "gaps"}, claimed=("access",))
    gains = {gap.item: gap.gain for gap in judged.gaps}

    assert gains == {"marking": pytest.approx(5.5), "access": pytest.approx(11 - 6.6 / 2)}


def test_a_gap_says_which_requirements_closing_it_alone_would_raise() -> None:
    judged = _judge({**BEST, "identification": "general"})

    assert [(gap.item, gap.lifts) for gap in judged.gaps] == [
        ("identification", tuple(Requirement))
    ]


def test_sensitivity_names_each_answer_that_would_turn_a_verdict() -> None:
    judged = _judge({"access": "limited", "marking": "marked"}, claimed=("access", "marking"))
    changes = {
        (change.item, change.option): (change.before, change.after)
        for change in judged.sensitivity
        if change.requirement is SECRECY
    }

    assert changes["access", "login"] == (Strength.ARGUABLE, Strength.WEAK)
    assert changes["marking", "none"] == (Strength.ARGUABLE, Strength.WEAK)
    assert ("access", "password") not in changes
    assert changes["practice", "paper-only"] == (Strength.ARGUABLE, Strength.WEAK)


def test_sensitivity_reaches_the_partners_through_the_employees_verdict() -> None:
    judged = _judge({"duty-partners": "named", "marking": "marked"}, partners=True)
    lifted = {
        change.addressee
        for change in judged.sensitivity
        if change.item == "access" and change.option == "limited"
    }

    assert lifted == set(Addressee)


def test_answers_of_the_organisation_count_for_every_secret() -> None:
    codes = [secret_id("A"), secret_id("B")]
    answers = Answers(
        sheet=SHEET.id,
        organisation={
            "technical": Answer(item="technical", option="per-person"),
            "duty-employees": Answer(item="duty-employees", option="named"),
        },
        secrets=tuple(SecretFacts(code=c, title="x", level=Level.SECRET) for c in codes),
        by_secret={
            codes[1]: {"duty-employees": Answer(item="duty-employees", option="none")},
        },
    )
    first, second = assess(SHEET, answers, on=DAY).secrets

    assert _verdict(first).points == pytest.approx(17.2)
    assert _verdict(second).points == pytest.approx(7.2)


def test_evidence_is_judged_as_of_the_day() -> None:
    later = assess(
        SHEET,
        Answers(
            sheet=SHEET.id,
            organisation={
                "rules": Answer(
                    item="rules",
                    option="in-force",
                    evidence=(Evidence(kind=EvidenceKind.DOCUMENT, on=DAY),),
                )
            },
        ),
        on=DAY - dt.timedelta(days=1),
    )

    assert later.organisation[0].state is AnswerState.CLAIMED
    assert later.organisation[0].live_until is None


def test_answers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ExceptionGroup) as refused:
        assess(SHEET, Answers(sheet="other"), on=DAY)

    assert isinstance(refused.value.exceptions[0], SheetError)


def test_taking_one_of_two_limits_away_leaves_the_other() -> None:
    judged = _judge({**BEST, "identification": "partly", "access": "login"})
    lifts = {gap.item: gap.lifts for gap in judged.gaps}

    assert _verdict(judged).strength is Strength.ARGUABLE
    assert lifts == {"identification": (USEFULNESS, NON_PUBLIC), "access": ()}
