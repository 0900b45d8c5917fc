# SPDX-License-Identifier: Apache-2.0
"""Tell the index which text is public, so that boilerplate raises no alarm.

The index is given all public files anew each time; a file that is gone or changed counts as it is
now.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction

from hiden.foundation.clock import Clock
from hiden.intake.documents import DocumentReader, Problem, files_below
from hiden.workspace.acts import queue_entry
from hiden.workspace.fingerprints import open_index
from hiden.workspace.jobs import JobControl, actor_of
from hiden.workspace.messages import message_to_json
from hiden.workspace.models import Job, PublicText
from hiden.workspace.work.reading import in_order, worker_count

__all__ = ["add_public_texts"]


def add_public_texts(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Do a ``public`` job; its result counts the public files and those that cannot be read."""
    for path in files_below(map(Path, job.params["paths"])):
        if not isinstance(path, Problem):
            PublicText.objects.get_or_create(
                path=str(path),
                defaults={"added_at": clock.now(), "is_sample": job.params["is_sample"]},
            )
    result = _rebuild(control)
    with transaction.atomic():
        queue_entry(
            "public-texts.set",
            by=actor_of(job),
            at=clock.now(),
            subject=f"job/{job.pk}",
            facts={**result, "sha256": sorted(PublicText.objects.values_list("sha256", flat=True))},
        )
    return result


def _rebuild(control: JobControl) -> dict[str, int]:
    """Read every public file and give its text to the index."""
    rows = list(PublicText.objects.order_by("path"))
    texts: list[str] = []
    with DocumentReader() as reader:
        readings = in_order(lambda row: reader.read(Path(row.path)), rows, workers=worker_count())
        for done, (row, reading) in enumerate(zip(rows, readings, strict=True), start=1):
            row.sha256 = reading.sha256 or ""
            row.problem = message_to_json(reading.problems[0].detail) if reading.problems else None
            texts += [document.text for document in reading.documents]
            control.progress(done, len(rows))
    open_index().set_background(texts)
    PublicText.objects.bulk_update(rows, ["sha256", "problem"], batch_size=500)
    return {"files": len(rows), "unreadable": sum(row.problem is not None for row in rows)}
