# SPDX-License-Identifier: Apache-2.0
"""The check sheet of one secret or of the organisation: every item with its answer and evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

import attrs

from hiden.foundation.clock import Clock, SystemClock
from hiden.guideline.answers import answer_for, live_until, state_of
from hiden.guideline.items import Item, Part, Sheet, Unit
from hiden.guideline.results import SecretAssessment
from hiden.guideline.values import Answer, AnswerState
from hiden.workspace.models import Look, Organisation
from hiden.workspace.queries.sight import ContradictionRow, LookRow, look_row, open_contradictions
from hiden.workspace.queries.standing import Standing, standing_of, standing_of_organisation

__all__ = [
    "ItemRow",
    "OrganisationSheet",
    "PartRows",
    "SecretSheet",
    "organisation_sheet",
    "secret_sheet",
]


@attrs.frozen(kw_only=True)
class ItemRow:
    """One item of a sheet.

    Attributes:
        item: The item.
        own: What was answered here; ``None`` if nothing was.
        general: What the organisation answers for all secrets, where nothing was answered here.
        state: What the answer that stands is worth.
        live_until: Last day on which its evidence still shows it; ``None`` if it has none.
        contradictions: What was seen and does not fit the answer.
    """

    item: Item
    own: Answer | None
    general: Answer | None = None
    state: AnswerState
    live_until: dt.date | None
    contradictions: tuple[ContradictionRow, ...] = ()


@attrs.frozen(kw_only=True)
class PartRows:
    """The items of one part of the sheet.

    Attributes:
        part: Which part.
        rows: Its items.
    """

    part: Part
    rows: tuple[ItemRow, ...]


@attrs.frozen(kw_only=True, eq=False)
class SecretSheet:
    """The sheet of one secret.

    Attributes:
        on: The day for which it is judged.
        is_past: That day is over; nothing can be answered for it.
        sheet: The sheet.
        judged: How the secret stands.
        parts: The items asked of it.
        look: What Hiden saw last; ``None`` if it never looked.
        contradictions: Those that are open.
    """

    on: dt.date
    is_past: bool
    sheet: Sheet
    judged: SecretAssessment
    parts: tuple[PartRows, ...]
    look: LookRow | None
    contradictions: tuple[ContradictionRow, ...]


@attrs.frozen(kw_only=True, eq=False)
class OrganisationSheet:
    """The sheet of the organisation.

    Attributes:
        on: The day for which it is judged.
        sheet: The sheet.
        parts: The items asked once, for the organisation.
        general: The items whose answer stands for every secret without one of its own.
        answered: Items answered, of both.
        asked: Items asked, of both.
        organisation: Its size and business; ``None`` if nothing was said yet.
    """

    on: dt.date
    sheet: Sheet
    parts: tuple[PartRows, ...]
    general: tuple[PartRows, ...]
    answered: int
    asked: int
    organisation: Organisation | None


def secret_sheet(
    code: str, *, on: dt.date | None = None, clock: Clock = SystemClock()
) -> SecretSheet:
    """Return the sheet of a secret.

    Raises:
        InputError: No such secret was registered on that day.
    """
    found, judged = standing_of(code, on=on, clock=clock)
    against = open_contradictions(code)
    own = found.answers.by_secret[judged.secret.code]
    rows = [
        attrs.evolve(
            _row(found, item, answer_for(found.answers, item, judged.secret)),
            own=own.get(item.id),
            general=None if item.id in own else answer_for(found.answers, item, judged.secret),
            contradictions=tuple(one for one in against if one.row.item == item.id),
        )
        for item in found.sheet.items
        if item.unit is Unit.SECRET and item.is_asked(judged.secret)
    ]
    look = Look.objects.filter(secret__code=code).select_related("secret").first()
    return SecretSheet(
        on=found.on,
        is_past=found.is_past,
        sheet=found.sheet,
        judged=judged,
        parts=_by_part(rows),
        look=look_row(look) if look else None,
        contradictions=against,
    )


def organisation_sheet(*, clock: Clock = SystemClock()) -> OrganisationSheet:
    """Return the sheet of the organisation."""
    found = standing_of_organisation(clock=clock)
    rows = [
        _row(found, item, found.answers.organisation.get(item.id))
        for item in found.sheet.items
        if item.unit is Unit.ORGANISATION or item.is_general
    ]
    return OrganisationSheet(
        on=found.on,
        sheet=found.sheet,
        parts=_by_part(row for row in rows if row.item.unit is Unit.ORGANISATION),
        general=_by_part(row for row in rows if row.item.is_general),
        answered=sum(row.own is not None for row in rows),
        asked=len(rows),
        organisation=Organisation.objects.first(),
    )


def _row(found: Standing, item: Item, answer: Answer | None) -> ItemRow:
    return ItemRow(
        item=item,
        own=answer,
        state=state_of(answer, on=found.on, valid_days=item.valid_days),
        live_until=live_until(answer, on=found.on, valid_days=item.valid_days),
    )


def _by_part(rows: Iterable[ItemRow]) -> tuple[PartRows, ...]:
    """Put items together by the part of the sheet, the parts in their order."""
    order = tuple(Part)
    ordered = sorted(rows, key=lambda row: order.index(row.item.part))
    return tuple(
        PartRows(part=part, rows=tuple(inside))
        for part, inside in groupby(ordered, key=lambda row: row.item.part)
    )
