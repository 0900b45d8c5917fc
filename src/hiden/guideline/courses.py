# SPDX-License-Identifier: Apache-2.0
"""Short courses with a quiz: what everybody, and what whoever answers for a secret, must know.

Rules:
    * A question that was not answered is wrong; an empty sheet never passes.
    * Whoever was wrong is told why, with the source.

What it does not do: keep who took a course, and when. See the room ``workspace``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from types import MappingProxyType

import attrs

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.strict_yaml import load_yaml_folder
from hiden.foundation.wording import Localized
from hiden.guideline.cross_checks import check_choices, fact_mistakes
from hiden.guideline.facts import FILLED, Fact
from hiden.guideline.grid import load_sources
from hiden.guideline.grid_checks import refuse, repeated

__all__ = [
    "Choice",
    "Course",
    "Lesson",
    "Question",
    "QuizResult",
    "WrongAnswer",
    "find_course",
    "grade",
    "load_courses",
    "read_courses",
]


@attrs.frozen(kw_only=True)
class Lesson(Fact):
    """One lesson; ``ja`` and ``en`` are its title.

    Attributes:
        paragraphs: What it says, each with its own mark and sources.
    """

    paragraphs: tuple[Fact, ...] = attrs.field(
        validator=[attrs.validators.min_len(3), attrs.validators.max_len(6)]
    )


@attrs.frozen(kw_only=True)
class Choice:
    """One answer to choose.

    Attributes:
        id: Its name, unique in its question.
        ja: What it says, in Japanese.
        en: The same in English.
    """

    id: str = attrs.field(validator=FILLED)
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)


@attrs.frozen(kw_only=True)
class Question(Fact):
    """One question; ``ja`` and ``en`` are its text, ``mark`` and ``sources`` those of ``why``.

    Attributes:
        options: The answers to choose from.
        right: Id of the right one.
        why: Why it is right.
    """

    options: tuple[Choice, ...] = attrs.field(validator=attrs.validators.min_len(2))
    right: str
    why: Localized


@attrs.frozen(kw_only=True)
class Course(Fact):
    """One course; ``ja`` and ``en`` are its name.

    Attributes:
        urn: Name of the course.
        version: Edition, counted up when it changes.
        as_of: The day up to which it is known.
        audience: For whom it is.
        minutes: How long it takes, with the quiz.
        pass_percent: So many per cent of the questions must be right.
        lessons: In order.
        questions: The quiz.
    """

    urn: str
    version: int
    as_of: dt.date
    audience: Localized
    minutes: int = attrs.field(validator=attrs.validators.ge(1))
    pass_percent: int = attrs.field(validator=[attrs.validators.ge(1), attrs.validators.le(100)])
    lessons: tuple[Lesson, ...] = attrs.field(validator=FILLED)
    questions: tuple[Question, ...] = attrs.field(validator=attrs.validators.min_len(8))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The course itself and everything it says and asks."""
        paragraphs = chain.from_iterable(lesson.paragraphs for lesson in self.lessons)
        return (self, *self.lessons, *paragraphs, *self.questions)


@attrs.frozen(kw_only=True)
class WrongAnswer:
    """One question that was not answered rightly.

    Attributes:
        question: Which one, with the right answer and why.
        chosen: Id of the option that was chosen; empty if none was.
    """

    question: Question
    chosen: str


@attrs.frozen(kw_only=True)
class QuizResult:
    """How a quiz went.

    Attributes:
        course: Id of the course.
        course_version: Its version.
        right: Questions answered rightly.
        asked: Questions asked.
        passed: Enough were right.
        wrong: The others, in the order of the quiz.
    """

    course: str
    course_version: int
    right: int
    asked: int
    passed: bool
    wrong: tuple[WrongAnswer, ...]


def grade(course: Course, answers: Mapping[str, str]) -> QuizResult:
    """Grade a quiz.

    Args:
        course: What was taken.
        answers: Id of the option that was chosen, by id of the question.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each answer that is not offered.

    Example:
        >>> result = grade(find_course("staff-basics"), {"q-ai": "rule"})
        >>> result.right, result.asked, result.passed
        (1, 10, False)
    """
    offered = {q.id: tuple(option.id for option in q.options) for q in course.questions}
    check_choices(answers, offered=offered, place=course.urn)
    wrong = tuple(
        WrongAnswer(question=question, chosen=answers.get(question.id, ""))
        for question in course.questions
        if answers.get(question.id) != question.right
    )
    asked = len(course.questions)
    right = asked - len(wrong)
    return QuizResult(
        course=course.id,
        course_version=course.version,
        right=right,
        asked=asked,
        passed=right * 100 >= course.pass_percent * asked,
        wrong=wrong,
    )


def find_course(course_id: str) -> Course:
    """Return one course.

    Raises:
        InputError: There is no such course.
    """
    courses = load_courses()
    if course_id not in courses:
        raise InputError(ErrorCode.COURSE_UNKNOWN, course=course_id, known=", ".join(courses))
    return courses[course_id]


@cache
def load_courses() -> Mapping[str, Course]:
    """Return the courses that come with Hiden, by id.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake in their files.
    """
    return read_courses(files("hiden.guideline") / "data" / "courses", sources=load_sources())


def read_courses(folder: Traversable, *, sources: Collection[str]) -> Mapping[str, Course]:
    """Read a folder of courses and check them.

    Args:
        folder: With one YAML file for each course.
        sources: Ids of the sources that are known.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: A file cannot be read.
    """
    courses = load_yaml_folder(folder, Course)
    refuse(str(folder), _mistakes(courses, sources))
    return MappingProxyType({course.id: course for course in courses})


def _mistakes(courses: tuple[Course, ...], sources: Collection[str]) -> Iterator[tuple[str, str]]:
    yield from repeated(course.id for course in courses)
    for course in courses:
        yield from fact_mistakes(course.facts, sources=sources)
        for question in course.questions:
            options = [option.id for option in question.options]
            yield from repeated(options)
            if question.right not in options:
                yield question.id, f"there is no option {question.right}"
