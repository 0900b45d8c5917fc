# SPDX-License-Identifier: Apache-2.0
"""Recognise rows of a register that are no secrets: totals, examples, notes, repeated headings.

Rules:
    * Only the cell of the code, the title's beginning, and a first cell that no heading explains
      are looked at, so that a secret is not passed over for a word in another column.
    * A note is a row whose cells all hold one and the same text.
"""

from __future__ import annotations

from hiden.foundation.language import mark
from hiden.foundation.text import normalize_label, normalize_text
from hiden.registry.columns import ColumnTable, labels
from hiden.registry.grid import Cell, Grid
from hiden.registry.header import Header

__all__ = ["is_blank", "reason_to_skip"]

_BRACKETS = "([{<「『【〔"

_TOTAL = mark("skipped: a row of totals.")
_END = mark("skipped: the mark for the end of the list.")
_EXAMPLE = mark("skipped: an example row. Delete the mark if it is a secret.")
_NOTE = mark("skipped: a note, not a secret.")
_HEADINGS = mark("skipped: the headings stand here again.")


def is_blank(grid: Grid, row: int) -> bool:
    """Say whether a row, from 0, has no text at all."""
    return not any(_folded(cell) for cell in grid.rows[row])


def reason_to_skip(grid: Grid, row: int, header: Header, *, table: ColumnTable) -> str | None:
    """Say why a row is no secret; ``None`` if it may be one.

    Args:
        grid: The sheet.
        row: From 0; not blank.
        header: Its headings.
        table: The words.

    Returns:
        The sentence, as a message id.
    """
    words = table.skipped
    code = _folded(grid.at(row, header.of("code")[0].index))
    title = _folded(grid.at(row, header.of("title")[0].index))
    leading = _leading(grid, row, header, code)
    if code and normalize_label(code) in labels((header.of("code")[0].text.rpartition(" / ")[2],)):
        return _HEADINGS
    for text in filter(None, (code, leading)):
        label = normalize_label(text)
        for known, reason in ((words.total, _TOTAL), (words.end, _END), (words.example, _EXAMPLE)):
            if label and label in labels(known):
                return reason
    if any(_begins(text, words.example_prefixes) for text in (code, leading, title)):
        return _EXAMPLE
    filled = {text for cell in grid.rows[row] if (text := _folded(cell))}
    if len(filled) == 1 and _begins(filled.pop(), words.note_prefixes):
        return _NOTE
    return None


def _leading(grid: Grid, row: int, header: Header, code: str) -> str:
    """Return the first filled cell, unless its heading says that it is something else."""
    explained = {column.index for column in header.columns}
    index, text = next(
        (index, text) for index, cell in enumerate(grid.rows[row]) if (text := _folded(cell))
    )
    return text if not code or index not in explained else ""


def _begins(text: str, prefixes: tuple[str, ...]) -> bool:
    folded = text.casefold().lstrip(_BRACKETS)
    return folded.startswith(
        tuple(normalize_text(prefix).casefold().lstrip(_BRACKETS) for prefix in prefixes)
    )


def _folded(cell: Cell) -> str:
    return normalize_text(cell) if isinstance(cell, str) else normalize_text(str(cell))
