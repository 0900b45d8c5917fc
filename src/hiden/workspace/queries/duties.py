# SPDX-License-Identifier: Apache-2.0
"""Who confirmed which duties, which agreements are in force, and what one person has to do."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from enum import StrEnum

import attrs
from django.db.models import Q

from hiden import registry
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.models import Acknowledgement, Agreement, User
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
    "ENDING",
    "AgreementFilter",
    "AgreementRow",
    "AgreementState",
    "DutyCounts",
    "OwnDuties",
    "Request",
    "RequestFilter",
    "RequestState",
    "agreement",
    "agreement_rows",
    "counts",
    "own",
    "people",
    "request",
    "request_rows",
]

ENDING = dt.timedelta(days=90)
"""So long before its end an agreement is shown as ending."""
REQUEST_SORTS: Mapping[str, str] = {
    "person": "person",
    "requested": "requested_at",
    "due": "due_on",
    "given": "acknowledged_on",
}
AGREEMENT_SORTS: Mapping[str, str] = {
    "code": "code",
    "party": "party",
    "kind": "kind",
    "signed": "signed_on",
    "ends": "ends_on",
}


class RequestState(StrEnum):
    """How far a request to confirm is."""

    GIVEN = "given"
    OPEN = "open"
    OVERDUE = "overdue"


class AgreementState(StrEnum):
    """How an agreement stands on a day."""

    IN_FORCE = "in-force"
    ENDING = "ending"
    ENDED = "ended"
    UNSIGNED = "unsigned"


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
class AgreementRow:
    """An agreement.

    Attributes:
        row: Its record.
        value: What it says.
        state: How it stands.
    """

    row: Agreement
    value: registry.Agreement
    state: AgreementState


@attrs.frozen(kw_only=True)
class AgreementFilter:
    """What a reader of the agreements asked for.

    Attributes:
        text: Stands in the code or the party.
        kind: One of ``registry.AgreementKind``; empty for all.
        state: One of ``AgreementState``; empty for all.
        sort: A name of ``AGREEMENT_SORTS``, with ``-`` in front for descending.
    """

    text: str = ""
    kind: str = ""
    state: str = ""
    sort: str = "ends"


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


def agreement(code: str, *, today: dt.date) -> AgreementRow:
    """Return one agreement.

    Raises:
        InputError: There is none.
    """
    row = Agreement.objects.filter(code=code).first()
    if row is None:
        raise InputError(ErrorCode.AGREEMENT_UNKNOWN, code=code)
    return _agreement(row, today)


def agreement_rows(
    asked: AgreementFilter, *, today: dt.date, number: int | None = 1
) -> Page[AgreementRow]:
    """List the agreements.

    Args:
        asked: Filter and sort.
        today: The day for which it is asked.
        number: The page from 1; ``None`` for all.
    """
    rows = Agreement.objects.all()
    if asked.text:
        rows = rows.filter(Q(code__icontains=asked.text) | Q(party__icontains=asked.text))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(_agreement_states(today)[AgreementState(asked.state)])
    sort = order(asked.sort, columns=AGREEMENT_SORTS, default="ends")
    return cut(rows.order_by(*sort), number=number).map(lambda row: _agreement(row, today))


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
            for state, wanted in _agreement_states(today).items()
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


def _agreement(row: Agreement, today: dt.date) -> AgreementRow:
    value = registry.from_json(row.value, registry.Agreement)
    if value.ends_on is not None and value.ends_on < today:
        state = AgreementState.ENDED
    elif value.signed_on is None:
        state = AgreementState.UNSIGNED
    elif value.ends_on is not None and value.ends_on <= today + ENDING:
        state = AgreementState.ENDING
    else:
        state = AgreementState.IN_FORCE
    return AgreementRow(row=row, value=value, state=state)


def _agreement_states(today: dt.date) -> Mapping[AgreementState, Q]:
    lives = Q(ends_on=None) | Q(ends_on__gte=today)
    signed = Q(signed_on__isnull=False)
    soon = Q(ends_on__lte=today + ENDING)
    return {
        AgreementState.IN_FORCE: signed & (Q(ends_on=None) | Q(ends_on__gt=today + ENDING)),
        AgreementState.ENDING: signed & lives & soon,
        AgreementState.ENDED: Q(ends_on__lt=today),
        AgreementState.UNSIGNED: Q(signed_on=None) & lives,
    }
