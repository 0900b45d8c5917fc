# SPDX-License-Identifier: Apache-2.0
"""What stands behind each leaf of the ledger, and the queue of leaves to come."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hiden.workspace.models.handling import Handling

__all__ = ["LedgerEntry"]


class LedgerEntry(models.Model):
    """The opening of one leaf: its salt and its content as canonical JSON.

    A row is written in the transaction of the act that it records, without a position; the one
    writer of the ledger integrates it and fills ``position`` in. A row is never changed otherwise.
    """

    HANDLING: ClassVar = Handling(
        personal_data="the account that acted",
        purpose="proving that an act or a finding was recorded at its time, and what was recorded",
        retention="as long as the ledger; without its opening a leaf proves nothing",
    )

    act = models.CharField(max_length=60)
    actor = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    salt = models.BinaryField()
    content = models.BinaryField()
    leaf = models.BinaryField(unique=True)
    position = models.BigIntegerField(null=True, unique=True)
    subject = models.CharField(max_length=400, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.position}"
