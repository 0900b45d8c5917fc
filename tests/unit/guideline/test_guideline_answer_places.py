# SPDX-License-Identifier: Apache-2.0
"""A wrong answer is named with the line on which it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.guideline.answers_file import read_answers

WRONG = """\
sheet: hiden-2026
organisation:
  rules: maybe
  nonsense: in-force
measures:
  E-P4-3: sometimes
secrets:
  - code: A-1
    title: 架空
    level: 秘
    answers: {review: done}
  - code: B.2
    title: 架空
    level: 秘
    answers:
      review: done
      marking: loud
      weather: fine
  - code: A-1
    title: 架空
    level: 秘
"""


def _mistakes(path: Path, text: str) -> list[SheetError]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read_answers(path)
    errors = caught.value.exceptions
    assert all(isinstance(error, SheetError) for error in errors)
    return [error for error in errors if isinstance(error, SheetError)]


def test_every_wrong_answer_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    said = [str(mistake.params["place"]) for mistake in _mistakes(path, WRONG)]

    assert said == [
        f"{path}, line {line}, {place}"
        for line, place in (
            (3, "$.organisation.rules"),
            (4, "$.organisation"),
            (6, "$.measures.E-P4-3"),
            (17, "$.secrets.B.2.marking"),
            (18, "$.secrets.B.2"),
            (19, "$.secrets"),
        )
    ]


def test_the_line_is_said_in_japanese_too(tmp_path: Path) -> None:
    first = _mistakes(tmp_path / "answers.yaml", WRONG)[0].text("ja")

    assert "の3行目（$.organisation.rules）" in first
    assert "in-force" in first


def test_an_unknown_sheet_has_the_line_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    only = _mistakes(path, "company: {name: x}\nsheet: meti-2013\n")[0]

    assert only.code is ErrorCode.SHEET_ANSWER
    assert str(only) == (f"{path}, line 2, $.sheet: got “meti-2013”, want one of: hiden-2026.")


def test_other_mistakes_come_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    only = _mistakes(path, "sheet: hiden-2026\ncolour: red\n")[0]

    assert only.code is ErrorCode.YAML_VALUE
    assert "unknown key: colour" in str(only)


def test_a_part_that_is_merged_in_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    merged = "sheet: hiden-2026\nsecrets:\n  - code: A\n    title: 架空\n    level: 秘\n"
    merged += "    <<:\n      answers:\n        review: loud\n"

    only = _mistakes(path, merged)[0]

    assert str(only.params["place"]) == f"{path}, line 8, $.secrets.A.review"
