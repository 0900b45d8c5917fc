# SPDX-License-Identifier: Apache-2.0
"""Small disks."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from hiden.testing import can_mount, disks, small_disk

needs_mount = pytest.mark.skipif(not can_mount(), reason="mounting is not permitted here")


@needs_mount
def test_a_small_disk_gets_full(tmp_path: Path) -> None:
    with small_disk(tmp_path, size_bytes=65_536) as disk:
        (disk / "fits").write_bytes(bytes(1_000))
        with pytest.raises(OSError, match="space") as caught:
            (disk / "too-big").write_bytes(bytes(200_000))

    assert caught.value.errno == errno.ENOSPC


@needs_mount
def test_a_read_only_disk_takes_nothing(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path, size_bytes=65_536, read_only=True) as disk,
        pytest.raises(OSError, match="ead-only") as caught,
    ):
        (disk / "file").write_bytes(b"x")

    assert caught.value.errno == errno.EROFS


@needs_mount
def test_a_disk_is_gone_afterwards(tmp_path: Path) -> None:
    with small_disk(tmp_path, size_bytes=65_536) as disk:
        (disk / "file").write_bytes(b"x")

    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="got 0 bytes"), small_disk(tmp_path, size_bytes=0):
        pass


def test_a_folder_that_is_not_there_cannot_become_a_disk(tmp_path: Path) -> None:
    with (
        pytest.raises(PermissionError),
        small_disk(tmp_path / "none", size_bytes=65_536),
    ):
        pass


def test_without_the_right_to_mount_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert not can_mount()


@needs_mount
def test_when_mounting_fails_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "_MOUNT", shutil.which("false"))

    assert not can_mount()


def test_a_machine_without_mount_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "_MOUNT", None)

    assert not can_mount()
    with (
        pytest.raises(PermissionError, match="not on this machine"),
        small_disk(tmp_path, size_bytes=65_536),
    ):
        pass
