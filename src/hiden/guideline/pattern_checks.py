# SPDX-License-Identifier: Apache-2.0
"""Check the regular expressions that stand in data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["broken"]


def broken(patterns: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Find patterns that are no regular expressions.

    Args:
        patterns: Pairs of the id of a piece and one of its patterns.

    Yields:
        The id and what is wrong.

    Example:
        >>> [fact for fact, _ in broken([("good", "a|b"), ("bad", "(a")])]
        ['bad']
    """
    for fact, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            yield fact, f"{pattern!r} is no pattern: {error}"
