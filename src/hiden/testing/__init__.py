# SPDX-License-Identifier: Apache-2.0
"""Simulators of what is outside, and the sample company: for tests and for the first start."""

from __future__ import annotations

from hiden.testing.clocks import FixedClock, SteppingClock
from hiden.testing.company.generate import SampleCompany, generate_company, remove_company
from hiden.testing.company.truth import Copy, Truth, read_truth
from hiden.testing.disks import can_mount, small_disk

__all__ = [
    "Copy",
    "FixedClock",
    "SampleCompany",
    "SteppingClock",
    "Truth",
    "can_mount",
    "generate_company",
    "read_truth",
    "remove_company",
    "small_disk",
]
