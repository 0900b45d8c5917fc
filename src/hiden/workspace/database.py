# SPDX-License-Identifier: Apache-2.0
"""What the database says when it cannot work, as our errors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from hiden.foundation.errors import ErrorCode, StorageUnavailableError
from hiden.foundation.storage import storage_errors
from hiden.workspace.home import home_dir

__all__ = ["database_errors"]

LEAST_FREE_BYTES = 64 * 1024


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn what database and disk say while something is done into our errors.

    Raises:
        StorageUnavailableError: The disk is full, read-only or gone, or the database is silent.
    """
    try:
        with storage_errors(home_dir()):
            yield
    except OperationalError as problem:
        raise StorageUnavailableError(
            _code(str(problem)), path=str(home_dir()), detail=type(problem).__name__
        ) from problem


def _code(said: str) -> ErrorCode:
    if "full" in said or "No space" in said or _is_disk_full():
        return ErrorCode.STORAGE_FULL
    if "readonly" in said or "unable to open" in said:
        return ErrorCode.STORAGE_DENIED
    return ErrorCode.STORAGE_FAILED


def _is_disk_full() -> bool:
    """SQLite calls a full disk an input/output error when it cannot extend its shared memory."""
    return home_dir().exists() and shutil.disk_usage(home_dir()).free < LEAST_FREE_BYTES
