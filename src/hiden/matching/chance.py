# SPDX-License-Identifier: Apache-2.0
"""The chance that unrelated text reaches a score.

Model: the expected number of passages of score ``x`` in unrelated text falls off exponentially with
the score (extreme values), grows with the length of the text, and with the square root of what is
registered, since the same turns of phrase come again::

    E = RATE * characters of the text * sqrt(characters registered) * exp(-x / SCALE)

The chance that there is at least one is ``1 - exp(-E)``.

RATE and SCALE are an upper fit to 500 public documents scanned against registers of 64 thousand to
1.4 million characters of the same kind of text, none of it planted (docs/matching.md). Scores above
45 did not occur there; beyond, the model extrapolates.

Does not: say how likely it is that both texts took the passage from a third one. Such a passage is
shared text, whatever its score.

Source: Karlin, Altschul: Methods for assessing the statistical significance of molecular sequence
features, 1990.
"""

from __future__ import annotations

import math

__all__ = ["error_chance"]

RATE = 1e-6
SCALE = 8.0
_LEAST = 1e-30


def error_chance(score: float, *, text_length: int, registered_length: int) -> float:
    """Return the chance that unrelated text reaches a score; above 0, at most 1.

    Args:
        score: Of one passage, in points.
        text_length: Normalised characters of the scanned text.
        registered_length: Normalised characters of all registered texts.
    """
    comparisons = max(1, text_length) * math.sqrt(max(1, registered_length))
    expected = RATE * comparisons * math.exp(-score / SCALE)
    return min(1.0, max(_LEAST, -math.expm1(-expected)))
