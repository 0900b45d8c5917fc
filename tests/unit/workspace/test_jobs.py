# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from hiden.foundation.clock import Clock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.testing import FixedClock
from hiden.workspace.jobs import LEASE, JobControl, enqueue, run_job, run_next_job
from hiden.workspace.models import Job
from hiden.workspace.roles import Actor
from hiden.workspace.use_cases.jobs import cancel_job

pytestmark = pytest.mark.django_db


def count(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Count to three."""
    for done in range(1, 4):
        control.progress(done, 3)
    return {"counted": 3}


def refuse(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Fail with a reason."""
    raise InputError(ErrorCode.SECRET_UNKNOWN, code="X")


def crash(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Fail without one."""
    raise ZeroDivisionError


def interrupt(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Be interrupted by the person at the terminal."""
    raise KeyboardInterrupt


HANDLERS = {"count": count, "refuse": refuse, "crash": crash, "interrupt": interrupt}


def _queue(kind: str, by: Actor, clock: FixedClock) -> Job:
    return enqueue(kind, params={}, by=by, at=clock.now())


def test_jobs_are_done_in_the_order_of_asking(administrator: Actor, clock: FixedClock) -> None:
    first, second = (_queue("count", administrator, clock) for _ in range(2))

    done = [run_next_job("w", handlers=HANDLERS, clock=clock) for _ in range(3)]

    assert [job and job.pk for job in done] == [first.pk, second.pk, None]
    first.refresh_from_db()
    assert (first.state, first.result, first.done, first.total) == ("done", {"counted": 3}, 3, 3)


def test_a_job_whose_worker_was_killed_is_taken_up_when_its_lease_ran_out(
    administrator: Actor, clock: FixedClock
) -> None:
    job = _queue("count", administrator, clock)
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, worker="dead", leased_until=clock.now() + LEASE, attempts=1
    )

    assert run_next_job("w", handlers=HANDLERS, clock=clock) is None

    later = FixedClock(clock.now() + LEASE + dt.timedelta(seconds=1))
    taken = run_next_job("w", handlers=HANDLERS, clock=later)
    assert taken is not None
    assert (taken.state, taken.attempts) == (Job.State.DONE, 2)


def test_a_worker_that_lost_its_job_stops_and_changes_nothing(
    administrator: Actor, clock: FixedClock
) -> None:
    def robbed(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
        Job.objects.filter(pk=job.pk).update(worker="other")
        control.progress(1, 1)
        raise AssertionError("it went on")

    job = _queue("robbed", administrator, clock)

    after = run_job(job.pk, "w", handlers={"robbed": robbed}, clock=clock)

    assert (after.state, after.worker) == (Job.State.RUNNING, "other")


def test_a_job_that_five_workers_did_not_survive_is_given_up(
    administrator: Actor, clock: FixedClock
) -> None:
    job = _queue("count", administrator, clock)
    Job.objects.filter(pk=job.pk).update(attempts=5)

    assert run_next_job("w", handlers=HANDLERS, clock=clock) is None
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.error is not None
    assert job.error["code"] == "job-given-up"


def test_a_failure_keeps_its_sentence(administrator: Actor, clock: FixedClock) -> None:
    job = _queue("refuse", administrator, clock)

    after = run_job(job.pk, "w", handlers=HANDLERS, clock=clock)

    assert after.state == Job.State.FAILED
    assert after.error == {
        "code": "secret-unknown",
        "msgid": "No secret “%(code)s” is in the register.",
        "params": {"code": "X"},
    }


def test_a_fault_fails_the_job_and_is_not_swallowed(
    administrator: Actor, clock: FixedClock
) -> None:
    job = _queue("crash", administrator, clock)

    with pytest.raises(ZeroDivisionError):
        run_job(job.pk, "w", handlers=HANDLERS, clock=clock)

    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_an_interrupted_job_waits_to_be_gone_on_with(
    administrator: Actor, clock: FixedClock
) -> None:
    job = _queue("interrupt", administrator, clock)

    with pytest.raises(KeyboardInterrupt):
        run_job(job.pk, "w", handlers=HANDLERS, clock=clock)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)


def test_a_running_job_is_cancelled_between_two_steps(
    administrator: Actor, clock: FixedClock
) -> None:
    def cancelled(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
        cancel_job(job.pk, by=administrator, clock=clock)
        control.progress(1, 1)
        raise AssertionError("it went on")

    job = _queue("cancelled", administrator, clock)

    after = run_job(job.pk, "w", handlers={"cancelled": cancelled}, clock=clock)

    assert after.state == Job.State.CANCELLED


def test_a_waiting_job_is_cancelled_at_once_and_only_once(
    administrator: Actor, clock: FixedClock
) -> None:
    job = _queue("count", administrator, clock)

    assert cancel_job(job.pk, by=administrator, clock=clock).state == Job.State.CANCELLED
    with pytest.raises(InputError):
        cancel_job(job.pk, by=administrator, clock=clock)


def test_a_job_that_another_worker_is_at_is_left_alone(
    administrator: Actor, clock: FixedClock
) -> None:
    job = _queue("count", administrator, clock)
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, worker="other", leased_until=clock.now() + LEASE
    )

    assert run_job(job.pk, "w", handlers=HANDLERS, clock=clock).state == Job.State.RUNNING


def test_progress_is_told_each_time_and_saved_now_and_then(
    administrator: Actor, clock: FixedClock
) -> None:
    told: list[tuple[int, int | None]] = []
    job = _queue("count", administrator, clock)

    run_job(
        job.pk,
        "w",
        handlers=HANDLERS,
        clock=clock,
        on_progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 3), (2, 3), (3, 3)]
