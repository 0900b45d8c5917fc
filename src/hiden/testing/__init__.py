# SPDX-License-Identifier: Apache-2.0
"""Testing: simulators of what is outside, and the sample company.

May import: workspace and the rooms below it; not web, not cli.
"""

from __future__ import annotations
