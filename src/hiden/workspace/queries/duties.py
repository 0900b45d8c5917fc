# SPDX-License-Identifier: Apache-2.0
"""Who confirmed which duties, what one person has to do, and how many of all are in order."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from enum import StrEnum

import attrs
from django.db.models import Q

from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.models import Acknowledgement, Agreement, User
from hiden.workspace.queries.agreements import by_state
from hiden.workspace.queries.paging import Page, cut, order
from hiden.workspace.queries.training import (
    OwnCourse,
    TrainingFilter,
    TrainingState,
    own_courses,
    training_rows,
)
from hiden.workspace.roles import Role

__all__ = [
    "DutyCounts",
    "OwnDuties",
    "Request",
    "RequestFilter",
    "RequestState",
    "count_open",
    "counts",
    "own",
    "people",
    "request",
    "request_rows",
]

REQUEST_SORTS: Mapping[str, str] = {
    "person": "person",
    "requested": "requested_at",
    "due": "due_on",
    "given": "acknowledged_on",
}


class RequestState(StrEnum):
    """How far a request to confirm is."""

    GIVEN = "given"
    OPEN = "open"
    OVERDUE = "overdue"


@attrs.frozen(kw_only=True)
class Request:
    """A request to confirm.

    Attributes:
        row: Its record.
        state: How far it is.
    """

    row: Acknowledgement
    state: RequestState


@attrs.frozen(kw_only=True)
class RequestFilter:
    """What a reader of the requests asked for.

    Attributes:
        text: Stands in the person's name, or is a secret's code.
        state: One of ``RequestState``; empty for all.
        sort: A name of ``REQUEST_SORTS``, with ``-`` in front for descending.
    """

    text: str = ""
    state: str = ""
    sort: str = "-requested"


@attrs.frozen(kw_only=True)
class DutyCounts:
    """How things stand with duties and training.

    Attributes:
        requests: Requests by state.
        agreements: Agreements by state.
        trainings: Persons and courses by state.
    """

    requests: Mapping[str, int]
    agreements: Mapping[str, int]
    trainings: Mapping[str, int]


@attrs.frozen(kw_only=True)
class OwnDuties:
    """What one person has to confirm and to learn.

    Attributes:
        requests: What they were asked to confirm, open ones first.
        courses: All courses, those meant for them first.
    """

    requests: tuple[Request, ...]
    courses: tuple[OwnCourse, ...]


def request(uid: uuid.UUID, *, today: dt.date) -> Request:
    """Return one request.

    Raises:
        InputError: There is none.
    """
    row = Acknowledgement.objects.filter(uid=uid).first()
    if row is None:
        raise InputError(ErrorCode.LINK_UNKNOWN)
    return _request(row, today)


def request_rows(asked: RequestFilter, *, today: dt.date, number: int | None = 1) -> Page[Request]:
    """List the requests to confirm.

    Args:
        asked: Filter and sort.
        today: The day for which it is asked.
        number: The page from 1; ``None`` for all.
    """
    rows = Acknowledgement.objects.all()
    if asked.text:
        naming = [
            pk for pk, codes in rows.values_list("pk", "codes") if asked.text.strip() in codes
        ]
        rows = rows.filter(Q(person__icontains=asked.text) | Q(pk__in=naming))
    if asked.state:
        rows = rows.filter(_request_states(today)[RequestState(asked.state)])
    columns = REQUEST_SORTS
    page = cut(
        rows.order_by(*order(asked.sort, columns=columns, default="-requested")), number=number
    )
    return page.map(lambda row: _request(row, today))


def counts(*, today: dt.date) -> DutyCounts:
    """Count what is in order and what is not."""
    rows = training_rows(TrainingFilter(), today=today)
    return DutyCounts(
        requests={
            state.value.replace("-", "_"): Acknowledgement.objects.filter(wanted).count()
            for state, wanted in _request_states(today).items()
        },
        agreements={
            state.value.replace("-", "_"): Agreement.objects.filter(wanted).count()
            for state, wanted in by_state(today).items()
        },
        trainings={state.value: sum(row.state is state for row in rows) for state in TrainingState},
    )


def own(person: str, *, role: Role, today: dt.date) -> OwnDuties:
    """Return what a person has to confirm and to learn.

    Args:
        person: Name of the account.
        role: What it is, which says which courses are meant for it.
        today: The day for which it is asked.
    """
    rows = Acknowledgement.objects.filter(person=person)
    requests = sorted(
        (_request(row, today) for row in rows), key=lambda item: item.state is RequestState.GIVEN
    )
    return OwnDuties(
        requests=tuple(requests),
        courses=own_courses(person, role=role, today=today),
    )


def count_open(person: str) -> int:
    """Count what a person has to confirm."""
    return Acknowledgement.objects.filter(person=person, acknowledged_at=None).count()


def people() -> tuple[str, ...]:
    """Return everybody who is known: accounts, and who was asked to confirm, by name."""
    accounts = User.objects.filter(is_active=True).values_list("username", flat=True)
    asked = Acknowledgement.objects.values_list("person", flat=True)
    return tuple(sorted({*accounts, *asked}))


def _request(row: Acknowledgement, today: dt.date) -> Request:
    if row.acknowledged_at is not None:
        return Request(row=row, state=RequestState.GIVEN)
    is_late = row.due_on is not None and row.due_on < today
    return Request(row=row, state=RequestState.OVERDUE if is_late else RequestState.OPEN)


def _request_states(today: dt.date) -> Mapping[RequestState, Q]:
    waits = Q(acknowledged_at=None)
    late = Q(due_on__lt=today)
    return {
        RequestState.GIVEN: Q(acknowledged_at__isnull=False),
        RequestState.OPEN: waits & (Q(due_on=None) | Q(due_on__gte=today)),
        RequestState.OVERDUE: waits & late,
    }
