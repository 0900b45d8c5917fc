# SPDX-License-Identifier: Apache-2.0
"""Every day on which something is due: secrets, evidence, agreements, duties, training, plan.

Rules:
    * ``what`` names a secret by its code and title, which do not disclose it, and never a person:
      it is shown wherever the calendar is subscribed to.
    * What is done or withdrawn is not due.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import attrs

from hiden import registry
from hiden.foundation.hashing import sha256
from hiden.foundation.language import Message
from hiden.foundation.wording import Wording, wording
from hiden.guideline.courses import load_courses
from hiden.guideline.items import Unit
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.guideline.standings import Answered, Book
from hiden.workspace.models import (
    Acknowledgement,
    Agreement,
    Organisation,
    PlanStep,
    Training,
)
from hiden.workspace.queries.deadlines import deadlines
from hiden.workspace.sheet_rows import answers_at

__all__ = ["Due", "DueKind", "feed_is", "has_feed", "upcoming"]

_ORGANISATION = wording(ja="組織の点検", en="check of the organisation")
_NOTHING = wording(ja="", en="")


class DueKind(StrEnum):
    """What is due."""

    REVIEW = "review"
    EXPIRY = "expiry"
    EVIDENCE = "evidence"
    AGREEMENT = "agreement"
    ACKNOWLEDGEMENT = "acknowledgement"
    TRAINING = "training"
    STEP = "step"


@attrs.frozen(kw_only=True)
class Due:
    """One day on which something is due.

    Attributes:
        on: The day.
        kind: What is due.
        uid: Its name, the same whenever it is asked for.
        code: The secret or agreement, or the id of the request; empty for the organisation.
        what: What it is about, without persons.
        person: Whom it concerns, for the page only; empty for none.
        note: More about it, for the page: the item of the sheet or the course; ``None`` for none.
    """

    on: dt.date
    kind: DueKind
    uid: str
    code: str = ""
    what: Message = _NOTHING
    person: str = ""
    note: Message | None = None


def upcoming(*, today: dt.date, until: dt.date, kind: str = "") -> tuple[Due, ...]:
    """Return what is overdue or due until a day, inclusive; earliest first.

    Args:
        today: The day for which evidence is judged.
        until: The last day to look at.
        kind: One of ``DueKind``; empty for all.
    """
    found = [
        due
        for source in _SOURCES
        for due in source(today)
        if due.on <= until and kind in {"", due.kind}
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.kind, due.uid)))


def has_feed() -> bool:
    """Say whether there is a link to subscribe to."""
    return Organisation.objects.exclude(calendar_token_sha256="").exists()


def feed_is(token: str) -> bool:
    """Say whether a token is that of the link; it takes as long for every wrong one."""
    kept = Organisation.objects.values_list("calendar_token_sha256", flat=True).first() or ""
    return hmac.compare_digest(kept, sha256(token.encode()))


def _of_secrets(_today: dt.date) -> Iterator[Due]:
    for due in deadlines(until=dt.date.max):
        yield Due(
            on=due.on,
            kind=DueKind(due.kind.value),
            uid=f"{due.kind}-{_short(due.code)}",
            code=due.code,
            what=_secret(due.code, due.title),
        )


def _of_evidence(today: dt.date) -> Iterator[Due]:
    sheet, answers = load_sheet(SHEET), answers_at()
    book = Book(sheet=sheet, answers=answers, on=today)
    shared = book.look_up(item for item in sheet.items if item.unit is Unit.ORGANISATION)
    yield from _runs_out(shared, code="", what=_ORGANISATION)
    for secret in answers.secrets:
        own = (i for i in sheet.items if i.unit is Unit.SECRET and i.is_asked(secret))
        what = _secret(secret.code, secret.title)
        yield from _runs_out(book.look_up(own, secret), code=secret.code, what=what)


def _runs_out(answered: Iterable[Answered], *, code: str, what: Message) -> Iterator[Due]:
    for entry in answered:
        if entry.standing.live_until is not None:
            yield Due(
                on=entry.standing.live_until,
                kind=DueKind.EVIDENCE,
                uid=f"evidence-{_short(code)}-{entry.item.id}",
                code=code,
                what=what,
                note=entry.item.wording,
            )


def _of_agreements(_today: dt.date) -> Iterator[Due]:
    for row in Agreement.objects.filter(ends_on__isnull=False):
        value = registry.from_json(row.value, registry.Agreement)
        yield Due(
            on=row.ends_on or dt.date.max,
            kind=DueKind.AGREEMENT,
            uid=f"agreement-{_short(row.code)}",
            code=row.code,
            what=_plain(row.code),
            person=value.party,
        )


def _of_requests(_today: dt.date) -> Iterator[Due]:
    for row in Acknowledgement.objects.filter(acknowledged_at=None, due_on__isnull=False):
        yield Due(
            on=row.due_on or dt.date.max,
            kind=DueKind.ACKNOWLEDGEMENT,
            uid=f"acknowledgement-{row.uid}",
            code=str(row.uid),
            person=row.person,
        )


def _of_training(_today: dt.date) -> Iterator[Due]:
    courses = load_courses()
    last: dict[tuple[str, str], dt.date] = {}
    for person, course, until in Training.objects.filter(passed=True).values_list(
        "person", "course", "valid_until"
    ):
        key = person, course
        last[key] = max(until, last.get(key, until))
    for (person, course), until in last.items():
        yield Due(
            on=until,
            kind=DueKind.TRAINING,
            uid=f"training-{_short(person)}-{course}",
            person=person,
            note=courses[course].wording if course in courses else None,
        )


def _of_steps(_today: dt.date) -> Iterator[Due]:
    names = {item.id: item.wording for item in load_sheet(SHEET).items}
    under_way = PlanStep.objects.filter(state__in=PlanStep.UNDER_WAY)
    for row in under_way.filter(due_on__isnull=False):
        yield Due(
            on=row.due_on or dt.date.max,
            kind=DueKind.STEP,
            uid=f"step-{row.pk}",
            what=names.get(row.item) or _plain(row.item),
            person=row.owner,
        )


_SOURCES: tuple[Callable[[dt.date], Iterator[Due]], ...] = (
    _of_secrets,
    _of_evidence,
    _of_agreements,
    _of_requests,
    _of_training,
    _of_steps,
)


def _secret(code: str, title: str) -> Wording:
    return _plain(f"{code} {title}")


def _plain(text: str) -> Wording:
    return wording(ja=text, en=text)


def _short(name: str) -> str:
    """Return a name of fixed form for what may hold any character."""
    return sha256(name.encode())[:16]
