# SPDX-License-Identifier: Apache-2.0
"""The files that hold the secrets: fingerprinting them, and forgetting them again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.ids import DocumentId
from hiden.workspace.acts import audited
from hiden.workspace.fingerprints import open_index
from hiden.workspace.jobs import enqueue
from hiden.workspace.models import Job, Original, Secret
from hiden.workspace.roles import Actor, Permission

__all__ = ["remove_originals", "request_indexing", "request_public_texts"]


def request_indexing(
    paths: Sequence[Path], *, code: str | None = None, by: Actor, clock: Clock = SystemClock()
) -> Job:
    """Ask for files to be fingerprinted as originals of a secret.

    Args:
        paths: Files and folders on this machine.
        code: The secret; ``None`` if the first folder below each path is named by the code.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not manage originals.
        InputError: A path does not exist, or no such secret is registered.
    """
    with audited(
        "originals.indexing-requested",
        by=by,
        permission=Permission.MANAGE_ORIGINALS,
        clock=clock,
    ) as record:
        resolved = _existing(paths)
        if code is not None and not Secret.objects.filter(code=code).exists():
            raise InputError(ErrorCode.SECRET_UNKNOWN, code=code)
        job = enqueue("index", params={"paths": resolved, "code": code}, by=by, at=record.at)
        record.set(subject=f"job/{job.pk}", facts={"paths": resolved, "code": code})
    return job


def request_public_texts(paths: Sequence[Path], *, by: Actor, clock: Clock = SystemClock()) -> Job:
    """Ask for the text of files to count as public, so that it raises no alarm.

    Whoever may do this can blind the search to a text; the leaf keeps the hashes of the files.

    Raises:
        AccessRefusedError: ``by`` may not manage originals.
        InputError: A path does not exist.
    """
    with audited(
        "public-texts.requested", by=by, permission=Permission.MANAGE_ORIGINALS, clock=clock
    ) as record:
        resolved = _existing(paths)
        params = {"paths": resolved, "is_sample": False}
        job = enqueue("public", params=params, by=by, at=record.at)
        record.set(subject=f"job/{job.pk}", facts={"paths": resolved})
    return job


def remove_originals(code: str, *, by: Actor, clock: Clock = SystemClock()) -> int:
    """Take a secret's originals out of the index; return how many.

    Raises:
        AccessRefusedError: ``by`` may not manage originals.
        InputError: No such secret is registered.
    """
    with audited(
        "originals.removed", by=by, permission=Permission.MANAGE_ORIGINALS, clock=clock
    ) as record:
        if not Secret.objects.filter(code=code).exists():
            raise InputError(ErrorCode.SECRET_UNKNOWN, code=code)
        originals = Original.objects.filter(secret__code=code)
        names = [DocumentId(name) for name in originals.values_list("document", flat=True)]
        originals.delete()
        transaction.on_commit(lambda: open_index().remove(names))
        record.set(subject=f"secret/{code}", facts={"originals": len(names)})
    return len(names)


def _existing(paths: Sequence[Path]) -> list[str]:
    for path in paths:
        if not path.exists():
            raise InputError(ErrorCode.PATH_MISSING, path=path)
    return [str(path.resolve()) for path in paths]
