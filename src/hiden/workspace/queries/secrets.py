# SPDX-License-Identifier: Apache-2.0
"""The register of secrets: the list, and everything about one secret (台帳).

Rule: how far a requirement is supported is read from the register as it stands. It is not an
opinion on whether a court would find the information to be a trade secret.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from hiden import registry
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.models import Finding, Original, RegisterImport, Secret
from hiden.workspace.queries.paging import Page, cut, order

__all__ = [
    "SORTS",
    "RemarkedSecrets",
    "Requirement",
    "RequirementName",
    "RequirementState",
    "ReviewedSecret",
    "SecretFilter",
    "SecretPage",
    "SecretRow",
    "count",
    "last_import",
    "remarked",
    "requirement_grid",
    "secret",
    "secret_rows",
]


SORTS: Mapping[str, str] = {
    "code": "code",
    "title": "title",
    "level": "level",
    "owner": "owner",
    "review": "review_on",
    "expiry": "expires_on",
    "findings": "open_findings",
    "originals": "indexed_originals",
    "changed": "changed_at",
}


class RequirementName(StrEnum):
    """The three requirements of 不正競争防止法 2条6項."""

    SECRECY = "secrecy"
    USEFULNESS = "usefulness"
    NON_PUBLIC = "non_public"


class RequirementState(StrEnum):
    """How far the register supports a requirement, weakest first."""

    MISSING = "missing"
    UNDATED = "undated"
    DATED = "dated"


@attrs.frozen(kw_only=True)
class Requirement:
    """What the register says for one requirement of one secret.

    Attributes:
        name: Which requirement.
        supports: What is written in support of it.
    """

    name: RequirementName
    supports: tuple[registry.Support, ...]

    @property
    def state(self) -> RequirementState:
        """Say how far it is supported."""
        if not self.supports:
            return RequirementState.MISSING
        return RequirementState.DATED if self.latest else RequirementState.UNDATED

    @property
    def latest(self) -> dt.date | None:
        """Return the newest date among the supports."""
        return max((support.on for support in self.supports if support.on), default=None)


@attrs.frozen(kw_only=True)
class SecretFilter:
    """What a reader of the register asked for.

    Attributes:
        text: Stands in code, title or owner.
        level: One of ``registry.Level``; empty for all.
        kind: One of ``registry.SecretKind``; empty for all.
        show: ``current``, ``findings`` (with open findings), ``unindexed`` (without original),
            ``due`` (review or expiry passed) or ``withdrawn``.
        sort: A name of ``SORTS``, with ``-`` in front for descending.
    """

    text: str = ""
    level: str = ""
    kind: str = ""
    show: str = "current"
    sort: str = "code"


@attrs.frozen(kw_only=True)
class SecretRow:
    """One row of the register, as a list shows it."""

    code: str
    value: registry.Secret
    requirements: tuple[Requirement, ...]
    open_findings: int
    indexed_originals: int
    changed_at: dt.datetime
    withdrawn_at: dt.datetime | None
    is_sample: bool


@attrs.frozen(kw_only=True)
class SecretPage:
    """Everything about one secret.

    Attributes:
        row: As in the list.
        remarks: What the registry's review has to say.
        originals: Files that hold it, with what became of them.
        findings: Where it was seen, strongest first.
        registered_at: When it came into this workspace.
    """

    row: SecretRow
    remarks: tuple[registry.Remark, ...]
    originals: tuple[Original, ...]
    findings: tuple[Finding, ...]
    registered_at: dt.datetime


@attrs.frozen(kw_only=True)
class ReviewedSecret:
    """One secret with what the review has to say about it."""

    value: registry.Secret
    remarks: tuple[registry.Remark, ...]


@attrs.frozen(kw_only=True)
class RemarkedSecrets:
    """What the review of the whole register came to.

    Attributes:
        secrets: Those with the most remarks.
        remarked: How many secrets have a remark.
        total: How many secrets there are.
    """

    secrets: tuple[ReviewedSecret, ...]
    remarked: int
    total: int


def secret_rows(
    asked: SecretFilter, *, number: int | None = 1, clock: Clock = SystemClock()
) -> Page[SecretRow]:
    """List the register.

    Args:
        asked: Filter and sort.
        number: The page from 1; ``None`` for all.
        clock: Tells what is due.
    """
    rows = _filtered(_counted(), asked, today=timezone.localdate(clock.now()))
    page = cut(rows.order_by(*order(asked.sort, columns=SORTS, default="code")), number=number)
    return page.map(_row)


def count() -> int:
    """Count the secrets that are registered now."""
    return Secret.objects.filter(withdrawn_at=None).count()


def requirement_grid(*, limit: int) -> tuple[tuple[SecretRow, ...], int]:
    """Return the least supported secrets, weakest first, and how many secrets there are."""
    rows = [_row(secret) for secret in _counted().filter(withdrawn_at=None).order_by("code")]
    rows.sort(key=lambda row: sum(_RANK[item.state] for item in row.requirements))
    return tuple(rows[:limit]), len(rows)


def secret(code: str, *, clock: Clock = SystemClock()) -> SecretPage:
    """Return everything about one secret.

    Args:
        code: Under which it stands in the register.
        clock: Tells the day of the review.

    Raises:
        InputError: No such secret is registered.
    """
    found = _counted().filter(code=code).first()
    if found is None:
        raise InputError(ErrorCode.SECRET_UNKNOWN, code=code)
    row = _row(found)
    return SecretPage(
        row=row,
        remarks=registry.review(row.value, on=timezone.localdate(clock.now())),
        originals=tuple(found.originals.all()),
        findings=tuple(found.findings.select_related("secret")),
        registered_at=found.registered_at,
    )


def remarked(*, limit: int, clock: Clock = SystemClock()) -> RemarkedSecrets:
    """Review the register and return the secrets with the most remarks.

    Args:
        limit: How many secrets to return.
        clock: Tells the day of the review.
    """
    today = timezone.localdate(clock.now())
    reviewed = [
        ReviewedSecret(value=value, remarks=registry.review(value, on=today))
        for value in map(
            registry.from_json,
            Secret.objects.filter(withdrawn_at=None)
            .order_by("code")
            .values_list("value", flat=True),
        )
    ]
    with_remarks = [item for item in reviewed if item.remarks]
    with_remarks.sort(key=lambda item: -len(item.remarks))
    return RemarkedSecrets(
        secrets=tuple(with_remarks[:limit]), remarked=len(with_remarks), total=len(reviewed)
    )


def last_import(pk: int | None = None) -> RegisterImport | None:
    """Return one reading of a register file, or the newest."""
    rows = RegisterImport.objects.all()
    return rows.filter(pk=pk).first() if pk is not None else rows.first()


_RANK = {state: rank for rank, state in enumerate(RequirementState)}


def _counted() -> QuerySet[Secret]:
    return Secret.objects.annotate(
        open_findings=Count(
            "findings", filter=Q(findings__state=Finding.State.OPEN), distinct=True
        ),
        indexed_originals=Count(
            "originals", filter=Q(originals__state=Original.State.INDEXED), distinct=True
        ),
    )


def _filtered(rows: QuerySet[Secret], asked: SecretFilter, *, today: dt.date) -> QuerySet[Secret]:
    shown = {
        "findings": Q(open_findings__gt=0),
        "unindexed": Q(indexed_originals=0),
        "due": Q(review_on__lte=today) | Q(expires_on__lte=today),
    }
    rows = rows.filter(withdrawn_at__isnull=asked.show != "withdrawn")
    rows = rows.filter(shown.get(asked.show, Q()))
    if asked.text:
        rows = rows.filter(
            Q(code__icontains=asked.text)
            | Q(title__icontains=asked.text)
            | Q(owner__icontains=asked.text)
        )
    if asked.level:
        rows = rows.filter(level=asked.level)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return rows


def _row(secret: Secret) -> SecretRow:
    value = registry.from_json(secret.value)
    return SecretRow(
        code=secret.code,
        value=value,
        requirements=tuple(
            Requirement(name=name, supports=getattr(value, name)) for name in RequirementName
        ),
        open_findings=getattr(secret, "open_findings", 0),
        indexed_originals=getattr(secret, "indexed_originals", 0),
        changed_at=secret.changed_at,
        withdrawn_at=secret.withdrawn_at,
        is_sample=secret.is_sample,
    )
