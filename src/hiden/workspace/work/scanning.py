# SPDX-License-Identifier: Apache-2.0
"""Search files for registered secrets.

Rules:
    * Every file ends as one row: clean, match, too short to judge, or unreadable and why.
    * Rows, findings and their leaves are kept together, a batch at a time: a scan that was cut off
      goes on behind the last batch, and no finding enters twice.
    * The same secret in the same document is one finding, however often the document is scanned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from hiden.foundation.clock import Clock
from hiden.foundation.ids import SecretId
from hiden.intake.documents import (
    Document,
    DocumentReader,
    Place,
    Problem,
    Reading,
    files_below,
)
from hiden.law import LawBook, load_law
from hiden.matching import Match, Scanner
from hiden.registry import Level
from hiden.routes import (
    DocumentFacts,
    Finding,
    Origin,
    PlaceFinders,
    SecretFacts,
    finding_from_match,
    to_json,
)
from hiden.workspace.acts import queue_entry
from hiden.workspace.fingerprints import open_index
from hiden.workspace.jobs import JobControl, actor_of
from hiden.workspace.messages import message_to_json
from hiden.workspace.models import (
    Finding as FindingRow,
    Job,
    Original,
    Scan,
    ScannedFile,
    Source,
)
from hiden.workspace.passages import document_as_it_was
from hiden.workspace.roles import Actor
from hiden.workspace.work.reading import in_order, worker_count

__all__ = ["scan_files"]

BATCH_FILES = 100
ORIGINALS_KEPT = 8

Outcome = ScannedFile.Outcome


@attrs.frozen(kw_only=True)
class _Found:
    """One finding, and the rows that it belongs to."""

    finding: Finding
    secret: int
    original: int
    score: int


@attrs.frozen(kw_only=True)
class _Seen:
    """What one file came to."""

    file: ScannedFile
    found: tuple[_Found, ...]


@attrs.frozen(kw_only=True)
class _Search:
    """What every thread of one scan needs; nothing in it changes."""

    reader: DocumentReader
    scanner: Scanner
    originals: Mapping[str, Original]
    places_in: Callable[[Original], Callable[[int], Place | None]]
    law: LawBook
    scan: int
    origin: Origin
    on: dt.date

    def look(self, item: Path | Problem) -> _Seen:
        """Read one file and search it."""
        reading = self.reader.read(item)
        found: list[_Found] = []
        judged = False
        for document in reading.documents:
            seen = self.scanner.scan(document.text)
            judged = judged or seen.judged
            found += self._findings(reading, document, seen.matches)
        return self._seen(reading, outcome=_outcome(reading, judged, found), found=tuple(found))

    def _findings(
        self, reading: Reading, document: Document, matches: Iterable[Match]
    ) -> Iterator[_Found]:
        """Yield one finding for each secret seen in a document: that of its strongest match."""
        met: set[int] = set()
        for match in matches:
            original = self.originals.get(match.secret)
            if original is None or original.secret_id in met:
                continue
            met.add(original.secret_id)
            yield _Found(
                finding=self._finding(reading, document, match, original),
                secret=original.secret_id,
                original=original.pk,
                score=match.score,
            )

    def _finding(
        self, reading: Reading, document: Document, match: Match, original: Original
    ) -> Finding:
        return finding_from_match(
            match,
            secret=SecretFacts(
                code=SecretId(original.secret.code), level=Level(original.secret.level)
            ),
            document=DocumentFacts(
                path=document.path,
                part=document.part,
                sha256=document.sha256,
                size_bytes=reading.size_bytes,
                modified_on=_modified_on(Path(reading.path)),
                origin=self.origin,
            ),
            found_on=self.on,
            law=self.law,
            places=PlaceFinders(document=document.place_at, secret=self.places_in(original)),
        )

    def _seen(self, reading: Reading, *, outcome: Outcome, found: tuple[_Found, ...]) -> _Seen:
        problems = [
            {
                "part": problem.part,
                "reason": problem.reason.value,
                **message_to_json(problem.detail),
            }
            for problem in reading.problems
        ]
        file = ScannedFile(
            scan_id=self.scan,
            path=reading.path,
            sha256=reading.sha256 or "",
            size_bytes=reading.size_bytes,
            outcome=outcome,
            problems=problems,
        )
        return _Seen(file=file, found=found)


def scan_files(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Do a ``scan`` job; its result counts files by what became of them."""
    scan = Scan.objects.get(pk=job.params["scan"])
    by = actor_of(job)
    done = set(scan.files.values_list("path", flat=True))
    items = list(files_below(Path(path) for path in scan.paths))
    waiting = [item for item in items if _path(item) not in done]
    seen = len(items) - len(waiting)
    with DocumentReader() as reader:
        search = _Search(
            reader=reader,
            scanner=open_index().scanner(),
            originals={
                original.document: original
                for original in Original.objects.filter(
                    state=Original.State.INDEXED
                ).select_related("secret")
            },
            places_in=_place_finder(reader),
            law=load_law(),
            scan=scan.pk,
            origin=Origin(scan.origin),
            on=timezone.localdate(clock.now()),
        )
        control.progress(seen, len(items))
        batch: list[_Seen] = []
        for result in in_order(search.look, waiting, workers=worker_count()):
            batch.append(result)
            seen += 1
            if len(batch) >= BATCH_FILES or result.found:
                _keep(batch, by=by, at=clock.now())
                batch = []
            control.progress(seen, len(items))
        _keep(batch, by=by, at=clock.now())
    return _finish(scan, by=by, at=clock.now())


