# SPDX-License-Identifier: Apache-2.0
"""What comes from outside or goes there: the hash of a file, the address of a mail."""

from __future__ import annotations

from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile

from hiden.foundation.hashing import sha256

__all__ = ["hash_of", "mailto"]


def hash_of(upload: UploadedFile[bytes] | None) -> str:
    """Return the SHA-256 of a file that was sent; empty for none. The file itself is not kept."""
    return sha256(b"".join(upload.chunks())) if upload else ""


def mailto(address: str, *, subject: str, body: str) -> str:
    """Return the address that opens a prepared mail; nothing is sent (RFC 6068).

    Args:
        address: To whom; may be empty.
        subject: Its subject.
        body: Its text, lines ended by LF.
    """
    lines = body.replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(lines)}"
