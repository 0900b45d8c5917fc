# SPDX-License-Identifier: Apache-2.0
"""What is known about each document of the sample company, to check answers against.

The file ``truth.jsonl`` has one line for each part that says something: a secret's original, a
leak, an ordinary paper, or a file that cannot be read. It holds text of (invented) secrets and
stands beside the folders, never in them. A line's keys are the names of ``Truth``, with ``class``
standing for ``copy``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs

__all__ = ["Copy", "Truth", "read_truth", "truth_bytes"]


class Copy(StrEnum):
    """In what way a document holds a secret, or does not."""

    ORIGINAL = "original"
    WHOLE = "whole"
    EXCERPT = "excerpt"
    EDITED = "edited"
    REFORMATTED = "reformatted"
    INNOCENT = "innocent"
    UNREADABLE = "unreadable"


@attrs.frozen(kw_only=True)
class Truth:
    """One part of one document.

    Attributes:
        document: Path below the company's folder, with ``/``.
        part: Path inside the file, such as ``送付資料.zip/資料.docx``; empty for the file itself.
        copy: In what way it holds the secret.
        secret: Code of the secret; None when it holds none.
        length: Characters of the secret's own text, as written.
        edit_rate: Share of its words that were changed.
        form: plain, full-width, half-width-kana, wrapped or spaced.
        carrier: Kind of the part's file, such as ``docx``.
        channel: How it left; empty for what did not.
        route: people, overseas, cyber or partners; empty for what did not leave.
        on: Day on which it left, or its date.
        planted: The secret's own text, as written.
        reason: Why it cannot be read: encrypted, empty, damaged or unsupported; else empty.
    """

    document: str
    part: str = ""
    copy: Copy
    secret: str | None = None
    length: int = 0
    edit_rate: float = 0.0
    form: str = "plain"
    carrier: str
    channel: str = ""
    route: str = ""
    on: dt.date
    planted: tuple[str, ...] = ()
    reason: str = ""


def truth_bytes(rows: Iterable[Truth]) -> bytes:
    """Write the rows, one JSON object to a line, in UTF-8."""
    return "".join(f"{_line(row)}\n" for row in rows).encode()


def read_truth(path: Path) -> tuple[Truth, ...]:
    """Read the rows of a ``truth.jsonl``.

    Raises:
        OSError: The file cannot be read.
        KeyError, TypeError, ValueError: A line is not one of ours.
    """
    return tuple(_row(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def _line(row: Truth) -> str:
    fields = attrs.asdict(row)
    fields["class"] = fields.pop("copy")
    return json.dumps({**fields, "on": row.on.isoformat()}, ensure_ascii=False, sort_keys=True)


def _row(fields: dict[str, Any]) -> Truth:
    return Truth(
        **{
            **{name: value for name, value in fields.items() if name != "class"},
            "copy": Copy(fields["class"]),
            "on": dt.date.fromisoformat(fields["on"]),
            "planted": tuple(fields["planted"]),
        }
    )
