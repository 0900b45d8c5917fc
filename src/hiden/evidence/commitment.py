# SPDX-License-Identifier: Apache-2.0
"""What a leaf holds: a promise about a content, which says nothing about it until it is opened.

::

    leaf = "hiden-leaf/1" LF  SHA-256(salt || content)          45 bytes

Rules:
    * The content is canonical JSON, so that the same facts are the same bytes for everybody.
    * The salt is 32 fresh random bytes for every leaf. Without it nobody can try out guesses, and
      opening one leaf says nothing about any other.
    * Neither salt nor content is shown by ``repr`` or stands in an error.

Does not keep openings: whoever seals must, for without its opening a leaf proves nothing.

Source: RFC 8785 (canonical JSON); FIPS 180-4 (SHA-256).

Example:
    >>> opening = seal({"event": "register-snapshot", "sha256": "ab" * 32})
    >>> verify_opening(commitment(opening), opening)
"""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import Any

import attrs

from hiden.foundation.canonical import JsonValue, canonical_json
from hiden.foundation.errors import ErrorCode, VerificationError

__all__ = ["LEAF_PREFIX", "SALT_SIZE", "Opening", "commitment", "seal", "verify_opening"]

LEAF_PREFIX = b"hiden-leaf/1\n"
"""How every leaf of this form begins; a later form will begin otherwise."""

SALT_SIZE = 32


def _salt(_: object, __: attrs.Attribute[Any], value: bytes) -> None:
    if len(value) != SALT_SIZE:
        raise ValueError(f"salt: got {len(value)} bytes, want {SALT_SIZE}")


def _canonical(_: object, __: attrs.Attribute[Any], value: bytes) -> None:
    try:
        canonical = canonical_json(json.loads(value))
    except (ValueError, RecursionError):
        canonical = None
    if canonical != value:  # the reason would show the content
        raise ValueError("content: want canonical JSON") from None


@attrs.frozen(kw_only=True)
class Opening:
    """What opens one leaf. To be kept as secret as the content is.

    Attributes:
        salt: 32 random bytes, of this leaf only.
        content: Canonical JSON in UTF-8.
    """

    salt: bytes = attrs.field(validator=_salt, repr=False)
    content: bytes = attrs.field(validator=_canonical, repr=False)


def seal(value: JsonValue) -> Opening:
    """Choose a fresh salt for a content.

    Args:
        value: What the leaf is to promise; whole numbers beyond 2**53 - 1 go in as text.

    Raises:
        ValueError: The value holds something that JSON cannot say.
    """
    return Opening(salt=secrets.token_bytes(SALT_SIZE), content=canonical_json(value))


def commitment(opening: Opening) -> bytes:
    """Compute the leaf that an opening opens."""
    return LEAF_PREFIX + sha256(opening.salt + opening.content).digest()


def verify_opening(leaf: bytes, opening: Opening) -> None:
    """Check that an opening is the one that a leaf was sealed over.

    Raises:
        VerificationError: It is another one, or the leaf is of another form.
    """
    got = commitment(opening)
    if got != leaf:
        raise VerificationError(ErrorCode.OPENING_MISMATCH, got=got.hex(), want=leaf.hex())
