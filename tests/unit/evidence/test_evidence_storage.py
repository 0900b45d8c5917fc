# SPDX-License-Identifier: Apache-2.0
"""What the system says becomes one of our errors, and nothing is left half written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from hiden.evidence.storage import (
    Disk,
    DurableFolder,
    LedgerBusyError,
    write_lock,
)
from hiden.foundation.errors import ErrorCode, StorageUnavailableError
from hiden.foundation.storage import storage_errors


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.STORAGE_FULL),
        (errno.EDQUOT, ErrorCode.STORAGE_FULL),
        (errno.EROFS, ErrorCode.STORAGE_DENIED),
        (errno.EACCES, ErrorCode.STORAGE_DENIED),
        (errno.EPERM, ErrorCode.STORAGE_DENIED),
        (errno.EIO, ErrorCode.STORAGE_FAILED),
    ],
)
def test_what_the_system_says_is_named(number: int, code: ErrorCode) -> None:
    with pytest.raises(StorageUnavailableError) as caught, storage_errors(Path("/ledger")):
        raise OSError(number, os.strerror(number))

    assert caught.value.code is code
    assert "/ledger" in str(caught.value)


def test_an_error_without_number_is_named_too() -> None:
    with pytest.raises(StorageUnavailableError) as caught, storage_errors(Path("/ledger")):
        raise OSError("odd")

    assert caught.value.code is ErrorCode.STORAGE_FAILED


def test_a_missing_file_is_left_to_the_caller() -> None:
    with pytest.raises(FileNotFoundError), storage_errors(Path("/ledger")):
        raise FileNotFoundError


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with write_lock(path), pytest.raises(LedgerBusyError), write_lock(path):
        pass
    with write_lock(path):
        pass


class _CutRename(Disk):
    def rename(self, source: Path, target: Path) -> None:
        if target.name == "b":
            raise OSError(errno.EIO, "cut")
        super().rename(source, target)


def test_a_failed_write_leaves_no_drafts(tmp_path: Path) -> None:
    folder = DurableFolder(tmp_path, disk=_CutRename())
    with pytest.raises(OSError, match="cut"):
        folder.write({"a": b"1", "b": b"2", "c": b"3"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1"}


def test_append_cuts_what_was_half_written_before(tmp_path: Path) -> None:
    folder = DurableFolder(tmp_path, disk=Disk())
    folder.append("log", b"one\n", at=0)
    (tmp_path / "log").write_bytes(b"one\ntw")
    folder.append("log", b"three\n", at=4)

    assert (tmp_path / "log").read_bytes() == b"one\nthree\n"


def test_folders_that_are_gone_need_not_be_removed(tmp_path: Path) -> None:
    folder = DurableFolder(tmp_path, disk=Disk())
    folder.write({"a/b": b""})
    folder.remove(["a", "a", "c"])
    folder.write({"a/b": b"again"})

    assert (tmp_path / "a" / "b").read_bytes() == b"again"
