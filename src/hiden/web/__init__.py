# SPDX-License-Identifier: Apache-2.0
"""Web: pages in Japanese and English.

A view parses, calls one use case or query of ``workspace`` and shows the answer.

May import: workspace and the rooms below it; not cli, not testing.
"""

from __future__ import annotations
