# SPDX-License-Identifier: Apache-2.0
"""Long work in the background, which survives a restart.

Rules:
    * A worker claims a job by a lease and renews it while it works; when the lease has run out,
      because the worker was killed, the next worker takes the job and goes on where it stopped.
    * What a job does in steps is kept with each step, so that doing a step again changes nothing.
    * A job that five workers did not survive is given up, and says so.
    * A job can be cancelled between two steps; what was done until then stays.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.db import connection, transaction
from django.db.models import F, Q

from hiden.foundation.clock import Clock
from hiden.foundation.errors import ErrorCode, HidenError, UnavailableError
from hiden.foundation.language import Message
from hiden.workspace.database import database_errors
from hiden.workspace.messages import error_to_json, message_to_json
from hiden.workspace.models import Job
from hiden.workspace.roles import Actor, Role

__all__ = [
    "LEASE",
    "Handler",
    "JobCancelledError",
    "JobControl",
    "actor_of",
    "enqueue",
    "run_job",
    "run_next_job",
]

LEASE = dt.timedelta(seconds=60)
MAX_ATTEMPTS = 5
SAVE_EVERY = dt.timedelta(seconds=0.5)

logger = logging.getLogger(__name__)

Progress: TypeAlias = Callable[[int, int | None], None]


class JobCancelledError(Exception):
    """Somebody asked to stop; raised inside the job, never shown."""


class JobControl:
    """What a job's work talks to: progress out, cancellation in."""

    def __init__(self, job: Job, *, clock: Clock, on_progress: Progress | None = None) -> None:
        """Control ``job``; ``on_progress`` is called with what is done and the total, if known."""
        self._job = job
        self._clock = clock
        self._on_progress = on_progress
        self._saved_at = clock.now()

    def progress(self, done: int, total: int | None) -> None:
        """Say how far the work is, and keep the lease.

        Raises:
            JobCancelledError: The job was cancelled, or another worker has taken it.
        """
        if self._on_progress is not None:
            self._on_progress(done, total)
        now = self._clock.now()
        if now - self._saved_at < SAVE_EVERY and done != total:
            return
        self._saved_at = now
        kept = Job.objects.filter(
            pk=self._job.pk, worker=self._job.worker, state=Job.State.RUNNING
        ).update(done=done, total=total, leased_until=now + LEASE)
        if not kept or Job.objects.filter(pk=self._job.pk, cancel_requested=True).exists():
            raise JobCancelledError


Handler: TypeAlias = Callable[[Job, JobControl, Clock], dict[str, Any]]


def enqueue(kind: str, *, params: Mapping[str, Any], by: Actor, at: dt.datetime) -> Job:
    """Queue a job; call it inside the transaction of the act that asks for it."""
    return Job.objects.create(
        kind=kind,
        params={**params, "role": by.role.value},
        requested_at=at,
        requested_by=by.name,
    )


def actor_of(job: Job) -> Actor:
    """Return who asked for a job."""
    return Actor(name=job.requested_by, role=Role(job.params["role"]))


def run_next_job(worker: str, *, handlers: Mapping[str, Handler], clock: Clock) -> Job | None:
    """Do the oldest job that nobody is at; return it, or ``None`` if there is none."""
    job = _claim(Q(), worker=worker, clock=clock)
    return None if job is None else _work(job, handlers[job.kind], clock=clock)


def run_job(
    pk: int,
    worker: str,
    *,
    handlers: Mapping[str, Handler],
    clock: Clock,
    on_progress: Progress | None = None,
) -> Job:
    """Do one job here and now, unless somebody else is at it; return it as it then stands."""
    job = _claim(Q(pk=pk), worker=worker, clock=clock)
    if job is None:
        return Job.objects.get(pk=pk)
    return _work(job, handlers[job.kind], clock=clock, on_progress=on_progress)


def _claim(which: Q, *, worker: str, clock: Clock) -> Job | None:
    now = clock.now()
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        jobs = Job.objects.filter(which & free).order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            jobs = jobs.select_for_update(skip_locked=True)
        job = jobs.first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            _finish(job, Job.State.FAILED, clock=clock, error=_given_up())
            return None
        job.state, job.worker, job.attempts = Job.State.RUNNING, worker, job.attempts + 1
        job.leased_until, job.started_at = now + LEASE, job.started_at or now
        job.save(update_fields=["state", "worker", "attempts", "leased_until", "started_at"])
    return job


def _given_up() -> dict[str, Any]:
    return error_to_json(HidenError(ErrorCode.JOB_GIVEN_UP, attempts=MAX_ATTEMPTS))


def _work(job: Job, handler: Handler, *, clock: Clock, on_progress: Progress | None = None) -> Job:
    """Do a claimed job; whatever goes wrong is written into the job.

    What was only unavailable is not: the job keeps its lease, and is tried again when that ran out.
    """
    control = JobControl(job, clock=clock, on_progress=on_progress)
    try:
        with database_errors():
            result = handler(job, control, clock)
    except JobCancelledError:
        _finish(job, Job.State.CANCELLED, clock=clock)
    except UnavailableError:
        raise
    except HidenError as error:
        _finish(job, Job.State.FAILED, clock=clock, error=error_to_json(error))
    except KeyboardInterrupt:
        Job.objects.filter(pk=job.pk, worker=job.worker).update(
            state=Job.State.QUEUED, attempts=F("attempts") - 1, leased_until=None
        )
        raise
    except Exception as error:  # the worker's outer boundary
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        sentence = Message("%(kind)s", {"kind": type(error).__name__})
        _finish(job, Job.State.FAILED, clock=clock, error=message_to_json(sentence))
        raise
    else:
        _finish(job, Job.State.DONE, clock=clock, result=result)
    job.refresh_from_db()
    return job


def _finish(
    job: Job,
    state: Job.State,
    *,
    clock: Clock,
    result: dict[str, Any] | None = None,
    error: dict[str, Any] | None = None,
) -> None:
    Job.objects.filter(pk=job.pk, worker=job.worker).update(
        state=state, result=result, error=error, finished_at=clock.now(), leased_until=None
    )
