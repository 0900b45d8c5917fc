# SPDX-License-Identifier: Apache-2.0
"""Answers as people write them, and the file to fill in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hiden.foundation.errors import SheetError
from hiden.foundation.ids import secret_id
from hiden.foundation.language import LANGUAGES, Language
from hiden.guideline import answers_file
from hiden.guideline.answers_file import read_answers
from hiden.guideline.blank_answers import blank_answers
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import Answer, Answers, Company, Evidence, EvidenceKind, SecretFacts
from hiden.registry import Level

SHEET = load_sheet()
FILLED = """\
sheet: hiden-2026
company: {name: 〇〇株式会社, employees: 45}
organisation:
  rules: in-force
  leavers:
  training:
    option: yearly
    evidence:
      - {kind: training, on: 2026-04-10, received_on: 2026-04-11, expires_on: 2027-03-31, note: 棚2}
    note: 全社
    answered_on: 2026-04-12
measures: {E-P4-3: yes, E-P4-2: no, E-P1-4: {option: yes}, E-P1-5: not-for-us}
secrets:
  - code: TS-01
    title: 塗工条件
    level: 極秘
    value_jpy: 30000000
    shown_to_partners: true
    answers: {designation: individual, marking: some}
  - {code: TS-02, title: 仕入先一覧, level: Confidential}
"""


def _read(text: str, folder: Path) -> Answers:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_answers(path)


def _mistakes(text: str, folder: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as refused:
        _read(text, folder)
    assert all(isinstance(error, SheetError) for error in refused.value.exceptions)
    return [str(error) for error in refused.value.exceptions]


def test_a_file_that_people_wrote_is_read(tmp_path: Path) -> None:
    first, second = secret_id("TS-01"), secret_id("TS-02")
    shown = Evidence(
        kind=EvidenceKind.TRAINING,
        on=dt.date(2026, 4, 10),
        received_on=dt.date(2026, 4, 11),
        expires_on=dt.date(2027, 3, 31),
        note="棚2",
    )

    assert _read(FILLED, tmp_path) == Answers(
        sheet="hiden-2026",
        company=Company(name="〇〇株式会社", employees=45),
        organisation={
            "rules": Answer(item="rules", option="in-force"),
            "training": Answer(
                item="training",
                option="yearly",
                evidence=(shown,),
                note="全社",
                answered_on=dt.date(2026, 4, 12),
            ),
        },
        measures={
            "E-P4-3": Answer(item="E-P4-3", option="yes"),
            "E-P4-2": Answer(item="E-P4-2", option="no"),
            "E-P1-4": Answer(item="E-P1-4", option="yes"),
            "E-P1-5": Answer(item="E-P1-5", option="not-for-us"),
        },
        secrets=(
            SecretFacts(
                code=first,
                title="塗工条件",
                level=Level.TOP_SECRET,
                value_jpy=30_000_000,
                is_shown_to_partners=True,
            ),
            SecretFacts(code=second, title="仕入先一覧", level=Level.CONFIDENTIAL),
        ),
        by_secret={
            first: {
                "designation": Answer(item="designation", option="individual"),
                "marking": Answer(item="marking", option="some"),
            },
            second: {},
        },
    )


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("極秘", Level.TOP_SECRET),
        ("top_secret", Level.TOP_SECRET),
        ("秘", Level.SECRET),
        ("secret", Level.SECRET),
        ("社外秘", Level.CONFIDENTIAL),
        ("confidential", Level.CONFIDENTIAL),
    ],
)
def test_levels_are_read_in_both_languages(word: str, level: Level, tmp_path: Path) -> None:
    text = f"sheet: hiden-2026\nsecrets: [{{code: A, title: b, level: {word}}}]\n"

    assert _read(text, tmp_path).secrets[0].level is level


def test_every_mistake_of_form_is_told_with_its_line(tmp_path: Path) -> None:
    text = """\
sheet: hiden-2026
company: {name: x, employees: 0}
organisation: {rules: {evidence: []}, training: {option: yearly, evidence: [word]}}
secrets:
  - {code: "", title: "", level: 特, value_jpy: -1, answers: {marking: [1]}}
  - code: 1
    title: 2
    level: 7
    value_jpy: 1.5
    answers: {marking: {option: x, evidence: [{kind: y, by_hiden: true}]}}
