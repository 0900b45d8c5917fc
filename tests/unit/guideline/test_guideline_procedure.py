# SPDX-License-Identifier: Apache-2.0
"""The six steps are whole, say on what they rest, and a file with mistakes is refused."""

from __future__ import annotations

import shutil
from itertools import chain
from pathlib import Path

import pytest

import hiden.guideline
from hiden.foundation.errors import ErrorCode, RuleError
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.procedure import Procedure, Tool, load_procedure, read_procedure

FILE = Path(hiden.guideline.__file__).parent / "data" / "procedure.yaml"


def _spoilt(tmp_path: Path, old: str, new: str) -> list[RuleError]:
    path = tmp_path / "procedure.yaml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read_procedure(path, sources=load_sources(), statements=load_grid().statements)
    return [error for error in caught.value.exceptions if isinstance(error, RuleError)]


@pytest.fixture
def procedure() -> Procedure:
    return load_procedure()


def test_six_steps_lead_from_strengths_to_review(procedure: Procedure) -> None:
    ids = [step.id for step in procedure.steps]

    assert ids == ["strengths", "divide", "grasp", "decide", "rules", "live"]


def test_every_step_of_the_ministry_is_used_once(procedure: Procedure) -> None:
    used = list(chain.from_iterable(step.builds_on for step in procedure.steps))

    assert used == [f"IP-0{number}" for number in range(1, 9)]


def test_every_tool_is_used(procedure: Procedure) -> None:
    assert {tool for step in procedure.steps for tool in step.tools} == set(Tool)


def test_a_step_tells_three_to_five_things_to_do(procedure: Procedure) -> None:
    assert all(3 <= len(step.todo) <= 5 for step in procedure.steps)


def test_steps_from_memory_alone_say_so(procedure: Procedure) -> None:
    unverified = [step for step in procedure.steps if step.mark is Mark.MEMORY]

    assert [step.id for step in unverified] == ["rules", "live"]
    assert all(str(step.wording).endswith("(unverified)") for step in unverified)


def test_a_statement_source_and_id_that_are_wrong_are_all_reported(tmp_path: Path) -> None:
    shutil.copy(FILE, tmp_path)
    errors = _spoilt(tmp_path, "builds_on: [IP-01]", "builds_on: [IP-99]")
    errors += _spoilt(tmp_path, "sources: [S10]", "sources: [S999]")
    errors += _spoilt(tmp_path, "id: strengths-why", "id: strengths-list")

    assert [error.code for error in errors] == [ErrorCode.GUIDELINE_RULE] * 3
    assert [error.params["detail"] for error in errors] == [
        "there is no statement IP-99",
        "the source S999 is not in sources.yaml",
        "the id stands twice",
    ]
