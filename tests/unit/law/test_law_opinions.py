# SPDX-License-Identifier: Apache-2.0
"""The opinions that a jurist wrote down in ``opinions/*.yaml`` hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

from hiden.foundation.strict_yaml import load_yaml
from hiden.law import Act, ActKind, ActorClass, Opinion, Purpose, load_law, opinion

FOLDER = Path(__file__).parent / "opinions"


@attrs.frozen(kw_only=True)
class Facts:
    kind: ActKind
    actor: ActorClass
    country: str = "JP"
    for_use_abroad: bool = False
    purpose: Purpose | None = None
    technical: bool | None = None
    japan_link: bool | None = None


@attrs.frozen(kw_only=True)
class Want:
    """What is wanted; a key that is not given is not asked."""

    given: Mapping[str, object]

    @classmethod
    def from_yaml(cls, data: Mapping[str, object], _: type) -> Want:
        return cls(given=data)


@attrs.frozen(kw_only=True)
class Real:
    years: float
    fine_yen: int
    corporate_yen: int | None = None


@attrs.frozen(kw_only=True)
class Check:
    sentence: str
    date: dt.date
    source: str
    facts: Facts
    want: Want
    real: Real | None = None


def answers(found: Opinion) -> dict[str, object]:
    """Say the opinion in the words of the YAML."""
    maxima, corporate = found.maxima, found.corporate
    limit = found.prosecution_limit
    return {
        "version": found.version_id,
        "crime": found.crime,
        "articles": [provision.article.ja for provision in found.provisions],
        "years": maxima and maxima.years,
        "fine_yen": maxima and maxima.fine.yen,
        "cumulative": maxima and maxima.cumulative,
        "custody": maxima and maxima.custody.value,
        "overseas": maxima and maxima.overseas,
        "corporate_yen": corporate and corporate.fine and corporate.fine.yen,
        "corporate_conditional": corporate and corporate.conditional,
        "complaint": found.complaint and found.complaint.value,
        "attempt": found.attempt and found.attempt.value,
        "confiscation": found.confiscation and found.confiscation.value,
        "limit_years": limit and limit.years,
        "open": [element.rule_id for element in found.open_questions],
        "civil": list(found.civil_ids),
        "notes": [note.rule_id for note in found.notes],
        "limits": [statement.rule_id for statement in found.limits],
    }


def mistakes(found: Mapping[str, object], want: Mapping[str, object]) -> dict[str, object]:
    wrong: dict[str, object] = {}
    for key, value in want.items():
        name, _, how = key.rpartition("_") if key.endswith(("_has", "_lacks")) else (key, "", "")
        got = found[name]
        if how == "has":
            is_right = set(value) <= set(got)  # type: ignore[call-overload]  # lists by the naming
        elif how == "lacks":
            is_right = not set(value) & set(got)  # type: ignore[call-overload]  # the same
        else:
            is_right = got == value
        if not is_right:
            wrong[key] = got
    return wrong


CHECKS = [
    check for path in sorted(FOLDER.glob("*.yaml")) for check in load_yaml(path, tuple[Check, ...])
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.sentence)
def test_the_opinion_is_the_one_that_the_jurist_wrote_down(check: Check) -> None:
    facts = attrs.asdict(check.facts)

    found = opinion(Act(on=check.date, **facts), law=load_law())

    assert mistakes(answers(found), check.want.given) == {}
    assert check.source in load_law().sources


@pytest.mark.parametrize(
    "check", [check for check in CHECKS if check.real], ids=lambda check: check.sentence
)
def test_a_real_sentence_does_not_exceed_the_maximum(check: Check) -> None:
    found = opinion(Act(on=check.date, **attrs.asdict(check.facts)), law=load_law())

    assert check.real
    assert found.maxima
    assert check.real.years <= found.maxima.years
    assert check.real.fine_yen <= found.maxima.fine.yen
    if check.real.corporate_yen:
        assert found.corporate
        assert found.corporate.fine
        assert check.real.corporate_yen <= found.corporate.fine.yen


def test_every_boundary_of_a_version_is_checked() -> None:
    law = load_law()
    asked = {check.date for check in CHECKS}
    ends = {v.since for v in law.versions} | {v.until for v in law.versions}

    assert set() == {day for day in ends if day} - asked


def test_every_trap_is_checked() -> None:
    traps = {note.id for note in load_law().notes if note.id.startswith("TRAP-")}
    named = {check.sentence.partition(":")[0] for check in CHECKS}

    assert set() == traps - named


def test_a_wrong_answer_is_found() -> None:
    found: dict[str, object] = {"years": 5, "civil": ["CIV-4"]}

    assert mistakes(found, {"years": 10, "civil_has": ["CIV-7"], "civil_lacks": ["CIV-4"]}) == {
        "years": 5,
        "civil_has": ["CIV-4"],
        "civil_lacks": ["CIV-4"],
    }
