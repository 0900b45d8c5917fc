# SPDX-License-Identifier: Apache-2.0
"""Every checkpoint a ledger ever had, in one file that only grows.

The file has one line for each checkpoint, the oldest first: the signed note as a JSON text
(``jq -r . checkpoints.jsonl`` prints them). A checkpoint is written here before the next one takes
its place, so the newest may stand only in the file ``checkpoint``.

Rules:
    * What stands behind the last line break was cut off by a crash, and does not count.
    * A reader fixes the end first and the newest checkpoint after, so that nothing here is newer
      than that.

Source: JSON Lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from hiden.evidence.checkpoint import open_checkpoint
from hiden.evidence.keys import VerifierKey
from hiden.evidence.values import Checkpoint
from hiden.foundation.errors import ErrorCode, VerificationError
from hiden.foundation.storage import storage_errors

__all__ = ["HISTORY_NAME", "History"]

HISTORY_NAME = "checkpoints.jsonl"

_BLOCK_BYTES = 1 << 16


class History:
    """The history of one ledger, up to where it ended when this was made.

    Args:
        folder: The ledger's folder.
        verifier: Key of the ledger; every checkpoint that is read is checked with it.

    Raises:
        StorageUnavailableError: The disk did not answer.
    """

    def __init__(self, folder: Path, *, verifier: VerifierKey) -> None:
        self.path = folder / HISTORY_NAME
        self.verifier = verifier
        self.end = self._end()

    def newest(self) -> Checkpoint | None:
        """Return the last checkpoint, or None if there is none.

        Raises:
            VerificationError: The last line is not a checkpoint of this ledger.
            StorageUnavailableError: The disk did not answer.
        """
        return next(self.newest_first(), None)

    def newest_first(self) -> Iterator[Checkpoint]:
        """Read backwards, so that the last few cost little.

        Raises:
            VerificationError: A line is not a checkpoint of this ledger.
            StorageUnavailableError: The disk did not answer.
        """
        at, rest = max(self.end - 1, 0), b""  # without the last line break
        while at:
            start = max(at - _BLOCK_BYTES, 0)
            first, *lines = (self._read(start, at) + rest).split(b"\n")
            at = start
            for line in reversed(lines):
                yield self._open(line)
            rest = first
        if self.end:
            yield self._open(rest)

    def oldest_first(self) -> Iterator[Checkpoint]:
        """Read forwards.

        Raises:
            VerificationError: A line is not a checkpoint of this ledger.
            StorageUnavailableError: The disk did not answer.
        """
        at, rest = 0, b""
        while at < self.end:
            stop = min(at + _BLOCK_BYTES, self.end)
            *lines, rest = (rest + self._read(at, stop)).split(b"\n")
            at = stop
            for line in lines:
                yield self._open(line)

    def line(self, checkpoint: Checkpoint) -> bytes:
        """Write a checkpoint as a line of the history."""
        return json.dumps(checkpoint.text, ensure_ascii=False).encode() + b"\n"

    def broken(self, line: bytes) -> VerificationError:
        """Make the error for a line, as it stands in the file."""
        before = self._read(0, self.end).split(b"\n")
        return VerificationError(
            ErrorCode.LEDGER_HISTORY_BROKEN, path=str(self.path), line=before.index(line) + 1
        )

    def _open(self, line: bytes) -> Checkpoint:
        try:
            return open_checkpoint(_text(line), verifier=self.verifier)
        except (ValueError, VerificationError) as problem:
            raise self.broken(line) from problem

    def _end(self) -> int:
        with storage_errors(self.path):
            try:
                at = self.path.stat().st_size
            except FileNotFoundError:
                return 0
        while at:
            start = max(at - _BLOCK_BYTES, 0)
            found = self._read(start, at).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            at = start
        return 0

    def _read(self, start: int, stop: int) -> bytes:
        with storage_errors(self.path), self.path.open("rb") as file:
            file.seek(start)
            return file.read(stop - start)


def _text(line: bytes) -> str:
    try:
        text = json.loads(line)
    except RecursionError as problem:
        raise ValueError("nested too deep") from problem
    return text if isinstance(text, str) else ""  # which is no note either
