# SPDX-License-Identifier: Apache-2.0
"""The sample company: loading it with one act, and removing it with one act."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from django.db import transaction

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, RefusedError
from hiden.foundation.ids import DocumentId
from hiden.workspace.acts import audited
from hiden.workspace.fingerprints import open_index
from hiden.workspace.home import home_dir
from hiden.workspace.jobs import enqueue
from hiden.workspace.models import (
    AccessList,
    Acknowledgement,
    Agreement,
    AssessmentRecord,
    Case,
    IssuedPaper,
    Job,
    Original,
    PlanStep,
    PublicText,
    RegisterImport,
    Scan,
    Secret,
    SheetAnswer,
    Source,
    Training,
)
from hiden.workspace.roles import Actor, Permission

__all__ = ["is_sample_loaded", "remove_sample", "request_sample"]

_OF_THE_SAMPLE = (
    Case,
    Scan,
    Source,
    RegisterImport,
    PublicText,
    PlanStep,
    AssessmentRecord,
    SheetAnswer,
    AccessList,
    Agreement,
    Acknowledgement,
    Training,
    IssuedPaper,
    Secret,
)


def is_sample_loaded() -> bool:
    """Say whether anything of the sample company is in the workspace."""
    return Secret.objects.filter(is_sample=True).exists()


def request_sample(*, by: Actor, clock: Clock = SystemClock()) -> Job:
    """Ask for the sample company to be made, registered and indexed.

    Raises:
        AccessRefusedError: ``by`` may not manage the sample.
        RefusedError: It is loaded already.
    """
    with audited(
        "sample.requested", by=by, permission=Permission.MANAGE_SAMPLE, clock=clock
    ) as record:
        if is_sample_loaded():
            raise RefusedError(ErrorCode.SAMPLE_LOADED)
        job = enqueue("sample", params={}, by=by, at=record.at)
        record.set(subject=f"job/{job.pk}", facts={})
    return job


def remove_sample(*, by: Actor, clock: Clock = SystemClock()) -> None:
    """Remove the sample company with everything that came of it; its ledger leaves stay.

    Raises:
        AccessRefusedError: ``by`` may not manage the sample.
    """
    with audited(
        "sample.removed", by=by, permission=Permission.MANAGE_SAMPLE, clock=clock
    ) as record:
        names = [
            DocumentId(name)
            for name in Original.objects.filter(secret__is_sample=True).values_list(
                "document", flat=True
            )
        ]
        counts = {
            kind.__name__: kind.objects.filter(is_sample=True).delete()[0]
            for kind in _OF_THE_SAMPLE
        }
        transaction.on_commit(lambda: _forget(names))
        record.set(subject="sample", facts={"originals": len(names), **counts})


def _forget(names: Sequence[DocumentId]) -> None:
    """Take the sample out of the index and off the disk; what is left of it matches nothing."""
    index = open_index()
    index.remove(names)
    index.set_background(())
    shutil.rmtree(home_dir() / "sample", ignore_errors=True)
