# SPDX-License-Identifier: Apache-2.0
"""Markings in files that nobody marked as secret: hardly any may be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hiden.guideline.markings import MarkPlace, Weight, find_markings
from hiden.intake.documents import DocumentReader, files_below

pytestmark = pytest.mark.real


@pytest.mark.parametrize(("folder", "at_most"), [("text/clean", 0), ("files", 0)])
def test_public_files_are_not_taken_for_marked_ones(
    real_data: Path, folder: str, at_most: int
) -> None:
    with DocumentReader() as reader:
        marked = {path.name for path in _files(real_data / folder) if _is_marked(reader, path)}

    assert len(marked) <= at_most


def _files(folder: Path) -> Iterator[Path]:
    return (found for found in files_below([folder]) if isinstance(found, Path))


def _is_marked(reader: DocumentReader, path: Path) -> bool:
    found = [
        *find_markings(path.name, where=MarkPlace.FILE_NAME),
        *(
            marking
            for document in reader.read(path).documents
            for marking in find_markings(document.text, where=MarkPlace.TEXT)
        ),
    ]
    return any(marking.weight is Weight.STRONG for marking in found)
