# SPDX-License-Identifier: Apache-2.0
"""Which agreements are in force, and which end (契約・誓約書)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs
from django.db.models import Q

from hiden import registry
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.models import Agreement
from hiden.workspace.queries.paging import Page, cut, order

__all__ = [
    "ENDING",
    "SORTS",
    "AgreementFilter",
    "AgreementRow",
    "AgreementState",
    "agreement",
    "agreement_rows",
    "by_state",
]

ENDING = dt.timedelta(days=90)
"""So long before its end an agreement is shown as ending."""
SORTS: Mapping[str, str] = {
    "code": "code",
    "party": "party",
    "kind": "kind",
    "signed": "signed_on",
    "ends": "ends_on",
}


class AgreementState(StrEnum):
    """How an agreement stands on a day."""

    IN_FORCE = "in-force"
    ENDING = "ending"
    ENDED = "ended"
    UNSIGNED = "unsigned"


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
        sort: A name of ``SORTS``, with ``-`` in front for descending.
    """

    text: str = ""
    kind: str = ""
    state: str = ""
    sort: str = "ends"


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
        rows = rows.filter(by_state(today)[AgreementState(asked.state)])
    sort = order(asked.sort, columns=SORTS, default="ends")
    return cut(rows.order_by(*sort), number=number).map(lambda row: _agreement(row, today))


def by_state(today: dt.date) -> Mapping[AgreementState, Q]:
    """Return for each state the condition that the agreements in it fulfil on a day."""
    lives = Q(ends_on=None) | Q(ends_on__gte=today)
    signed = Q(signed_on__isnull=False)
    soon = Q(ends_on__lte=today + ENDING)
    return {
        AgreementState.IN_FORCE: signed & (Q(ends_on=None) | Q(ends_on__gt=today + ENDING)),
        AgreementState.ENDING: signed & lives & soon,
        AgreementState.ENDED: Q(ends_on__lt=today),
        AgreementState.UNSIGNED: Q(signed_on=None) & lives,
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
