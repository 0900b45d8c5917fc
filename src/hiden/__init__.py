# SPDX-License-Identifier: Apache-2.0
"""Hiden (秘伝): trade-secret protection, from the secret to the proof.

One package per room; ``docs/architecture.md`` draws the house.
"""

from __future__ import annotations
