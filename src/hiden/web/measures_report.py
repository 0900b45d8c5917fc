# SPDX-License-Identifier: Apache-2.0
"""The measures as a report to print and as sheets of a workbook: verdicts, gaps, plan."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hiden.foundation.paper import Block, Heading, Items, Paper, Paragraph, Picture, Table as Grid
from hiden.guideline.coverage import Cell
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_words import People
from hiden.guideline.values import Gap, Step
from hiden.web.radar import drawing, radars
from hiden.web.reader import language
from hiden.web.spreadsheet import Table
from hiden.web.words import word
from hiden.workspace.queries.measures import VERDICTS, Overview, SecretRow

__all__ = ["report", "verdict_label", "workbook"]

SECRETS_PRINTED = 200
STEPS_PRINTED = 40
_NUMBER = "{:g}"


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


def report(found: Overview, *, organisation: str) -> Paper:
    """Return the report; a long list of secrets is cut, the weakest stay."""
    return Paper(
        title=_("How the trade secrets are protected"),
        subtitle=organisation,
        language=language(),
        dated=found.on,
        notice=found.sheet.note.wording.text(language()),
        footer=_("Confidential. Made by Hiden from the answers and records of the company."),
        is_landscape=True,
        blocks=tuple(_blocks(found)),
    )


def _blocks(found: Overview) -> Iterator[Block]:
    yield Heading(text=_("How the secrets stand"))
    yield _tally_table(found)
    yield Paragraph(
        text=_("Open contradictions between answers and what was seen: %(count)d.")
        % {"count": found.contradictions}
    )
    yield Items(
        items=(
            _("Strong: enough points are evidenced, and no answer sets a limit."),
            _("Arguable: enough points with what is only claimed."),
            _("Weak: not enough points, or an answer rules more out."),
        )
    )
    yield Heading(text=_("Measures in place, by aim and kind of people"))
    yield _radar(found)
    yield _coverage_table(found)
    yield Heading(text=_("Secret by secret, the weakest first"))
    yield _verdict_table(found)
    if found.page.total > SECRETS_PRINTED:
        yield Paragraph(
            text=_("The %(shown)d weakest of %(total)d secrets; the workbook has all of them.")
            % {"shown": SECRETS_PRINTED, "total": found.page.total}
        )
    yield Heading(text=_("What weighs most, secret by secret"))
    yield _gap_table(found)
    yield Heading(text=_("What to do first"))
    yield _plan_table(found)


def _tally_table(found: Overview) -> Grid:
    return Grid(
        header=(_("Requirement"), *_strengths(), _("Secrets")),
        rows=tuple(
            (
                verdict_label(number),
                *(str(count) for count in tally.counts.values()),
                str(tally.total),
            )
            for number, tally in enumerate(found.tallies)
        ),
        widths=(3, 1, 1, 1, 1),
    )


def _radar(found: Overview) -> Picture:
    pictures = radars(found.cells)
    return Picture(
        svg=drawing(pictures, titles=[one.title.text(language()) for one in pictures]),
        alt=_("Measures evidenced and said to be in place; the table below has the numbers."),
    )


def _coverage_table(found: Overview) -> Grid:
    aims = load_grid().aims
    by_field = {(cell.aim, cell.people): cell for cell in found.cells}
    return Grid(
        header=(_("Aim"), *(people.message.text(language()) for people in People)),
        rows=tuple(
            (
                f"{number} {aim.wording.text(language())}",
                *(_coverage(by_field[aim.id, people]) for people in People),
            )
            for number, aim in enumerate(aims.values(), start=1)
        ),
        widths=(2, 1.4, 1.4, 1.4, 1.4),
        caption=_("Evidenced / in place with what is claimed / all measures"),
    )


def _coverage(cell: Cell) -> str:
    said = cell.evidenced + cell.claimed + cell.expired
    return " / ".join(_NUMBER.format(value) for value in (cell.evidenced, said, cell.total))


def _verdict_table(found: Overview) -> Grid:
    return Grid(
        header=(_("Code"), _("Title"), *map(verdict_label, range(len(VERDICTS))), _("Answered")),
        rows=tuple(
            (row.code, row.title, *_strengths_of(row), f"{row.answered}/{row.asked}")
            for row in found.page.rows[:SECRETS_PRINTED]
        ),
        widths=(1.2, 3, 1.2, 1.2, 1.2, 1.2, 1),
    )


def _gap_table(found: Overview) -> Grid:
    return Grid(
        header=(_("Code"), _("Question"), _("What to do")),
        rows=tuple(
            (
                row.code,
                found.sheet.by_id[gap.item].wording.text(language()),
                found.sheet.by_id[gap.item].action.wording.text(language()),
            )
            for row in found.page.rows[:SECRETS_PRINTED]
            for gap in row.gaps[:1]
        ),
        widths=(1.2, 4, 4),
    )


def _plan_table(found: Overview) -> Grid:
    return Grid(
        header=(_("Step"), _("Tier"), _("Secrets"), _("Verdicts raised"), _("Person-days")),
        rows=tuple(
            (
                step.action.text(language()),
                _tier(step.tier),
                _("organisation") if step.is_organisation else str(len(step.secrets)),
                str(step.lifts),
                _NUMBER.format(round(step.effort_days, 1)),
            )
            for step in found.steps[:STEPS_PRINTED]
        ),
        widths=(6, 1.2, 1, 1, 1),
    )


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
        _tier(gap.tier),
        item.action.wording.text(spoken),
    )


def _plan(found: Overview) -> Table:
    return Table(
        name="plan",
        title=_("Plan"),
        head=(
            _("Step"), _("Question"), _("Tier"), _("Secrets"), _("Effect"), _("Verdicts raised"),
            _("Person-days"),
        ),
        rows=(_plan_cells(found, step) for step in found.steps),
    )  # fmt: skip


def _plan_cells(found: Overview, step: Step) -> tuple[str | float, ...]:
    return (
        step.action.text(language()),
        found.sheet.by_id[step.item].wording.text(language()),
        _tier(step.tier),
        _("organisation") if step.is_organisation else ", ".join(step.secrets),
        round(step.effect, 1),
        step.lifts,
        round(step.effort_days, 1),
    )


def _verdict_cells(row: SecretRow) -> tuple[str | int, ...]:
    level = str(word("level", row.level).label)
    numbers = row.answered, row.asked, row.contradictions
    return row.code, row.title, level, *_strengths_of(row), *numbers


def _strengths_of(row: SecretRow) -> tuple[str, ...]:
    return tuple(
        str(word("verdict", verdict.strength).label) if verdict else "–" for verdict in row.verdicts
    )


def _strengths() -> tuple[str, ...]:
    return tuple(str(word("verdict", code).label) for code in ("strong", "arguable", "weak"))


def _tier(tier: int) -> str:
    return _("Legal minimum") if tier == 1 else _("Beyond it")
