# SPDX-License-Identifier: Apache-2.0
"""Answers and evidence between the guideline's values and the tables' rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from django.db.models import Q, QuerySet
from django.utils import timezone

from hiden import registry
from hiden.foundation.canonical import JsonValue
from hiden.foundation.ids import SecretId
from hiden.guideline.sheet import SHEET
from hiden.guideline.values import Answer, Answers, Company, Evidence, EvidenceKind, SecretFacts
from hiden.workspace.models import Look, Organisation, Secret, SheetAnswer

__all__ = [
    "answers_at",
    "company",
    "evidence_from_json",
    "evidence_to_json",
    "secret_facts",
    "secrets_at",
]

_ANSWERED = ("item", "option", "note", "evidence", "answered_at")
"""What is read of a row: with tens of thousands, whole rows take ten times as long."""


def evidence_to_json(evidence: Evidence) -> dict[str, JsonValue]:
    """Write evidence as JSON, days as ``2026-04-01``."""
    return attrs.asdict(
        evidence,
        value_serializer=lambda _, __, value: (
            value.isoformat() if isinstance(value, dt.date) else value
        ),
    )


def evidence_from_json(data: Mapping[str, Any]) -> Evidence:
    """Read evidence that ``evidence_to_json`` wrote."""
    days = {
        name: dt.date.fromisoformat(data[name]) if data[name] else None
        for name in ("on", "received_on", "expires_on")
    }
    return Evidence(**{**data, **days, "kind": EvidenceKind(data["kind"])})


def secret_facts(value: registry.Secret) -> SecretFacts:
    """Return what an assessment must know of a registered secret."""
    return SecretFacts(
        code=value.code,
        title=value.title,
        level=value.level,
        value_jpy=value.value_jpy,
        is_shown_to_partners=bool(value.partners),
    )


def company() -> Company:
    """Return who answers."""
    row = Organisation.objects.first()
    return Company(name=row.name, employees=row.employees) if row else Company()


def secrets_at(at: dt.datetime | None = None, *, code: str | None = None) -> QuerySet[Secret]:
    """Return the secrets that were registered at a moment and not withdrawn, by their code."""
    rows = Secret.objects.order_by("code")
    if code is not None:
        rows = rows.filter(code=code)
    if at is None:
        return rows.filter(withdrawn_at=None)
    return rows.filter(registered_at__lte=at).filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))


def answers_at(at: dt.datetime | None = None, *, code: str | None = None) -> Answers:
    """Return everything that was answered, with what Hiden saw itself as evidence beside it.

    Args:
        at: The moment; ``None`` for now.
        code: One secret only.
    """
    secrets = list(secrets_at(at, code=code))
    rows = SheetAnswer.objects.filter(sheet=SHEET)
    if at is None:
        rows = rows.filter(replaced_at=None)
    else:
        rows = rows.filter(answered_at__lte=at).filter(Q(replaced_at=None) | Q(replaced_at__gt=at))
    if code is not None:
        rows = rows.filter(Q(secret=None) | Q(secret__code=code))
    seen = _seen(secrets, at)
    scope = SheetAnswer.Scope
    by_secret: dict[SecretId, dict[str, Answer]] = {SecretId(row.code): {} for row in secrets}
    plain: dict[str, dict[str, Answer]] = {scope.ORGANISATION: {}, scope.MEASURE: {}}
    for row in rows.values("scope", "secret__code", *_ANSWERED):
        known, item = row["secret__code"], row["item"]
        if known is None:
            plain[row["scope"]][item] = _answer(row, ())
        elif known in by_secret:
            more = seen.get(known, {}).get(item, ())
            by_secret[SecretId(known)][item] = _answer(row, more)
    return Answers(
        sheet=SHEET,
        company=company(),
        organisation=plain[scope.ORGANISATION],
        secrets=tuple(secret_facts(registry.from_json(row.value)) for row in secrets),
        by_secret=by_secret,
        measures=plain[scope.MEASURE],
    )


def _answer(row: Mapping[str, Any], seen: Iterable[Mapping[str, Any]]) -> Answer:
    return Answer(
        item=row["item"],
        option=row["option"],
        evidence=tuple(map(evidence_from_json, [*row["evidence"], *seen])),
        note=row["note"],
        answered_on=timezone.localdate(row["answered_at"]),
    )


def _seen(
    secrets: Iterable[Secret], at: dt.datetime | None
) -> Mapping[str, Mapping[str, list[Mapping[str, Any]]]]:
    """Return the newest look at each secret up to a moment: its evidence, by item."""
    looks = Look.objects.filter(secret__in=[row.pk for row in secrets])
    if at is not None:
        looks = looks.filter(looked_at__lte=at)
    return dict(looks.order_by("looked_at", "pk").values_list("secret__code", "evidence"))
