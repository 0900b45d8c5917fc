# SPDX-License-Identifier: Apache-2.0
"""Identities: types which only one function makes.

An identity is shown to people, written to logs and sealed in the ledger, so it must not carry a
secret's content.
"""

from __future__ import annotations

from typing import NewType

__all__ = ["DocumentId", "SecretId", "document_id", "secret_id"]

MAX_ID_LENGTH = 200

SecretId = NewType("SecretId", str)
"""The code under which a secret stands in the register."""

DocumentId = NewType("DocumentId", str)
"""The name under which a document is indexed: for files, the path below the folder indexed."""


def secret_id(text: str) -> SecretId:
    """Make the identity of a secret from the code in a register.

    Args:
        text: The code; surrounding spaces are dropped.

    Raises:
        ValueError: The code is empty, longer than 200 characters, or has a control character.
    """
    code = text.strip()
    if not code or len(code) > MAX_ID_LENGTH or not code.isprintable():
        raise ValueError(f"code of a secret: got {len(code)} characters, want 1 to {MAX_ID_LENGTH}")
    return SecretId(code)


def document_id(text: str) -> DocumentId:
    """Make the identity of a document.

    Raises:
        ValueError: The text is empty.
    """
    if not text:
        raise ValueError("id of a document: got an empty text")
    return DocumentId(text)
