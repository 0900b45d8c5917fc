# SPDX-License-Identifier: Apache-2.0
"""``hiden guideline`` as a person runs it: alone without a workspace, and in a small company."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.integration.conftest import Command

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "answers.yaml"
DAY = "2026-11-23"
WRONG = """\
sheet: hiden-2026
organisation:
  rules: maybe
measures:
  E-P4-3: sometimes
secrets:
  - code: A-1
    title: 架空の秘密
    level: 秘
    answers:
      marking: loud
      weather: fine
"""
SPOILED = """\
sheet: hiden-2026
colour: red
secrets:
  - code: A-1
    title: ""
    level: 超秘
"""
ICACLS = """\
D:\\Secrets\\recipe.txt BUILTIN\\Administrators:(F)
                       NT AUTHORITY\\Authenticated Users:(R)
                       SAMPLE\\taro:(M)

Successfully processed 1 files; Failed processing 0 files
"""
ALONE: list[list[object]] = [
    ["assess", EXAMPLE, "--on", DAY],
    ["sheet"],
    ["compare", EXAMPLE, EXAMPLE],
    ["grid"],
    ["show", "E-P4-3"],
    ["history"],
    ["survey"],
    ["procedure"],
    ["packs"],
    ["packs", "food"],
    ["permissions", EXAMPLE.parent],
    ["markings", EXAMPLE],
    ["paper", "list"],
]
RUN_ALL = """
import json, sys
from hiden.cli.main import app
for words in json.loads(sys.argv[1]):
    app(["guideline", *words], standalone_mode=False)
