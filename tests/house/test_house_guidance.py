# SPDX-License-Identifier: Apache-2.0
"""Rules about the guidance that is shipped: nothing without id, source, mark and both languages.

The loaders check what they load; this reads the files as they lie, so that none is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from hiden.foundation.language import LOCALE_DIR
from hiden.guideline.courses import load_courses
from hiden.guideline.duties import load_duties
from hiden.guideline.facts import Fact, Mark
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.history import load_history
from hiden.guideline.packs import load_packs
from hiden.guideline.papers import load_templates
from hiden.guideline.patent_or_secret import load_decision_rules
from hiden.guideline.procedure import load_procedure
from hiden.guideline.rulings import load_rulings
from hiden.guideline.sheet import load_sheet
from hiden.guideline.survey import load_survey

GUIDELINE = LOCALE_DIR.parent / "guideline"
FILES = sorted(GUIDELINE.rglob("*.yaml"))
MARKS = {mark.value for mark in Mark} | {"T", "R", "D", "M"}
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
BARE = re.compile(r"\b(measure|item|fact|step|method|clause|pattern|statement)\.(ja|en)\b")
SOURCES = load_sources()


def _content(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _pieces(value: Any, place: str = "$") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every mapping of a file with its place."""
    if isinstance(value, Mapping):
        yield place, value
        for name, part in value.items():
            yield from _pieces(part, f"{place}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _pieces(part, f"{place}[{number}]")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_text_has_both_languages_and_each_is_in_its_own(path: Path) -> None:
    wrong = [
        place
        for place, piece in _pieces(_content(path))
        if ("ja" in piece or "en" in piece)
        and not (str(piece.get("ja", "")).strip() and str(piece.get("en", "")).strip())
    ]
    english = [
        place
        for place, piece in _pieces(_content(path))
        if "en" in piece and len(JAPANESE.findall(str(piece["en"]))) > len(str(piece["en"])) / 2
    ]

    assert wrong == []
    assert english == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_marked_has_sources_that_exist_and_the_other_way_round(path: Path) -> None:
    for place, piece in _pieces(_content(path)):
        if "mark" in piece:
            assert piece["mark"] in MARKS, place
            assert piece.get("sources"), place
            assert set(piece["sources"]) <= set(SOURCES), place
        if "sources" in piece:
            assert "mark" in piece, place


def _facts() -> Iterator[Fact]:
    yield from load_grid().facts()
    yield from load_history().facts()
    yield from load_duties()
    sheet = load_sheet()
    yield sheet
    yield from sheet.items
    for course in load_courses().values():
        yield from course.facts
    for pack in load_packs().values():
        yield from (pack, *pack.questions, *pack.secrets)
    rules = load_decision_rules()
    yield from (*rules.criteria, *rules.basis, *rules.keep)
    yield from (option for criterion in rules.criteria for option in criterion.options)
    procedure = load_procedure()
    for step in procedure.steps:
        yield from (step, *step.todo, step.result, *step.questions, *step.pitfalls)
    survey = load_survey()
    yield from (survey.comparability, *survey.editions, *survey.bases, *survey.others)
    for series in survey.series:
        yield from (series, *series.figures, *series.notes)


FACTS = list(_facts())


def test_no_piece_of_guidance_is_without_id_source_mark_and_both_languages() -> None:
    assert len(FACTS) > 700
    for fact in FACTS:
        assert fact.id
        assert fact.ja.strip()
        assert fact.en.strip()
        assert isinstance(fact.mark, Mark)
        assert set(fact.sources) <= set(SOURCES)
        assert fact.sources, fact.id


def test_what_rests_on_memory_says_so_wherever_it_is_shown() -> None:
    unverified = [fact for fact in FACTS if fact.mark is Mark.MEMORY]

    assert len(unverified) > 50
    for fact in unverified:
        assert fact.wording.text("ja").endswith("（未確認）"), fact.id
        assert fact.wording.text("en").endswith("(unverified)"), fact.id


def test_what_is_our_own_cites_us_and_what_is_not_does_not_stand_on_us_alone() -> None:
    for fact in FACTS:
        if fact.mark not in {Mark.OWN, Mark.INFERRED}:
            assert set(fact.sources) != {"HIDEN"}, fact.id


def test_every_document_template_is_marked_as_our_own() -> None:
    for template in load_templates().values():
        assert template.mark is Mark.OWN
        assert template.ja
        assert template.en


def test_every_ruling_has_its_court_its_day_and_its_sources() -> None:
    for ruling in load_rulings().values():
        assert ruling.decisions
        assert set(ruling.sources) <= set(SOURCES)


def test_no_code_shows_the_bare_text_of_a_fact() -> None:
    """Pages and commands show ``.wording``, which carries the mark; never ``.ja`` or ``.en``."""
    allowed = {"sheet_json.py", "json_form.py"}
    source = LOCALE_DIR.parent
    found = [
        f"{path.relative_to(source)}:{number}"
        for room in ("web", "cli", "workspace")
        for path in sorted((source / room).rglob("*"))
        if path.suffix in {".py", ".html"} and path.name not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if BARE.search(line) and "casefold" not in line
    ]

    assert found == []
