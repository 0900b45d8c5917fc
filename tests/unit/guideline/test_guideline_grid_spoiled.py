# SPDX-License-Identifier: Apache-2.0
"""Guidance that contradicts itself is refused, with every mistake named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import hiden.guideline
from hiden.foundation.errors import ErrorCode, RuleError
from hiden.guideline.grid import read_grid, read_sources

FOLDER = Path(hiden.guideline.__file__).parent / "data"
Spoil = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Return a function that changes texts in a copy of the files and returns the mistakes."""

    def read_spoiled(*changes: tuple[str, str, str]) -> list[tuple[str, str]]:
        folder = tmp_path / "data"
        folder.mkdir()
        for path in FOLDER.glob("*.yaml"):
            shutil.copy(path, folder)
        for name, old, new in changes:
            path = folder / f"{name}.yaml"
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ExceptionGroup) as caught:
            read_grid(folder)
        errors = [error for error in caught.value.exceptions if isinstance(error, RuleError)]
        assert len(errors) == len(caught.value.exceptions)
        assert {error.code for error in errors} == {ErrorCode.GUIDELINE_RULE}
        return [(str(e.params["fact"]), str(e.params["detail"])) for e in errors]

    return read_spoiled


def test_a_file_that_is_not_touched_is_read() -> None:
    assert len(read_grid(FOLDER).measures) == 82


@pytest.mark.parametrize(
    ("name", "old", "new", "fact", "detail"),
    [
        ("clauses", "id: RULE-2", "id: P1", "P1", "the id stands twice"),
        ("clauses", "[S25]", "[S98]", "RULE-1", "the source S98 is not in sources.yaml"),
        ("aims", "[S28,", "[MEMORY, S28,", "P1", "it rests on memory, but is marked VT2"),
        ("measures", "aim: P1", "aim: P9", "E-P1-1", "there is no aim P9"),
        ("measures", "aim: P1", "aim: P2", "E-P1-1", "the id does not begin with E-P2-"),
        (
            "measures", "[HB-2016]", "[GL-2003]", "B-P1-1",
            "there is no edition GL-2003 of the Handbook",
        ),
        (
            "measures", "[HB-2016]", "[HB-1999]", "B-P1-1",
            "there is no edition HB-1999 of the Handbook",
        ),
        ("measures", "tier: 1", "tier: 2", "E-P1-1", "got tier 2, want 1 by crossmap.yaml"),
        ("measures", "tier: 2", "tier: 1", "E-P1-4", "got tier 1, want 2 by crossmap.yaml"),
        ("measure_types", "GL-2025", "GL-1999", "TYPE-MARKING", "there is no edition GL-1999"),
        (
            "editions", "until: 2005-10-11", "until: 2005-10-12", "GL-2003",
            "got 2005-10-12 as its last day, want 2005-10-11",
        ),
        (
            "editions", "until: 2015-01-27", "until: 2013-08-01", "GL-2013",
            "it ends on 2013-08-01, before it begins",
        ),
        ("patterns", "B-P1-1,", "B-P9-9,", "TO-01", "there is no measure B-P9-9"),
        (
            "patterns", "id: TO-01-E1", "id: TO-02-E9", "TO-02-E9",
            "the id does not begin with TO-01-",
        ),
        (
            "crossmap", "target: TYPE-LIST", "target: TYPE-NONE", "X-002",
            "there is no piece TYPE-NONE",
        ),
        ("crossmap", "target: TYPE-LIST", "target: P1", "X-002", "there is no piece P1"),
        ("crossmap", "target: TYPE-LIST", "target: GM-DES-02", "X-002", "both ends are GM-DES-02"),
        (
            "crossmap", "target: TYPE-LIST", "target: E-P4-1", "X-003",
            "GM-DES-02 and E-P4-1 are crossed twice",
        ),
        (
            "crossmap", "origin: GM-DES-01", "origin: GM-DES-04", "GM-DES-01",
            "nothing in crossmap.yaml leads to it or from it",
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_named(
    spoil: Spoil, name: str, old: str, new: str, fact: str, detail: str
) -> None:
    assert (fact, detail) in spoil((name, old, new))


def test_all_mistakes_are_named_at_once(spoil: Spoil) -> None:
    mistakes = spoil(
        ("clauses", "[S25]", "[S98]"),
        ("measures", "aim: P1", "aim: P9"),
        ("patterns", "B-P1-1,", "B-P9-9,"),
    )

    assert [
        ("RULE-1", "the source S98 is not in sources.yaml"),
        ("E-P1-1", "the id does not begin with E-P9-"),
        ("E-P1-1", "there is no aim P9"),
        ("TO-01", "there is no measure B-P9-9"),
    ] == mistakes


def test_memory_does_not_stand_among_what_was_read(spoil: Spoil) -> None:
    text = (FOLDER / "patterns.yaml").read_text(encoding="utf-8")
    start = text.index("id: TO-01-C1")
    part = text[start : text.index("sources", start)]

    mistakes = spoil(("patterns", part, part.replace("mark: VT2", "mark: MU")))

    assert [("TO-01-C1", "it is from memory; it belongs under further")] == mistakes


def test_what_was_read_does_not_stand_among_memory(spoil: Spoil) -> None:
    text = (FOLDER / "patterns.yaml").read_text(encoding="utf-8")
    start = text.index("id: TO-01-F1")
    part = text[start : text.index("]", start)]
    read = part.replace("mark: MU", "mark: VT2").replace("MEMORY", "S42")

    mistakes = spoil(("patterns", part, read))

    assert [("TO-01-F1", "got mark VT2 among what is from memory, want MU")] == mistakes


def test_a_source_stands_once(tmp_path: Path) -> None:
    text = (FOLDER / "sources.yaml").read_text(encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(
        text.replace("- id: S02\n", "- id: LAW-S115\n"), encoding="utf-8"
    )
    with pytest.raises(ExceptionGroup) as caught:
        read_sources(tmp_path)

    (error,) = caught.value.exceptions
    assert str(error) == f"{tmp_path}, LAW-S115: the id stands twice"
