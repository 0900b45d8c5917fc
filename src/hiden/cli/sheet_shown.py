# SPDX-License-Identifier: Apache-2.0
"""Show the check sheet, and write a file of answers to fill in."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_table, tell
from hiden.foundation.ids import secret_id
from hiden.foundation.storage import storage_errors
from hiden.guideline.blank_answers import blank_answers
from hiden.guideline.items import HUNDREDTHS, Item
from hiden.guideline.sheet import load_sheet
from hiden.guideline.tallies import verdict_name
from hiden.guideline.values import SecretFacts
from hiden.registry import Level, read_register

__all__ = ["show", "write_blank"]


def write_blank(path: Path, *, register: Path | None) -> None:
    """Write a file to fill in; one that is there is never written over.

    Args:
        path: The file.
        register: The register whose secrets stand in it; without one, a single secret to rename.

    Raises:
        RegistryFileError: The register cannot be read.
        BadParameter: There is such a file.
        StorageUnavailableError: It cannot be written.
    """
    secrets = _registered(register) if register else (_example(),)
    text = blank_answers(load_sheet(), secrets, language=terminal_language())
    with storage_errors(path):
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError as problem:
            sentence = say("%(path)s is there already. Name another file.", path=path)
            raise typer.BadParameter(sentence) from problem


def _registered(register: Path) -> tuple[SecretFacts, ...]:
    return tuple(
        SecretFacts(
            code=secret.code,
            title=secret.title,
            level=secret.level,
            value_jpy=secret.value_jpy,
            is_shown_to_partners=bool(secret.partners),
        )
        for secret in read_register(register).secrets
    )


def _example() -> SecretFacts:
    title = say("(a name that does not give the secret away)")
    return SecretFacts(code=secret_id("S-01"), title=title, level=Level.SECRET)


def show() -> None:
    """Show questions, options, weights and thresholds."""
    language, sheet = terminal_language(), load_sheet()
    tell(f"{sheet.wording.text(language)} ({sheet.id}, {sheet.version})", style="bold")
    tell(sheet.note.wording.text(language))
    tell()
    answer_table(
        [say("Verdict"), say("Arguable from"), say("Strong from (evidenced)")],
        [
            (verdict_name(one.requirement, one.addressee).text(language), one.arguable, one.strong)
            for one in sheet.thresholds
        ],
        title=say("Thresholds, in points"),
    )
    for part, items in groupby(sheet.items, key=lambda item: item.part):
        tell()
        tell(part.message.text(language), style="bold")
        for item in items:
            _show_item(item)


def _show_item(item: Item) -> None:
    language = terminal_language()
    tell(
        "  "
        + say(
            "%(id)s: %(question)s (%(weight)g points, tier %(tier)d)",
            id=item.id,
            question=item.wording.text(language),
            weight=item.weight,
            tier=item.tier,
        )
    )
    for option in item.options:
        limit = (
            " " + say("(at most %(strength)s)", strength=option.bar.message.text(language))
            if option.bar
            else ""
        )
        points = item.points(option) / HUNDREDTHS
        tell(f"      {option.id} ({points:g}): {option.wording.text(language)}{limit}")
