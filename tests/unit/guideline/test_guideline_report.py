# SPDX-License-Identifier: Apache-2.0
"""The report of an assessment: the weakest first, cut where it is long, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs
import pytest

from hiden.foundation.ids import secret_id
from hiden.foundation.language import Language
from hiden.foundation.paper import Heading, Items, Paper, Paragraph, Picture, Table
from hiden.guideline import report as module
from hiden.guideline.assessment import assess
from hiden.guideline.coverage import coverage
from hiden.guideline.grid import load_grid
from hiden.guideline.items import Unit
from hiden.guideline.plan import make_plan
from hiden.guideline.report import Report, report
from hiden.guideline.results import SecretAssessment
from hiden.guideline.sheet import load_sheet
from hiden.guideline.tallies import tallies_of, verdict_name, weakest, weakest_first
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
SHOWN = (Evidence(kind=EvidenceKind.DOCUMENT, on=DAY),)
BEST = {
    item.id: Answer(item=item.id, option=item.best.id, evidence=SHOWN)
    for item in SHEET.items
    if item.unit is Unit.SECRET
}
CLAIMED = {name: Answer(item=name, option=answer.option) for name, answer in BEST.items()}


def _report(given: Iterable[tuple[str, dict[str, Answer], bool]]) -> Report:
    listed = tuple(given)
    answers = Answers(
        sheet=SHEET.id,
        company=Company(name="架空製作所"),
        secrets=tuple(
            SecretFacts(
                code=secret_id(code),
                title="架空",
                level=Level.SECRET,
                is_shown_to_partners=partners,
            )
            for code, _, partners in listed
        ),
        by_secret={secret_id(code): answers for code, answers, _ in listed},
    )
    assessment = assess(SHEET, answers, on=DAY)
    return Report(
        sheet=SHEET,
        assessment=assessment,
        secrets=assessment.secrets,
        plan=make_plan(SHEET, assessment, answers.company),
        cells=coverage(load_grid(), {}, state=lambda _: AnswerState.CLAIMED),
        company=answers.company.name,
    )


def _tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_the_weakest_secret_goes_first_and_what_is_evidenced_goes_last() -> None:
    found = _report([("A", BEST, False), ("B", CLAIMED, False), ("D", {}, False), ("C", {}, False)])

    assert [one.secret.code for one in weakest_first(found.assessment.secrets)] == list("CDBA")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_report_says_first_whose_sheet_it_is(language: Language) -> None:
    paper = report(_report([("A", BEST, True), ("B", {}, False)]), language=language)

    assert paper.notice == SHEET.note.wording.text(language)
    assert (paper.subtitle, paper.dated, paper.language) == ("架空製作所", DAY, language)
    assert [type(block) for block in paper.blocks] == [
        *(Heading, Table, Items),
        *(Heading, Picture, Table),
        *(Heading, Table) * 3,
    ]


def test_a_report_counts_the_secrets_of_each_verdict() -> None:
    paper = report(_report([("A", BEST, True), ("B", {}, False)]), language="en")
    tally, cover, verdicts, gaps, steps = _tables(paper)

    assert tally.header == ("Requirement", "Strong", "Arguable", "Weak", "Number of secrets")
    assert [row[1:] for row in tally.rows] == [
        ("1", "0", "1", "2"),
        ("1", "0", "0", "1"),
        ("1", "0", "1", "2"),
        ("1", "0", "1", "2"),
    ]
    assert cover.rows[0][1] == "0 / 0 / 7"
    assert [row[0] for row in verdicts.rows] == ["B", "A"]
    assert verdicts.rows[0][3] == "–"
    assert verdicts.rows[0][-1].startswith("0/")
    assert [row[0] for row in gaps.rows].count("B") == module.GAPS_SHOWN
    assert {row[1] for row in steps.rows} == {"Legal minimum", "Beyond the minimum"}


def test_a_long_list_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECRETS_SHOWN", 2)
    paper = report(_report((code, {}, False) for code in "ABC"), language="en")

    assert Paragraph(text="The 2 weakest of 3 secrets are shown.") in paper.blocks
    assert [row[0] for row in _tables(paper)[2].rows] == ["A", "B"]


def test_all_secrets_are_counted_even_if_only_some_are_listed() -> None:
    found = _report([("A", BEST, False), ("B", {}, False)])
    paper = report(attrs.evolve(found, secrets=found.secrets[1:]), language="en")
    tally, _, listed, *_ = _tables(paper)

    assert tally.rows[0][-1] == "2"
    assert [row[0] for row in listed.rows] == ["B"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_open_contradictions_are_counted_where_somebody_looked(language: Language) -> None:
    found = attrs.evolve(_report([("A", BEST, False)]), contradictions=0)
    said = [b.text for b in report(found, language=language).blocks if isinstance(b, Paragraph)]

    assert said == [
        {
            "en": "Open contradictions between answers and what was seen: 0.",
            "ja": "回答と確認結果の食い違い（未対応）：0件",
        }[language]
    ]


def test_verdicts_have_names_in_both_languages() -> None:
    partners = verdict_name(Requirement.SECRECY, Addressee.PARTNERS)

    assert str(partners) == "secrecy management, towards business partners"
    assert partners.text("ja") == "秘密管理性（取引先に対して）"
    assert verdict_name(Requirement.USEFULNESS, None).text("ja") == "有用性"
    assert [one.message.text("ja") for one in Strength] == ["弱い", "争える", "強い"]


def test_a_secret_stands_as_its_weakest_verdict() -> None:
    secrecy = {item.id for item in SHEET.items if item.requirement is Requirement.SECRECY}
    one_sided = {name: answer for name, answer in BEST.items() if name not in secrecy}
    found = _report([("A", one_sided, False), ("B", BEST, False)]).assessment.secrets

    assert found[0].strength(Requirement.USEFULNESS) is Strength.STRONG
    assert [weakest(judged) for judged in found] == [Strength.WEAK, min_of(found[1])]


def min_of(judged: SecretAssessment) -> Strength:
    """Return the weakest verdict the slow way."""
    held = {verdict.strength for verdict in judged.verdicts}
    return next(strength for strength in Strength if strength in held)


def test_every_verdict_is_counted_once_for_each_secret_that_has_it() -> None:
    found = _report([("A", BEST, True), ("B", {}, False)])
    tallies = tallies_of(found.assessment.secrets)

    assert [tally.total for tally in tallies] == [2, 1, 2, 2]
    assert list(tallies[0].counts) == [Strength.STRONG, Strength.ARGUABLE, Strength.WEAK]
    assert [tally.total for tally in tallies_of([])] == [0, 0, 0, 0]
