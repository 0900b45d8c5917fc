# SPDX-License-Identifier: Apache-2.0
"""What every table says of itself: which personal data it holds, what for, and for how long."""

from __future__ import annotations

import attrs

__all__ = ["Handling"]


@attrs.frozen(kw_only=True)
class Handling:
    """The declaration that each model carries as ``HANDLING``.

    Attributes:
        personal_data: Which data about persons the table holds; ``none`` if none.
        purpose: What the table is for, and what it must not be used for.
        retention: How long a row stays, and what removes it.
    """

    personal_data: str
    purpose: str
    retention: str
