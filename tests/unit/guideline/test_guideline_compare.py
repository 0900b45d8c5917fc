# SPDX-License-Identifier: Apache-2.0
"""Before and after; and assessments, plans and answers as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import attrs
import pytest

from hiden.foundation.canonical import JsonValue, canonical_json
from hiden.foundation.errors import SheetError
from hiden.foundation.ids import secret_id
from hiden.foundation.language import LANGUAGES, Language
from hiden.guideline.assessment import assess
from hiden.guideline.compare import Difference, ItemChange, before_after
from hiden.guideline.json_form import (
    answers_from_json,
    answers_to_json,
    assessment_to_json,
    difference_to_json,
    plan_to_json,
)
from hiden.guideline.plan import make_plan
from hiden.guideline.results import Assessment
from hiden.guideline.sheet import load_sheet
from hiden.guideline.sheet_json import sheet_to_json
from hiden.guideline.values import (
    Addressee,
    Answer,
    Answers,
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
LATER = dt.date(2026, 7, 1)
A, B, C = map(secret_id, "ABC")


def _secret(code: str, *, shown: bool = False) -> SecretFacts:
    return SecretFacts(
        code=secret_id(code),
        title="架空の秘密",
        level=Level.TOP_SECRET,
        value_jpy=5_000_000,
        is_shown_to_partners=shown,
    )


def _given(**options: str) -> dict[str, Answer]:
    evidence = (Evidence(kind=EvidenceKind.DOCUMENT, on=DAY, note="棚2"),)
    return {
        item: Answer(item=item, option=option, evidence=evidence)
        for item, option in options.items()
    }


BEFORE = Answers(
    sheet=SHEET.id,
    company=Company(name="〇〇株式会社", employees=45),
    organisation=_given(technical="shared"),
    secrets=(_secret("A"), _secret("B")),
    by_secret={A: _given(access="login", benefit="rival-gains"), B: _given(marking="some")},
    measures=_given(**{"E-P4-3": "yes"}),
)
AFTER = attrs.evolve(
    BEFORE,
    organisation=_given(technical="per-person"),
    secrets=(_secret("C"), _secret("A", shown=True)),
    by_secret={A: _given(access="limited", benefit="rival-gains")},
)


def _assess(answers: Answers, on: dt.date = DAY) -> Assessment:
    return assess(SHEET, answers, on=on)


def _changed() -> Difference:
    return before_after(_assess(BEFORE), _assess(AFTER))


def test_nothing_changed_is_no_difference() -> None:
    assert before_after(_assess(BEFORE), _assess(BEFORE)) == Difference(
        before_on=DAY, after_on=DAY, organisation=(), secrets=(), added=(), removed=()
    )


def test_secrets_that_came_and_went_are_named() -> None:
    assert (_changed().added, _changed().removed) == ((C,), (B,))


def test_items_of_the_organisation_are_told_once() -> None:
    assert [change.item for change in _changed().organisation] == ["technical"]
    assert [change.item for change in _changed().secrets[0].items] == ["access", "duty-partners"]


def test_a_changed_item_is_told_before_and_after() -> None:
    access, partners = _changed().secrets[0].items

    assert access.before is not None
    assert access.after is not None
    assert (access.before.option, access.after.option) == ("login", "limited")
    assert partners.before is None


def test_a_changed_verdict_is_told_with_the_points_gained() -> None:
    employees, partners = _changed().secrets[0].verdicts

    assert (employees.before, employees.after) == (Strength.WEAK, Strength.ARGUABLE)
    assert employees.points == pytest.approx(11 + 7.2 - 1.6)
    assert (partners.addressee, partners.before) == (Addressee.PARTNERS, None)


def test_a_verdict_that_is_no_longer_made_is_told() -> None:
    back = before_after(_assess(AFTER), _assess(BEFORE)).secrets[0]
    gone = next(change for change in back.verdicts if change.addressee is Addressee.PARTNERS)

    assert gone.after is None
    assert gone.points < 0
    assert back.items[-1] == ItemChange(
        item="duty-partners", before=back.items[-1].before, after=None
    )


def test_evidence_that_expired_is_a_change_without_an_answer() -> None:
    expired = before_after(_assess(BEFORE), _assess(BEFORE, on=dt.date(2030, 1, 1)))
    (usefulness,) = (
        change
        for change in expired.secrets[0].verdicts
        if change.requirement is Requirement.USEFULNESS
    )

    assert (usefulness.points, usefulness.evidenced) == (0, -30)


def test_different_versions_of_a_sheet_are_not_compared() -> None:
    other = attrs.evolve(_assess(BEFORE), sheet_version=2)

    with pytest.raises(ValueError, match="hiden-2026 2 and hiden-2026 1"):
        before_after(other, _assess(BEFORE))


def test_answers_come_back_from_json_as_they_were() -> None:
    assert answers_from_json(json.loads(json.dumps(answers_to_json(BEFORE)))) == BEFORE


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        {"sheet": 1},
        {"sheet": "x", "more": 1},
        {"sheet": "x", "by_secret": []},
        {"sheet": "x", "organisation": {"rules": "in-force"}},
        {"sheet": "x", "secrets": [{"code": "A", "title": "b", "level": "high"}]},
    ],
)
def test_what_is_no_answers_is_refused(data: JsonValue) -> None:
    with pytest.raises(SheetError, match="Answers: the stored form is wrong"):
        answers_from_json(data)


def test_an_assessment_is_made_again_from_stored_answers() -> None:
    again = answers_from_json(answers_to_json(BEFORE))

    for language in LANGUAGES:
        assert assessment_to_json(_assess(again), SHEET, language=language) == assessment_to_json(
            _assess(BEFORE), SHEET, language=language
        )


def _all(language: Language) -> dict[str, JsonValue]:
    assessed = _assess(AFTER, on=LATER)
    return {
        "sheet": sheet_to_json(SHEET, language=language),
        "assessment": assessment_to_json(assessed, SHEET, language=language),
        "plan": plan_to_json(make_plan(SHEET, assessed, AFTER.company), SHEET, language=language),
        "difference": difference_to_json(_changed(), language=language),
        "back": difference_to_json(
            before_after(_assess(AFTER), _assess(BEFORE)), language=language
        ),
    }


def _texts(value: JsonValue, place: str = "$") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if (key == "text" or key.endswith("_text")) and isinstance(part, str):
                yield f"{place}.{key}", part
            else:
                yield from _texts(part, f"{place}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, f"{place}[{number}]")


def _codes(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {
            key: _codes(part)
            for key, part in value.items()
            if key != "text" and not key.endswith("_text")
        }
    return [_codes(part) for part in value] if isinstance(value, list) else value


def test_everything_is_plain_json() -> None:
    for language in LANGUAGES:
        assert json.loads(canonical_json(_all(language)))


def test_codes_are_the_same_in_both_languages() -> None:
    assert _codes(_all("ja")) == _codes(_all("en"))


def test_words_are_in_the_language_asked_for() -> None:
    japanese, english = dict(_texts(_all("ja"))), dict(_texts(_all("en")))

    assert japanese.keys() == english.keys()
    for place, text in japanese.items():
        assert any("ぁ" <= sign <= "鿿" for sign in text), place
        assert not any("ぁ" <= sign <= "鿿" for sign in english[place]), place


def test_every_sourced_text_has_its_mark_and_sources() -> None:
    data = assessment_to_json(_assess(AFTER), SHEET, language="ja")
    for group in (data["items"], data["rulings"]):
        assert isinstance(group, dict)
        assert group
        for entry in group.values():
            assert isinstance(entry, dict)
            assert entry["mark"]
            assert entry["mark_text"]
            assert entry["sources"]


def test_only_rulings_that_a_reason_cites_are_told() -> None:
    rulings = assessment_to_json(_assess(AFTER), SHEET, language="en")["rulings"]

    assert isinstance(rulings, dict)
    assert sorted(rulings) == ["CASE-JP-06", "CASE-JP-11", "CASE-JP-20", "CASE-JP-21"]
