# SPDX-License-Identifier: Apache-2.0
"""Write files so that they outlast a crash, and say what the disk said.

Rules:
    * A file gets its name only when its content is on the disk: written beside it, synced, renamed,
      and the folder synced. Who reads sees the old file or the new one, never a part.
    * Every step goes through ``Disk``, so that tests can crash, or fill the disk, between any two
      of them.
    * What the system says becomes ``StorageUnavailableError``; ``FileNotFoundError`` is left to the
      caller, who knows what is missing.

Does not know what is in the files.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hiden.foundation.errors import ErrorCode, UnavailableError

__all__ = ["Disk", "DurableFolder", "LedgerBusyError", "write_lock"]


class LedgerBusyError(UnavailableError):
    """Something else is writing to the ledger."""


class Disk:
    """The steps that change a disk, one method each."""

    def make_folder(self, folder: Path) -> None:
        """Make one folder, if it is not there."""
        folder.mkdir(exist_ok=True)

    def write(self, path: Path, data: bytes) -> None:
        """Write a file from its beginning; not yet durable."""
        path.write_bytes(data)

    def append(self, path: Path, data: bytes, *, at: int) -> None:
        """Cut a file to ``at`` bytes and write behind them; not yet durable."""
        with path.open("ab") as file:
            file.truncate(at)
            file.write(data)

    def sync(self, path: Path) -> None:
        """Make the content of a file, or the names in a folder, durable."""
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file its name, in place of who had it; durable when the folder is synced."""
        source.replace(target)

    def remove_folder(self, folder: Path) -> None:
        """Remove a folder and what is in it; what cannot be removed stays."""
        shutil.rmtree(folder, ignore_errors=True)


class DurableFolder:
    """A folder in which files are written so that they outlast a crash.

    Args:
        path: The folder; it must exist.
        disk: What does the steps.
    """

    def __init__(self, path: Path, *, disk: Disk) -> None:
        self.path = path
        self.disk = disk
        self._durable = {path}

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, each whole or not at all; durable before return.

        Args:
            files: Content by path below the folder; folders are made as needed.

        Raises:
            OSError: A step failed. Some files may have been renamed; no file is ever there in part.
        """
        targets = {self.path / name: data for name, data in files.items()}
        drafts = {path: path.with_name(path.name + ".tmp") for path in targets}
        folders = list(dict.fromkeys(path.parent for path in targets))
        for folder in folders:
            self._make(folder)
        try:
            for path, draft in drafts.items():
                self.disk.write(draft, targets[path])
            for draft in drafts.values():
                self.disk.sync(draft)
            for path, draft in drafts.items():
                self.disk.rename(draft, path)
        except OSError:
            with contextlib.suppress(OSError):  # the first failure is the one to report
                for draft in drafts.values():
                    draft.unlink(missing_ok=True)
            raise
        for folder in folders:
            self.disk.sync(folder)

    def append(self, name: str, data: bytes, *, at: int) -> None:
        """Cut a file to ``at`` bytes and write behind them; durable before return.

        Raises:
            OSError: A step failed. The file may have a part of ``data`` behind ``at``.
        """
        path = self.path / name
        self.disk.append(path, data, at=at)
        self.disk.sync(path)
        if not at:  # a new file: its name, too
            self.disk.sync(self.path)

    def remove(self, names: Iterable[str]) -> None:
        """Remove folders that nobody needs any more; what cannot be removed stays."""
        for name in names:
            self.disk.remove_folder(self.path / name)
            self._durable.discard(self.path / name)

    def _make(self, folder: Path) -> None:
        # A folder made by a process that was killed may exist and not be durable yet: so each is
        # synced into its parent once in the life of this object, whoever made it.
        if folder not in self._durable:
            self._make(folder.parent)
            self.disk.make_folder(folder)
            self.disk.sync(folder.parent)
            self._durable.add(folder)


@contextlib.contextmanager
def write_lock(path: Path) -> Iterator[None]:
    """Hold a file as the one writer; the system frees it when the process ends, however it ends.

    Raises:
        LedgerBusyError: Another process, or thread, holds it.
        OSError: The file cannot be opened for writing.
    """
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise LedgerBusyError(ErrorCode.LEDGER_BUSY, path=str(path.parent)) from problem
        yield
