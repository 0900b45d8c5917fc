# SPDX-License-Identifier: Apache-2.0
"""The plan: taking steps on, giving them an owner and a day, and saying how far they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from hiden.foundation.canonical import JsonValue
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.guideline.results import Step
from hiden.workspace.acts import audited
from hiden.workspace.models import AssessmentRecord, PlanStep
from hiden.workspace.roles import Actor, Permission

__all__ = ["StepChange", "adopt_steps", "change_step"]


def adopt_steps(
    steps: Iterable[Step],
    *,
    owner: str = "",
    due_on: dt.date | None = None,
    is_sample: bool = False,
    by: Actor,
    clock: Clock = SystemClock(),
) -> tuple[PlanStep, ...]:
    """Take steps on, each item once; one that is under way already is left alone.

    Raises:
        AccessRefusedError: ``by`` may not manage the plan.
    """
    with audited("plan.adopted", by=by, permission=Permission.MANAGE_PLAN, clock=clock) as record:
        under_way = PlanStep.keys_under_way()
        before = AssessmentRecord.objects.first()
        fresh = {(step.item, step.is_organisation): step for step in reversed(tuple(steps))}
        rows = [
            PlanStep.objects.create(
                item=step.item,
                want=step.want,
                codes=list(step.secrets),
                is_organisation=step.is_organisation,
                tier=step.tier,
                effort_days=step.effort_days,
                owner=owner,
                due_on=due_on,
                adopted_at=record.at,
                adopted_by=by.name,
                changed_at=record.at,
                before=before,
                is_sample=is_sample,
            )
            for key, step in reversed(fresh.items())
            if key not in under_way
        ]
        taken: list[JsonValue] = [row.item for row in rows]
        record.set(subject="plan", facts={"steps": taken, "owner": owner})
    return tuple(rows)


@attrs.frozen(kw_only=True)
class StepChange:
    """What is now said of a step.

    Attributes:
        state: One of ``PlanStep.State``.
        owner: Who does it; may be empty.
        due_on: Until when; ``None`` for no day.
        note: Anything else.
    """

    state: str
    owner: str = ""
    due_on: dt.date | None = None
    note: str = ""


def change_step(
    pk: int, change: StepChange, *, by: Actor, clock: Clock = SystemClock()
) -> PlanStep:
    """Give a step an owner and a day, or say how far it is.

    Raises:
        AccessRefusedError: ``by`` may not manage the plan.
        InputError: There is no such step.
        ValueError: Its state is none of ``PlanStep.State``.
    """
    with audited(
        "plan.step-changed", by=by, permission=Permission.MANAGE_PLAN, clock=clock
    ) as record:
        row = PlanStep.objects.filter(pk=pk).first()
        if row is None:
            raise InputError(ErrorCode.STEP_UNKNOWN, step=pk)
        row.state = PlanStep.State(change.state)
        row.owner, row.due_on, row.note = change.owner, change.due_on, change.note
        row.changed_at = record.at
        row.save(update_fields=["state", "owner", "due_on", "note", "changed_at"])
        record.set(
            subject=f"plan-step/{pk}",
            facts={
                "item": row.item,
                "state": row.state.value,
                "owner": row.owner,
                "due": row.due_on.isoformat() if row.due_on else None,
                "note": row.note,
            },
        )
    return row
