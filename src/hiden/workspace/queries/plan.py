# SPDX-License-Identifier: Apache-2.0
"""The plan: what is proposed, what was taken on, and what changed since."""

from __future__ import annotations

import datetime as dt

import attrs

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.wording import Wording
from hiden.guideline.items import Item, Sheet
from hiden.guideline.plan import make_plan
from hiden.guideline.results import Step
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.workspace.models import AssessmentRecord, PlanStep
from hiden.workspace.queries.assessments import Change, assessment_of, change_between
from hiden.workspace.queries.standing import standing, today

__all__ = ["AdoptedRow", "PlanFilter", "PlanPage", "ProposedRow", "plan", "proposed_steps"]


@attrs.frozen(kw_only=True)
class PlanFilter:
    """Which adopted steps were asked for.

    Attributes:
        state: One of ``PlanStep.State``; ``under-way`` for those not ended; empty for all.
        text: Stands in owner or note.
    """

    state: str = "under-way"
    text: str = ""


@attrs.frozen(kw_only=True)
class ProposedRow:
    """One step that is proposed.

    Attributes:
        key: Names the step in a form.
        step: The step.
        item: The item of the sheet that it lifts.
        is_to_show: It is already so, and only has to be shown.
    """

    key: str
    step: Step
    item: Item
    is_to_show: bool


@attrs.frozen(kw_only=True)
class AdoptedRow:
    """One step that somebody took on.

    Attributes:
        row: The row.
        item: The item of the sheet that it lifts; ``None`` if the sheet has it no more.
        is_late: Its day has passed and it has not ended.
    """

    row: PlanStep
    item: Item | None
    is_late: bool


@attrs.frozen(kw_only=True, eq=False)
class PlanPage:
    """Everything on the page of the plan.

    Attributes:
        on: The day of the assessment that it rests on.
        sheet: The sheet.
        secrets: How many secrets are judged.
        proposed: Steps that are proposed and not under way, what to do first first.
        adopted: Steps that were taken on and were asked for.
        adopted_total: All steps that were taken on.
        before: The assessment that was the newest when the first of them was taken on.
        change: What changed since then; ``None`` without such an assessment.
    """

    on: dt.date
    sheet: Sheet
    secrets: int
    proposed: tuple[ProposedRow, ...]
    adopted: tuple[AdoptedRow, ...]
    adopted_total: int
    before: AssessmentRecord | None
    change: Change | None


def plan(asked: PlanFilter, *, clock: Clock = SystemClock()) -> PlanPage:
    """Return the plan as of today."""
    found = standing(clock=clock)
    rows = list(PlanStep.objects.select_related("before"))
    under_way = PlanStep.keys_under_way()
    day = today(clock)
    before = _first_before(rows)
    was = assessment_of(before) if before else None
    return PlanPage(
        on=found.on,
        sheet=found.sheet,
        secrets=len(found.assessment.secrets),
        proposed=tuple(
            row
            for row in _proposed(clock)
            if (row.step.item, row.step.is_organisation) not in under_way
        ),
        adopted=tuple(_adopted(row, day) for row in rows if _fits(row, asked)),
        adopted_total=len(rows),
        before=before,
        change=change_between(was, found.assessment) if was else None,
    )


def proposed_steps(keys: set[str], *, clock: Clock = SystemClock()) -> tuple[Step, ...]:
    """Return the proposed steps of some names, as they are now."""
    return tuple(row.step for row in _proposed(clock) if row.key in keys)


def _proposed(clock: Clock) -> tuple[ProposedRow, ...]:
    found = standing(clock=clock)
    steps = make_plan(found.sheet, found.assessment, found.answers.company).steps
    return tuple(
        ProposedRow(
            key=f"{step.item}-{'reach' if isinstance(step.action, Wording) else 'show'}",
            step=step,
            item=found.sheet.by_id[step.item],
            is_to_show=not isinstance(step.action, Wording),
        )
        for step in steps
    )


def _adopted(row: PlanStep, day: dt.date) -> AdoptedRow:
    return AdoptedRow(
        row=row,
        item=load_sheet(SHEET).by_id.get(row.item),
        is_late=row.due_on is not None and row.due_on < day and row.is_under_way,
    )


def _fits(row: PlanStep, asked: PlanFilter) -> bool:
    text = asked.text.casefold()
    is_of_state = row.is_under_way if asked.state == "under-way" else True
    if asked.state not in {"", "under-way"}:
        is_of_state = row.state == asked.state
    return is_of_state and any(text in words.casefold() for words in (row.owner, row.note))


def _first_before(rows: list[PlanStep]) -> AssessmentRecord | None:
    """Return the assessment before the first step that was taken on with one."""
    first = min((row for row in rows if row.before), key=lambda row: row.adopted_at, default=None)
    return first.before if first else None
