# SPDX-License-Identifier: Apache-2.0
"""The organisation: its name and size, the steps of its first start and of its procedure."""

from __future__ import annotations

import secrets as tokens

from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.hashing import sha256
from hiden.guideline.packs import find_pack
from hiden.guideline.procedure import load_procedure
from hiden.workspace.acts import audited
from hiden.workspace.models import Organisation
from hiden.workspace.roles import Actor, Permission

__all__ = [
    "describe_organisation",
    "make_calendar_link",
    "name_organisation",
    "set_procedure_step",
    "skip_step",
]

TOKEN_BYTES = 24


def name_organisation(name: str, *, by: Actor, clock: Clock = SystemClock()) -> Organisation:
    """Name the organisation that this workspace belongs to.

    Raises:
        AccessRefusedError: ``by`` is no administrator.
    """
    with audited(
        "organisation.named", by=by, permission=Permission.MANAGE_USERS, clock=clock
    ) as record:
        organisation, _ = Organisation.objects.update_or_create(pk=1, defaults={"name": name})
        record.set(subject="organisation", facts={"name": name})
    return organisation


def skip_step(step: str, *, by: Actor, clock: Clock = SystemClock()) -> Organisation:
    """Leave out a step of the first start.

    Raises:
        AccessRefusedError: ``by`` is no administrator.
    """
    with audited(
        "first-start.skipped", by=by, permission=Permission.MANAGE_USERS, clock=clock
    ) as record:
        organisation, _ = Organisation.objects.get_or_create(pk=1)
        organisation.steps_skipped = sorted({*organisation.steps_skipped, step})
        organisation.save(update_fields=["steps_skipped"])
        record.set(subject="organisation", facts={"step": step})
    return organisation


def describe_organisation(
    *,
    employees: int | None,
    business: str = "",
    by: Actor,
    clock: Clock = SystemClock(),
) -> Organisation:
    """Say how many people work here and in which kind of business; a plan depends on both.

    Args:
        employees: At least 1; ``None`` if not said.
        business: Id of a starter pack; empty if not said.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not answer for the organisation.
        InputError: There is no such starter pack.
    """
    with audited(
        "organisation.described", by=by, permission=Permission.ANSWER_SHEET, clock=clock
    ) as record:
        if business:
            find_pack(business)
        organisation, _ = Organisation.objects.get_or_create(pk=1)
        organisation.employees, organisation.business = employees, business
        organisation.save(update_fields=["employees", "business"])
        record.set(subject="organisation", facts={"employees": employees, "business": business})
    return organisation


def set_procedure_step(
    step: str, *, done: bool, by: Actor, clock: Clock = SystemClock()
) -> Organisation:
    """Say that a step of the guided procedure is done, or is not.

    Raises:
        AccessRefusedError: ``by`` may not answer for the organisation.
        InputError: There is no such step.
    """
    with audited(
        "procedure.step-set", by=by, permission=Permission.ANSWER_SHEET, clock=clock
    ) as record:
        if step not in {known.id for known in load_procedure().steps}:
            raise InputError(ErrorCode.STEP_UNKNOWN, step=step)
        organisation, _ = Organisation.objects.get_or_create(pk=1)
        kept = {*organisation.procedure_done} - {step}
        organisation.procedure_done = sorted(kept | ({step} if done else set()))
        organisation.save(update_fields=["procedure_done"])
        record.set(subject="organisation", facts={"step": step, "done": done})
    return organisation


def make_calendar_link(*, by: Actor, clock: Clock = SystemClock()) -> str:
    """Make a new link for the calendar of due days, and end the one before.

    Returns:
        The token of the link, which is kept nowhere.

    Raises:
        AccessRefusedError: ``by`` may not manage the plan.
    """
    with audited(
        "calendar.linked", by=by, permission=Permission.MANAGE_PLAN, clock=clock
    ) as record:
        token = tokens.token_urlsafe(TOKEN_BYTES)
        organisation, _ = Organisation.objects.get_or_create(pk=1)
        organisation.calendar_token_sha256 = sha256(token.encode())
        organisation.save(update_fields=["calendar_token_sha256"])
        record.set(subject="calendar", facts={})
    return token
