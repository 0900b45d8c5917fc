# SPDX-License-Identifier: Apache-2.0
"""The measures as sheets of a workbook: verdicts, gaps, plan."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hiden.guideline.items import Item
from hiden.guideline.results import Gap, Step
from hiden.guideline.tallies import VERDICTS
from hiden.web.reader import language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries.measures import Overview, SecretRow

__all__ = ["step_cells", "step_head", "tier_word", "verdict_label", "workbook"]


def verdict_label(number: int) -> str:
    """Return what a verdict of ``VERDICTS`` is about."""
    requirement, addressee = VERDICTS[number]
    label = str(word("requirement", requirement).label)
    if addressee is None:
        return label
    return _("%(requirement)s (%(addressee)s)") % {
        "requirement": label,
        "addressee": addressee.message.text(language()),
    }


def workbook(found: Overview) -> Table:
    """Return the verdicts as a table; in a workbook, gaps and plan stand on sheets behind it."""
    return Table(
        name="measures",
        title=_("Verdicts"),
        head=(
            _("Code"), _("Title"), _("Level"), *map(verdict_label, range(len(VERDICTS))),
            _("Answered"), _("Asked"), _("Open contradictions"), _("As of"),
        ),
        rows=((*_verdict_cells(row), found.on) for row in found.page.rows),
        more=(_gaps(found), _plan(found)),
    )  # fmt: skip


def step_head() -> tuple[str, ...]:
    """Return the headings of ``step_cells``."""
    return (
        _("Step"), _("Question"), _("Tier"), _("Secrets"), _("Effect"), _("Verdicts raised"),
        _("Person-days"),
    )  # fmt: skip


def step_cells(step: Step, item: Item) -> tuple[str | float, ...]:
    """Return one step of the plan as the cells of a row.

    Args:
        step: The step.
        item: The item of the sheet that it lifts.
    """
    return (
        step.action.text(language()),
        item.wording.text(language()),
        tier_word(step.tier),
        _("organisation") if step.is_organisation else ", ".join(step.secrets),
        round(step.effect, 1),
        step.lifts,
        round(step.effort_days, 1),
    )


def tier_word(tier: int) -> str:
    """Return what a tier is called."""
    return str(word("tier", str(tier)).label)


def _gaps(found: Overview) -> Table:
    return Table(
        name="gaps",
        title=_("Gaps"),
        head=(
            _("Code"), _("Title"), _("Question"), _("Now"), _("To reach"), _("State"), _("Gain"),
            _("Tier"), _("What to do"),
        ),
        rows=(
            (row.code, row.title, *_gap_cells(found, gap))
            for row in found.page.rows
            for gap in row.gaps
        ),
    )  # fmt: skip


def _gap_cells(found: Overview, gap: Gap) -> tuple[str | float, ...]:
    item, spoken = found.sheet.by_id[gap.item], language()
    return (
        item.wording.text(spoken),
        item.option(gap.now).wording.text(spoken) if gap.now else "",
        item.option(gap.want).wording.text(spoken),
        str(word("answer-state", gap.state).label),
        gap.gain,
        tier_word(gap.tier),
        item.action.wording.text(spoken),
    )


def _plan(found: Overview) -> Table:
    return Table(
        name="plan",
        title=_("Plan"),
        head=step_head(),
        rows=(step_cells(step, found.sheet.by_id[step.item]) for step in found.steps),
    )


def _verdict_cells(row: SecretRow) -> tuple[str | int, ...]:
    level = str(word("level", row.level).label)
    numbers = row.answered, row.asked, row.contradictions
    return row.code, row.title, level, *_strengths_of(row), *numbers


def _strengths_of(row: SecretRow) -> tuple[str, ...]:
    return tuple(
        str(word("verdict", verdict.strength).label) if verdict else "–" for verdict in row.verdicts
    )
