# SPDX-License-Identifier: Apache-2.0
"""Cases: findings that are followed up together (事案)."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from django.db.models import Count

from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.models import Case, Finding
from hiden.workspace.queries.paging import Page, cut, order

__all__ = ["SORTS", "CasePage", "CaseRow", "case", "case_rows"]

SORTS: Mapping[str, str] = {
    "title": "title",
    "opened": "opened_at",
    "closed": "closed_at",
    "findings": "finding_count",
}


@attrs.frozen(kw_only=True)
class CaseRow:
    """One case, as a list shows it.

    Attributes:
        case: The case.
        findings: How many findings are in it.
    """

    case: Case
    findings: int


@attrs.frozen(kw_only=True)
class CasePage:
    """One case with its findings, strongest first."""

    case: Case
    findings: tuple[Finding, ...]


def case_rows(*, show: str = "", sort: str = "-opened", number: int | None = 1) -> Page[CaseRow]:
    """List cases.

    Args:
        show: ``open``, ``closed`` or empty for all.
        sort: A name of ``SORTS``, with ``-`` in front for descending.
        number: The page from 1; ``None`` for all.
    """
    rows = Case.objects.annotate(finding_count=Count("findings"))
    if show:
        rows = rows.filter(closed_at__isnull=show == "open")
    page = cut(rows.order_by(*order(sort, columns=SORTS, default="-opened")), number=number)
    return page.map(_row)


def case(pk: int) -> CasePage:
    """Return one case.

    Raises:
        InputError: There is no such case.
    """
    found = Case.objects.filter(pk=pk).first()
    if found is None:
        raise InputError(ErrorCode.CASE_UNKNOWN, case=pk)
    return CasePage(case=found, findings=tuple(found.findings.select_related("secret")))


def _row(found: Case) -> CaseRow:
    return CaseRow(case=found, findings=getattr(found, "finding_count", 0))
