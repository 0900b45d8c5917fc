# SPDX-License-Identifier: Apache-2.0
"""Find the markings of files, and show them; what could not be read is listed too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_table, tell
from hiden.cli.reading import files_to_read
from hiden.guideline.marking_rules import load_markings
from hiden.guideline.markings import Marking, MarkPlace, Weight
from hiden.intake.documents import DocumentReader, Problem
from hiden.registry.columns import load_columns
from hiden.workspace.work.markings import markings_of
from hiden.workspace.work.reading import in_order, worker_count

__all__ = ["look", "show"]


def look(
    paths: Sequence[Path], *, progress: Callable[[int, int | None], None]
) -> Iterator[dict[str, Any]]:
    """Look at every file below some paths; yield one JSON-able row for each.

    Raises:
        InputError: A path does not exist.
    """
    items = files_to_read(paths)
    with DocumentReader() as reader:

        def row(item: Path | Problem) -> dict[str, Any]:
            reading = reader.read(item)
            found = markings_of(Path(reading.path), reading.documents)
            return {
                "file": reading.path,
                "is_marked": False,
                "markings": [_marking(part, one) for part, one in found],
                "problems": [
                    {"part": problem.part, "message": problem.detail.text(terminal_language())}
                    for problem in reading.problems
                ],
            }

        for done, seen in enumerate(in_order(row, items, workers=worker_count()), start=1):
            strong = [one for one in seen["markings"] if one["weight"] == Weight.STRONG]
            yield {**seen, "is_marked": bool(strong)}
            progress(done, len(items))


def show(rows: Sequence[dict[str, Any]]) -> None:
    """Show each file that has a marking, then what could not be read, then the sum."""
    places = {
        MarkPlace.TEXT: say("in the text"),
        MarkPlace.HEADER: say("in a header"),
        MarkPlace.FOOTER: say("in a footer"),
        MarkPlace.FILE_NAME: say("in the file's name"),
        MarkPlace.PROPERTIES: say("in the file's properties"),
    }
    found = [
        (
            one["label_text"] if one["weight"] == Weight.STRONG else f"({one['label_text']})",
            places[MarkPlace(one["where"])],
            " ".join(filter(None, (row["file"], one["part"]))),
        )
        for row in rows
        for one in row["markings"]
    ]
    if found:
        answer_table([say("Marking"), say("Where"), say("File")], found, title=say("Markings"))
        tell(say("What stands in brackets supports a marking and does not make one."))
    unread = [(row["file"], one["message"]) for row in rows for one in row["problems"]]
    if unread:
        answer_table(
            [say("File"), say("Could not look because")], unread, title=say("Could not look")
        )
    tell(
        say(
            "%(marked)d of %(files)d files are marked.",
            marked=sum(row["is_marked"] for row in rows),
            files=len(rows),
        ),
        style="bold",
    )


def _marking(part: str, marking: Marking) -> dict[str, Any]:
    language = terminal_language()
    rule = next(rule for rule in load_markings().facts if rule.id == marking.label)
    level = next((c for c in load_columns().choices_of("level") if c.value == marking.level), None)
    return {
        "part": part,
        "label": marking.label,
        "label_text": rule.wording.text(language),
        "level": marking.level,
        "level_text": (level.ja if language == "ja" else level.en) if level else None,
        "weight": marking.weight.value,
        "where": marking.where.value,
    }