assert "django" not in sys.modules, "django is loaded"
"""


def _run_all(hiden: Command, *, language: str, as_json: bool) -> str:
    """Run everything that needs no workspace, in one process; return what it answers."""
    words = [[*map(str, each), *(["--json"] if as_json else [])] for each in ALONE]
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL, json.dumps(words)],
        env={**hiden.environment, "HIDEN_LANG": language},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_needs_no_workspace_makes_none_and_loads_no_django(hiden: Command) -> None:
    english = _run_all(hiden, language="en", as_json=False)
    japanese = _run_all(hiden, language="ja", as_json=False)

    assert "Verdicts on each secret" in english
    assert "秘密ごとの判定" in japanese
    assert "The plan, first things first" not in japanese
    assert not hiden.home.exists()


def test_what_needs_no_workspace_answers_programs_too(hiden: Command) -> None:
    answers = [
        json.loads(line)
        for line in _run_all(hiden, language="en", as_json=True).split("\n")
        if line
    ]

    assert len(answers) == len(ALONE)
    assert all(answers)


def test_the_example_is_judged_with_reasons_cases_and_a_plan(hiden: Command) -> None:
    shown = hiden("guideline", "assess", EXAMPLE, "--on", DAY).stdout

    assert re.search(r"KA-01 +strong +strong +arguable +arguable", shown)
    assert re.search(r"KA-03 +weak +– +weak +weak", shown)
    assert "claimed, not evidenced: " in shown
    assert "CASE-JP-06: Benesse" in shown
    assert "The plan, first things first" in shown
    assert "It is not the check sheet of the Ministry" in shown


def test_an_assessment_for_programs_has_verdicts_gaps_and_steps(hiden: Command) -> None:
    answer = hiden.json("guideline", "assess", EXAMPLE, "--on", DAY)
    strengths = {
        secret["code"]: [verdict["strength"] for verdict in secret["verdicts"]]
        for secret in answer["assessment"]["secrets"]
    }
    steps = answer["plan"]["steps"]

    assert strengths == {
        "KA-01": ["strong", "strong", "arguable", "arguable"],
        "KA-02": ["arguable", "arguable", "arguable"],
        "KA-03": ["weak", "weak", "weak"],
    }
    assert all(
        verdict["reasons"] for s in answer["assessment"]["secrets"] for verdict in s["verdicts"]
    )
    assert [step["tier"] for step in steps] == sorted(step["tier"] for step in steps)
    assert answer["assessment"]["on"] == answer["plan"]["on"] == DAY


def test_evidence_counts_as_of_the_day_asked_for(hiden: Command) -> None:
    later = hiden.json("guideline", "assess", EXAMPLE, "--on", "2036-01-01")
    first = later["assessment"]["secrets"][0]

    assert [verdict["strength"] for verdict in first["verdicts"]] == ["arguable"] * 4


def test_a_report_is_a_pdf(hiden: Command, tmp_path: Path) -> None:
    said = hiden("guideline", "assess", EXAMPLE, "--pdf", tmp_path / "report.pdf").stdout

    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert "report.pdf is written." in said


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            WRONG,
            [
                "line 3, $.organisation.rules:",
                "line 5, $.measures.E-P4-3:",
                "line 11, $.secrets.A-1.marking:",
                "line 12, $.secrets.A-1:",
            ],
        ),
        (SPOILED, ["line 2, ", "line 5, $.secrets[0].title:", "line 6, $.secrets[0].level:"]),
    ],
)
def test_every_mistake_is_listed_with_its_line(
    hiden: Command, tmp_path: Path, text: str, places: list[str]
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")

    said = hiden("guideline", "assess", file, expect=3).stderr.splitlines()

    assert len(said) == len(places)
    if text is WRONG:
        assert all(place in line for place, line in zip(places, said, strict=True))
    else:
        assert all(any(place in line for line in said) for place in places[1:])


def test_a_file_that_is_not_there_is_said(hiden: Command, tmp_path: Path) -> None:
    said = hiden("guideline", "assess", tmp_path / "none.yaml", expect=3).stderr

    assert "does not exist" in said


def test_a_blank_file_can_be_assessed_and_is_not_written_over(
    hiden: Command, tmp_path: Path
) -> None:
    file = tmp_path / "answers.yaml"
    hiden("guideline", "sheet", "--blank", file)

    (judged,) = hiden.json("guideline", "assess", file)["assessment"]["secrets"]
    assert {one["strength"] for one in judged["strengths"].values()} == {"weak"}
    hiden("guideline", "sheet", "--blank", file, expect=2)


def test_a_blank_file_can_hold_the_secrets_of_a_register(hiden: Command, tmp_path: Path) -> None:
    register, file = tmp_path / "register.csv", tmp_path / "answers.yaml"
    register.write_text("管理番号,名称,秘密区分\nT-1,塗工条件,極秘\n", encoding="utf-8")
    hiden("guideline", "sheet", "--blank", file, "--register", register)

    (judged,) = hiden.json("guideline", "assess", file)["assessment"]["secrets"]
    assert (judged["code"], judged["level"]) == ("T-1", "top_secret")


def test_the_sheet_shows_its_weights_and_thresholds(hiden: Command) -> None:
    sheet = hiden.json("guideline", "sheet")

    assert sheet["items"]["designation"]["weight"] == 11
    assert sheet["thresholds"][0] == {
        "requirement": "secrecy",
        "addressee": "employees",
        "arguable": 16,
        "strong": 60,
    }


def test_a_comparison_tells_what_became_better_and_what_worse(
    hiden: Command, tmp_path: Path
) -> None:
    after = tmp_path / "after.yaml"
    changed = EXAMPLE.read_text(encoding="utf-8")
    changed = changed.replace("identification: general", "identification: specific")
    changed = changed.replace("practice: mostly", "practice: paper-only")
    after.write_text(changed.replace("- code: KA-02", "- code: KA-99"), encoding="utf-8")

    difference = hiden.json("guideline", "compare", EXAMPLE, after, "--on", DAY)
    shown = hiden("guideline", "compare", EXAMPLE, after, "--on", DAY).stdout
    moved = {
        (secret["code"], verdict["requirement"], verdict["addressee"]): verdict["after"]
        for secret in difference["secrets"]
        for verdict in secret["verdicts"]
        if verdict["before"] != verdict["after"]
    }

    assert (difference["added"], difference["removed"]) == (["KA-99"], ["KA-02"])
    assert moved["KA-01", "secrecy", "employees"] == "weak"
    assert moved["KA-03", "usefulness", None] == "arguable"
    assert "New secrets: KA-99" in shown
    assert "Secrets that are gone: KA-02" in shown


def test_the_grid_is_filtered_by_aim_and_people(hiden: Command) -> None:
    answer = hiden.json("guideline", "grid", "--aim", "P1", "--people", "employees")
    all_measures = hiden.json("guideline", "grid")["measures"]

    assert {one["id"][:5] for one in answer["measures"]} == {"E-P1-"}
    assert all(one["mark_text"] and one["sources"] for one in all_measures)
    assert len(all_measures) == 82
    assert "P1, P2, P3, P4, P5" in hiden("guideline", "grid", "--aim", "P9", expect=2).stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("e-p4-3", "GM-PHY-03 → E-P4-3"),
        ("CASE-JP-20", "Tokyo District Court, 9 Dec 2022"),
        ("TO-01", "(unverified)"),
        ("GL-2025", "since"),
    ],
)
def test_any_piece_is_shown_with_its_mark_and_sources(hiden: Command, name: str, said: str) -> None:
    shown = hiden("guideline", "show", name).stdout

    assert said in shown
    assert "How well it is verified: " in shown
    assert "Where it was read" in shown


def test_a_piece_for_programs_names_every_source(hiden: Command) -> None:
    answer = hiden.json("guideline", "show", "E-P4-3")
    cited = {source for crossing in answer["crossings"] for source in crossing["sources"]}

    assert answer["sources"]
    assert {*answer["sources"], *cited} == set(answer["source_texts"])


def test_an_unknown_piece_names_close_ones(hiden: Command) -> None:
    assert "E-P4-3" in hiden("guideline", "show", "E-P4-33", expect=3).stderr


def test_the_old_sheet_has_no_score(hiden: Command) -> None:
    answer = hiden.json("guideline", "history")

    assert set(answer) == {"statement", "as_of", "about", "items"}
    assert "cannot be scored" in hiden("guideline", "history").stdout


def test_every_figure_has_year_base_and_mark(hiden: Command) -> None:
    answer = hiden.json("guideline", "survey")
    values = [
        value
        for series in answer["series"]
        for figure in series["figures"]
        for value in figure["values"]
    ]

    assert values
    assert all(answer["editions"][value["edition"]]["year"] for value in values)
    assert all(value["base"] in answer["bases"] and value["mark"] for value in values)
    assert answer["warning"]["text"] in hiden("guideline", "survey").stdout


def test_an_export_of_icacls_tells_who_can_read(hiden: Command, tmp_path: Path) -> None:
    export = tmp_path / "acl.txt"
    export.write_text(ICACLS, encoding="utf-8")

    answer = hiden.json("guideline", "permissions", export)

    assert answer["everybody"] == ["D:\\Secrets\\recipe.txt"]
    assert {reader["who"]: reader["kind"] for reader in answer["readers"]} == {
        "BUILTIN\\Administrators": "technical",
        "NT AUTHORITY\\Authenticated Users": "everybody",
        "SAMPLE\\taro": "named",
    }
    assert "Everybody who can log in can read" in hiden("guideline", "permissions", export).stdout


def test_markings_are_found_in_text_and_name_and_what_is_unread_is_listed(
    hiden: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "recipe.txt").write_text("【極秘】架空の配合\n", encoding="utf-8")
    (folder / "notice.txt").write_text("秘書室からのお知らせ\n", encoding="utf-8")
    (folder / "社外秘_broken.docx").write_bytes(b"\0\1\2")

    rows = {Path(row["file"]).name: row for row in hiden.json("guideline", "markings", folder)}
    shown = hiden("guideline", "markings", folder).stdout

    assert rows["recipe.txt"]["markings"][0]["level"] == "top_secret"
    assert rows["recipe.txt"]["markings"][0]["where"] == "text"
    assert not rows["notice.txt"]["is_marked"]
    assert rows["社外秘_broken.docx"]["markings"][0]["where"] == "file_name"
    assert rows["社外秘_broken.docx"]["problems"]
    assert "2 of 3 files are marked." in shown
    assert "Could not look" in shown


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of the secrets of the example."""
    file = tmp_path_factory.mktemp("register") / "register.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        ["管理番号", "名称", "秘密区分", "管理責任者", "開示範囲", "開示先", "次回見直し日"]
    )
    sheet.append(
        ["KA-01", "架空材の塗工条件", "極秘", "製造部長", "製造係", "見本商事", "2027-03-31"]
    )
    sheet.append(["KA-02", "架空の仕切価格", "秘", "営業部長", "営業係", "", "2026-12-31"])
    sheet.append(["KA-03", "架空の検査治具", "社外秘", "品質部長", "検査係", "", ""])
    book.save(file)
    return file


