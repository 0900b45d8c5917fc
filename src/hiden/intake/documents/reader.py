# SPDX-License-Identifier: Apache-2.0
"""Any file becomes text with places, or a problem that says why not.

Rules:
    * Formats are told by content. A reader never raises over a bad file.
    * Plain text is decoded here; everything that needs a parser is parsed in a confined process.

Example::

    with DocumentReader() as reader:
        reading = reader.read(Path("見積.docx"))
        for document in reading.documents:
            print(document.part, document.place_at(100).message())
"""

from __future__ import annotations

import hashlib
import os
import stat
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from hiden.foundation.hashing import Sha256, sha256
from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import (
    Budget,
    Reader,
    Source,
    Text,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.limits import Limits
from hiden.intake.documents.plain_text import read_plain_text, refuse_binary
from hiden.intake.documents.sandbox import Sandbox, trouble_of_os_error
from hiden.intake.documents.sniffing import HEAD_BYTES, Kind, kind_of_head
from hiden.intake.documents.values import Document, Problem, ProblemReason, Reading
from hiden.intake.documents.wire import document_of, problem_of

__all__ = ["DocumentReader"]

_PLAIN = {Kind.TEXT: read_plain_text, Kind.BINARY: refuse_binary}


class DocumentReader:
    """Reads files; for any number of threads at once.

    Leaving the ``with`` block, or ``close``, ends its processes.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        """Make a reader; no process is started before one is needed.

        Args:
            limits: What one file may cost.
        """
        self._limits = limits or Limits()
        self._sandbox = Sandbox(self._limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; reading afterwards is a mistake."""
        self._sandbox.close()

    def read(self, path: Path | Problem) -> Reading:
        """Read one file.

        Args:
            path: What ``files_below`` yields; a problem is a reading with that problem alone.

        Raises:
            UnavailableError: This machine cannot start the process that parses.
            RuntimeError: The reader is closed.
        """
        if isinstance(path, Problem):
            return _only(path, digest=None)
        try:
            with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
                return self._read(path, file)
        except OSError as error:
            return _failure(path, trouble_of_os_error(error))
        except ValueError:  # a zero byte in the path
            return _failure(path, Trouble(reason=ProblemReason.MISSING, detail=Detail.MISSING))

    def _read(self, path: Path, file: BufferedReader) -> Reading:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            trouble = Trouble(reason=ProblemReason.UNSUPPORTED, detail=Detail.NOT_A_FILE)
            return _failure(path, trouble)
        head = file.read(HEAD_BYTES)
        if not head:
            trouble = Trouble(reason=ProblemReason.EMPTY, detail=Detail.EMPTY_FILE)
            return _failure(path, trouble, digest=sha256(b""))
        reader = _PLAIN.get(kind_of_head(head, path.name))
        if reader is not None:
            return self._read_here(path, file, reader=reader)
        collected = self._sandbox.read(path, given=str(path))
        return Reading(
            path=str(path),
            sha256=collected.digest,
            size_bytes=collected.size_bytes,
            documents=tuple(collected.documents),
            problems=tuple(collected.problems),
        )

    def _read_here(self, path: Path, file: BufferedReader, *, reader: Reader) -> Reading:
        size = os.fstat(file.fileno()).st_size
        content: bytes | BinaryIO = file
        if size <= self._limits.text_bytes:
            file.seek(0)
            content = file.read()
        digest = sha256(content) if isinstance(content, bytes) else _digest(file)
        documents: list[Document] = []
        problems: list[Problem] = []
        try:
            for output in reader(Source(path.name, content, Budget(self._limits))):
                if isinstance(output, Text):
                    documents.append(document_of(str(path), "", digest=digest, text=output))
                elif isinstance(output, Trouble):
                    problems.append(problem_of(str(path), "", digest=digest, trouble=output))
        except UnreadablePartError as error:
            problems.append(problem_of(str(path), "", digest=digest, trouble=error.trouble))
        return Reading(
            path=str(path),
            sha256=digest,
            size_bytes=size,
            documents=tuple(documents),
            problems=tuple(problems),
        )


def _digest(file: BufferedReader) -> Sha256:
    file.seek(0)
    return Sha256(hashlib.file_digest(file, "sha256").hexdigest())


def _failure(path: Path, trouble: Trouble, *, digest: Sha256 | None = None) -> Reading:
    return _only(problem_of(str(path), "", digest=digest, trouble=trouble), digest=digest)


def _only(problem: Problem, *, digest: Sha256 | None) -> Reading:
    return Reading(
        path=problem.path, sha256=digest, size_bytes=0, documents=(), problems=(problem,)
    )
