# SPDX-License-Identifier: Apache-2.0
"""Read and search files for the commands that need no workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Language
from hiden.intake.documents import Document, DocumentReader, Problem, Reading, files_below
from hiden.matching import Match, Scanner
from hiden.workspace.work.reading import in_order, worker_count

__all__ = ["documents_below", "files_to_read", "scan_below"]

Progress = Callable[[int, int | None], None]


def documents_below(paths: Sequence[Path], *, progress: Progress) -> Iterator[Document | Problem]:
    """Yield every document and problem below ``paths``, in the order of the files.

    Raises:
        InputError: A path does not exist.
    """
    items = files_to_read(paths)
    with DocumentReader() as reader:
        readings = in_order(reader.read, items, workers=worker_count())
        for done, reading in enumerate(readings, start=1):
            yield from reading.documents
            yield from reading.problems
            progress(done, len(items))


def scan_below(
    scanner: Scanner, paths: Sequence[Path], *, language: Language, progress: Progress
) -> Iterator[dict[str, Any]]:
    """Search every file below ``paths``; yield one JSON-able row for each.

    Raises:
        InputError: A path does not exist.
    """
    items = files_to_read(paths)
    with DocumentReader() as reader:

        def look(item: Path | Problem) -> dict[str, Any]:
            return _row(reader.read(item), scanner, language=language)

        for done, row in enumerate(in_order(look, items, workers=worker_count()), start=1):
            yield row
            progress(done, len(items))


def files_to_read(paths: Sequence[Path]) -> list[Path | Problem]:
    """List every file below ``paths``, and what could not be listed.

    Raises:
        InputError: A path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise InputError(ErrorCode.PATH_MISSING, path=path)
    return list(files_below(paths))


def _row(reading: Reading, scanner: Scanner, *, language: Language) -> dict[str, Any]:
    """Search what a file held.

    A row has ``matches`` and ``judged`` (false: too short to judge) if any part of the file could
    be read, ``problem`` if none could, and ``problems`` with every part that could not.
    """
    row: dict[str, Any] = {"document": reading.path}
    problems = [_problem(problem, language=language) for problem in reading.problems]
    matches: list[dict[str, Any]] = []
    judged = False
    for document in reading.documents:
        seen = scanner.scan(document.text)
        judged = judged or seen.judged
        matches += [_match(match, part=document.part) for match in seen.matches]
    if reading.documents:
        row["matches"] = sorted(matches, key=lambda match: -match["score"])
        row["judged"] = judged
    elif problems:
        row["problem"] = problems[0]
    if problems:
        row["problems"] = problems
    return row


def _problem(problem: Problem, *, language: Language) -> dict[str, Any]:
    return {
        "part": problem.part,
        "reason": problem.reason.value,
        "message": problem.detail.text(language),
    }


def _match(match: Match, *, part: str) -> dict[str, Any]:
    return {
        "secret": match.secret,
        "part": part,
        "kind": match.kind,
        "score": match.score,
        "containment_of_secret": match.containment_of_secret,
        "containment_of_document": match.containment_of_document,
        "error_chance": match.error_chance,
        "passages": [
            {
                "document_start": passage.document_start,
                "document_end": passage.document_end,
                "secret_start": passage.secret_start,
                "secret_end": passage.secret_end,
            }
            for passage in match.passages
        ],
    }
