# SPDX-License-Identifier: Apache-2.0
"""The chance that unrelated text reaches a score.

Model: the best score of unrelated text grows with the logarithm of the number of comparisons and
falls off exponentially (extreme values); the expected number of passages of score ``x`` is::

    E = RATE * (characters of the text) * (characters registered) * exp(-x / SCALE)

and the chance that there is at least one is ``1 - exp(-E)``. RATE and SCALE were measured on
public text
in which no registered text was planted; see docs/matching.md for how, and for what it does not
cover: text that both took from a third place is related text, whatever the score.

Source: Karlin, Altschul: Methods for assessing the statistical significance of molecular sequence
features, 1990.
"""

from __future__ import annotations

import math

__all__ = ["error_chance"]

RATE = 1e-8
SCALE = 6.0
_LEAST = 1e-30


def error_chance(score: float, *, text_length: int, registered_length: int) -> float:
    """Return the chance that unrelated text reaches a score; above 0, at most 1.

    Args:
        score: In points.
        text_length: Normalised characters of the scanned text.
        registered_length: Normalised characters of all registered texts.
    """
    comparisons = max(1, text_length) * max(1, registered_length)
    expected = RATE * comparisons * math.exp(-score / SCALE)
    return min(1.0, max(_LEAST, -math.expm1(-expected)))
