# SPDX-License-Identifier: Apache-2.0
"""Look at secrets: keep what was seen, what supports the answers, and what contradicts them.

Rules:
    * One secret is one step: a job that was cut off goes on behind the last one, and a secret that
      is looked at twice has two looks, of which the newest counts.
    * A contradiction that is no longer seen is gone; one whose grounds nobody could look at stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
from django.db import transaction
from django.utils import timezone

from hiden.foundation.canonical import JsonValue
from hiden.foundation.clock import Clock
from hiden.guideline.contradictions import Contradiction, SeenItem, find_contradictions, find_unseen
from hiden.guideline.observed import Observed
from hiden.guideline.seen_evidence import evidence_from
from hiden.intake.documents import DocumentReader
from hiden.registry import to_json
from hiden.workspace import models
from hiden.workspace.access_rows import reading_from_json
from hiden.workspace.acts import queue_entry
from hiden.workspace.jobs import JobControl, actor_of
from hiden.workspace.messages import message_to_json
from hiden.workspace.models import AccessList, Job, Look
from hiden.workspace.work.sights import observe, read_records

__all__ = ["look_at_secrets"]

State = models.Contradiction.State


def look_at_secrets(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Do a ``look`` job; its result counts secrets and contradictions."""
    rows = models.Secret.objects.filter(withdrawn_at=None).order_by("code")
    if job.params["codes"]:
        rows = rows.filter(code__in=job.params["codes"])
    records = read_records(
        on=timezone.localdate(clock.now()),
        lists=map(reading_from_json, AccessList.objects.values_list("reading", flat=True)),
    )
    after = job.params.get("after", "")
    found = int(job.params.get("found", 0))
    total = rows.count()
    done = rows.filter(code__lte=after).count()
    with DocumentReader() as reader:
        for row in rows.filter(code__gt=after):
            seen = observe(row, records, reader)
            found += _keep(row, seen, at=clock.now())
            job.params = {**job.params, "after": row.code, "found": found}
            job.save(update_fields=["params"])
            done += 1
            control.progress(done, total)
    result: dict[str, JsonValue] = {"secrets": total, "contradictions": found}
    with transaction.atomic():
        queue_entry(
            "secrets.looked-at",
            by=actor_of(job),
            at=clock.now(),
            subject=f"job/{job.pk}",
            facts=result,
        )
    return dict(result)


def _keep(row: models.Secret, seen: Observed, *, at: dt.datetime) -> int:
    """Keep one look; return how many contradictions it found."""
    contradictions = find_contradictions(seen)
    with transaction.atomic():
        Look.objects.create(
            secret=row,
            looked_at=at,
            seen=_seen_to_json(seen),
            evidence={
                item.value: [to_json(piece) for piece in pieces]
                for item, pieces in evidence_from(seen).items()
            },
            unseen=[message_to_json(said) for said in find_unseen(seen)],
        )
        for contradiction in contradictions:
            _keep_contradiction(row, contradiction, at=at)
        _end_others(row, contradictions, seen, at=at)
    return len(contradictions)


def _keep_contradiction(row: models.Secret, found: Contradiction, *, at: dt.datetime) -> None:
    said = {
        "item": found.item.value,
        "severity": found.severity.value,
        "text": message_to_json(found.text),
        "rulings": list(found.rulings),
        "mark": found.mark.value,
        "last_seen_at": at,
    }
    kept, _ = models.Contradiction.objects.update_or_create(
        secret=row,
        kind=found.kind.value,
        defaults=said,
        create_defaults={**said, "first_seen_at": at},
    )
    if kept.state == State.GONE:
        kept.state = State.OPEN
        kept.save(update_fields=["state"])


def _end_others(
    row: models.Secret, found: Iterable[Contradiction], seen: Observed, *, at: dt.datetime
) -> None:
    """Mark as gone what could be looked at and was not seen again."""
    looked = {
        item.value
        for item, basis in {
            SeenItem.ACCESS: seen.access,
            SeenItem.HOLDERS: seen.access,
            SeenItem.MARKING: seen.markings,
            SeenItem.DESIGNATION: seen.markings,
            SeenItem.DUTY_PARTNERS: seen.agreements,
            SeenItem.DUTY_EMPLOYEES: seen.agreements,
            SeenItem.TRAINING: seen.training,
            SeenItem.REVIEW: seen,
            SeenItem.PRACTICE: seen,
        }.items()
        if basis is not None
    }
    models.Contradiction.objects.filter(secret=row, item__in=looked).exclude(
        kind__in=[one.kind.value for one in found]
    ).exclude(state=State.GONE).update(state=State.GONE, last_seen_at=at)


def _seen_to_json(seen: Observed) -> dict[str, JsonValue]:
    """Write what was seen: names of accounts, counts, days."""
    parts = {
        "access": seen.access,
        "markings": seen.markings,
        "agreements": seen.agreements,
        "training": seen.training,
    }
    return {
        name: attrs.asdict(part, value_serializer=_plain) if part is not None else None
        for name, part in parts.items()
    }


def _plain(_: object, __: object, value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
