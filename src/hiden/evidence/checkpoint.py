# SPDX-License-Identifier: Apache-2.0
"""Checkpoints: the signed state of a ledger at one size.

The text of the note has three lines: the origin of the ledger, the number of leaves in decimal, and
the root hash in base64. More lines may follow, they mean nothing here.

Source: C2SP tlog-checkpoint.
"""

from __future__ import annotations

from hiden.evidence.base64_text import decode, encode
from hiden.evidence.keys import SigningKey, VerifierKey
from hiden.evidence.note import open_note, sign_note
from hiden.evidence.values import HASH_SIZE, MAX_SIZE, Checkpoint
from hiden.foundation.errors import ErrorCode, VerificationError
from hiden.foundation.language import Message, mark

__all__ = ["open_checkpoint", "sign_checkpoint"]

_LINES = 3
_MAX_DIGITS = len(str(MAX_SIZE))


def sign_checkpoint(*, size: int, root: bytes, key: SigningKey) -> Checkpoint:
    """Sign the state of the ledger whose key this is.

    Args:
        size: Number of leaves.
        root: Root hash of the leaves, 32 bytes.
        key: The key; its name is the origin.
    """
    text = sign_note(f"{key.name}\n{size}\n{encode(root)}\n", key=key)
    return Checkpoint(origin=key.name, size=size, root=root, text=text)


def open_checkpoint(text: str, *, verifier: VerifierKey) -> Checkpoint:
    """Check the signature of a checkpoint and read it.

    Args:
        text: The signed note, whole.
        verifier: Key of the ledger; its name is the origin that is wanted.

    Raises:
        SignatureError: The note is malformed, or not signed by this key.
        VerificationError: The note is signed, but is no checkpoint of this ledger.
    """
    lines = open_note(text, verifier=verifier).split("\n")[:-1]
    if len(lines) < _LINES or not all(lines):
        raise _malformed(mark("want three lines or more, none of them empty"))
    origin, digits, encoded = lines[:_LINES]
    if origin != verifier.name:
        raise VerificationError(ErrorCode.CHECKPOINT_ORIGIN, got=origin, want=verifier.name)
    size = _size(digits)
    root = decode(encoded)
    if root is None or len(root) != HASH_SIZE:
        raise _malformed(mark("the root is not base64 of 32 bytes"))
    return Checkpoint(origin=origin, size=size, root=root, text=text)


def _size(digits: str) -> int:
    plain = digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS
    size = int(digits) if plain else -1
    if str(size) != digits or size > MAX_SIZE:
        raise _malformed(mark("the size is not a number in plain digits"))
    return size


def _malformed(detail: str) -> VerificationError:
    return VerificationError(ErrorCode.CHECKPOINT_MALFORMED, detail=Message(detail))
