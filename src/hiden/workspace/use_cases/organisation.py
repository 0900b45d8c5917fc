# SPDX-License-Identifier: Apache-2.0
"""The organisation's name, and the steps of its first start."""

from __future__ import annotations

from hiden.foundation.clock import Clock, SystemClock
from hiden.workspace.acts import audited
from hiden.workspace.models import Organisation
from hiden.workspace.roles import Actor, Permission

__all__ = ["name_organisation", "skip_step"]


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
