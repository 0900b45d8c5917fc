# SPDX-License-Identifier: Apache-2.0
"""Long work: what runs, what is done, and what came of it."""

from __future__ import annotations

from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.models import Job
from hiden.workspace.queries.paging import Page, cut

__all__ = ["job", "jobs", "running_count"]


def job(pk: int) -> Job:
    """Return one job.

    Raises:
        InputError: There is no such job.
    """
    found = Job.objects.filter(pk=pk).first()
    if found is None:
        raise InputError(ErrorCode.JOB_UNKNOWN, job=pk)
    return found


def jobs(*, state: str = "", number: int | None = 1) -> Page[Job]:
    """List jobs, newest first.

    Args:
        state: Only those in this state; empty for all.
        number: The page from 1; ``None`` for all.
    """
    rows = Job.objects.order_by("-requested_at", "-pk")
    return cut(rows.filter(state=state) if state else rows, number=number)


def running_count() -> int:
    """Count the jobs that are not finished."""
    return Job.objects.filter(finished_at=None).count()
