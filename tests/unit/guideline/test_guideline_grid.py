# SPDX-License-Identifier: Apache-2.0
"""The guidance is whole, says how well it is verified, and keeps the numbers of its reference."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from importlib import resources

import pytest

from hiden.foundation.language import Message, translate
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.grid_rules import Pattern
from hiden.guideline.grid_words import Document, MethodCategory, People, Precision, Relation, Topic

NAMES = (
    "aims", "clauses", "crossmap", "editions", "history_2010", "measure_types", "measures",
    "methods", "patterns", "sources", "statements",
)  # fmt: skip
SEEN = {
    "E-P1-1", "E-P4-1", "E-P4-2", "E-P4-3", "L-P4-1", "L-P4-2", "B-P4-1", "B-P4-2", "B-P4-4",
    "O-P4-1",
}  # fmt: skip


def test_the_guidance_is_read_once() -> None:
    assert load_grid() is load_grid()
    assert load_sources() is load_sources()


def test_there_are_82_measures_for_four_kinds_of_people() -> None:
    measures = load_grid().measures.values()
    by_people = Counter(measure.people for measure in measures)
    by_mark = Counter(measure.mark for measure in measures)

    assert {
        People.EMPLOYEES: 41,
        People.LEAVERS: 11,
        People.PARTNERS: 13,
        People.OUTSIDERS: 17,
    } == by_people
    assert {Mark.SECONDARY: 57, Mark.MEMORY: 25} == by_mark


@pytest.mark.parametrize(
    ("field", "want"),
    [
        ("aims", 5), ("types", 6), ("methods", 24), ("clauses", 8), ("patterns", 19),
        ("editions", 14),
    ],
)  # fmt: skip
def test_every_piece_of_the_reference_is_there(field: str, want: int) -> None:
    assert want == len(getattr(load_grid(), field))


def test_a_series_of_ids_has_no_hole() -> None:
    grid = load_grid()
    series: dict[str, list[int]] = {}
    for fact in (*grid.measures, *grid.patterns, *grid.methods, *grid.clauses, *grid.aims):
        match = re.fullmatch(r"(.*?)(\d+)", fact)
        assert match, fact
        series.setdefault(match[1], []).append(int(match[2]))

    for name, numbers in series.items():
        assert list(range(1, len(numbers) + 1)) == numbers, name


def test_every_piece_has_both_languages_a_source_and_a_file() -> None:
    grid, sources = load_grid(), load_sources()
    for fact in grid.facts():
        assert not fact.ja.isascii(), fact.id
        assert not re.search(r"[ぁ-んァ-ヶ]", fact.en), fact.id
        assert {sources[source].id for source in fact.sources} == set(fact.sources)
    for top in (*grid.measures, *grid.patterns, *grid.editions, *grid.statements):
        assert grid.urns[top].startswith("urn:hiden:guideline:")


def test_what_rests_on_memory_says_so_in_both_languages() -> None:
    unverified = [fact for fact in load_grid().facts() if fact.mark is Mark.MEMORY]

    assert len(unverified) > len(load_grid().patterns)
    for fact in unverified:
        assert fact.wording.text("ja").endswith("（未確認）")
        assert fact.wording.text("en").endswith("(unverified)")


def test_memory_is_never_named_beside_a_text_that_was_read() -> None:
    for fact in load_grid().facts():
        assert ("MEMORY" in fact.sources) <= (fact.sources == ("MEMORY",))


def test_what_hiden_proposes_is_named_as_hidens() -> None:
    own = [fact for fact in load_grid().facts() if fact.mark is Mark.OWN]

    assert own
    assert all("HIDEN" in fact.sources for fact in own)


def test_the_minimum_is_what_the_types_of_2025_reach() -> None:
    grid = load_grid()
    minimum = {measure.id for measure in grid.measures.values() if measure.tier == 1}

    assert {
        "E-P1-1", "E-P1-2", "E-P1-3", "E-P4-1", "E-P4-2", "E-P4-3", "L-P1-1", "L-P4-1",
        "B-P1-2", "B-P4-1", "B-P4-2", "B-P4-4", "O-P1-2", "O-P4-1",
    } == minimum  # fmt: skip


def test_most_measures_are_reached_by_a_type() -> None:
    grid = load_grid()
    reached = {c.target for c in grid.crossings if c.origin in grid.types} & set(grid.measures)

    assert len(reached) == 66


def test_a_type_is_reached_from_the_methods_before_it() -> None:
    grid = load_grid()
    reached = {c.target for c in grid.crossings if c.origin in grid.methods} & set(grid.types)

    assert set(grid.types) == reached
    assert list(range(1, 7)) == [kind.position for kind in grid.types.values()]


def test_the_crossings_of_a_piece_lead_to_it_and_from_it() -> None:
    grid = load_grid()
    found = [(c.origin, c.target, c.how) for c in grid.crossings_of("TYPE-SEPARATION")]

    assert ("GM-DES-01", "TYPE-SEPARATION", Relation.SAME) in found
    assert ("TYPE-SEPARATION", "E-P1-3", Relation.SAME) in found
    assert grid.crossings_of("TYPE-NOBODY") == ()


def test_a_crossing_between_documents_of_the_ministry_is_never_called_read() -> None:
    assert {Mark.INFERRED, Mark.OWN} == {c.mark for c in load_grid().crossings}


def test_hiden_sees_only_what_it_can() -> None:
    grid = load_grid()

    assert {measure.id for measure in grid.measures.values() if measure.seen_by_hiden} == SEEN


def test_tiers_of_methods_rest_on_memory() -> None:
    assert {Mark.MEMORY} == {method.tier_mark for method in load_grid().methods.values()}


@pytest.mark.parametrize(
    ("document", "day", "want"),
    [
        (Document.GUIDELINE, "2003-01-29", None),
        (Document.GUIDELINE, "2003-01-30", "GL-2003"),
        (Document.GUIDELINE, "2015-01-27", "GL-2013"),
        (Document.GUIDELINE, "2015-01-28", "GL-2015"),
        (Document.GUIDELINE, "2026-11-23", "GL-2025"),
        (Document.CHECK_SHEET, "2015-01-27", "CS-2010"),
        (Document.CHECK_SHEET, "2015-01-28", None),
        (Document.HANDBOOK, "2023-06-01", "HB-2022"),
    ],
)
def test_the_edition_of_a_day(document: Document, day: str, want: str | None) -> None:
    edition = load_grid().edition_on(document, dt.date.fromisoformat(day))

    assert want == (edition.id if edition else None)


def test_where_only_the_month_is_known_the_edition_says_so() -> None:
    months = [e.id for e in load_grid().editions.values() if e.precision is Precision.MONTH]

    assert ["HB-2022", "HB-2024", "TG-2025"] == months


def test_what_was_in_the_guideline_of_2003_rests_on_memory() -> None:
    patterns = load_grid().patterns.values()

    assert {None, Mark.MEMORY} == {pattern.in_2003 for pattern in patterns}
    assert [f"TO-{n:02d}" for n in range(1, 14)] == [p.id for p in patterns if p.in_2003]


def test_a_pattern_without_evidence_is_itself_unverified() -> None:
    bare: list[Pattern] = [p for p in load_grid().patterns.values() if not p.evidence]

    assert ["TO-06", "TO-10"] == [pattern.id for pattern in bare]
    assert {Mark.MEMORY} == {pattern.mark for pattern in bare}


def test_what_is_not_known_is_said() -> None:
    unknown = [s for s in load_grid().statements.values() if s.topic is Topic.NOT_KNOWN]

    assert [f"UNK-{n}" for n in range(1, 8)] == [s.id for s in unknown]


@pytest.mark.parametrize("kind", [Document, MethodCategory, People, Relation, Topic])
def test_every_word_for_the_reader_has_its_japanese(
    kind: type[Document | MethodCategory | People | Relation | Topic],
) -> None:
    messages: list[Message] = [member.message for member in kind]

    assert len(messages) == len({message.msgid for message in messages})
    for message in messages:
        assert not translate(message.msgid, language="ja").isascii()


def test_sources_of_the_law_stand_among_those_of_guidance() -> None:
    sources = load_sources()

    assert sources["LAW-S115"].en == "Cybersecurity law handbook, Q70"
    for number in (61, 69, 71, 79, 80, 81, 84, 92, 99, 114):
        assert f"LAW-S{number}" in sources
    assert {f"S{n:02d}" for n in range(1, 69)} <= set(sources)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_in_both_languages_what_it_is(name: str) -> None:
    path = resources.files("hiden.guideline").joinpath("data", f"{name}.yaml")
    text = path.read_text(encoding="utf-8")
    comment = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))

    assert text.startswith("# ")
    assert re.search(r"[ぁ-ん一-龠]", comment)
    assert re.search(r"[a-z]{3} [a-z]{2}", comment)
    assert not re.search(r"\\[xuU]", text)
