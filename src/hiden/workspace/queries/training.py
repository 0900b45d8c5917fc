# SPDX-License-Identifier: Apache-2.0
"""Who was trained, and who must be.

Rules:
    * Everybody who is known must take the course for all; whoever leads, that for leaders too.
    * A list says whether somebody passed a course, never with how many right answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import attrs
from django.db.models import QuerySet

from hiden.guideline.courses import Course, load_courses
from hiden.workspace.models import Acknowledgement, Training, User
from hiden.workspace.roles import Role

__all__ = [
    "FOR_ALL",
    "SOON",
    "OwnCourse",
    "TrainingFilter",
    "TrainingRow",
    "TrainingState",
    "own_courses",
    "training_rows",
]

SOON = dt.timedelta(days=30)
"""So long before it runs out a training is shown as due."""
FOR_ALL = "staff-basics"
"""The course for everybody."""
FOR_LEADERS = "managers"


class TrainingState(StrEnum):
    """How a person stands to a course on a day, what is most urgent first."""

    NEVER = "never"
    FAILED = "failed"
    EXPIRED = "expired"
    DUE = "due"
    VALID = "valid"


@attrs.frozen(kw_only=True)
class TrainingRow:
    """How a person stands to a course.

    Attributes:
        person: Who.
        mail: Address to remind them at; empty if none is known.
        course: Which course.
        state: How they stand.
        taken_on: When they last passed it, else when they last tried; ``None`` for never.
        valid_until: Last day on which it counts; ``None`` if it was never passed.
    """

    person: str
    mail: str
    course: Course
    state: TrainingState
    taken_on: dt.datetime | None
    valid_until: dt.date | None


@attrs.frozen(kw_only=True)
class TrainingFilter:
    """What a reader of the training records asked for.

    Attributes:
        text: Stands in the person's name.
        course: Id of a course; empty for all.
        state: One of ``TrainingState``, ``open`` for all that need something; empty for all.
        sort: ``person``, ``course``, ``state`` or ``until``, with ``-`` in front for descending.
    """

    text: str = ""
    course: str = ""
    state: str = ""
    sort: str = "state"


@attrs.frozen(kw_only=True)
class OwnCourse:
    """A course, as its taker sees it.

    Attributes:
        course: The course.
        state: How the reader stands to it.
        valid_until: Last day on which it counts; ``None`` if it was never passed.
        is_expected: It is meant for the reader.
    """

    course: Course
    state: TrainingState
    valid_until: dt.date | None
    is_expected: bool


def training_rows(asked: TrainingFilter, *, today: dt.date) -> tuple[TrainingRow, ...]:
    """List who stands how to the courses that are meant for them, and to those they took.

    Args:
        asked: Filter and sort.
        today: The day for which it is asked.
    """
    rows = [
        row
        for row in _trainings(today)
        if asked.text.lower() in row.person.lower()
        and asked.course in {"", row.course.id}
        and (
            asked.state in {"", row.state}
            or (asked.state == "open" and row.state is not TrainingState.VALID)
        )
    ]
    rank = {state: place for place, state in enumerate(TrainingState)}
    keys: Mapping[str, Callable[[TrainingRow], Any]] = {
        "person": lambda row: (row.person, row.course.id),
        "course": lambda row: (row.course.id, row.person),
        "until": lambda row: (row.valid_until or dt.date.min, row.person),
    }
    name = asked.sort.removeprefix("-")
    rows.sort(
        key=keys.get(name, lambda row: (rank[row.state], row.person)),
        reverse=asked.sort.startswith("-"),
    )
    return tuple(rows)


def own_courses(person: str, *, role: Role, today: dt.date) -> tuple[OwnCourse, ...]:
    """Return all courses as a person stands to them, those that are meant for them first.

    Args:
        person: Name of the account, or of who follows a link.
        role: What they are, which says which courses are meant for them.
        today: The day for which it is asked.
    """
    expected = _expected(role)
    taken = _taken(Training.objects.filter(person=person))
    courses = (
        OwnCourse(
            course=course,
            state=_training_state(taken.get((person, course.id), ()), today),
            valid_until=_valid_until(taken.get((person, course.id), ())),
            is_expected=course.id in expected,
        )
        for course in load_courses().values()
    )
    return tuple(sorted(courses, key=lambda item: not item.is_expected))


def _expected(role: str) -> frozenset[str]:
    leads = role in {Role.ADMINISTRATOR, Role.MANAGER}
    return frozenset({FOR_ALL, FOR_LEADERS} if leads else {FOR_ALL})


def _taken(rows: QuerySet[Training]) -> Mapping[tuple[str, str], tuple[Training, ...]]:
    """Return what was taken, newest first, by person and course."""
    found: dict[tuple[str, str], tuple[Training, ...]] = {}
    for row in rows:
        key = row.person, row.course
        found[key] = (*found.get(key, ()), row)
    return found


def _trainings(today: dt.date) -> tuple[TrainingRow, ...]:
    courses = load_courses()
    taken = _taken(Training.objects.all())
    roles = dict(User.objects.filter(is_active=True).values_list("username", "role"))
    mails: dict[str, str] = {}
    for person, mail in Acknowledgement.objects.order_by("requested_at").values_list(
        "person", "mail"
    ):
        mails[person] = mail or mails.get(person, "")
    expected = {
        (person, course)
        for person in {*roles, *mails}
        for course in _expected(roles.get(person, ""))
    }
    known = {key for key in taken if key[1] in courses}
    return tuple(
        TrainingRow(
            person=person,
            mail=mails.get(person, ""),
            course=courses[course],
            state=_training_state(taken.get((person, course), ()), today),
            taken_on=_last(taken.get((person, course), ())),
            valid_until=_valid_until(taken.get((person, course), ())),
        )
        for person, course in sorted(expected | known)
    )


def _valid_until(rows: tuple[Training, ...]) -> dt.date | None:
    return max((row.valid_until for row in rows if row.passed), default=None)


def _last(rows: tuple[Training, ...]) -> dt.datetime | None:
    passed = [row.taken_at for row in rows if row.passed]
    return next(iter(passed or [row.taken_at for row in rows]), None)


def _training_state(rows: tuple[Training, ...], today: dt.date) -> TrainingState:
    if not rows:
        return TrainingState.NEVER
    until = _valid_until(rows)
    if until is None:
        return TrainingState.FAILED
    if until < today:
        return TrainingState.EXPIRED
    return TrainingState.DUE if until <= today + SOON else TrainingState.VALID
