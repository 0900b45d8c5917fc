# SPDX-License-Identifier: Apache-2.0
"""Parts of parts: limits of the whole file, and going on behind a part at which a process died."""

from __future__ import annotations

import pytest
from tests.unit.intake.documents_made import docx_bytes, read, xlsx_bytes, zip_bytes

from hiden.intake.documents.limits import Limits
from hiden.intake.documents.values import ProblemReason

TREE = zip_bytes(
    {
        "0.txt": "零",
        "1.zip": zip_bytes({"0.txt": "一零", "1.bin": b"\x00\x01", "2.txt": "一二"}),
        "2.txt": "二",
    }
)


def test_positions_number_the_parts() -> None:
    assert read(TREE).begun == [
        ("", ()),
        ("0.txt", (0,)),
        ("", ()),
        ("1.zip", (1,)),
        ("1.zip/0.txt", (1, 0)),
        ("1.zip", (1,)),
        ("1.zip/1.bin", (1, 1)),
        ("1.zip", (1,)),
        ("1.zip/2.txt", (1, 2)),
        ("1.zip", (1,)),
        ("", ()),
        ("2.txt", (2,)),
        ("", ()),
    ]


@pytest.mark.parametrize(
    ("died_at", "parts"),
    [
        (((0,),), ["1.zip/0.txt", "1.zip/2.txt", "2.txt"]),
        (((1, 0),), ["1.zip/2.txt", "2.txt"]),
        (((1, 1),), ["1.zip/2.txt", "2.txt"]),
        (((0,), (1, 1)), ["1.zip/2.txt", "2.txt"]),
        (((1,),), ["2.txt"]),
        (((2,),), []),
        (((),), []),
    ],
)
def test_the_next_process_goes_on_behind_the_part_at_which_one_died(
    died_at: tuple[tuple[int, ...], ...], parts: list[str]
) -> None:
    found = read(TREE, died_at=died_at)

    assert parts == [document.part for document in found.documents]


def test_the_problems_that_were_told_are_not_told_again() -> None:
    assert read(TREE).reasons == [("1.zip/1.bin", ProblemReason.UNSUPPORTED)]
    assert read(TREE, died_at=((1, 2),)).reasons == []


def test_a_part_with_a_second_reader_is_tried_again_by_it() -> None:
    data = zip_bytes({"0.xlsx": xlsx_bytes({"表": {"A1": "秘"}})})

    first, second, third = (read(data, died_at=((0,),) * deaths) for deaths in range(3))

    assert "calamine" in first.documents[0].extractor
    assert "calamine" not in second.documents[0].extractor
    assert third.documents == []


def test_text_beyond_the_limit_is_cut_and_said() -> None:
    data = zip_bytes({"0.docx": docx_bytes("一二三", "四五六"), "1.txt": "七"})

    found = read(data, limits=Limits(output_chars=6))

    (document,) = found.documents
    assert document.text == "一二三\n四五"
    assert [(passage.start, passage.end) for passage in document.passages] == [(0, 3), (4, 6)]
    assert found.reasons == [("0.docx", ProblemReason.TOO_BIG)]


def test_text_is_cut_at_the_end_of_a_part_as_well() -> None:
    found = read(zip_bytes({"0.txt": "一二", "1.txt": "三"}), limits=Limits(output_chars=2))

    assert found.text_of == {"0.txt": "一二"}
    assert found.reasons == [("1.txt", ProblemReason.TOO_BIG)]


def test_a_part_that_no_reader_can_read_is_one_problem() -> None:
    data = xlsx_bytes({"表": {"A1": "秘"}}).replace(b"xl/workbook.xml", b"xl/workbOOk.xml")

    found = read(data)

    assert len(found.reasons) == 1
    assert found.documents == []
