# SPDX-License-Identifier: Apache-2.0
"""The folders that are searched for secrets."""

from __future__ import annotations

from pathlib import Path

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.workspace.acts import audited
from hiden.workspace.models import Source
from hiden.workspace.roles import Actor, Permission

__all__ = ["add_source", "remove_source"]


def add_source(
    name: str,
    *,
    path: Path,
    origin: str,
    is_sample: bool = False,
    by: Actor,
    clock: Clock = SystemClock(),
) -> Source:
    """Name a folder to be searched.

    Args:
        name: What people call it.
        path: The folder on this machine.
        origin: Where its content came from, one of the origins of ``routes``.
        is_sample: It belongs to the sample company.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not manage sources.
        InputError: The name is taken or empty, or the path is no folder.
    """
    with audited(
        "source.added", by=by, permission=Permission.MANAGE_SOURCES, clock=clock
    ) as record:
        if not path.is_dir():
            raise InputError(ErrorCode.PATH_NOT_A_FOLDER, path=path)
        if not name.strip() or Source.objects.filter(name=name).exists():
            raise InputError(ErrorCode.NAME_TAKEN, name=name)
        source = Source.objects.create(
            name=name,
            path=str(path.resolve()),
            origin=origin,
            added_at=record.at,
            is_sample=is_sample,
        )
        record.set(subject=f"source/{source.pk}", facts={"name": name, "origin": origin})
    return source


def remove_source(name: str, *, by: Actor, clock: Clock = SystemClock()) -> None:
    """Search a folder no longer; its scans and findings stay.

    Raises:
        AccessRefusedError: ``by`` may not manage sources.
        InputError: There is no such source.
    """
    with audited(
        "source.removed", by=by, permission=Permission.MANAGE_SOURCES, clock=clock
    ) as record:
        source = Source.objects.filter(name=name).first()
        if source is None:
            raise InputError(ErrorCode.SOURCE_UNKNOWN, name=name)
        record.set(subject=f"source/{source.pk}", facts={"name": name})
        source.delete()
