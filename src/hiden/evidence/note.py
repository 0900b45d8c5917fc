# SPDX-License-Identifier: Apache-2.0
"""Signed notes: a text, a blank line, and one line for each signature.

::

    example.com/log
    3
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeO…

Rules:
    * Signed are the bytes of the text with its last line break, without the blank line.
    * Signatures of unknown keys are passed over: a witness may add its own.
    * Every signature of the known key must hold, and there must be one.

Source: C2SP signed-note.
"""

from __future__ import annotations

from hiden.evidence.base64_text import decode, encode
from hiden.evidence.keys import SigningKey, VerifierKey, is_key_name
from hiden.foundation.errors import ErrorCode, SignatureError
from hiden.foundation.language import Message, mark

__all__ = ["MAX_NOTE_BYTES", "open_note", "sign_note"]

MAX_NOTE_BYTES = 1_000_000
"""Larger notes are refused unread."""

_DASH = "\u2014 "
_KEY_ID_SIZE = 4


def sign_note(text: str, *, key: SigningKey) -> str:
    """Sign a text.

    Args:
        text: Lines, the last one closed by a line break as well.
        key: The key that signs.

    Returns:
        The whole note.

    Raises:
        ValueError: The text does not end with a line break, or has other control characters.
    """
    if not text.endswith("\n") or _has_control(text):
        raise ValueError(
            "text of a note: want lines that end with a line break, nothing unprintable"
        )
    blob = key.verifier.key_id + key.sign(text.encode())
    return f"{text}\n{_DASH}{key.name} {encode(blob)}\n"


def open_note(note: str, *, verifier: VerifierKey) -> str:
    """Check a note and return its text.

    Args:
        note: The whole note.
        verifier: The key that must have signed it.

    Raises:
        SignatureError: The form is wrong, the key did not sign, or a signature of it does not hold.
    """
    text, lines = _split(note)
    blobs = [_signature(line) for line in lines]
    own = [
        blob[_KEY_ID_SIZE:]
        for name, blob in blobs
        if name == verifier.name and blob[:_KEY_ID_SIZE] == verifier.key_id
    ]
    if not own:
        raise SignatureError(ErrorCode.NOTE_NOT_SIGNED, key=verifier.text)
    if not all(verifier.is_signature(signature, of=text.encode()) for signature in own):
        raise SignatureError(ErrorCode.NOTE_SIGNATURE_WRONG, key=verifier.text)
    return text


def _split(note: str) -> tuple[str, list[str]]:
    if len(note) > MAX_NOTE_BYTES:
        raise _malformed(mark("it is too long"))
    if _has_control(note):
        raise _malformed(mark("it has a control character"))
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise _malformed(mark("want a text, a blank line and lines of signatures"))
    return text + "\n", signatures[:-1].split("\n")


def _signature(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    blob = decode(encoded)
    if (
        not line.startswith(_DASH)
        or not is_key_name(name)
        or blob is None
        or len(blob) <= _KEY_ID_SIZE
    ):
        raise _malformed(mark("a line of signature is not a dash, a name and base64"))
    return name, blob


def _has_control(text: str) -> bool:
    return any((c < " " and c != "\n") or "\ud800" <= c <= "\udfff" for c in text)


def _malformed(detail: str) -> SignatureError:
    return SignatureError(ErrorCode.NOTE_MALFORMED, detail=Message(detail))