def test_a_document_is_made_from_a_register_without_a_workspace(
    hiden: Command, register: Path, tmp_path: Path
) -> None:
    make = ("guideline", "paper", "make")
    given = ("--set", "company=架空製作所", "--register", register)

    whole = hiden.json(*make, "designation-list", "--out", tmp_path / "a.docx", *given)
    one = hiden.json(
        *make, "designation-list", "--out", tmp_path / "b.pdf", "--secret", "KA-02", "--lang", "ja",
        "--clean", *given,
    )  # fmt: skip

    assert whole["secrets"] == ["KA-01", "KA-02", "KA-03"]
    assert one["secrets"] == ["KA-02"]
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")
    assert not hiden.home.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nda-mutual", "--out", "x.docx"], 3, "Our company"),
        (["nda-mutual", "--out", "x.pptx"], 2, ".docx, .pdf"),
        (["nda-mutual", "--out", "x.docx", "--set", "colour=red"], 2, "partner"),
        (["nda-mutual", "--out", "x.docx", "--set", "term_years=red"], 2, "whole number"),
        (["designation-list", "--out", "x.docx", "--secret", "NONE"], 3, "NONE"),
        (["no-such-paper", "--out", "x.docx"], 3, "nda-mutual"),
        (["labels", "--out", "x.docx", "--register", "none.xlsx"], 3, "does not exist"),
    ],
)
def test_a_document_that_cannot_be_made_says_what_is_wanted(
    hiden: Command, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    words = [str(tmp_path / word) if word.startswith("x.") else word for word in words]

    assert said in hiden("guideline", "paper", "make", *words, expect=code).stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def prepared(register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace that has the register and the answers."""
    hiden = Command(home=tmp_path_factory.mktemp("prepared") / "home")
    hiden("init")
    assert hiden.json("register", "import", register)["added"] == 3
    assert hiden.json("guideline", "take", EXAMPLE)["changed"] > 40
    return hiden.home


@pytest.fixture
def ready(hiden: Command, prepared: Path) -> Command:
    """A workspace of one's own that has the register and the answers."""
    shutil.copytree(prepared, hiden.home)
    return hiden


def test_answers_are_taken_once_and_judged_like_the_file(ready: Command) -> None:
    inside: Any = ready.json("guideline", "now", "--keep")
    outside = ready.json("guideline", "assess", EXAMPLE)

    def strengths(answer: Any) -> Any:
        return [
            [verdict["strength"] for verdict in secret["verdicts"]]
            for secret in answer["assessment"]["secrets"]
        ]

    assert ready.json("guideline", "take", EXAMPLE)["changed"] == 0
    assert strengths(inside) == strengths(outside)
    assert inside["kept"] == 1
    assert "kept as number 2" in ready("guideline", "now", "--keep").stdout
    assert "of today" in ready("guideline", "now", "--keep", "--on", DAY, expect=2).stderr
    assert ready.json("guideline", "now", "--on", "2020-01-01")["assessment"]["secrets"] == []


def test_answers_about_what_is_not_registered_are_refused_whole(
    ready: Command, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("code: KA-03", "code: KA-77")
    other.write_text(text.replace("rules: in-force", "rules: none"), encoding="utf-8")

    assert "KA-77" in ready("guideline", "take", other, expect=3).stderr
    assert ready.json("guideline", "take", EXAMPLE)["changed"] == 0


def test_what_hiden_sees_contradicts_the_answers(ready: Command, tmp_path: Path) -> None:
    folder = tmp_path / "originals" / "KA-01"
    folder.mkdir(parents=True)
    (folder / "conditions.txt").write_text("架空の塗工条件 " * 60, encoding="utf-8")
    ready("index", "add", tmp_path / "originals")
    export = tmp_path / "acl.txt"
    granted = "NT AUTHORITY\\Authenticated Users:(R)"
    export.write_text(f"{folder / 'conditions.txt'} {granted}\n\n", encoding="utf-8")

    assert ready.json("guideline", "access", "import", export)["grants"] == 1
    assert ready.json("guideline", "look", "--secret", "KA-01")["secrets"] == 1
    kinds = {row["kind"]: row for row in ready.json("guideline", "contradictions")}
    shown = ready("guideline", "contradictions").stdout

    assert {"open-to-everybody", "none-marked"} <= set(kinds)
    assert all(row["secret"] == "KA-01" and row["mark_text"] for row in kinds.values())
    assert "Sapporo High Court" in shown
    assert "were looked at" in ready("guideline", "look").stdout
    assert ready.json("ledger", "verify")["sound"]


def test_without_contradictions_the_way_to_look_is_shown(ready: Command) -> None:
    assert "hiden guideline look" in ready("guideline", "contradictions").stdout
    assert ready.json("guideline", "contradictions", "--all") == []


def test_a_link_is_shown_once_and_leads_to_the_confirmation(ready: Command) -> None:
    asked = ready.json("guideline", "ask", "Sample", "--secret", "KA-01", "--due", "2027-01-31")
    shown = ready("guideline", "ask", "Sample", "--lang", "ja").stdout

    assert re.fullmatch(r"/acknowledge/[\w-]{20,}/", asked["link"])
    assert "It is shown this once." in shown
    assert "NONE" in ready("guideline", "ask", "Sample", "--secret", "NONE", expect=3).stderr


def test_due_days_are_written_as_a_calendar(ready: Command, tmp_path: Path) -> None:
    count = ready.json("guideline", "calendar", "--out", tmp_path / "due.ics")["entries"]
    text = (tmp_path / "due.ics").read_text(encoding="utf-8")

    assert text.count("BEGIN:VEVENT") == count > 1
    assert "Review: KA-02" in text


def test_a_document_of_the_workspace_is_recorded_in_the_ledger(
    ready: Command, tmp_path: Path
) -> None:
    made = ready.json(
        "guideline", "paper", "make", "designation-list", "--out", tmp_path / "list.pdf",
        "--set", "company=架空製作所",
    )  # fmt: skip

    assert made["secrets"] == ["KA-01", "KA-02", "KA-03"]
    with sqlite3.connect(ready.home / "hiden.sqlite3") as database:
        acts = database.execute("select act from workspace_ledgerentry").fetchall()
    assert ("paper.issued",) in acts


@pytest.mark.parametrize("words", [["now"], ["take", EXAMPLE]])
def test_what_needs_a_workspace_says_how_to_make_one(hiden: Command, words: list[object]) -> None:
    assert "hiden init" in hiden("guideline", *words, expect=3).stderr
