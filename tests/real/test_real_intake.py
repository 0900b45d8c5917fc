# SPDX-License-Identifier: Apache-2.0
"""Real files of every kind, many of them odd or broken on purpose."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hiden.intake.documents import DocumentReader, ProblemReason, Reading, files_below
from hiden.intake.documents.encoding import decode
from hiden.intake.documents.page_text import page_text

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

WORDS = re.compile(r"\w+")
BODIES = re.compile(r'<text-body name="([^"]+)"')


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


def _files(folder: Path) -> list[Path]:
    return [path for path in files_below([folder]) if isinstance(path, Path)]


def _share(expected: str, got: str) -> float:
    """The share of the words expected that were got."""
    want, have = Counter(WORDS.findall(expected)), Counter(WORDS.findall(got))
    return (want & have).total() / max(want.total(), 1)


def _text(reading: Reading) -> str:
    return "\n".join(document.text for document in reading.documents)


def test_every_file_gives_documents_or_problems(reader: DocumentReader, real_data: Path) -> None:
    paths = _files(real_data / "files")

    started = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        readings = list(pool.map(reader.read, paths))

    reasons = Counter(
        problem.reason for reading in readings for problem in reading.problems if not problem.part
    )
    assert len(paths) > 1200
    assert all(reading.documents or reading.problems for reading in readings)
    assert all(reading.sha256 for reading in readings)
    assert reasons[ProblemReason.CRASHED] + reasons[ProblemReason.TIMEOUT] == 0
    assert reasons[ProblemReason.DAMAGED] <= 15
    assert reasons[ProblemReason.ENCRYPTED] >= 15
    assert time.monotonic() - started < 240


def test_every_place_lies_in_its_text(reader: DocumentReader, real_data: Path) -> None:
    for path in _files(real_data / "files" / "python-pptx"):
        for document in reader.read(path).documents:
            for passage in document.passages:
                assert 0 <= passage.start <= passage.end <= len(document.text)
                assert document.place_at(passage.start) == passage.place
                assert str(passage.place.message())


def test_pages_agree_with_their_expected_text(reader: DocumentReader, real_data: Path) -> None:
    shares = [
        _share(
            expected.read_text(encoding="utf-8", errors="replace"),
            _text(reader.read(expected.with_suffix(""))),
        )
        for expected in sorted((real_data / "files").glob("pdfbox/**/*.pdf.txt"))
        if expected.with_suffix("").exists()
    ]

    assert len(shares) >= 9
    assert sorted(shares)[1] >= 0.97, "all but one, whose ligatures are written right to left"


def test_mails_agree_with_their_expected_text(reader: DocumentReader, real_data: Path) -> None:
    shares = {}
    for mail in sorted((real_data / "files").glob("mime4j/**/*.msg")):
        outline = mail.with_name(f"{mail.stem}_decoded.xml")
        if not outline.exists():
            continue
        names = BODIES.findall(outline.read_text(encoding="utf-8", errors="replace"))
        files = [mail.with_name(name) for name in names if mail.with_name(name).exists()]
        bodies = [decode(file.read_bytes()) for file in files]
        expected = "\n".join(
            page_text(body.text) if "<html" in body.text.lower() else body.text
            for body in bodies
            if body is not None
        )
        if WORDS.search(expected):
            shares[mail.name] = _share(expected, _text(reader.read(mail)))

    short = {name for name, share in shares.items() if share < 1}
    assert len(shares) >= 12
    assert short <= {"infinite.msg"}, "whose body is a mail, and headers are no text"


def test_every_carrier_of_a_planted_secret_gives_text(
    reader: DocumentReader, real_data: Path
) -> None:
    paths = _files(real_data / "text" / "traces")

    readings = [reader.read(path) for path in paths]

    assert len(paths) == 720
    assert all(_text(reading).strip() for reading in readings)
    assert [reading.problems for reading in readings if reading.problems] == []


def test_plain_text_is_fast(reader: DocumentReader, real_data: Path) -> None:
    paths = [path for path in _files(real_data / "text") if path.suffix == ".txt"]

    started = time.process_time()
    readings = [reader.read(path) for path in paths]
    files_per_s = len(paths) / (time.process_time() - started)

    assert all(reading.documents and not reading.problems for reading in readings)
    assert files_per_s > 1500
