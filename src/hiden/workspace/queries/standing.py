# SPDX-License-Identifier: Apache-2.0
"""How every secret stands on a day, by the check sheet, worked out once for each state of it.

Rules:
    * A past day is judged by what was answered, registered and seen up to its end; today and later
      days by what is there now.
    * Nothing is worked out twice as long as nothing was done: the ledger tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TypeAlias

import attrs
from django.db.models import Count, Max
from django.utils import timezone

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.guideline.answers import measure_state
from hiden.guideline.assessment import assess
from hiden.guideline.coverage import Cell, coverage
from hiden.guideline.grid import load_grid
from hiden.guideline.items import Sheet
from hiden.guideline.results import Assessment, SecretAssessment
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.guideline.values import Answers
from hiden.workspace.home import home_dir
from hiden.workspace.models import LedgerEntry, Look, Organisation, Secret, SheetAnswer
from hiden.workspace.sheet_rows import answers_at

__all__ = [
    "Standing",
    "cells",
    "standing",
    "standing_of",
    "standing_of_organisation",
    "today",
]

_Key: TypeAlias = tuple[object, ...]


@attrs.frozen(kw_only=True, eq=False)
class Standing:
    """How everything stands on a day.

    Attributes:
        on: The day.
        is_past: It is before today, and is judged by what was known then.
        sheet: The sheet by which it is judged.
        answers: What was answered.
        assessment: How each secret stands.
        by_code: The same by code.
    """

    on: dt.date
    is_past: bool
    sheet: Sheet
    answers: Answers
    assessment: Assessment
    by_code: Mapping[str, SecretAssessment]


def today(clock: Clock = SystemClock()) -> dt.date:
    """Return the day it is here."""
    return timezone.localtime(clock.now()).date()


def standing(*, on: dt.date | None = None, clock: Clock = SystemClock()) -> Standing:
    """Return how everything stands.

    Args:
        on: The day; ``None`` for today.
        clock: Tells which day it is.
    """
    now = today(clock)
    day = on or now
    return _standing(_state(), day, day < now)


def standing_of(
    code: str, *, on: dt.date | None = None, clock: Clock = SystemClock()
) -> tuple[Standing, SecretAssessment]:
    """Return how one secret stands, and what that rests on.

    Raises:
        InputError: No such secret was registered on that day.
    """
    now = today(clock)
    day = on or now
    found = _judge(day, is_past=day < now, code=code)
    if not found.assessment.secrets:
        raise InputError(ErrorCode.SECRET_UNKNOWN, code=code)
    return found, found.assessment.secrets[0]


def standing_of_organisation(*, clock: Clock = SystemClock()) -> Standing:
    """Return how the organisation stands today, without any secret."""
    return _judge(today(clock), is_past=False, code="")


def cells(answers: Answers, *, on: dt.date) -> tuple[Cell, ...]:
    """Count what stands in each field of the grid on a day."""
    return coverage(load_grid(), answers.measures, state=partial(measure_state, on=on))


def _state() -> _Key:
    """Return what changes whenever something is done in this workspace."""
    newest = [
        model.objects.aggregate(newest=Max("pk"), count=Count("pk"))
        for model in (LedgerEntry, SheetAnswer, Look, Secret)
    ]
    size = Organisation.objects.values_list("name", "employees").first()
    return (str(home_dir()), *(value for row in newest for value in row.values()), size)


@lru_cache(maxsize=2)
def _standing(_: _Key, day: dt.date, is_past: bool) -> Standing:  # noqa: FBT001 - a cached key
    return _judge(day, is_past=is_past)


def _judge(day: dt.date, *, is_past: bool, code: str | None = None) -> Standing:
    sheet = load_sheet(SHEET)
    answers = answers_at(_end_of(day) if is_past else None, code=code)
    done = assess(sheet, answers, on=day)
    return Standing(
        on=day,
        is_past=is_past,
        sheet=sheet,
        answers=answers,
        assessment=done,
        by_code={judged.secret.code: judged for judged in done.secrets},
    )


def _end_of(day: dt.date) -> dt.datetime:
    """Return the first moment after a day, here."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
