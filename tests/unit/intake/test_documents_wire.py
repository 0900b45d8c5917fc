# SPDX-License-Identifier: Apache-2.0
"""What a confined process says is checked before it is believed."""

from __future__ import annotations

import json
import os

import pytest

from hiden.foundation.hashing import sha256
from hiden.intake.documents.details import Detail, sentence
from hiden.intake.documents.extraction import Spot, Text, TextBuilder, Trouble
from hiden.intake.documents.values import ProblemReason
from hiden.intake.documents.wire import Collected, LineWriter

DIGEST = sha256(b"x")
TEXT: dict[str, object] = {
    "text": "abc",
    "part": "",
    "sha256": DIGEST,
    "kind": "docx",
    "extractor": "x 1",
    "passages": {"start": [0, 1], "end": [1, 3], "page": [1, 2]},
}
PROBLEM: dict[str, object] = {
    "problem": "damaged",
    "part": "",
    "sha256": None,
    "detail": "damaged",
    "params": {"format": "zip"},
}


def _taken(line: object) -> Collected:
    collected = Collected("a.docx")
    collected.take(json.dumps(line).encode())
    return collected


def test_what_is_written_is_read() -> None:
    builder = TextBuilder()
    builder.add("一", Spot(sheet="原価", cell=5))
    builder.add("二\ud800", Spot(page=2, region="comment"))
    text = builder.build(kind="xlsx", extractor="x 1")
    trouble = Trouble(reason=ProblemReason.DAMAGED, detail=Detail.DAMAGED, params={"format": "é"})
    read_fd, write_fd = os.pipe()
    writer = LineWriter(write_fd)

    writer.file(DIGEST, 7)
    writer.begin("a/b", (0, 1), is_last_reader=False)
    writer.text("a/b", DIGEST, text)
    writer.text("c", DIGEST, Text(kind="txt", text="1\r\n2", passages=None, extractor="x 1"))
    writer.trouble("a/b", None, trouble)
    writer.end()
    os.close(write_fd)
    with os.fdopen(read_fd, "rb") as pipe:
        lines = pipe.read().splitlines()

    collected = Collected("a.zip")
    for line in lines:
        collected.take(line)
    first, second = collected.documents
    assert (collected.digest, collected.size_bytes) == (DIGEST, 7)
    assert (
        collected.part,
        collected.position,
        collected.is_last_reader,
    ) == ("a/b", (0, 1), False)
    assert first.text == "一\n二\ufffd\n"
    assert text.passages is not None
    assert list(text.passages) == list(first.passages)
    assert (second.text, second.place_at(3).line) == ("1\n2", 2)
    assert str(collected.problems[0].detail) == ("Damaged or cut short: it cannot be read as “é”.")
    assert collected.is_complete


@pytest.mark.parametrize(
    "change",
    [
        {"text": 3},
        {"part": None},
        {"sha256": "abc"},
        {"passages": {"start": [0, 1], "end": [1]}},
        {"passages": {"start": [0, 1], "end": [1, 9]}},
        {"passages": {"start": [1, 0], "end": [3, 1]}},
        {"passages": {"start": [0, 1], "end": [2, 3]}},
        {"passages": {"start": [-1], "end": [1]}},
        {"passages": {"start": ["0"], "end": [1]}},
        {"passages": {"start": [2**70], "end": [2**70]}},
        {"passages": {"start": [0], "end": [1], "page": [-3]}},
        {"passages": {"start": [0], "end": [1], "region": ["<b>"]}},
        {"passages": {"start": [0], "end": [1], "sheet": [3]}},
        {"passages": 3},
    ],
)
def test_a_text_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    assert _taken(TEXT).documents

    with pytest.raises(ValueError, match=r"got|passages|places|columns"):
        _taken({**TEXT, **change})


@pytest.mark.parametrize(
    "change",
    [
        {"problem": "unheard-of"},
        {"detail": "unheard-of"},
        {"params": {}},
        {"params": {"format": ["x"]}},
        {"params": 3},
        {"sha256": "abc"},
    ],
)
def test_a_problem_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    assert _taken(PROBLEM).problems

    with pytest.raises(ValueError, match=r"got|not a valid"):
        _taken({**PROBLEM, **change})


@pytest.mark.parametrize(
    "line", [3, [], {}, {"file": DIGEST, "size": -1}, {"begin": "a", "at": ["x"], "last": True}]
)
def test_unknown_words_are_refused(line: object) -> None:
    with pytest.raises(ValueError, match="got"):
        _taken(line)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        Collected("a").take(b"Segmentation fault")


@pytest.mark.parametrize("detail", list(Detail))
def test_every_detail_has_a_sentence_with_its_numbers(detail: Detail) -> None:
    params: dict[str, str | int] = {
        "format": "x",
        "piece": "x",
        "error": "x",
        **dict.fromkeys(
            ("size", "limit", "pages", "total", "seconds", "ratio", "entries", "parts"), 3
        ),
    }

    assert str(sentence(detail, params)).endswith((".", "?)."))
