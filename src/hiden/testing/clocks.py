# SPDX-License-Identifier: Apache-2.0
"""Clocks for tests and demonstrations: they implement ``hiden.foundation.clock.Clock``."""

from __future__ import annotations

import datetime as dt

__all__ = ["FixedClock", "SteppingClock"]


class FixedClock:
    """A clock that stands still.

    Example:
        >>> clock = FixedClock(dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
        >>> clock.now() == clock.now()
        True
    """

    def __init__(self, moment: dt.datetime) -> None:
        """Make the clock.

        Args:
            moment: The time it shows, aware; kept in UTC.

        Raises:
            ValueError: ``moment`` has no time zone.
        """
        self._moment = _in_utc(moment)

    def now(self) -> dt.datetime:
        """Return the one time this clock shows, in UTC."""
        return self._moment


class SteppingClock:
    """A clock that moves on by the same step each time it is read.

    Example:
        >>> clock = SteppingClock(dt.datetime(2026, 11, 23, tzinfo=dt.UTC), step_s=60)
        >>> (clock.now(), clock.now())[1].minute
        1
    """

    def __init__(self, start: dt.datetime, *, step_s: float = 1.0) -> None:
        """Make the clock.

        Args:
            start: The time shown first, aware.
            step_s: How far each reading moves it on, in seconds; not negative.

        Raises:
            ValueError: ``start`` has no time zone, or ``step_s`` is negative.
        """
        if step_s < 0:
            raise ValueError(f"step of a clock: got {step_s} s, want 0 or more")
        self._next = _in_utc(start)
        self._step = dt.timedelta(seconds=step_s)

    def now(self) -> dt.datetime:
        """Return the time in UTC, and move on."""
        moment = self._next
        self._next += self._step
        return moment


def _in_utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("time of a clock: got one without a zone, want an aware datetime")
    return moment.astimezone(dt.UTC)