"""
    got = "\n".join(_mistakes(text, tmp_path))

    for part in (
        "line 2, $.company",
        "$.organisation.rules.option: missing key: option",
        "$.organisation.training.evidence[0]: got 'word', want a mapping with kind and on",
        "line 5, $.secrets[0].code: got '', want a text",
        "line 5, $.secrets[0].title: got '', want a text",
        "line 5, $.secrets[0].level: got '特', want one of top_secret (極秘)",
        "line 5, $.secrets[0].value_jpy: got -1, want a whole number of yen",
        "line 5, $.secrets[0].answers.marking.option",
        "line 6, $.secrets[1].code: got 1, want a text",
        "line 7, $.secrets[1].title: got 2, want a text",
        "line 8, $.secrets[1].level: got 7",
        "line 9, $.secrets[1].value_jpy: got 1.5",
        "line 10, $.secrets[1].answers.marking.evidence[0].kind",
        "line 10, $.secrets[1].answers.marking.evidence[0].on: missing key: on",
        "unknown key: by_hiden",
    ):
        assert part in got


def test_every_mistake_of_content_is_told(tmp_path: Path) -> None:
    text = """\
sheet: hiden-2026
organisation: {colour: red, rules: yes}
secrets: [{code: A, title: b, level: 秘, answers: {rules: in-force}}]
"""
    got = _mistakes(text, tmp_path)

    assert [error.split(", want")[0].partition(", line ")[2] for error in got] == [
        "2, $.organisation: got “colour”",
        "2, $.organisation.rules: got “yes”",
        "3, $.secrets.A: got “rules”",
    ]


def test_a_sheet_that_is_not_known_is_refused(tmp_path: Path) -> None:
    only = _mistakes("sheet: other\n", tmp_path)

    assert only == [
        f"{tmp_path / 'answers.yaml'}, line 1, $.sheet: got “other”, want one of: hiden-2026."
    ]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("", "the file is empty"),
        ("7\n", "want a mapping that begins with “sheet:”"),
        ("sheet: &a hiden-2026\ncompany: {name: *a}\n", "an alias (*) stands here"),
        ("sheet: &a [\n", "not valid YAML"),
        ("- a\n", "want a mapping that begins with “sheet:”"),
        ("sheet: hiden-2026\ncompany: 2026-13-45\n", "month must be in 1..12"),
        ("[" * 100_000, "nested deeper than 50 levels"),
        ("sheet: hiden-2026\nsheet: hiden-2026\n", "the key “sheet” stands twice"),
    ],
)
def test_what_is_no_file_of_answers_is_refused(text: str, detail: str, tmp_path: Path) -> None:
    (got,) = _mistakes(text, tmp_path)

    assert detail in got


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes("company: {name: 〇〇株式会社}".encode("cp932"))

    with pytest.raises(ExceptionGroup) as refused:
        read_answers(path)

    assert "the file is not in UTF-8" in str(refused.value.exceptions[0])


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_file, "LARGEST_FILE", 10)

    (got,) = _mistakes(FILLED, tmp_path)

    assert "want at most 10" in got


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_answers(tmp_path / "none.yaml")


SECRETS = (
    SecretFacts(
        code=secret_id("TS-01"),
        title='塗工: "条件" # 一',
        level=Level.TOP_SECRET,
        value_jpy=1_000,
        is_shown_to_partners=True,
    ),
    SecretFacts(code=secret_id("yes"), title="\x7f- no", level=Level.SECRET),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_file_can_be_read_and_answers_nothing(language: Language, tmp_path: Path) -> None:
    answers = _read(blank_answers(SHEET, SECRETS, language=language), tmp_path)

    assert answers.secrets == SECRETS
    assert not answers.organisation
    assert all(not given for given in answers.by_secret.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_file_without_secrets_can_be_read(language: Language, tmp_path: Path) -> None:
    assert _read(blank_answers(SHEET, (), language=language), tmp_path).secrets == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_file_has_every_question_and_option(language: Language) -> None:
    text = blank_answers(SHEET, SECRETS, language=language)

    for item in SHEET.items:
        assert f"# {item.id}: {item.wording.text(language)}" in text
        for option in item.options:
            assert f"{option.id} = {option.wording.text(language)}" in text


def test_a_blank_file_asks_about_partners_only_where_there_were_some() -> None:
    first, second = blank_answers(SHEET, SECRETS, language="en").split("  - code: ")[1:]

    assert "duty-partners:" in first
    assert "duty-partners:" not in second
    assert "(Only for what was shown to business partners.)" in blank_answers(
        SHEET, (), language="en"
    )


def test_a_file_that_would_unfold_without_end_is_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    (got,) = _mistakes("\n".join(lines), tmp_path)

    assert "an alias (*) stands here" in got


def test_an_ampersand_in_a_name_is_no_alias(tmp_path: Path) -> None:
    text = "sheet: hiden-2026\ncompany: {name: 甲 & 乙}\n"

    assert _read(text, tmp_path).company.name == "甲 & 乙"
