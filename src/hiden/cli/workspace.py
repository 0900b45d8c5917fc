# SPDX-License-Identifier: Apache-2.0
"""Open the workspace for a command, and close the command with its leaves in the ledger."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.db import connection
from django.utils import translation

from hiden.cli.language import say, terminal_language
from hiden.cli.output import note, progress_bar
from hiden.foundation.errors import ErrorCode, InputError, UnavailableError, VerificationError
from hiden.foundation.language import Message
from hiden.workspace.home import home_dir

__all__ = ["finish_job", "set_up_django", "workspace"]


def set_up_django() -> None:
    """Load Django with the workspace's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiden.workspace.settings")
    django.setup()
    translation.activate(terminal_language())


@contextmanager
def workspace() -> Iterator[None]:
    """Open the workspace; at the end every leaf that the command queued is in the ledger.

    Raises:
        InputError: There is no workspace.
    """
    set_up_django()
    from hiden.workspace.database import database_errors
    from hiden.workspace.ledger_writer import integrate

    with database_errors():
        if "workspace_secret" not in connection.introspection.table_names():
            raise InputError(ErrorCode.WORKSPACE_MISSING, path=home_dir())
        yield
    try:
        with database_errors():
            integrate()
    except (UnavailableError, VerificationError) as error:
        note(error.text(terminal_language()), style="red")
        note(say("The leaves stay queued and enter the ledger as soon as it can be written."))


def finish_job(pk: int, *, label: str) -> dict[str, Any]:
    """Do a job here and now, with a progress bar; return its result.

    Raises:
        InputError: The job failed, was cancelled, or a worker is at it.
    """
    from hiden.workspace.worker import do_job, worker_name

    with progress_bar(label) as progress:
        job = do_job(pk, worker=worker_name(), on_progress=progress)
    if job.state == "done":
        return dict(job.result or {})
    if job.error:
        reason = Message(job.error["msgid"], job.error["params"])
        raise InputError(ErrorCode.JOB_FAILED, job=pk, reason=reason)
    raise InputError(ErrorCode.JOB_ELSEWHERE, job=pk, state=job.state)
