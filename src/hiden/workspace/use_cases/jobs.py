# SPDX-License-Identifier: Apache-2.0
"""Cancelling long work."""

from __future__ import annotations

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.acts import audited
from hiden.workspace.models import Job
from hiden.workspace.roles import Actor, Permission

__all__ = ["cancel_job"]


def cancel_job(pk: int, *, by: Actor, clock: Clock = SystemClock()) -> Job:
    """Stop a job between two of its steps; what it did until then stays.

    Raises:
        AccessRefusedError: ``by`` may not scan.
        InputError: There is no such unfinished job.
    """
    with audited("job.cancelled", by=by, permission=Permission.SCAN, clock=clock) as record:
        job = Job.objects.filter(pk=pk, finished_at=None).first()
        if job is None:
            raise InputError(ErrorCode.JOB_UNKNOWN, job=pk)
        job.cancel_requested = True
        if job.state == Job.State.QUEUED:
            job.state, job.finished_at = Job.State.CANCELLED, record.at
        job.save(update_fields=["cancel_requested", "state", "finished_at"])
        record.set(subject=f"job/{pk}", facts={"kind": job.kind})
    return job
