# SPDX-License-Identifier: Apache-2.0
"""The report of an assessment: the weakest first, cut where it is long, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest

from hiden.foundation.ids import secret_id
from hiden.foundation.language import Language
from hiden.foundation.paper import Heading, Paragraph, Table
from hiden.guideline import report as module
from hiden.guideline.assessment import assess
from hiden.guideline.coverage import coverage
from hiden.guideline.grid import load_grid
from hiden.guideline.items import Unit
from hiden.guideline.plan import make_plan
from hiden.guideline.report import Report, report, strength_word, verdict_name, weakest_first
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
        plan=make_plan(SHEET, assessment, answers.company),
        cells=coverage(load_grid(), {}, state=lambda _: AnswerState.CLAIMED),
        company=answers.company.name,
    )


def test_the_weakest_secret_goes_first_and_what_is_evidenced_goes_last() -> None:
    found = _report([("A", BEST, False), ("B", CLAIMED, False), ("D", {}, False), ("C", {}, False)])

    assert [one.secret.code for one in weakest_first(found.assessment.secrets)] == list("CDBA")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_report_says_first_whose_sheet_it_is(language: Language) -> None:
    paper = report(_report([("A", BEST, True), ("B", {}, False)]), language=language)

    assert paper.notice == SHEET.note.wording.text(language)
    assert (paper.subtitle, paper.dated, paper.language) == ("架空製作所", DAY, language)
    assert [type(block) for block in paper.blocks] == [Heading, Table] * 5


def test_a_report_counts_the_secrets_of_each_verdict() -> None:
    paper = report(_report([("A", BEST, True), ("B", {}, False)]), language="en")
    tally, cover, verdicts, gaps, steps = (b for b in paper.blocks if isinstance(b, Table))

    assert tally.header == ("Requirement", "strong", "arguable", "weak", "Number of secrets")
    assert [row[1:] for row in tally.rows] == [
        ("1", "0", "1", "2"),
        ("1", "0", "0", "1"),
        ("1", "0", "1", "2"),
        ("1", "0", "1", "2"),
    ]
    assert cover.rows[0][1] == "0 / 0 / 7"
    assert [row[0] for row in verdicts.rows] == ["B", "A"]
    assert verdicts.rows[0][3] == "–"
    assert [row[0] for row in gaps.rows].count("B") == module.GAPS_SHOWN
    assert {row[1] for row in steps.rows} == {"legal minimum", "beyond the minimum"}


def test_a_long_list_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECRETS_SHOWN", 2)
    paper = report(_report((code, {}, False) for code in "ABC"), language="en")

    assert Paragraph(text="The 2 weakest of 3 secrets are shown.") in paper.blocks
    assert [row[0] for block in paper.blocks[5:6] for row in getattr(block, "rows", ())] == [
        "A",
        "B",
    ]


def test_verdicts_have_names_and_words_in_both_languages() -> None:
    partners = verdict_name(Requirement.SECRECY, Addressee.PARTNERS)

    assert str(partners) == "secrecy management, towards business partners"
    assert partners.text("ja") == "秘密管理性（取引先に対して）"
    assert verdict_name(Requirement.USEFULNESS, None).text("ja") == "有用性"
    assert [strength_word(one, "ja") for one in Strength] == ["弱い", "争える", "強い"]
    assert [strength_word(one, "en") for one in Strength] == ["weak", "arguable", "strong"]
