# SPDX-License-Identifier: Apache-2.0
"""Searches: where is looked, what was looked at, and what could not be looked at.

Rule: "nothing found", "too short to judge" and "could not look" are different answers.
"""

from __future__ import annotations

import attrs
from django.db.models import Count, Max, Sum

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Message
from hiden.workspace.messages import message_from_json
from hiden.workspace.models import Finding, Job, Scan, ScannedFile, Source
from hiden.workspace.queries.paging import Page, cut

__all__ = ["FileRow", "ScanPage", "SourceRow", "files", "scan", "source", "sources"]


@attrs.frozen(kw_only=True)
class ScanPage:
    """What one search came to.

    Attributes:
        scan: The search.
        job: The job that did or does it.
        matched: Files in which a secret was seen.
        clean: Files that were read and in which none was seen.
        too_short: Files whose text is too short to judge.
        unreadable: Files that could not be read.
        size_bytes: Bytes of all files.
        findings: Findings, strongest first.
    """

    scan: Scan
    job: Job | None
    matched: int
    clean: int
    too_short: int
    unreadable: int
    size_bytes: int
    findings: tuple[Finding, ...]

    @property
    def files(self) -> int:
        """Return how many files were looked at or tried."""
        return self.matched + self.clean + self.too_short + self.unreadable


@attrs.frozen(kw_only=True)
class FileRow:
    """One file of a search.

    Attributes:
        path: Where it was.
        outcome: What was seen.
        size_bytes: Its size.
        problems: What could not be read in it: the part inside, and why.
    """

    path: str
    outcome: str
    size_bytes: int
    problems: tuple[tuple[str, Message], ...]


@attrs.frozen(kw_only=True)
class SourceRow:
    """A folder that is searched, and its health.

    Attributes:
        source: The folder.
        problem: Why it could not be looked at the last time; ``None`` if it could.
        last_scan: The newest search of it.
        open_findings: Findings from it that wait for a decision.
    """

    source: Source
    problem: Message | None
    last_scan: int | None
    open_findings: int


def scan(pk: int) -> ScanPage:
    """Return what one search came to.

    Raises:
        InputError: There is no such search.
    """
    found = Scan.objects.select_related("source").filter(pk=pk).first()
    if found is None:
        raise InputError(ErrorCode.SCAN_UNKNOWN, scan=pk)
    counts = dict(
        found.files.order_by()
        .values_list("outcome")
        .annotate(count=Count("pk"))
        .values_list("outcome", "count")
    )
    return ScanPage(
        scan=found,
        job=Job.objects.filter(kind="scan", params__scan=pk).first(),
        matched=counts.get(ScannedFile.Outcome.MATCH, 0),
        clean=counts.get(ScannedFile.Outcome.CLEAN, 0),
        too_short=counts.get(ScannedFile.Outcome.TOO_SHORT, 0),
        unreadable=counts.get(ScannedFile.Outcome.UNREADABLE, 0),
        size_bytes=found.files.aggregate(sum=Sum("size_bytes"))["sum"] or 0,
        findings=tuple(found.findings.select_related("secret")),
    )


def files(pk: int, *, outcome: str = "", number: int | None = 1) -> Page[FileRow]:
    """List the files of a search.

    Args:
        pk: The search.
        outcome: Only those with this outcome; ``problem`` for every file in which something could
            not be read; empty for all.
        number: The page from 1; ``None`` for all.
    """
    rows = ScannedFile.objects.filter(scan=pk).order_by("path")
    if outcome == "problem":
        rows = rows.exclude(problems=[])
    elif outcome:
        rows = rows.filter(outcome=outcome)
    page = cut(rows, number=number)
    return page.map(_file)


def sources() -> tuple[SourceRow, ...]:
    """List the folders that are searched, by name."""
    return tuple(
        SourceRow(
            source=row,
            problem=message_from_json(row.problem) if row.problem else None,
            last_scan=row.last_scan,
            open_findings=Finding.objects.filter(
                scan__source=row, state=Finding.State.OPEN
            ).count(),
        )
        for row in Source.objects.annotate(last_scan=Max("scans__pk")).order_by("name")
    )


def source(name: str) -> Source:
    """Return one folder that is searched.

    Raises:
        InputError: There is no such source.
    """
    found = Source.objects.filter(name=name).first()
    if found is None:
        raise InputError(ErrorCode.SOURCE_UNKNOWN, name=name)
    return found


def _file(row: ScannedFile) -> FileRow:
    return FileRow(
        path=row.path,
        outcome=row.outcome,
        size_bytes=row.size_bytes,
        problems=tuple((item["part"], message_from_json(item)) for item in row.problems),
    )
