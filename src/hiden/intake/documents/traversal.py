# SPDX-License-Identifier: Apache-2.0
"""One file with all of its parts: containers in containers, each part to its reader.

Runs in a confined process. Whatever happens to one part, the others are read; what happened is a
problem of that part. If the process dies, the next one goes on behind the part at which it died.

Rules:
    * A part's position is its numbers among its container's parts, from the file down: ``(2, 0)``
      is the first part of the file's third part. Positions are the same in every run.
    * Every part gives text, a problem, or parts.
"""

from __future__ import annotations

import re
import resource
from bisect import bisect_left
from typing import Protocol

from hiden.foundation.hashing import Sha256, sha256
from hiden.intake.documents.details import Detail
from hiden.intake.documents.dispatch import readers_for
from hiden.intake.documents.extraction import (
    Budget,
    Inner,
    Output,
    Position,
    Reader,
    Source,
    Text,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.limits import MEMORY_SHARE, Limits
from hiden.intake.documents.passages import PassageTable
from hiden.intake.documents.values import ProblemReason

__all__ = ["PartSink", "traverse"]

_CONTROLS = re.compile("[\x00-\x1f\x7f]")
_MAX_NAME = 1000
_WORTH_ANOTHER_TRY = frozenset(
    {ProblemReason.DAMAGED, ProblemReason.CRASHED, ProblemReason.TOO_BIG}
)


class PartSink(Protocol):
    """Takes what the parts give."""

    def begin(self, part: str, position: Position, *, is_last_reader: bool) -> None:
        """Hear that a part is about to be read, and whether another reader is left for it."""
        ...

    def text(self, part: str, digest: Sha256, text: Text) -> None:
        """Take the text of a part."""
        ...

    def trouble(self, part: str, digest: Sha256 | None, trouble: Trouble) -> None:
        """Take a problem of a part."""
        ...


class _FinishedError(Exception):
    """Nothing more may be read from this file."""


def traverse(
    source: Source, digest: Sha256, *, sink: PartSink, died_at: tuple[Position, ...]
) -> None:
    """Read a file and all of its parts.

    Args:
        source: The file.
        digest: Its hash.
        sink: Takes what is found.
        died_at: Positions at which earlier processes died, in order; what lies before is passed
            over.
    """
    traversal = _Traversal(source.budget, sink, died_at)
    try:
        traversal.read(_Part(source, "", digest, ()))
    except _FinishedError:
        return


class _Part:
    """A part on its way to its reader."""

    def __init__(self, source: Source, path: str, digest: Sha256, position: Position) -> None:
        self.source = source
        self.path = path
        self.digest = digest
        self.position = position
        self.is_last_reader = True
        self.has_given = False
        self.names: set[str] = set()
        self.inner_count = 0

    def path_of(self, name: str) -> str:
        """Return the path of a part inside, different from that of every other."""
        clean = _CONTROLS.sub("\ufffd", name.lstrip("/"))[:_MAX_NAME] or "?"
        path = f"{self.path}/{clean}" if self.path else clean
        unique, count = path, 1
        while unique in self.names:
            count += 1
            unique = f"{path} ({count})"
        self.names.add(unique)
        return unique


class _Traversal:
    def __init__(self, budget: Budget, sink: PartSink, died_at: tuple[Position, ...]) -> None:
        self._budget = budget
        self._sink = sink
        self._died_at = died_at
        self._resume_at = died_at[-1] if died_at else None
        self._output_chars = 0

    @property
    def _limits(self) -> Limits:
        return self._budget.limits

    def read(self, part: _Part) -> None:
        """Read a part that is not empty, by its first reader or, if that fails, by the next."""
        deaths = self._died_at.count(part.position)
        try:
            readers = readers_for(part.source)[deaths:]
        except UnreadablePartError as error:
            self._trouble(part, error.trouble)
            return
        for number, reader in enumerate(readers, 1):
            part.is_last_reader = number == len(readers)
            self._begin(part)
            trouble = self._attempt(part, reader)
            if trouble is None:
                return
            if part.is_last_reader or part.has_given or trouble.reason not in _WORTH_ANOTHER_TRY:
                self._trouble(part, trouble)
                return

    def _attempt(self, part: _Part, reader: Reader) -> Trouble | None:
        """Let one reader read a part; return why it could not."""
        try:
            for output in reader(part.source):
                part.has_given = True
                self._take(part, output)
        except _FinishedError:
            raise
        except UnreadablePartError as error:
            return error.trouble
        except BaseException as error:  # noqa: BLE001 - readers meet bytes that nobody vouches for
            return _trouble_of(error, self._limits)
        return None

    def _begin(self, part: _Part) -> None:
        if not self._is_before(part.position):
            self._sink.begin(part.path, part.position, is_last_reader=part.is_last_reader)

    def _is_before(self, position: Position) -> bool:
        """True if an earlier process has already given what this part itself holds."""
        return self._resume_at is not None and position < self._resume_at

    def _take(self, part: _Part, output: Output) -> None:
        if isinstance(output, Inner):
            self._take_inner(part, output)
            self._begin(part)
        elif isinstance(output, Trouble):
            self._trouble(part, output)
        elif not self._is_before(part.position):
            self._text(part, output)

    def _trouble(self, part: _Part, trouble: Trouble) -> None:
        if not self._is_before(part.position):
            self._sink.trouble(part.path, part.digest, trouble)
        if trouble.detail is Detail.BOMB_TOTAL:
            raise _FinishedError

    def _text(self, part: _Part, text: Text) -> None:
        left = self._limits.output_chars - self._output_chars
        self._output_chars += len(text.text)
        if len(text.text) <= left:
            self._sink.text(part.path, part.digest, text)
            return
        if left > 0:
            self._sink.text(part.path, part.digest, _cut(text, left))
        self._sink.trouble(
            part.path,
            part.digest,
            Trouble(
                reason=ProblemReason.TOO_BIG,
                detail=Detail.OUTPUT_CUT,
                params={"limit": self._limits.output_chars},
            ),
        )
        raise _FinishedError

    def _take_inner(self, part: _Part, inner: Inner) -> None:
        path = part.path_of(inner.name)
        position = (*part.position, part.inner_count)
        part.inner_count += 1
        if self._is_done(position):
            return
        trouble = self._read_inner(inner, path, position)
        if trouble is not None:
            self._sink.trouble(path, None, trouble)
            if trouble.detail is Detail.BOMB_TOTAL:
                raise _FinishedError

    def _is_done(self, position: Position) -> bool:
        """True if the part and all within lie before the place where to go on."""
        resume_at = self._resume_at
        return (
            self._is_before(position)
            and resume_at is not None
            and (resume_at[: len(position)] != position)
        )

    def _read_inner(self, inner: Inner, path: str, position: Position) -> Trouble | None:
        """Read a part inside; return what is wrong if there are no bytes to read."""
        if len(position) > self._limits.nesting:
            return Trouble(
                reason=ProblemReason.NESTED_TOO_DEEP,
                detail=Detail.NESTED_TOO_DEEP,
                params={"limit": self._limits.nesting},
            )
        try:
            data = inner.load()
        except UnreadablePartError as error:
            return error.trouble
        except MemoryError as error:
            return _trouble_of(error, self._limits)
        if not data:
            return Trouble(reason=ProblemReason.EMPTY, detail=Detail.EMPTY_FILE)
        source = Source(inner.name, data, self._budget, inner.charset)
        self.read(_Part(source, path, sha256(data), position))
        return None


def _trouble_of(error: BaseException, limits: Limits) -> Trouble:
    used_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if isinstance(error, MemoryError) or used_bytes * MEMORY_SHARE > limits.memory_bytes:
        return Trouble(reason=ProblemReason.TOO_BIG, detail=Detail.OUT_OF_MEMORY)
    if isinstance(error, RecursionError):
        return Trouble(reason=ProblemReason.NESTED_TOO_DEEP, detail=Detail.TOO_NESTED_INSIDE)
    return Trouble(reason=ProblemReason.CRASHED, detail=Detail.CRASHED)


def _cut(text: Text, length: int) -> Text:
    """Return the beginning of a text, with the places that lie in it."""
    table = text.passages
    if table is not None:
        kept = bisect_left(table.starts, length)
        table = PassageTable(
            starts=table.starts[:kept],
            ends=[min(end, length) for end in table.ends[:kept]],
            numbers={name: column[:kept] for name, column in table.numbers.items()},
            names={name: names[:kept] for name, names in table.names.items()},
        )
    return Text(kind=text.kind, text=text.text[:length], passages=table, extractor=text.extractor)
