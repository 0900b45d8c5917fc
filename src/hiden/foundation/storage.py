# SPDX-License-Identifier: Apache-2.0
"""What the disk says, as our errors.

Rule: what is missing stays ``FileNotFoundError``; who asked knows what that means.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from hiden.foundation.errors import ErrorCode, StorageUnavailableError

__all__ = ["storage_error", "storage_errors"]

_CODES = {
    errno.ENOSPC: ErrorCode.STORAGE_FULL,
    errno.EDQUOT: ErrorCode.STORAGE_FULL,
    errno.EACCES: ErrorCode.STORAGE_DENIED,
    errno.EPERM: ErrorCode.STORAGE_DENIED,
    errno.EROFS: ErrorCode.STORAGE_DENIED,
}
_NUMPY_SHORT_WRITE = " requested and "
"""numpy says ``N requested and M written`` without a number when the disk is full."""


def storage_error(problem: OSError, *, path: Path) -> StorageUnavailableError:
    """Turn what the system said into our error.

    Args:
        problem: What it said.
        path: What the error names if the system does not.
    """
    code = _CODES.get(problem.errno or 0, ErrorCode.STORAGE_FAILED)
    if problem.errno is None and _NUMPY_SHORT_WRITE in str(problem):
        code = ErrorCode.STORAGE_FULL
    return StorageUnavailableError(
        code,
        path=str(problem.filename or path),
        detail=problem.strerror or type(problem).__name__,
    )


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what the system says while something is done into our errors.

    Args:
        path: What the error names if the system does not.

    Raises:
        StorageUnavailableError: For every ``OSError`` but ``FileNotFoundError``.
        FileNotFoundError: As it comes.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise storage_error(problem, path=path) from problem
