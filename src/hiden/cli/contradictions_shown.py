# SPDX-License-Identifier: Apache-2.0
"""Show contradictions between answers and what was seen, and lists of permissions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hiden.cli.facts import ruling_line
from hiden.cli.language import say
from hiden.cli.output import note, tell
from hiden.guideline.rulings import load_rulings

__all__ = ["show", "show_access_list"]


def show(rows: Sequence[dict[str, Any]]) -> None:
    """Show each contradiction with the decided cases behind it."""
    if not rows:
        tell(say("No contradictions. Look with “hiden guideline look”."))
    for row in rows:
        style = "bold" if row["severity"] == "strong" else ""
        tell(f"{row['secret']} {row['title']} — {row['severity_text']}", style=style)
        tell(f"  {row['text']}")
        for name in row["rulings"]:
            tell(f"  {ruling_line(load_rulings()[name])}")
        tell(f"  [{row['mark_text']}: {', '.join(row['sources'])}]")


def show_access_list(row: dict[str, Any]) -> None:
    """Show what was taken in, and what of it could not be read."""
    tell(
        say(
            "%(name)s: %(grants)d entries were taken in; %(problems)d could not be read.",
            name=row["name"],
            grants=row["grants"],
            problems=len(row["problems"]),
        )
    )
    for problem in row["problems"]:
        place = " ".join(str(part) for part in (problem["path"], problem["line"]) if part)
        note(f"{place}: {problem['message']}", style="yellow")
