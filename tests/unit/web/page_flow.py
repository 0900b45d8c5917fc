# SPDX-License-Identifier: Apache-2.0
"""What tests of several pages ask: which acts were recorded, and where an answer leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from hiden.workspace import models

__all__ = ["PASSWORD", "Browser", "acts", "shown"]

Browser = Callable[..., Client]
PASSWORD = "correct-horse-battery"


def acts() -> list[str]:
    """Return the acts of the ledger, in order."""
    return list(models.LedgerEntry.objects.order_by("pk").values_list("act", flat=True))


def shown(client: Client, answer: Any) -> str:
    """Return the page to which an answer leads."""
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return client.get(answer["Location"]).content.decode()
