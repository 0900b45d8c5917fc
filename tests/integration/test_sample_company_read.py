# SPDX-License-Identifier: Apache-2.0
"""The sample company is read back by the rooms that read a real one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiden.intake.documents import DocumentReader
from hiden.registry import Severity, read_register
from hiden.testing import Copy, SampleCompany, Truth, generate_company, read_truth
from hiden.testing.company.knowledge import secret_seeds

DOCUMENTS = 140


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleCompany:
    return generate_company(tmp_path_factory.mktemp("read") / "company", documents=DOCUMENTS)


@pytest.fixture(scope="module")
def rows(sample: SampleCompany) -> tuple[Truth, ...]:
    return read_truth(sample.truth)


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


def bare(text: str) -> str:
    """Fold what a form changes (width, white space, quotation), and take page numbers out."""
    body = re.sub(r"(?m)^\d+ / \d+\s*$", "", text)
    return re.sub(r"[\s>]+", "", unicodedata.normalize("NFKC", body))


def test_the_register_gives_all_forty_secrets(sample: SampleCompany) -> None:
    reading = read_register(sample.register)

    assert {seed.code: seed.title for seed in secret_seeds()} == {
        secret.code: secret.title for secret in reading.secrets
    }


def test_only_the_two_rows_that_are_wrong_are_errors(sample: SampleCompany) -> None:
    reading = read_register(sample.register)
    errors = {p.row for p in reading.problems if p.severity == Severity.ERROR}

    assert {sample.row_without_code, sample.row_with_bad_date} == errors


def test_the_register_says_for_every_secret_who_where_and_when(sample: SampleCompany) -> None:
    for secret in read_register(sample.register).secrets:
        assert secret.owner
        assert secret.custodian
        assert secret.need_to_know
        assert secret.containers
        assert secret.kind is not None
        assert secret.origin is not None
        assert secret.registered_on is not None
        assert secret.review_on is not None
        assert secret.value_jpy is not None


def test_every_planted_text_is_read_back_at_its_part(
    sample: SampleCompany, rows: tuple[Truth, ...], reader: DocumentReader
) -> None:
    lost = [row.document for row in rows if row.planted and not _is_there(row, sample, reader)]

    assert lost == []


def test_innocent_documents_are_read_without_problems(
    sample: SampleCompany, rows: tuple[Truth, ...], reader: DocumentReader
) -> None:
    innocent = [row for row in rows if row.copy == Copy.INNOCENT][::3]
    readings = [reader.read(sample.folder / row.document) for row in innocent]

    assert [str(reading.path) for reading in readings if reading.problems] == []
    assert all(document.text for reading in readings for document in reading.documents)


def test_what_cannot_be_read_is_said_with_its_reason(
    sample: SampleCompany, rows: tuple[Truth, ...], reader: DocumentReader
) -> None:
    for row in rows:
        if row.copy == Copy.UNREADABLE:
            problems = reader.read(sample.folder / row.document).problems

            assert [row.reason] == [problem.reason for problem in problems]


def _is_there(row: Truth, sample: SampleCompany, reader: DocumentReader) -> bool:
    reading = reader.read(Path(sample.folder / row.document))
    texts = [bare(document.text) for document in reading.documents if document.part == row.part]
    return len(texts) == 1 and all(bare(text) in texts[0] for text in row.planted)
