# SPDX-License-Identifier: Apache-2.0
"""Fingerprint the originals of secrets.

A batch goes into the index first and into the database after: a batch that was cut off between the
two is done again, and the index finds it unchanged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
from django.db import transaction

from hiden.foundation.clock import Clock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.ids import DocumentId
from hiden.foundation.language import Message, mark
from hiden.intake.documents import Document, DocumentReader, Problem, Reading, files_below
from hiden.matching import Index
from hiden.workspace.acts import queue_entry
from hiden.workspace.fingerprints import name_of_original, open_index
from hiden.workspace.jobs import JobControl, actor_of
from hiden.workspace.messages import message_to_json
from hiden.workspace.models import Job, Original, Secret
from hiden.workspace.work.reading import in_order, worker_count

__all__ = ["index_originals"]

BATCH_CHARACTERS = 20_000_000
BATCH_DOCUMENTS = 500


@attrs.frozen(kw_only=True)
class _Read:
    """One file read: to which secret it belongs, and what is in it."""

    code: str
    path: str
    reading: Reading


def index_originals(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Do an ``index`` job; its result counts documents by what became of them."""
    secrets = dict(Secret.objects.values_list("code", "pk"))
    files = list(_files(job.params["paths"], code=job.params["code"]))
    counts: Counter[str] = Counter()
    strangers = sorted({code for code, _ in files if code not in secrets})
    index = open_index()
    seen = 0
    with DocumentReader() as reader:
        known = [(code, path) for code, path in files if code in secrets]
        readings = in_order(lambda file: _read(reader, *file), known, workers=worker_count())
        for batch in _batches(readings):
            counts += _keep(index, batch, secrets=secrets, clock=clock)
            seen += len(batch)
            control.progress(seen, len(known))
    result: dict[str, Any] = {
        "documents": sum(counts.values()),
        **{name: counts[name] for name in ("added", "replaced", "unchanged")},
        "too_short": counts[Original.State.TOO_SHORT],
        "unreadable": counts[Original.State.UNREADABLE],
        "unknown_codes": strangers,
    }
    with transaction.atomic():
        queue_entry(
            "originals.indexed",
            by=actor_of(job),
            at=clock.now(),
            subject=f"job/{job.pk}",
            facts=result,
        )
    return result


def _files(paths: Iterable[str], *, code: str | None) -> Iterator[tuple[str, Path | Problem]]:
    """Yield (code, file) for every file below the paths."""
    for path in map(Path, paths):
        for found in files_below([path]):
            place = Path(found.path) if isinstance(found, Problem) else found
            yield code or _first_folder(place, below=path), found


def _first_folder(path: Path, *, below: Path) -> str:
    parts = path.relative_to(below).parts
    if not parts:
        raise InputError(ErrorCode.PATH_NOT_A_FOLDER, path=below)
    return parts[0]


def _read(reader: DocumentReader, code: str, file: Path | Problem) -> _Read:
    reading = reader.read(file)
    return _Read(code=code, path=reading.path, reading=reading)


def _batches(readings: Iterable[_Read]) -> Iterator[list[_Read]]:
    batch: list[_Read] = []
    characters = 0
    for read in readings:
        batch.append(read)
        characters += sum(len(document.text) for document in read.reading.documents)
        if characters >= BATCH_CHARACTERS or len(batch) >= BATCH_DOCUMENTS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _keep(
    index: Index, batch: list[_Read], *, secrets: dict[str, int], clock: Clock
) -> Counter[str]:
    """Put one batch into the index, then into the database."""
    named = {
        name_of_original(read.code, path=document.path, part=document.part): (read, document)
        for read in batch
        for document in read.reading.documents
    }
    added = index.add((name, document.text) for name, (_, document) in named.items())
    too_short = set(added.too_short)
    now = clock.now()
    originals = [
        _readable(name, document, read, secret=secrets[read.code], too_short=name in too_short)
        for name, (read, document) in named.items()
    ]
    unreadable = [
        _unreadable(read, problem, secret=secrets[read.code])
        for read in batch
        for problem in read.reading.problems
    ]
    for original in [*originals, *unreadable]:
        original.indexed_at = now
    with transaction.atomic():
        Original.objects.bulk_create(
            [*originals, *unreadable],
            update_conflicts=True,
            unique_fields=["document"],
            update_fields=[
                "sha256",
                "size_bytes",
                "kind",
                "length",
                "state",
                "problem",
                "indexed_at",
            ],
        )
    return Counter(
        {
            "added": added.added,
            "replaced": added.replaced,
            "unchanged": added.unchanged,
            Original.State.TOO_SHORT: len(too_short),
            Original.State.UNREADABLE: len(unreadable),
        }
    )


def _readable(
    name: DocumentId, document: Document, read: _Read, *, secret: int, too_short: bool
) -> Original:
    return Original(
        secret_id=secret,
        document=name,
        path=document.path,
        part=document.part,
        sha256=document.sha256,
        size_bytes=read.reading.size_bytes,
        kind=document.kind,
        length=len(document.text),
        state=Original.State.TOO_SHORT if too_short else Original.State.INDEXED,
        problem=message_to_json(Message(mark("Too short to be recognised.")))
        if too_short
        else None,
    )


def _unreadable(read: _Read, problem: Problem, *, secret: int) -> Original:
    return Original(
        secret_id=secret,
        document=name_of_original(read.code, path=problem.path, part=problem.part),
        path=problem.path,
        part=problem.part,
        sha256=problem.sha256 or "",
        size_bytes=read.reading.size_bytes,
        state=Original.State.UNREADABLE,
        problem=message_to_json(problem.detail),
    )
