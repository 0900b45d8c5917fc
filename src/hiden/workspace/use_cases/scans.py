# SPDX-License-Identifier: Apache-2.0
"""Searching files for registered secrets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.acts import audited
from hiden.workspace.jobs import enqueue
from hiden.workspace.models import Job, Original, Scan, Source
from hiden.workspace.roles import Actor, Permission

__all__ = ["request_scan"]


def request_scan(
    *,
    source: Source | None = None,
    paths: Sequence[Path] = (),
    origin: str = "unknown",
    by: Actor,
    clock: Clock = SystemClock(),
) -> Job:
    """Ask for files to be searched for registered secrets.

    Args:
        source: A named source; its folder is searched.
        paths: Else: files and folders on this machine.
        origin: Else: where they came from, one of the origins of ``routes``.
        by: Who asks.
        clock: Tells the time.

    Returns:
        The job; its parameter ``scan`` is the scan.

    Raises:
        AccessRefusedError: ``by`` may not scan, or not outside the named sources.
        InputError: A path does not exist, or no original is indexed yet.
    """
    permission = Permission.SCAN if source else Permission.MANAGE_ORIGINALS
    with audited("scan.requested", by=by, permission=permission, clock=clock) as record:
        searched = [Path(source.path)] if source else list(paths)
        for path in searched:
            if not path.exists():
                raise InputError(ErrorCode.PATH_MISSING, path=path)
        if not Original.objects.filter(state=Original.State.INDEXED).exists():
            raise InputError(ErrorCode.NOTHING_INDEXED)
        scan = Scan.objects.create(
            source=source,
            paths=[str(path.resolve()) for path in searched],
            origin=source.origin if source else origin,
            requested_at=record.at,
            requested_by=by.name,
            is_sample=bool(source and source.is_sample),
        )
        job = enqueue("scan", params={"scan": scan.pk}, by=by, at=record.at)
        record.set(subject=f"scan/{scan.pk}", facts={"paths": scan.paths, "origin": scan.origin})
    return job
