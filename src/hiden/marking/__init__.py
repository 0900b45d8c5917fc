# SPDX-License-Identifier: Apache-2.0
"""Marking: per-recipient marks and decoys, which tell which copy leaked.

May import: intake, guideline, registry, law, foundation.
"""

from __future__ import annotations
