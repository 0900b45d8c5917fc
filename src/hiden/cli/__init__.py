# SPDX-License-Identifier: Apache-2.0
"""CLI: the same words as the pages, on a terminal.

May import: workspace and the rooms below it; not web, not testing.
"""

from __future__ import annotations
