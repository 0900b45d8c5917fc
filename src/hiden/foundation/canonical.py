# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON: one value, one sequence of bytes, so that it can be hashed.

Source: RFC 8785 (JSON Canonicalization Scheme), by the ``rfc8785`` library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import rfc8785

__all__ = ["JsonValue", "canonical_json"]

JsonValue: TypeAlias = (
    "Mapping[str, JsonValue] | Sequence[JsonValue] | str | int | float | bool | None"
)


def canonical_json(value: JsonValue) -> bytes:
    """Write a value as canonical JSON in UTF-8.

    Args:
        value: Whole numbers between -(2**53 - 1) and 2**53 - 1; larger ones go in as text.

    Raises:
        ValueError: The value holds something that JSON cannot say.

    Example:
        >>> canonical_json({"b": 1, "a": [True, None]})
        b'{"a":[true,null],"b":1}'
    """
    return rfc8785.dumps(value)
