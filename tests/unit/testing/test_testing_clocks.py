# SPDX-License-Identifier: Apache-2.0
"""Clocks for tests."""

from __future__ import annotations

import datetime as dt

import pytest

from hiden.foundation.clock import Clock
from hiden.testing import FixedClock, SteppingClock

TOKYO = dt.timezone(dt.timedelta(hours=9))


def test_a_fixed_clock_shows_one_time_in_utc() -> None:
    clock: Clock = FixedClock(dt.datetime(2026, 11, 23, 9, tzinfo=TOKYO))

    assert dt.datetime(2026, 11, 23, 0, tzinfo=dt.UTC) == clock.now() == clock.now()
    assert clock.now().tzinfo is dt.UTC


def test_a_stepping_clock_moves_on_by_its_step() -> None:
    start = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    clock: Clock = SteppingClock(start, step_s=0.5)

    assert [(clock.now() - start).total_seconds() for _ in range(3)] == [0.0, 0.5, 1.0]


def test_a_time_without_a_zone_is_refused() -> None:
    naive = dt.datetime(2026, 11, 23)  # noqa: DTZ001 - the point of the test

    with pytest.raises(ValueError, match="without a zone"):
        FixedClock(naive)
    with pytest.raises(ValueError, match="without a zone"):
        SteppingClock(naive)


def test_a_clock_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="got -1"):
        SteppingClock(dt.datetime(2026, 11, 23, tzinfo=dt.UTC), step_s=-1)
