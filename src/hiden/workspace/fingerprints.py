# SPDX-License-Identifier: Apache-2.0
"""The workspace's index of fingerprints, and under which name an original stands in it."""

from __future__ import annotations

from hiden.foundation.hashing import sha256
from hiden.foundation.ids import DocumentId, document_id
from hiden.matching import Index
from hiden.workspace.home import home_dir, key

__all__ = ["name_of_original", "open_index"]


def open_index() -> Index:
    """Open the workspace's index; make it if there is none yet.

    Raises:
        RefusedError: The key is not the one that the index was made with.
        StorageUnavailableError: The folder cannot be read or written.
    """
    path = home_dir() / "index"
    index_key = key("index")
    if path.exists():
        return Index.open(path, key=index_key)
    path.parent.mkdir(parents=True, exist_ok=True)
    return Index.create(path, key=index_key)


def name_of_original(code: str, *, path: str, part: str) -> DocumentId:
    """Name an original: the same file of the same secret has the same name for ever."""
    return document_id(sha256(f"{code}\0{path}\0{part}".encode(errors="surrogateescape"))[:32])
