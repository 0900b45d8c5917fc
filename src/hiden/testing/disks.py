# SPDX-License-Identifier: Apache-2.0
"""Disks that are full or may not be written to, for tests of what happens then.

A small disk is a file system in memory, mounted for the time of a test. That needs the right to
mount (root on Linux); ``can_mount`` tells, so that a test can skip.

Example::

    @pytest.mark.skipif(not can_mount(), reason="mounting is not permitted here")
    def test_a_full_disk_loses_nothing(tmp_path):
        with small_disk(tmp_path, size_bytes=65536) as disk:
            ...
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["can_mount", "small_disk"]

_MOUNT = shutil.which("mount")
_UMOUNT = shutil.which("umount")
_TRIAL_BYTES = 65_536


def can_mount() -> bool:
    """Tell whether this process may mount a file system in memory."""
    if sys.platform != "linux" or os.geteuid() or not (_MOUNT and _UMOUNT):
        return False
    with TemporaryDirectory() as folder:
        try:
            with small_disk(Path(folder), size_bytes=_TRIAL_BYTES):
                return True
        except PermissionError:
            return False


@contextmanager
def small_disk(folder: Path, *, size_bytes: int, read_only: bool = False) -> Iterator[Path]:
    """Mount a disk of a given size, and take it away at the end with all that is on it.

    Args:
        folder: An empty folder, which becomes the disk.
        size_bytes: Room on it; the system rounds up to whole pages.
        read_only: Whether nothing may be written.

    Yields:
        The folder.

    Raises:
        PermissionError: Mounting is not permitted or not possible here.
        ValueError: ``size_bytes`` is below 1.
    """
    if size_bytes < 1:
        raise ValueError(f"size of a disk: got {size_bytes} bytes, want at least 1")
    mode = "ro" if read_only else "rw"
    options = f"size={size_bytes},{mode},mode=0700"
    _run(_MOUNT, "-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run(_UMOUNT, str(folder))


def _run(program: str | None, *arguments: str) -> None:
    if program is None:
        raise PermissionError("mount: the program is not on this machine")
    done = subprocess.run([program, *arguments], capture_output=True, check=False, text=True)
    if done.returncode:
        raise PermissionError(done.stderr.strip())
