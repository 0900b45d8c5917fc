# SPDX-License-Identifier: Apache-2.0
"""Long work that survives a restart."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hiden.workspace.models.handling import Handling

__all__ = ["Job"]


class Job(models.Model):
    """One piece of long work: who asked, how far it is, and who is at it.

    A worker holds a job by a lease which it renews with every step. A lease that ran out, because
    its worker was killed, makes the job free again; every kind of job can go on where it stopped.
    """

    HANDLING: ClassVar = Handling(
        personal_data="the account that asked for it",
        purpose="doing long work in the background, showing its progress and its result",
        retention="kept, so that a result can be reopened",
    )

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State.choices, default=State.QUEUED)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    worker = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=200)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-requested_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"
