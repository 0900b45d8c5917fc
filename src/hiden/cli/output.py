# SPDX-License-Identifier: Apache-2.0
"""How commands answer: tables for people, one JSON value for programs, progress on a terminal only.

Answers go to standard output, everything else to standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

__all__ = ["answer_json", "answer_table", "note", "progress_bar", "tell"]

WIDE = 400
"""Columns of a table that does not go to a terminal: nothing is cut there."""

_answers = Console(highlight=False, soft_wrap=True)
_notes = Console(stderr=True, highlight=False, soft_wrap=True)


def answer_json(value: Any) -> None:
    """Answer with one line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def tell(text: str = "", *, style: str = "") -> None:
    """Answer with a line for a person."""
    _answers.print(Text(text, style=style))


def note(text: str, *, style: str = "") -> None:
    """Say something beside the answer, on standard error."""
    _notes.print(Text(text, style=style))


def answer_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = ""
) -> None:
    """Answer with a table for a person."""
    table = Table(title=title or None, title_justify="left", header_style="bold", box=None)
    for number, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=number == 0)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    width = None if sys.stdout.isatty() else WIDE
    Console(highlight=False, width=width).print(table)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar while work goes on; yield what is called with what is done and the total."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=_notes,
        disable=not _notes.is_terminal,
    ) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
