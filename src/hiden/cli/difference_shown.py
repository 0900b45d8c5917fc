# SPDX-License-Identifier: Apache-2.0
"""Show what changed between two assessments."""

from __future__ import annotations

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_table, tell
from hiden.guideline.compare import Difference, ItemChange
from hiden.guideline.items import Sheet
from hiden.guideline.results import Standing
from hiden.guideline.tallies import verdict_name
from hiden.guideline.values import Strength

__all__ = ["show"]

_NONE = "–"


def show(difference: Difference, sheet: Sheet) -> None:
    """Show verdicts, then answers, then what came and went; what did not change is left out."""
    language = terminal_language()
    rows = [
        (
            secret.code,
            verdict_name(change.requirement, change.addressee).text(language),
            _word(change.before),
            _word(change.after),
            f"{change.points:+g}",
            f"{change.evidenced:+g}",
        )
        for secret in difference.secrets
        for change in secret.verdicts
    ]
    items = [("", change) for change in difference.organisation]
    items += [(secret.code, change) for secret in difference.secrets for change in secret.items]
    if not (rows or items or difference.added or difference.removed):
        tell(say("Nothing changed."))
    if rows:
        heads = (say("Before"), say("After"), say("Points"), say("Evidenced points"))
        answer_table([say("Code"), say("Verdict"), *heads], rows, title=say("Changed verdicts"))
    if items:
        answer_table(
            [say("Code"), say("Item"), say("Before"), say("After")],
            [(code, *_item(sheet, change)) for code, change in items],
            title=say("Changed answers"),
        )
    if difference.added:
        tell(say("New secrets: %(codes)s", codes=", ".join(difference.added)))
    if difference.removed:
        tell(say("Secrets that are gone: %(codes)s", codes=", ".join(difference.removed)))
    tell(sheet.note.wording.text(language))


def _word(strength: Strength | None) -> str:
    return strength.message.text(terminal_language()) if strength else _NONE


def _item(sheet: Sheet, change: ItemChange) -> tuple[str, str, str]:
    return (
        sheet.by_id[change.item].wording.text(terminal_language()),
        _standing(sheet, change.before),
        _standing(sheet, change.after),
    )


def _standing(sheet: Sheet, standing: Standing | None) -> str:
    if standing is None:
        return _NONE
    language = terminal_language()
    state = standing.state.message.text(language)
    if not standing.option:
        return state
    option = sheet.by_id[standing.item].option(standing.option).wording.text(language)
    return say("%(option)s (%(state)s)", option=option, state=state)