def _place_finder(reader: DocumentReader) -> Callable[[Original], Callable[[int], Place | None]]:
    """Make what finds places in registered originals, as long as they are where and as they were.

    The originals matched last are kept in memory, so that one that many files match is read once.
    """

    @lru_cache(maxsize=ORIGINALS_KEPT)
    def places_in(original: Original) -> Callable[[int], Place | None]:
        document = document_as_it_was(
            reader, original.path, part=original.part, sha256=original.sha256
        )
        return document.place_at if document else lambda _: None

    return places_in


def _path(item: Path | Problem) -> str:
    return item.path if isinstance(item, Problem) else str(item)


def _outcome(reading: Reading, judged: bool, found: list[_Found]) -> Outcome:  # noqa: FBT001
    if found:
        return Outcome.MATCH
    if reading.problems:
        return Outcome.UNREADABLE
    return Outcome.CLEAN if judged else Outcome.TOO_SHORT


def _modified_on(path: Path) -> dt.date | None:
    """Return the day on which a file was last written, where people are."""
    try:
        modified = path.stat().st_mtime
    except OSError:
        return None
    return timezone.localdate(dt.datetime.fromtimestamp(modified, tz=dt.UTC))


def _keep(batch: Iterable[_Seen], *, by: Actor, at: dt.datetime) -> None:
    """Keep rows, findings and their leaves in one transaction."""
    with transaction.atomic():
        for seen in batch:
            seen.file.save(force_insert=True)
            for found in seen.found:
                _keep_finding(seen.file.scan_id, found, by=by, at=at)


def _keep_finding(scan: int, found: _Found, *, by: Actor, at: dt.datetime) -> None:
    finding = found.finding
    value = to_json(finding)
    row, is_new = FindingRow.objects.get_or_create(
        secret_id=found.secret,
        path=finding.path,
        part=finding.part,
        document_sha256=finding.sha256,
        defaults={
            "scan_id": scan,
            "original_id": found.original,
            "route": finding.route.value,
            "strength": finding.strength.value,
            "score": found.score,
            "value": value,
            "found_at": at,
        },
    )
    if is_new:
        queue_entry("finding", by=by, at=at, subject=f"finding/{row.uid}", facts=value)


def _finish(scan: Scan, *, by: Actor, at: dt.datetime) -> dict[str, Any]:
    """Close a scan; its sum is computed from what was kept, so that a resumed one counts once."""
    counts = dict(scan.files.values_list("outcome").annotate(Count("pk")).order_by())
    unreadable = counts.get(Outcome.UNREADABLE, 0)
    result = {
        "scan": scan.pk,
        "files": sum(counts.values()),
        "bytes": scan.files.aggregate(total=Sum("size_bytes"))["total"] or 0,
        "matched": counts.get(Outcome.MATCH, 0),
        "clean": counts.get(Outcome.CLEAN, 0),
        "too_short": counts.get(Outcome.TOO_SHORT, 0),
        "unreadable": unreadable,
        "new": scan.findings.count(),
    }
    with transaction.atomic():
        scan.finished_at = at
        scan.save(update_fields=["finished_at"])
        if scan.source_id is not None:
            Source.objects.filter(pk=scan.source_id).update(
                last_seen_at=at, files_seen=result["files"], files_unreadable=unreadable
            )
        queue_entry("scan.finished", by=by, at=at, subject=f"scan/{scan.pk}", facts=result)
    return result
