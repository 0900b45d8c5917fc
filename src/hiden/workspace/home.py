# SPDX-License-Identifier: Apache-2.0
"""The folder in which a workspace keeps everything, and its keys.

::

    HOME/
      hiden.sqlite3   what people change (unless HIDEN_DATABASE_URL names a PostgreSQL)
      index/          fingerprints of the registered originals
      ledger/         tiles and checkpoints
      keys/           0700: session key, index key, ledger key (each 0600)
      uploads/        files on their way in, removed when read
      sample/         the sample company, if loaded

The folder is ``HIDEN_HOME``; by default ``hiden`` in the user's data folder.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from hiden.foundation.errors import ErrorCode, RefusedError
from hiden.foundation.storage import storage_errors

__all__ = ["KEY_BYTES", "home_dir", "key", "read_or_make_key"]

KEY_BYTES = 32
OTHERS = 0o077


def home_dir() -> Path:
    """Return the folder of this workspace; it may not exist yet."""
    named = os.environ.get("HIDEN_HOME")
    if named:
        return Path(named).expanduser().resolve()
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "hiden"


def key(name: str) -> bytes:
    """Return a random key of 32 bytes of this workspace, made once and kept in ``keys/``.

    Raises:
        StorageUnavailableError: The key cannot be read or written.
        RefusedError: Others than its owner may read the key's file, or it holds no key.
    """
    folder = home_dir() / "keys"
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return read_or_make_key(folder / f"{name}.key")


def read_or_make_key(path: Path) -> bytes:
    """Return the random key of 32 bytes in a file; make it, for its owner only, if there is none.

    Raises:
        StorageUnavailableError: The key cannot be read or written.
        RefusedError: Others than its owner may read the key's file, or it holds no key.
    """
    with storage_errors(path):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(path, secrets.token_bytes(KEY_BYTES))
        mode = path.stat().st_mode
        data = path.read_bytes()
    if mode & OTHERS or len(data) != KEY_BYTES:
        raise RefusedError(ErrorCode.KEY_UNFIT, path=path)
    return data


def _write_once(path: Path, data: bytes) -> None:
    """Write a file that is never seen half written and never written twice."""
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
