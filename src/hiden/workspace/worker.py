# SPDX-License-Identifier: Apache-2.0
"""Do the waiting jobs, and write the waiting leaves into the ledger."""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Callable, Mapping

from django.db import OperationalError

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import UnavailableError, VerificationError
from hiden.workspace.jobs import Handler, run_job, run_next_job
from hiden.workspace.ledger_writer import integrate
from hiden.workspace.models import Job
from hiden.workspace.work import indexing, looking, public_texts, sample, scanning

__all__ = ["HANDLERS", "do_job", "do_next_job", "keep_ledger", "keep_working", "worker_name"]

logger = logging.getLogger(__name__)

LEDGER_EVERY_S = 0.4
LOOK_EVERY_S = 0.5

HANDLERS: Mapping[str, Handler] = {
    "index": indexing.index_originals,
    "look": looking.look_at_secrets,
    "public": public_texts.add_public_texts,
    "sample": sample.load_sample,
    "scan": scanning.scan_files,
}


def worker_name() -> str:
    """Make a name for this worker which no other has."""
    return f"{os.getpid()}-{uuid.uuid4().hex[:12]}"


def do_job(
    pk: int,
    *,
    worker: str,
    clock: Clock = SystemClock(),
    on_progress: Callable[[int, int | None], None] | None = None,
) -> Job:
    """Do one job here and now, unless a worker is at it; return it as it then stands."""
    return run_job(pk, worker, handlers=HANDLERS, clock=clock, on_progress=on_progress)


def do_next_job(*, worker: str, clock: Clock = SystemClock()) -> Job | None:
    """Do the oldest waiting job; return it, or ``None`` if there is none."""
    return run_next_job(worker, handlers=HANDLERS, clock=clock)


def keep_working(stop: threading.Event, *, clock: Clock = SystemClock()) -> None:
    """Do jobs as they come, until ``stop`` is set."""
    worker = worker_name()
    while not stop.is_set():
        try:
            job = do_next_job(worker=worker, clock=clock)
        except Exception:  # the outer boundary of the worker: the next job may do better
            logger.exception("a job ended early")
            job = None
        if job is None:
            stop.wait(LOOK_EVERY_S)


def keep_ledger(stop: threading.Event) -> None:
    """Integrate queued leaves well within a second of their act, until ``stop`` is set."""
    said = ""
    while not stop.is_set():
        try:
            integrate()
            said = ""
        except (UnavailableError, VerificationError, OperationalError) as error:
            if str(error) != said:
                logger.error("the ledger takes nothing: %s", error)  # noqa: TRY400 - no fault of ours
            said = str(error)
        stop.wait(LEDGER_EVERY_S)
    integrate()
