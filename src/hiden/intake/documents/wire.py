# SPDX-License-Identifier: Apache-2.0
"""What a confined process says, and what is believed of it.

One JSON object for each line. The process has met hostile bytes, so whatever it says is checked:
only known codes, only numbers where numbers belong, passages inside the text. Anything else
counts as a crash.

Lines:
    ``{"file": SHA-256, "size": BYTES}`` before any parser runs;
    ``{"begin": PART, "at": POSITION, "last": BOOL}``; ``{"text": TEXT, …}``;
    ``{"problem": REASON, …}``; ``{"end": true}``.
"""

from __future__ import annotations

import json
import operator
import os
import re
from array import array
from collections.abc import Mapping
from typing import Any

import attrs

from hiden.foundation.hashing import Sha256
from hiden.intake.documents.details import Detail, sentence
from hiden.intake.documents.encoding import unify_line_ends
from hiden.intake.documents.extraction import Position, Text, Trouble
from hiden.intake.documents.passages import (
    NAME_COLUMNS,
    NUMBER_COLUMNS,
    LineTable,
    PassageTable,
)
from hiden.intake.documents.values import Document, Problem, ProblemReason, Region

__all__ = ["Collected", "LineWriter", "document_of", "problem_of"]

_SURROGATES = re.compile("[\ud800-\udfff]")
_SHA256 = re.compile("[0-9a-f]{64}")
_REGIONS = frozenset({"", *Region})


def document_of(path: str, part: str, *, digest: Sha256, text: Text) -> Document:
    """Make the document from what a reader gave."""
    content = text.text if text.passages is not None else unify_line_ends(text.text)
    passages = text.passages if text.passages is not None else LineTable(content)
    return Document(
        path=path,
        part=part,
        sha256=digest,
        kind=text.kind,
        text=content,
        passages=passages,
        extractor=text.extractor,
    )


def problem_of(path: str, part: str, *, digest: Sha256 | None, trouble: Trouble) -> Problem:
    """Make the problem from what a reader gave."""
    return Problem(
        path=path,
        part=part,
        sha256=digest,
        reason=trouble.reason,
        detail=sentence(trouble.detail, trouble.params),
    )


class LineWriter:
    """Writes what a traversal finds to a pipe."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def file(self, digest: Sha256, size_bytes: int) -> None:
        """Tell the hash and size of the file."""
        self._write({"file": digest, "size": size_bytes})

    def begin(self, part: str, position: Position, *, is_last_reader: bool) -> None:
        """Tell that a part is about to be read, and whether another reader is left for it."""
        self._write({"begin": part, "at": position, "last": is_last_reader})

    def text(self, part: str, digest: Sha256, text: Text) -> None:
        """Tell the text of a part."""
        self._write(
            {
                "text": text.text,
                "part": part,
                "sha256": digest,
                "kind": text.kind,
                "extractor": text.extractor,
                "passages": None if text.passages is None else _columns(text.passages),
            }
        )

    def trouble(self, part: str, digest: Sha256 | None, trouble: Trouble) -> None:
        """Tell a problem of a part."""
        self._write(
            {
                "problem": trouble.reason,
                "part": part,
                "sha256": digest,
                "detail": trouble.detail,
                "params": trouble.params,
            }
        )

    def end(self) -> None:
        """Tell that nothing more comes."""
        self._write({"end": True})

    def _write(self, line: Mapping[str, object]) -> None:
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        data = memoryview(f"{_SURROGATES.sub(chr(0xFFFD), text)}\n".encode())
        while data:
            data = data[os.write(self._fd, data) :]


def _columns(table: PassageTable) -> dict[str, object]:
    columns: dict[str, object] = {"start": table.starts, "end": table.ends}
    columns.update((str(name), numbers) for name, numbers in table.numbers.items())
    columns.update((str(name), names) for name, names in table.names.items())
    return columns


@attrs.define
class Collected:
    """What the lines said so far.

    Attributes:
        path: The file as it was given.
        digest: Its hash, once told.
        size_bytes: Its size, once told.
        documents: Documents in order.
        problems: Problems in order.
        part: The part that is being read.
        position: Its position.
        is_last_reader: False if another reader is left for that part.
        is_complete: True once the end was told.
    """

    path: str
    digest: Sha256 | None = None
    size_bytes: int = 0
    documents: list[Document] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    part: str = ""
    position: Position | None = None
    is_last_reader: bool = True
    is_complete: bool = False

    def take(self, line: bytes) -> None:
        """Take one line.

        Raises:
            ValueError: It is not what a sound process says.
        """
        try:
            self._take(json.loads(line))
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError("line of a parsing process: got something unknown") from error

    def _take(self, line: dict[str, Any]) -> None:
        if "begin" in line:
            self.part, self.position = _text(line["begin"]), tuple(map(_natural, line["at"]))
            self.is_last_reader = line["last"] is True
        elif "text" in line:
            self.documents.append(_document(self.path, line))
        elif "problem" in line:
            self.problems.append(_problem(self.path, line))
        elif "file" in line:
            self.digest, self.size_bytes = _digest(line["file"]), _natural(line["size"])
        else:
            self.is_complete = line["end"] is True


def _document(path: str, line: dict[str, Any]) -> Document:
    content = _text(line["text"])
    columns = line["passages"]
    table = None if columns is None else _table(columns, len(content))
    text = Text(
        kind=_text(line["kind"]),
        text=content,
        passages=table,
        extractor=_text(line["extractor"]),
    )
    return document_of(path, _text(line["part"]), digest=_digest(line["sha256"]), text=text)


def _problem(path: str, line: dict[str, Any]) -> Problem:
    params = line["params"]
    if not all(isinstance(value, str | int) for value in params.values()):
        raise ValueError("params of a problem: got something else than texts and numbers")
    trouble = Trouble(
        reason=ProblemReason(line["problem"]), detail=Detail(line["detail"]), params=params
    )
    digest = None if line["sha256"] is None else _digest(line["sha256"])
    return problem_of(path, _text(line["part"]), digest=digest, trouble=trouble)


def _table(columns: dict[str, Any], length: int) -> PassageTable:
    starts, ends = array("q", columns["start"]), array("q", columns["end"])
    table = PassageTable(
        starts=starts,
        ends=ends,
        numbers={name: array("q", columns[name]) for name in NUMBER_COLUMNS if name in columns},
        names={name: _names(columns[name]) for name in NAME_COLUMNS if name in columns},
    )
    is_ordered = all(map(operator.le, starts, ends)) and all(map(operator.le, ends, starts[1:]))
    if starts and not (is_ordered and starts[0] >= 0 and ends[-1] <= length):
        raise ValueError("passages: got ranges out of order or outside the text")
    if any(column and min(column) < 0 for column in table.numbers.values()):
        raise ValueError("places: got a number below 0")
    if not set(table.names.get("region", ())) <= _REGIONS:
        raise ValueError("places: got an unknown region")
    return table


def _names(column: list[Any]) -> tuple[str, ...]:
    """Keep one copy of each name."""
    known: dict[str, str] = {}
    return tuple(known.setdefault(name, name) for name in map(_text, column))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"got {type(value).__name__}, want a text")
    return value


def _natural(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError("got something else than a natural number")
    return value


def _digest(value: object) -> Sha256:
    if _SHA256.fullmatch(_text(value)) is None:
        raise ValueError("got something else than a SHA-256 digest")
    return Sha256(_text(value))
