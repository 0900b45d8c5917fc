# SPDX-License-Identifier: Apache-2.0
"""SHA-256 of bytes and files.

Source: FIPS 180-4.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NewType

__all__ = ["Sha256", "sha256", "sha256_file"]

Sha256 = NewType("Sha256", str)
"""A SHA-256 digest, 64 lower-case hexadecimal digits. Only this module makes one."""


def sha256(data: bytes) -> Sha256:
    """Hash bytes.

    Example:
        >>> sha256(b"")[:16]
        'e3b0c44298fc1c14'
    """
    return Sha256(hashlib.sha256(data).hexdigest())


def sha256_file(path: Path) -> Sha256:
    """Hash a file's content without holding it in memory.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        return Sha256(hashlib.file_digest(file, "sha256").hexdigest())
