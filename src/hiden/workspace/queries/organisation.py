# SPDX-License-Identifier: Apache-2.0
"""The organisation, and how far its first start has come."""

from __future__ import annotations

from enum import StrEnum

import attrs
from django.contrib.auth import get_user_model

from hiden.workspace.models import (
    Job,
    Organisation,
    Original,
    Scan,
    Secret,
    SheetAnswer,
    Source,
)

__all__ = ["FirstStart", "StartStep", "StepName", "StepState", "first_start", "name"]


class StepName(StrEnum):
    """The steps of the first start, in their order."""

    COMPANY = "company"
    SECRETS = "secrets"
    PEOPLE = "people"
    PLACES = "places"
    SCAN = "scan"
    CHECK = "check"


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    SKIPPED = "skipped"
    NEXT = "next"
    LATER = "later"


@attrs.frozen(kw_only=True)
class StartStep:
    """One step of the first start.

    Attributes:
        name: Which step.
        number: Its place, from 1.
        state: How far it is.
        count: How many of what the step makes there are: secrets, accounts and so on.
    """

    name: StepName
    number: int
    state: StepState
    count: int


@attrs.frozen(kw_only=True)
class FirstStart:
    """The first start.

    Attributes:
        steps: All six, in their order.
        has_sample: The sample company is in the workspace.
        sample_job: The job that is loading the sample company just now, if any.
    """

    steps: tuple[StartStep, ...]
    has_sample: bool
    sample_job: int | None

    @property
    def is_finished(self) -> bool:
        """Say whether every step is done or was skipped."""
        return self.next_step is None

    @property
    def next_step(self) -> StartStep | None:
        """Return the step to do next; ``None`` if all are done."""
        return next((step for step in self.steps if step.state is StepState.NEXT), None)


def name() -> str:
    """Return the organisation's name; empty while it has none."""
    return Organisation.objects.values_list("name", flat=True).first() or ""


def first_start() -> FirstStart:
    """Say how far the first start has come, from what is in the workspace."""
    skipped = set(Organisation.objects.values_list("steps_skipped", flat=True).first() or ())
    counts = _counts()
    steps: list[StartStep] = []
    open_yet = True
    for place, step in enumerate(StepName, start=1):
        state = _state(counts[step], is_skipped=step in skipped, is_next=open_yet)
        open_yet = open_yet and state is not StepState.NEXT
        steps.append(StartStep(name=step, number=place, state=state, count=counts[step]))
    return FirstStart(
        steps=tuple(steps),
        has_sample=Secret.objects.filter(is_sample=True).exists(),
        sample_job=Job.objects.filter(kind="sample", finished_at=None)
        .values_list("pk", flat=True)
        .first(),
    )


def _state(count: int, *, is_skipped: bool, is_next: bool) -> StepState:
    if count:
        return StepState.DONE
    if is_skipped:
        return StepState.SKIPPED
    return StepState.NEXT if is_next else StepState.LATER


def _counts() -> dict[StepName, int]:
    """Count what each step makes; a step is done once there is one.

    The first account exists from the beginning, so people are counted from the second.
    """
    accounts = get_user_model().objects.filter(is_active=True).count()
    return {
        StepName.COMPANY: int(bool(name())),
        StepName.SECRETS: Secret.objects.filter(withdrawn_at=None).count(),
        StepName.PEOPLE: max(0, accounts - 1),
        StepName.PLACES: Original.objects.count() * Source.objects.count(),
        StepName.SCAN: Scan.objects.exclude(finished_at=None).count(),
        StepName.CHECK: SheetAnswer.objects.filter(replaced_at=None).count(),
    }
