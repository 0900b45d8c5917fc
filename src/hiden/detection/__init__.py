# SPDX-License-Identifier: Apache-2.0
"""Detection: rules over events, behaviour that is unusual for a person, chains of steps.

May import: intake, guideline, registry, law, foundation.
"""

from __future__ import annotations
