# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
from pathlib import Path

import pytest

from hiden.foundation.errors import ErrorCode, StorageUnavailableError
from hiden.foundation.storage import storage_error, storage_errors

PATH = Path("/somewhere")


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (OSError(errno.ENOSPC, "x"), ErrorCode.STORAGE_FULL),
        (OSError(errno.EDQUOT, "x"), ErrorCode.STORAGE_FULL),
        (OSError("17 requested and 3 written"), ErrorCode.STORAGE_FULL),
        (OSError(errno.EROFS, "x"), ErrorCode.STORAGE_DENIED),
        (PermissionError(errno.EACCES, "x"), ErrorCode.STORAGE_DENIED),
        (OSError(errno.EIO, "x"), ErrorCode.STORAGE_FAILED),
        (OSError("silence"), ErrorCode.STORAGE_FAILED),
    ],
)
def test_what_the_system_says_has_one_meaning(problem: OSError, code: ErrorCode) -> None:
    error = storage_error(problem, path=PATH)

    assert (error.code, error.params["path"]) == (code, "/somewhere")


def test_the_file_that_the_system_names_is_the_one_named() -> None:
    problem = OSError(errno.ENOSPC, "x", "/elsewhere")

    assert storage_error(problem, path=PATH).params["path"] == "/elsewhere"


def test_what_is_missing_stays_missing_and_the_rest_is_ours() -> None:
    with pytest.raises(FileNotFoundError), storage_errors(PATH):
        raise FileNotFoundError
    with pytest.raises(StorageUnavailableError), storage_errors(PATH):
        raise PermissionError
