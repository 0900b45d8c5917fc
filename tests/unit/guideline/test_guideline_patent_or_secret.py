# SPDX-License-Identifier: Apache-2.0
"""Advice follows from the answers given, and never from answers that are missing."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

import hiden.guideline
from hiden.foundation.errors import ErrorCode, RuleError, SheetError
from hiden.foundation.language import LANGUAGES
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_sources
from hiden.guideline.patent_or_secret import (
    DecisionRules,
    advise,
    load_decision_rules,
    read_decision_rules,
)
from hiden.registry import Decision

FILE = Path(hiden.guideline.__file__).parent / "data" / "patent_or_secret.yaml"
PLANT_PROCESS = {"detectability": "none", "reverse-engineering": "hard"}
VISIBLE_SHAPE = {"detectability": "easy", "reverse-engineering": "easy"}


@pytest.fixture
def rules() -> DecisionRules:
    return load_decision_rules()


def test_without_answers_there_are_questions_and_no_recommendation(rules: DecisionRules) -> None:
    advice = advise(rules, {})

    assert advice.recommendation is Decision.UNDECIDED
    assert "Nothing is answered" in str(advice.explanation)
    assert [question.needed for question in advice.open_questions] == [True] * 2 + [False] * 6
    assert (advice.for_secret, advice.for_patent) == ((), ())


@pytest.mark.parametrize("known", [{"lifetime": "long"}, {"detectability": "none"}])
def test_without_a_needed_answer_nothing_is_recommended(
    rules: DecisionRules, known: dict[str, str]
) -> None:
    advice = advise(rules, known)

    assert advice.recommendation is Decision.UNDECIDED
    assert "needed" in str(advice.explanation)
    assert advice.for_secret


def test_a_process_nobody_can_see_is_better_kept_secret(rules: DecisionRules) -> None:
    advice = advise(rules, PLANT_PROCESS | {"lifetime": "long"})

    assert advice.recommendation is Decision.SECRET
    assert [ground.points for ground in advice.for_secret] == [3, 2, 2]
    assert advice.what_to_keep == rules.keep


def test_what_the_product_shows_is_better_patented(rules: DecisionRules) -> None:
    advice = advise(rules, VISIBLE_SHAPE)

    assert advice.recommendation is Decision.PATENT
    assert advice.for_patent[0].mark is Mark.TEXT
    assert advice.for_patent[0].sources == ("S47",)
    assert advice.what_to_keep == ()


def test_what_can_be_divided_is_patented_in_part(rules: DecisionRules) -> None:
    facts = {"detectability": "easy", "reverse-engineering": "hard", "lifetime": "long"}

    assert advise(rules, facts | {"division": "divisible"}).recommendation is Decision.BOTH
    assert advise(rules, facts | {"division": "indivisible"}).recommendation is not Decision.BOTH


def test_dividing_needs_reasons_on_both_sides(rules: DecisionRules) -> None:
    facts = PLANT_PROCESS | {"division": "divisible"}

    assert advise(rules, facts).recommendation is Decision.SECRET


def test_reasons_of_the_same_weight_decide_nothing_but_are_shown(rules: DecisionRules) -> None:
    advice = advise(rules, {"detectability": "easy", "reverse-engineering": "hard"})

    assert advice.recommendation is Decision.UNDECIDED
    assert "about the same" in str(advice.explanation)
    assert advice.for_secret
    assert advice.for_patent


def test_secrecy_is_not_recommended_for_what_will_be_published(rules: DecisionRules) -> None:
    advice = advise(rules, PLANT_PROCESS | {"publication": "planned"})

    assert advice.recommendation is Decision.UNDECIDED
    assert "publication is planned" in str(advice.explanation)


def test_whatever_is_answered_secrecy_and_publication_never_go_together(
    rules: DecisionRules,
) -> None:
    optional = [c for c in rules.criteria if c.id != "publication"]
    for options in product(*(c.options for c in optional)):
        facts = {c.id: option.id for c, option in zip(optional, options, strict=True)}
        advice = advise(rules, facts | {"publication": "planned"})

        assert advice.recommendation is not Decision.SECRET


def test_each_needed_answer_alone_can_turn_the_advice(rules: DecisionRules) -> None:
    for criterion in (c for c in rules.criteria if c.needed):
        turned = {
            advise(rules, PLANT_PROCESS | {criterion.id: option.id}).recommendation
            for option in criterion.options
        }

        assert len(turned) > 1


def test_answers_that_are_not_offered_are_all_refused(rules: DecisionRules) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        advise(rules, {"colour": "red", "lifetime": "eternal", "licence": "needed"})
    errors = [error for error in caught.value.exceptions if isinstance(error, SheetError)]

    assert {error.code for error in errors} == {ErrorCode.SHEET_ANSWER}
    assert [error.params["got"] for error in errors] == ["colour", "eternal"]
    assert errors[1].params["want"] == "short, medium, long"


def test_every_explanation_and_reason_is_said_in_both_languages(rules: DecisionRules) -> None:
    for facts in ({}, PLANT_PROCESS, VISIBLE_SHAPE, {"licence": "needed"}):
        advice = advise(rules, facts)
        texts = (advice.explanation, *(g.text for g in advice.for_secret + advice.for_patent))
        for text in texts:
            assert len({text.text(language) for language in LANGUAGES}) == 2


def test_mistakes_in_the_rules_are_all_reported(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "rules.yaml"
    text = text.replace("{id: medium,", "{id: short,", 1)
    text = text.replace(
        "{id: easy, ja: 見れば分かる,", "{id: easy, ja: 見れば分かる, secret: 1,", 1
    )
    text = text.replace("divides: true,", "secret: 1,", 1)
    text = text.replace("id: keep-secret", "id: lifetime", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read_decision_rules(path, sources=load_sources())
    errors = [error for error in caught.value.exceptions if isinstance(error, RuleError)]

    assert [(error.params["fact"], error.params["detail"]) for error in errors] == [
        ("lifetime", "the id stands twice"),
        ("short", "the id stands twice"),
        ("easy", "it speaks for both sides"),
        ("divisible", "want a reason exactly if it has points"),
    ]
