# SPDX-License-Identifier: Apache-2.0
"""The one place that reads the time.

Rules:
    * A time is an aware ``datetime`` in UTC.
    * Whoever needs the time takes a ``Clock`` and reads it once per run, so that all checks of one
      run agree.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

__all__ = ["Clock", "SystemClock"]


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> dt.datetime:
        """Return the present time, aware, in UTC."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> dt.datetime:
        """Return the present time, aware, in UTC."""
        return dt.datetime.now(dt.UTC)  # noqa: TID251 - this is the clock that others take
