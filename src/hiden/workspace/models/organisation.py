# SPDX-License-Identifier: Apache-2.0
"""The organisation that this workspace belongs to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hiden.workspace.models.handling import Handling

__all__ = ["Organisation"]


class Organisation(models.Model):
    """The one organisation, and how far its first start and its procedure have come."""

    HANDLING: ClassVar = Handling(
        personal_data="none",
        purpose="naming the organisation on pages and documents",
        retention="as long as the workspace",
    )

    name = models.CharField(max_length=200, blank=True)
    steps_skipped = models.JSONField(default=list)
    employees = models.PositiveIntegerField(null=True, blank=True)
    business = models.CharField(max_length=80, blank=True)
    procedure_done = models.JSONField(default=list)
    calendar_token_sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name
