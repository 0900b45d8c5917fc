# SPDX-License-Identifier: Apache-2.0
"""Registered texts are found in real traces, and nothing is found in clean documents.

The traces are decoded here by simple means, so that this test stands on matching alone.
"""

from __future__ import annotations

import email
import email.policy
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

import pytest

from hiden.foundation.ids import DocumentId
from hiden.matching import Index, Scan

pytestmark = pytest.mark.real

Answers = Mapping[str, tuple[Scan, ...]]
ENCODINGS = ("utf-8", "cp932")


def decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def texts_in(name: str, data: bytes) -> Iterator[str]:
    kind = PurePath(name).suffix.lower()
    if kind == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from texts_in(member, archive.read(member))
    elif kind == ".eml":
        for part in email.message_from_bytes(data, policy=email.policy.default).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield from texts_in(part.get_filename() or "body.txt", content)
    elif kind == ".html":
        yield html.unescape(re.sub(r"<[^>]*>", " ", decoded(data)))
    else:
        yield decoded(data)


@pytest.fixture(scope="module")
def answers(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder = real_data / "text"
    index = Index.create(tmp_path_factory.mktemp("real") / "index", key=bytes(range(32)))
    added = index.add(
        (DocumentId(path.name), path.read_text(encoding="utf-8"))
        for path in sorted((folder / "secrets").iterdir())
    )
    assert added.too_short == ()
    scanner = index.scanner()
    return {
        path.name: tuple(scanner.scan(text) for text in texts_in(path.name, path.read_bytes()))
        for part in ("traces", "clean")
        for path in sorted((folder / part).iterdir())
    }


@pytest.fixture(scope="module")
def truth(real_data: Path) -> list[dict[str, object]]:
    lines = (real_data / "text" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def named(scans: tuple[Scan, ...]) -> set[str]:
    return {str(match.secret) for scan in scans for match in scan.matches}


def share(rows: list[dict[str, object]], answers: Answers) -> float:
    hits = [row["secret"] in named(answers[str(row["document"])]) for row in rows]
    return sum(hits) / len(hits)


def is_long(row: dict[str, object], length: int) -> bool:
    return row["class"] == "whole" or (isinstance(row["length"], int) and row["length"] >= length)


def test_verbatim_pieces_in_any_form_are_found(
    answers: Answers, truth: list[dict[str, object]]
) -> None:
    rows = [row for row in truth if row["edit"] == 0 and is_long(row, 200)]

    assert share(rows, answers) >= 0.99


def test_pieces_with_a_fifth_of_the_words_edited_are_found(
    answers: Answers, truth: list[dict[str, object]]
) -> None:
    rows = [row for row in truth if row["edit"] == 0.2 and is_long(row, 400)]

    assert share(rows, answers) >= 0.95


def test_clean_documents_raise_no_alarm(answers: Answers) -> None:
    clean = [scans for name, scans in answers.items() if name.startswith("C")]
    alarms = sum(bool(named(scans)) for scans in clean)

    assert alarms / len(clean) <= 0.005


def test_hardly_another_secret_is_named_beside_the_right_one(
    answers: Answers, truth: list[dict[str, object]]
) -> None:
    extra = sum(len(named(answers[str(row["document"])]) - {row["secret"]}) for row in truth)

    assert extra <= len(truth) // 100


def test_verbatim_pieces_are_located_to_a_few_characters(
    answers: Answers, truth: list[dict[str, object]]
) -> None:
    """Punctuation at an edge belongs to no gram, so an edge may lie that much inside."""
    errors = []
    for row in truth:
        start, end = row["start"], row["end"]
        if row["edit"] == 0 and row["container"] == "txt" and isinstance(start, int):
            for scan in answers[str(row["document"])]:
                for match in scan.matches:
                    if match.secret == row["secret"] and isinstance(end, int):
                        first, last = match.passages[0], match.passages[-1]
                        errors.append(abs(first.document_start - start))
                        errors.append(abs(last.document_end - end))

    assert len(errors) > 100
    assert sum(error <= 5 for error in errors) / len(errors) > 0.9
