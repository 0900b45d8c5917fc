# SPDX-License-Identifier: Apache-2.0
"""Base64 in the one form that means the same to everybody.

Rules:
    * Standard alphabet, padded, no spaces or breaks, unused bits zero. Of two texts for the same
      bytes only one is accepted, so that nobody can alter a note without altering its bytes.

Source: RFC 4648, section 4 and section 3.5 (canonical encoding).
"""

from __future__ import annotations

import base64
import binascii

__all__ = ["decode", "encode"]


def encode(data: bytes) -> str:
    """Write bytes as base64."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes | None:
    r"""Read base64.

    Returns:
        The bytes, or None if the text is not canonical base64.

    Example:
        >>> decode("AQ=="), decode("AR==")
        (b'\x01', None)
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):  # ValueError: letters outside ASCII
        return None
    return data if encode(data) == text else None
