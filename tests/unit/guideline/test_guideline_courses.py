# SPDX-License-Identifier: Apache-2.0
"""Courses say on what they rest, and a quiz is passed by right answers only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import hiden.guideline
from hiden.foundation.errors import ErrorCode, InputError, RuleError, SheetError
from hiden.guideline.courses import Course, find_course, grade, load_courses, read_courses
from hiden.guideline.grid import load_sources

FOLDER = Path(hiden.guideline.__file__).parent / "data" / "courses"
COURSES = tuple(load_courses().values())


def _name(course: Course) -> str:
    return course.id


def _right(course: Course) -> dict[str, str]:
    return {question.id: question.right for question in course.questions}


@pytest.mark.parametrize("course", COURSES, ids=_name)
def test_right_answers_pass(course: Course) -> None:
    result = grade(course, _right(course))

    assert result.passed
    assert result.right == result.asked == len(course.questions) >= 8
    assert result.wrong == ()


@pytest.mark.parametrize("course", COURSES, ids=_name)
def test_an_empty_sheet_never_passes(course: Course) -> None:
    result = grade(course, {})

    assert not result.passed
    assert result.right == 0
    assert [wrong.question for wrong in result.wrong] == list(course.questions)


@pytest.mark.parametrize("course", COURSES, ids=_name)
def test_always_taking_the_same_place_does_not_pass(course: Course) -> None:
    for place in range(3):
        answers = {q.id: q.options[place].id for q in course.questions}

        assert not grade(course, answers).passed


def test_every_question_offers_three_answers() -> None:
    assert {len(q.options) for course in COURSES for q in course.questions} == {3}


def test_exactly_four_in_five_pass_and_one_less_does_not() -> None:
    course = find_course("staff-basics")
    answers = _right(course)
    assert len(answers) == 10
    for question in ("q-ai", "q-usb"):
        answers[question] = "none"
    answers = {question: option for question, option in answers.items() if option != "none"}

    assert grade(course, answers).passed
    del answers["q-three"]
    assert not grade(course, answers).passed


def test_whoever_was_wrong_is_told_why() -> None:
    course = find_course("staff-basics")
    (wrong,) = grade(course, _right(course) | {"q-cloud": "any"}).wrong

    assert wrong.chosen == "any"
    assert wrong.question.right == "fine"
    assert "cloud" in wrong.question.why.en
    assert wrong.question.sources == ("S14",)


def test_answers_that_are_not_offered_are_refused() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        grade(find_course("managers"), {"q-nda": "maybe", "q-weather": "fine"})
    errors = [error for error in caught.value.exceptions if isinstance(error, SheetError)]

    assert [error.params["got"] for error in errors] == ["q-weather", "maybe"]


def test_an_unknown_course_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"“yoga”.*managers.*staff-basics") as caught:
        find_course("yoga")

    assert caught.value.code is ErrorCode.COURSE_UNKNOWN


def test_every_mistake_of_every_course_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "courses"
    shutil.copytree(FOLDER, folder)
    path = folder / "staff-basics.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("right: three", "right: four", 1)
    text = text.replace("{id: technical,", "{id: registered,", 1)
    text = text.replace("id: what-kinds", "id: q-ai", 1)
    path.write_text(text, encoding="utf-8")
    shutil.copy(FOLDER / "managers.yaml", folder / "second.yaml")
    (folder / "notes.txt").write_text("no course", encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read_courses(folder, sources=load_sources())
    errors = [error for error in caught.value.exceptions if isinstance(error, RuleError)]

    assert [(error.params["fact"], error.params["detail"]) for error in errors] == [
        ("managers", "the id stands twice"),
        ("q-ai", "the id stands twice"),
        ("registered", "the id stands twice"),
        ("q-three", "there is no option four"),
    ]
