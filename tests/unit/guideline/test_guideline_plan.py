# SPDX-License-Identifier: Apache-2.0
"""The plan: the legal minimum first, then what brings most for the effort."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from hiden.foundation.ids import secret_id
from hiden.guideline.assessment import assess
from hiden.guideline.items import Unit
from hiden.guideline.plan import make_plan, weight_of
from hiden.guideline.results import Plan
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import Answer, Answers, Company, Evidence, EvidenceKind, SecretFacts
from hiden.registry import Level

SHEET = load_sheet()
DAY = dt.date(2026, 4, 1)
SHOWN = (Evidence(kind=EvidenceKind.DOCUMENT, on=DAY),)
ORGANISATION = {
    item.id: Answer(item=item.id, option=item.best.id, evidence=SHOWN)
    for item in SHEET.items
    if item.unit is Unit.ORGANISATION
}


def _secret(code: str, level: Level = Level.SECRET, value_jpy: int | None = None) -> SecretFacts:
    return SecretFacts(code=secret_id(code), title="架空の秘密", level=level, value_jpy=value_jpy)


def _best(*, but: dict[str, str] | None = None, claimed: tuple[str, ...] = ()) -> dict[str, Answer]:
    return {
        item.id: Answer(
            item=item.id,
            option=(but or {}).get(item.id, item.best.id),
            evidence=() if item.id in claimed else SHOWN,
        )
        for item in SHEET.items
        if item.unit is Unit.SECRET
    }


def _plan(
    secrets: dict[SecretFacts, dict[str, Answer]],
    organisation: dict[str, Answer] | None = None,
    *,
    employees: int | None = 20,
) -> Plan:
    answers = Answers(
        sheet=SHEET.id,
        organisation=ORGANISATION if organisation is None else organisation,
        secrets=tuple(secrets),
        by_secret={secret.code: given for secret, given in secrets.items()},
    )
    return make_plan(SHEET, assess(SHEET, answers, on=DAY), Company(employees=employees))


def test_nothing_missing_is_no_step() -> None:
    assert _plan({_secret("A"): _best()}) == Plan(on=DAY, steps=())


def test_the_legal_minimum_goes_before_everything_else() -> None:
    tiers = [step.tier for step in _plan({_secret("A"): {}}, {}).steps]

    assert tiers == sorted(tiers)
    assert set(tiers) == {1, 2}


def test_every_gap_is_in_exactly_one_step() -> None:
    steps = _plan({_secret("A"): {}, _secret("B"): {}}, {}).steps
    asked = {item.id for item in SHEET.items} - {"duty-partners"}

    assert sorted(step.item for step in steps) == sorted(asked)
    assert all(step.secrets == ("A", "B") for step in steps)


def test_what_lifts_a_weak_verdict_of_the_most_valuable_secret_goes_first() -> None:
    plan = _plan(
        {
            _secret("A", Level.CONFIDENTIAL): _best(but={"releases": "published"}),
            _secret("B", Level.TOP_SECRET, 10**9): _best(but={"practice": "paper-only"}),
            _secret("C", Level.TOP_SECRET): _best(but={"marking": "none"}),
        }
    )

    assert [step.item for step in plan.steps] == ["practice", "releases", "marking"]
    assert [step.lifts for step in plan.steps] == [1, 1, 0]


def test_then_comes_what_brings_most_for_the_effort() -> None:
    plan = _plan({_secret("A"): _best(but={"holders": "everyone", "marking": "none"})})
    ratios = [step.effect / step.effort_days for step in plan.steps]

    assert [step.item for step in plan.steps] == ["holders", "marking"]
    assert ratios == sorted(ratios, reverse=True)


def test_a_shared_gap_is_one_step_whose_effort_grows_with_the_root_of_the_number() -> None:
    one = _plan({_secret("A"): _best(but={"marking": "none"})}).steps[0]
    four = _plan({_secret(c): _best(but={"marking": "none"}) for c in "ABCD"}).steps[0]

    assert four.secrets == ("A", "B", "C", "D")
    assert four.effort_days == pytest.approx(one.effort_days * math.sqrt(4))
    assert four.effect == pytest.approx(one.effect * 4)


def test_what_the_organisation_does_costs_its_effort_once() -> None:
    none = {**ORGANISATION, "rules": Answer(item="rules", option="none")}
    step = _plan({_secret(c): _best() for c in "ABCD"}, none).steps[0]

    assert step.is_organisation
    assert step.effort_days == SHEET.by_id["rules"].effort_days.small


@pytest.mark.parametrize(
    ("employees", "size"),
    [
        (1, "small"),
        (50, "small"),
        (51, "medium"),
        (300, "medium"),
        (301, "large"),
        (None, "medium"),
    ],
)
def test_the_effort_goes_by_the_size_of_the_company(employees: int | None, size: str) -> None:
    step = _plan({_secret("A"): _best(but={"duty-employees": "none"})}, employees=employees).steps[
        0
    ]

    assert step.effort_days == getattr(SHEET.by_id["duty-employees"].effort_days, size)


def test_showing_what_is_already_so_is_a_lighter_step_of_its_own() -> None:
    plan = _plan(
        {
            _secret("A"): _best(claimed=("marking",)),
            _secret("B"): _best(but={"marking": "none"}),
        }
    )
    show, do = plan.steps

    assert (show.secrets, do.secrets) == (("A",), ("B",))
    assert show.effort_days == do.effort_days * SHEET.weighing.evidence_effort
    assert str(show.action) == (
        "Collect and keep what shows that this is so:"
        " Marked on the thing itself, or on its file, folder or binder"
    )
    assert show.action.text("ja").startswith("次のことを示す資料を集めて保管する：媒体そのもの")
    assert str(do.action).startswith("Mark the file, folder or binder")


@pytest.mark.parametrize(
    ("level", "value_jpy", "want"),
    [
        (Level.CONFIDENTIAL, None, 1),
        (Level.CONFIDENTIAL, 9_999_999, 1),
        (Level.SECRET, 10_000_000, 2.5),
        (Level.TOP_SECRET, 100_000_000, 4.5),
        (Level.TOP_SECRET, 10**12, 6),
    ],
)
def test_level_and_value_weigh(level: Level, value_jpy: int | None, want: float) -> None:
    assert weight_of(SHEET.weighing, _secret("A", level, value_jpy)) == want


def test_without_secrets_there_is_nothing_to_plan() -> None:
    assert _plan({}, {}).steps == ()
