# SPDX-License-Identifier: Apache-2.0
"""The command on real texts: what was planted is found, and what is clean raises no alarm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

import attrs
import pytest

pytestmark = pytest.mark.real

HIDEN = Path(sys.executable).with_name("hiden")
ALARMS_PER_1000 = 5


@attrs.frozen(kw_only=True)
class Results:
    """What the command answered.

    Attributes:
        truth: What was planted, a row for each trace.
        named: By name of the document, the secrets named.
        problems: Documents that gave no text.
    """

    truth: Sequence[Mapping[str, Any]]
    named: Mapping[str, set[str]]
    problems: Sequence[str]

    def missed(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """Return the documents whose secret was not named."""
        return [row["document"] for row in rows if row["secret"] not in self.named[row["document"]]]


@pytest.fixture(scope="module")
def results(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Index the secrets and scan traces and clean documents, with the command itself."""
    texts = real_data / "text"
    if not (texts / "truth.jsonl").exists():
        pytest.skip(f"no texts with truth in {real_data}")
    index = tmp_path_factory.mktemp("match") / "index"
    _run("match", "index", texts / "secrets", "--into", index, "--json")
    answer = _run("match", "scan", index, texts / "traces", texts / "clean", "--json")
    named: dict[str, set[str]] = {}
    problems = []
    for line in answer.splitlines():
        row = json.loads(line)
        name = PurePath(row["document"]).name
        named[name] = {PurePath(match["secret"]).name for match in row.get("matches", ())}
        if "problem" in row:
            problems.append(name)
    lines = (texts / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return Results(truth=[json.loads(line) for line in lines], named=named, problems=problems)


def _run(*words: object) -> str:
    done = subprocess.run(
        [HIDEN, *map(str, words)],
        env={**os.environ, "HIDEN_LANG": "en"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=280,
    )
    return done.stdout


def test_every_document_is_answered_and_read(results: Results) -> None:
    assert {row["document"] for row in results.truth} <= set(results.named)
    assert results.problems == []


def test_every_whole_copy_is_found(results: Results) -> None:
    whole = [row for row in results.truth if row["class"] == "whole" and row["edit"] == 0]

    assert whole
    assert results.missed(whole) == []


def test_every_verbatim_excerpt_of_200_characters_is_found_in_any_form(results: Results) -> None:
    excerpts = [
        row
        for row in results.truth
        if row["class"] == "excerpt" and row["edit"] == 0 and row["length"] >= 200
    ]

    assert excerpts
    assert results.missed(excerpts) == []


def test_with_a_fifth_of_the_words_edited_nearly_all_are_found(results: Results) -> None:
    edited = [
        row
        for row in results.truth
        if row["edit"] == 0.2 and (row["class"] == "whole" or row["length"] >= 400)
    ]

    assert edited
    assert len(results.missed(edited)) <= 0.05 * len(edited)


def test_clean_documents_raise_hardly_an_alarm(results: Results) -> None:
    traces = {row["document"] for row in results.truth}
    clean = {name: found for name, found in results.named.items() if name not in traces}
    alarms = [name for name, found in clean.items() if found]

    assert clean
    assert len(alarms) <= ALARMS_PER_1000 * len(clean) / 1000


def test_hardly_another_secret_is_named_beside_the_right_one(results: Results) -> None:
    others = sum(len(results.named[row["document"]] - {row["secret"]}) for row in results.truth)

    assert others <= 0.02 * len(results.truth)
