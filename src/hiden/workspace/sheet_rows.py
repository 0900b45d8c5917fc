# SPDX-License-Identifier: Apache-2.0
"""Answers and evidence between the guideline's values and the tables' rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from hiden import registry
from hiden.foundation.ids import SecretId
from hiden.guideline.sheet import SHEET
from hiden.guideline.values import Answer, Answers, Company, Evidence, SecretFacts
from hiden.workspace.models import Look, Organisation, Secret, SheetAnswer

__all__ = [
    "answers_at",
    "company",
    "newest_looks",
    "secret_facts",
    "secrets_at",
]

_ANSWERED = ("item", "option", "note", "evidence", "answered_at")
"""What is read of a row: with tens of thousands, whole rows take ten times as long."""


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


def newest_looks(secrets: Iterable[int], *, at: dt.datetime | None = None) -> QuerySet[Look]:
    """Return the newest look at each of some secrets, up to a moment; older ones are not read.

    Args:
        secrets: Their primary keys.
        at: The moment; ``None`` for now.
    """
    known = Look.objects.all() if at is None else Look.objects.filter(looked_at__lte=at)
    of_one = known.filter(secret=OuterRef("secret")).order_by("-looked_at", "-pk")
    return known.filter(secret__in=list(secrets), pk=Subquery(of_one.values("pk")[:1]))


def _answer(row: Mapping[str, Any], seen: Iterable[Mapping[str, Any]]) -> Answer:
    return Answer(
        item=row["item"],
        option=row["option"],
        evidence=tuple(registry.from_json(one, Evidence) for one in [*row["evidence"], *seen]),
        note=row["note"],
        answered_on=timezone.localdate(row["answered_at"]),
    )


def _seen(
    secrets: Iterable[Secret], at: dt.datetime | None
) -> Mapping[str, Mapping[str, list[Mapping[str, Any]]]]:
    """Return what the newest look at each secret up to a moment shows, by item."""
    newest = newest_looks([row.pk for row in secrets], at=at)
    return dict(newest.values_list("secret__code", "evidence"))
