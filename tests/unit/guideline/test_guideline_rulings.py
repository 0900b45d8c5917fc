# SPDX-License-Identifier: Apache-2.0
"""The check sheet decides the decided cases as the courts did, and on the facts they named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from tests.unit.guideline.plain_yaml import write_plain

from hiden.foundation.ids import secret_id
from hiden.guideline.assessment import assess
from hiden.guideline.grid import load_sources
from hiden.guideline.items import Unit
from hiden.guideline.rulings import Held, Holding, Ruling, load_rulings, read_rulings
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import (
    Answer,
    Answers,
    Evidence,
    EvidenceKind,
    Requirement,
    SecretFacts,
    Strength,
)
from hiden.law import Mark
from hiden.registry import Level

SHEET = load_sheet()
RULINGS = load_rulings()
CODE = secret_id("TS-01")
FILE = resources.files("hiden.guideline").joinpath("data", "rulings.yaml")
BEST = {item.id: item.best.id for item in SHEET.items}

HOLDINGS = [
    (ruling, holding, requirement)
    for ruling in RULINGS.values()
    for holding in ruling.holdings
    for requirement in holding.about
]
AFFIRMED = [case for case in HOLDINGS if case[1].held is Held.AFFIRMED]
DENIED = [case for case in HOLDINGS if case[1].held is Held.DENIED]


def _name(part: object) -> str:
    return part.id if isinstance(part, Ruling) else str(getattr(part, "held", part))


def _strength(
    facts: Mapping[str, str], requirement: Requirement, on: dt.date, *, shown: bool = True
) -> Strength:
    evidence = (Evidence(kind=EvidenceKind.DOCUMENT, on=on),) if shown else ()
    given = {
        item: Answer(item=item, option=option, evidence=evidence) for item, option in facts.items()
    }
    answers = Answers(
        sheet=SHEET.id,
        organisation={i: a for i, a in given.items() if SHEET.by_id[i].unit is Unit.ORGANISATION},
        secrets=(SecretFacts(code=CODE, title="架空の秘密", level=Level.SECRET),),
        by_secret={CODE: {i: a for i, a in given.items() if SHEET.by_id[i].unit is Unit.SECRET}},
    )
    return assess(SHEET, answers, on=on).secrets[0].strength(requirement)


def _without(facts: Mapping[str, str], items: Iterable[str]) -> dict[str, str]:
    return {item: option for item, option in facts.items() if item not in set(items)}


def _weakens_a_perfect_file(holding: Holding) -> bool:
    """Whether a fact that decided limits the verdict to weak, whatever else there is."""
    return any(
        SHEET.by_id[item].option(holding.facts[item]).bar is Strength.WEAK
        for item in holding.decisive
    )


@pytest.mark.parametrize(("ruling", "holding", "requirement"), HOLDINGS, ids=_name)
def test_the_sheet_decides_as_the_court_did(
    ruling: Ruling, holding: Holding, requirement: Requirement
) -> None:
    got = _strength(holding.facts, requirement, ruling.acted_until)

    assert (got is not Strength.WEAK) is (holding.held is Held.AFFIRMED)


@pytest.mark.parametrize(("ruling", "holding", "requirement"), AFFIRMED, ids=_name)
def test_each_decisive_fact_carries_what_was_affirmed(
    ruling: Ruling, holding: Holding, requirement: Requirement
) -> None:
    for item in holding.decisive:
        facts = _without(holding.facts, [item])

        assert _strength(facts, requirement, ruling.acted_until) is Strength.WEAK


@pytest.mark.parametrize(("ruling", "holding", "requirement"), DENIED, ids=_name)
def test_the_decisive_facts_done_right_would_have_turned_what_was_denied(
    ruling: Ruling, holding: Holding, requirement: Requirement
) -> None:
    perfect = _weakens_a_perfect_file(holding)
    denied = {**BEST, **holding.facts} if perfect else dict(holding.facts)
    done_right = {**denied, **{item: BEST[item] for item in holding.decisive}}

    assert _strength(denied, requirement, ruling.acted_until) is Strength.WEAK
    assert _strength(done_right, requirement, ruling.acted_until) is not Strength.WEAK


def test_gaps_in_access_do_not_defeat_what_a_login_for_all_does() -> None:
    ruling = RULINGS["CASE-JP-20"]
    gaps = ruling.holdings[0].facts
    secrecy, on = Requirement.SECRECY, ruling.acted_until

    assert _strength(gaps, secrecy, on) is Strength.ARGUABLE
    assert _strength({**gaps, "access": "login"}, secrecy, on) is Strength.WEAK


def test_a_login_for_all_keeps_even_a_perfect_file_from_being_strong() -> None:
    on = RULINGS["CASE-JP-27"].acted_until

    assert _strength({**BEST, "access": "login"}, Requirement.SECRECY, on) is Strength.ARGUABLE


def test_the_reasons_of_a_verdict_cite_the_cases_with_the_same_fact() -> None:
    assert SHEET.cited["access", "login"] == ("CASE-JP-27",)
    assert SHEET.cited["benefit", "rival-gains"] == ("CASE-JP-20", "CASE-JP-21")


def test_the_cases_are_those_that_the_law_knows_with_their_marks() -> None:
    assert {ruling.id: ruling.mark for ruling in RULINGS.values()} == {
        "CASE-JP-06": Mark.SECONDARY,
        "CASE-JP-11": Mark.SECONDARY,
        "CASE-JP-12": Mark.TEXT,
        "CASE-JP-20": Mark.SECONDARY,
        "CASE-JP-21": Mark.SECONDARY,
        "CASE-JP-27": Mark.SECONDARY,
    }


def test_a_ruling_is_told_in_both_languages() -> None:
    said = RULINGS["CASE-JP-27"].wording

    assert "無罪" in said.text("ja")
    assert "acquitted" in said.text("en")
    assert [held.message.text("ja") for held in Held] == ["裁判所が肯定", "裁判所が否定"]


def _read(spoil: Callable[[list[dict[str, Any]]], object], path: Path) -> Mapping[str, Ruling]:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    spoil(data["rulings"])
    write_plain(path, data)
    return read_rulings(path, sources=load_sources())


@pytest.mark.parametrize(
    ("spoil", "detail"),
    [
        (lambda r: r.append(r[0]), "the id stands twice"),
        (lambda r: r[0].update(sources=["LAW-S999"]), "the source LAW-S999 is not in sources.yaml"),
        (lambda r: r[0].update(acted_until=r[0]["decisions"][0]["decided_on"]), "before the acts"),
        (lambda r: r[0]["holdings"][0].update(decisive=["use"]), "use is not among the facts"),
        (lambda r: r[0]["holdings"][0].update(derived=["cost"]), "cost is not among the facts"),
    ],
)
def test_wrong_rulings_are_refused(
    spoil: Callable[[list[dict[str, Any]]], object], detail: str, tmp_path: Path
) -> None:
    with pytest.raises(ExceptionGroup) as refused:
        _read(spoil, tmp_path / "rulings.yaml")

    assert [detail in str(error) for error in refused.value.exceptions] == [True]


def test_claims_alone_affirm_as_well() -> None:
    ruling = RULINGS["CASE-JP-11"]
    for holding in ruling.holdings:
        for requirement in holding.about:
            got = _strength(holding.facts, requirement, ruling.acted_until, shown=False)

            assert got is Strength.ARGUABLE


def test_a_judgment_is_no_text_of_the_law() -> None:
    said = {
        mark: {ruling.mark_message.text("ja") for ruling in RULINGS.values() if ruling.mark is mark}
        for mark in (Mark.TEXT, Mark.SECONDARY)
    }

    assert said == {Mark.TEXT: {"判決文で確認"}, Mark.SECONDARY: {"判決の解説・報道で確認"}}
    assert str(RULINGS["CASE-JP-12"].mark_message) == "read in the judgment"


@pytest.mark.parametrize("mark", [Mark.DERIVED, Mark.MEMORY])
def test_what_was_read_nowhere_says_so_of_a_judgment_as_of_a_law(mark: Mark) -> None:
    assert attrs.evolve(RULINGS["CASE-JP-12"], mark=mark).mark_message == mark.message
