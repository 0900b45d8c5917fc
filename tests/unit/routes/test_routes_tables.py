# SPDX-License-Identifier: Apache-2.0
"""The tables behind findings are whole, and tables that are not are refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import hiden.routes
from hiden.foundation.errors import ErrorCode, RuleError
from hiden.law import load_law
from hiden.routes import Origin, Route, load_tables
from hiden.routes.facts import Strength
from hiden.routes.figures import chance_wording, count_text, covered, percent_text
from hiden.routes.tables import Figures, GradeRow, read_tables

FOLDER = Path(hiden.routes.__file__).parent / "tables"


def test_the_tables_are_read_once() -> None:
    assert load_tables() is load_tables()


def test_every_row_has_both_languages_and_sources_that_exist() -> None:
    sources = load_law().sources
    for row in load_tables().rows():
        assert not row.ja.isascii()
        assert row.en.isascii() or "秘密管理性" in row.en
        assert set(row.sources) <= set(sources)
        assert bool(row.sources) == (row.basis != "house")


def test_every_origin_has_one_row() -> None:
    assert sorted(Origin) == sorted(row.id for row in load_tables().origins)


def test_every_route_has_an_origin() -> None:
    assert set(Route) == {row.route for row in load_tables().origins}


def test_every_strength_has_a_rule() -> None:
    assert set(Strength) == {row.strength for row in load_tables().grading}


def test_no_file_has_an_escape() -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        assert not re.search(r"\\[xuU]", path.read_text(encoding="utf-8")), path


def test_a_row_without_requirements_never_holds() -> None:
    row = GradeRow(id="X", ja="x", en="x", basis="house", sources=(), strength=Strength.STRONG)
    all_of_it = Figures(share_of_secret=1, share_of_document=1, longest=10**6, error_chance=1e-30)

    assert not row.is_held(all_of_it)


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "detail"),
    [
        ("steps", "id: STEP-QUIET", "id: STEP-PRESERVE", "STEP-PRESERVE", "twice"),
        ("steps", "routes: [cyber]", "routes: [air]", "STEP-CONTAIN", "route air"),
        ("steps", "strengths: [strong, moderate]", "strengths: [huge]", "STEP-DEVICE", "huge"),
        ("steps", "basis: law, sources: [S01]", "basis: law, sources: []", "STEP-SECRECY", "0"),
        ("cautions", "basis: house, sources: []", "basis: house, sources: [S01]", "NOT-WRONG", "1"),
        ("cautions", "routes: [cyber]", "routes: [air]", "NOT-ATTACKER", "route air"),
        ("origins", "id: leak-site", "id: leaks", "leak-site", "no row"),
        ("origins", "id: leak-site", "id: leaks", "leaks", "no such origin"),
        ("grading", "otherwise: true", "longest: 1", "GRADE-W", "otherwise"),
        ("grading", "longest: 120, error_chance: 0.001", "otherwise: true", "GRADE-M2", "last row"),
        ("grading", "longest: 120, error_chance: 0.001,", "", "GRADE-M2", "requirements"),
        ("grading", "otherwise: true", "otherwise: true, longest: 1", "GRADE-W", "requirements"),
    ],
)
def test_tables_that_are_not_whole_are_refused(
    tmp_path: Path, name: str, old: str, new: str, rule: str, detail: str
) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(FOLDER, folder)
    path = folder / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ExceptionGroup) as caught:
        read_tables(folder)

    errors = [error for error in caught.value.exceptions if isinstance(error, RuleError)]
    assert {ErrorCode.LAW_RULE} == {error.code for error in errors}
    assert any(
        rule == error.params["rule"] and detail in str(error.params["detail"]) for error in errors
    ), [str(error) for error in errors]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0"),
        (1.0, "100"),
        (0.29, "29"),
        (0.82, "82"),
        (0.005, "0.5"),
        (0.0994, "9.9"),
        (0.9949, "99"),
        (0.996, "99"),
        (0.99951, "99.9"),
        (0.000001, "0.1"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float, text: str) -> None:
    assert text == percent_text(share)


@pytest.mark.parametrize(
    ("chance", "ja", "en"),
    [
        (1.0, "約100%", "about 100%"),
        (0.36, "約36%", "about 36%"),
        (0.1, "10分の1以下", "at most 1 in 10"),
        (0.05, "10分の1以下", "at most 1 in 10"),
        (1e-4, "1万分の1以下", "at most 1 in 10,000"),
        (3e-7, "100万分の1以下", "at most 1 in 1,000,000"),
        (1e-8, "1億分の1以下", "at most 1 in 100,000,000"),
        (1e-30, "1兆分の1以下", "at most 1 in 1,000,000,000,000"),
    ],
)
def test_a_chance_is_said_as_an_upper_bound(chance: float, ja: str, en: str) -> None:
    assert ja == chance_wording(chance).text("ja")
    assert en == chance_wording(chance).text("en")


def test_counts_have_separators() -> None:
    assert count_text(1_234_567) == "1,234,567"


@pytest.mark.parametrize(
    ("ranges", "count"),
    [
        ([], 0),
        ([(0, 5)], 5),
        ([(0, 5), (5, 7)], 7),
        ([(3, 9), (0, 5)], 9),
        ([(0, 10), (2, 4), (8, 12)], 12),
        ([(0, 1), (9, 10)], 2),
    ],
)
def test_every_position_is_counted_once(ranges: list[tuple[int, int]], count: int) -> None:
    assert count == covered(ranges)
    assert count == len({position for start, end in ranges for position in range(start, end)})
