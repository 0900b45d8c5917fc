# SPDX-License-Identifier: Apache-2.0
"""What is known of one secret from files, permissions, agreements, training and answers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
from django.utils import timezone

from hiden import registry
from hiden.foundation.errors import InputError
from hiden.foundation.text import normalize_label
from hiden.guideline.access import AccessComparison, compare_access
from hiden.guideline.markings import Weight
from hiden.guideline.observed import (
    AgreementSummary,
    MarkingSummary,
    Observed,
    TrainingSummary,
)
from hiden.intake.documents import DocumentReader
from hiden.intake.permissions import PermissionReading, read_posix
from hiden.registry import AgreementKind, ContainerKind, Level
from hiden.workspace.access_rows import AccessIndex, view_of
from hiden.workspace.models import Acknowledgement, Agreement, Secret, SheetAnswer, Training
from hiden.workspace.work.markings import markings_of

__all__ = ["Records", "observe", "read_records"]

_STRICTNESS = tuple(Level)
_OF_PEOPLE = {
    AgreementKind.NDA,
    AgreementKind.ENTRY_PLEDGE,
    AgreementKind.PROJECT_PLEDGE,
    AgreementKind.EXIT_PLEDGE,
}


@attrs.frozen(kw_only=True)
class Records:
    """What the workspace has on record, read once for all secrets.

    Attributes:
        on: The day for which it is judged.
        lists: Lists of permissions.
        agreements: All of them, ended ones too.
        confirmed: Person, codes (none means all) and day of each duty that was confirmed.
        trained: Day of the newest passed course by person.
        reviewed: Day on which the item about reviews was last answered, by code.
    """

    on: dt.date
    lists: tuple[AccessIndex, ...]
    agreements: tuple[registry.Agreement, ...]
    confirmed: tuple[tuple[str, frozenset[str], dt.date], ...]
    trained: dict[str, dt.date]
    reviewed: dict[str, dt.date]


def read_records(*, on: dt.date, lists: Iterable[PermissionReading]) -> Records:
    """Read what is on record."""
    trained: dict[str, dt.date] = {}
    for person, at in Training.objects.filter(passed=True).values_list("person", "taken_at"):
        name = normalize_label(person)
        day = timezone.localdate(at)
        trained[name] = max(day, trained.get(name, day))
    return Records(
        on=on,
        lists=tuple(map(AccessIndex, lists)),
        agreements=tuple(
            registry.from_json(value, registry.Agreement)
            for value in Agreement.objects.values_list("value", flat=True)
        ),
        confirmed=tuple(
            (normalize_label(person), frozenset(codes), day)
            for person, codes, day in Acknowledgement.objects.exclude(
                acknowledged_on=None
            ).values_list("person", "codes", "acknowledged_on")
            if day is not None
        ),
        trained=trained,
        reviewed={
            code: timezone.localdate(at)
            for code, at in SheetAnswer.objects.filter(
                item="review", replaced_at=None, secret__isnull=False
            ).values_list("secret__code", "answered_at")
        },
    )


def observe(row: Secret, records: Records, reader: DocumentReader) -> Observed:
    """Look at one secret.

    Args:
        row: The secret, with its originals.
        records: What is on record.
        reader: Reads the originals.
    """
    secret = registry.from_json(row.value)
    files = sorted({Path(path) for path in row.originals.values_list("path", flat=True)})
    confirmed = [day for _, codes, day in records.confirmed if not codes or secret.code in codes]
    return Observed(
        secret=secret,
        on=records.on,
        access=_access(secret, files, records),
        markings=_markings(files, reader, on=records.on) if files else None,
        agreements=_agreements(secret, records) if records.agreements else None,
        training=_training(secret, records) if records.trained else None,
        last_reviewed_on=records.reviewed.get(secret.code),
        last_acknowledged_on=max(confirmed, default=None),
    )


def _access(
    secret: registry.Secret, files: Sequence[Path], records: Records
) -> AccessComparison | None:
    places = [
        *map(str, files),
        *(c.location for c in secret.containers if c.kind is ContainerKind.FILE),
    ]
    here = [
        AccessIndex(reading) for path in places for reading in _on_this_machine(path, on=records.on)
    ]
    view = view_of(places, [*here, *records.lists])
    return compare_access(secret, view) if view else None


def _on_this_machine(path: str, *, on: dt.date) -> Iterator[PermissionReading]:
    """Yield the permissions of a path that is on this machine; of another nothing."""
    place = Path(path)
    if place.is_absolute() and place.exists():
        try:
            yield read_posix(place, on=on)
        except InputError:
            return


def _markings(files: Sequence[Path], reader: DocumentReader, *, on: dt.date) -> MarkingSummary:
    looked = marked = unseen = 0
    by_level: Counter[Level] = Counter()
    for path in files:
        reading = reader.read(path)
        unseen += not reading.documents
        looked += bool(reading.documents)
        strong = [
            found
            for _, found in markings_of(path, reading.documents)
            if found.weight is Weight.STRONG
        ]
        marked += bool(strong and reading.documents)
        levels = [found.level for found in strong if found.level]
        if levels and reading.documents:
            by_level[min(levels, key=_STRICTNESS.index)] += 1
    return MarkingSummary(
        taken_on=on, looked_at=looked, marked=marked, by_level=by_level, unseen=unseen
    )


def _agreements(secret: registry.Secret, records: Records) -> AgreementSummary:
    of_partner = [_held(partner, secret, records) for partner in secret.partners]
    of_people = [_held(name, secret, records, kinds=_OF_PEOPLE) for name in secret.need_to_know]
    partners, people = ([each for each in held if each] for held in (of_partner, of_people))
    live, bound = (
        [[one for one in each if _in_force(one, records.on)] for each in held]
        for held in (partners, people)
    )
    return AgreementSummary(
        partners_in_force=sum(map(bool, live)),
        partners_expired=sum(not each for each in live),
        partners_without=len(of_partner) - len(partners),
        partners_since=_since(live),
        partners_until=_until(live),
        people_in_force=sum(map(bool, bound)),
        people_without=len(of_people) - sum(map(bool, bound)),
        people_since=_since(bound),
        people_until=_until(bound),
    )


def _held(
    party: str,
    secret: registry.Secret,
    records: Records,
    *,
    kinds: set[AgreementKind] | None = None,
) -> list[registry.Agreement]:
    name = normalize_label(party)
    return [
        agreement
        for agreement in records.agreements
        if normalize_label(agreement.party) == name
        and (kinds is None or agreement.kind in kinds)
        and (not agreement.secrets or secret.code in agreement.secrets)
        and agreement.signed_on is not None
    ]


def _in_force(agreement: registry.Agreement, on: dt.date) -> bool:
    starts = agreement.starts_on or agreement.signed_on
    return (starts is None or starts <= on) and (
        agreement.ends_on is None or on <= agreement.ends_on
    )


def _since(held: Sequence[Sequence[registry.Agreement]]) -> dt.date | None:
    days = [
        min(one.starts_on or one.signed_on or dt.date.max for one in each) for each in held if each
    ]
    return max(days, default=None)


def _until(held: Sequence[Sequence[registry.Agreement]]) -> dt.date | None:
    ends = [max(one.ends_on or dt.date.max for one in each) for each in held if each]
    first = min(ends, default=dt.date.max)
    return None if first == dt.date.max else first


def _training(secret: registry.Secret, records: Records) -> TrainingSummary:
    year_ago = records.on - dt.timedelta(days=365)
    days = [records.trained.get(normalize_label(name)) for name in secret.need_to_know]
    recent = [day for day in days if day and day >= year_ago]
    return TrainingSummary(
        people=len(days), trained=len(recent), oldest_on=min(recent, default=None)
    )
