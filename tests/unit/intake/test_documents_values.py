# SPDX-License-Identifier: Apache-2.0
"""Places, passages, documents and readings."""

from __future__ import annotations

import attrs
import pytest

from hiden.foundation.hashing import sha256
from hiden.foundation.language import Message
from hiden.intake.documents.passages import LineTable
from hiden.intake.documents.values import (
    Document,
    Passage,
    Place,
    Problem,
    ProblemReason,
    Reading,
    Region,
)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Place(page=3), "page 3"),
        (Place(sheet="原価", cell="B4"), "sheet “原価”, cell B4"),
        (Place(sheet="原価"), "sheet “原価”"),
        (Place(slide=2, region=Region.NOTES), "slide 2, speaker notes"),
        (Place(paragraph=7), "paragraph 7"),
        (Place(line=12), "line 12"),
        (Place(region=Region.SUBJECT), "subject"),
        (Place(), "the document"),
    ],
)
def test_a_place_is_said_in_words(place: Place, sentence: str) -> None:
    assert sentence == str(place.message())


@pytest.mark.parametrize("region", list(Region))
def test_every_region_has_a_name(region: Region) -> None:
    assert str(Place(region=region).message())


@pytest.mark.parametrize("field", ["page", "slide", "line", "paragraph"])
def test_places_count_from_one(field: str) -> None:
    with pytest.raises(ValueError, match=">= 1"):
        Place(**{field: 0})  # type: ignore[arg-type]


def test_a_passage_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="got 2, want at least 3"):
        Passage(start=3, end=2, place=Place())


def _document(text: str, passages: tuple[Passage, ...] | LineTable) -> Document:
    return Document(
        path="a.txt",
        part="",
        sha256=sha256(b""),
        kind="txt",
        text=text,
        passages=passages,
        extractor="test 1",
    )


def test_a_character_stands_in_the_last_passage_that_starts_before_it() -> None:
    document = _document(
        "一 二三",
        (
            Passage(start=1, end=2, place=Place(page=1)),
            Passage(start=2, end=4, place=Place(page=2)),
        ),
    )

    places = [document.place_at(offset).page for offset in range(5)]

    assert places == [None, 1, 2, 2, 2]


@pytest.mark.parametrize("offset", [-1, 4])
def test_a_character_outside_the_text_has_no_place(offset: int) -> None:
    with pytest.raises(ValueError, match="want 0 to 3"):
        _document("abc", LineTable("abc")).place_at(offset)


def test_a_file_gives_documents_or_problems() -> None:
    with pytest.raises(ValueError, match="neither"):
        Reading(path="a", sha256=None, size_bytes=0, documents=(), problems=())


def test_values_are_frozen() -> None:
    problem = Problem(
        path="a", part="", sha256=None, reason=ProblemReason.EMPTY, detail=Message("x")
    )

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        problem.path = "b"  # type: ignore[misc]
