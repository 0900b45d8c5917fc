# SPDX-License-Identifier: Apache-2.0
"""The ministry's old check sheet is shown as history, never scored."""

from __future__ import annotations

from pathlib import Path

import pytest

import hiden.guideline
from hiden.foundation.language import translate
from hiden.guideline import history as module
from hiden.guideline.grid import load_sources
from hiden.guideline.history import HistoryPart, load_history, read_history

FOLDER = Path(hiden.guideline.__file__).parent / "data"


def test_it_is_read_once() -> None:
    assert load_history() is load_history()


def test_only_the_points_that_were_printed_and_read_are_there() -> None:
    points = {item.id: item.points for item in load_history().items if item.points is not None}

    assert {"CS-D-1a": 50, "CS-D-1a-alt": 30, "CS-D-2": 0, "CS-D-3b": 10} == points


def test_a_line_is_known_with_its_points_or_says_what_is_missing() -> None:
    for item in load_history().items:
        assert (item.points is None) == (item.option is None)
        assert item.points is not None or item.open is not None


def test_it_says_that_it_was_withdrawn_and_cannot_be_scored() -> None:
    statement = load_history().statement.wording

    assert "2015年に撤回" in statement.text("ja")
    assert "cannot be scored" in statement.text("en")


def test_there_is_no_function_that_scores() -> None:
    assert ["History", "HistoryItem", "HistoryPart", "load_history", "read_history"] == list(
        module.__all__
    )


def test_every_piece_has_its_sources_and_both_languages() -> None:
    sources = load_sources()
    facts = tuple(load_history().facts())

    assert facts[0] is load_history().statement
    for fact in facts:
        assert set(fact.sources) <= set(sources)
        assert not fact.ja.isascii()


def test_a_part_has_its_japanese() -> None:
    assert ["指定", "管理"] == [
        translate(part.message.msgid, language="ja") for part in HistoryPart
    ]


def test_mistakes_are_named_at_once(tmp_path: Path) -> None:
    for name in ("sources", "history_2010"):
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        text = text.replace("id: CS-D-2+", "id: CS-D-2").replace("[S04]", "[S97]")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read_history(tmp_path)

    assert [
        f"{tmp_path}, CS-D-2: the id stands twice",
        f"{tmp_path}, CS-META-06: the source S97 is not in sources.yaml",
    ] == [str(error) for error in caught.value.exceptions]
