# SPDX-License-Identifier: Apache-2.0
"""The folder of an index: which files make it up, changed in one atomic step.

Rules:
    * ``manifest.json`` names everything that counts. A change writes new files, waits until the
      disk has them, then replaces the manifest. Killed at any moment, the folder is as before or as
      after.
    * What no manifest names is left over; the next writer removes it.
    * One writer at a time (file lock); readers need no lock, and keep what they have mapped.
    * The manifest says which version of the format it is, and holds a check value of the key.

Does not: hold any text, nor the key.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import cattrs
import numpy as np

from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    RefusedError,
    StorageUnavailableError,
    VerificationError,
)
from hiden.foundation.storage import storage_error
from hiden.matching.jit import U8, U64
from hiden.matching.keys import Keys
from hiden.matching.segment import Segment, load_segment, save_segment
from hiden.matching.settings import MatchSettings

__all__ = ["Manifest", "Store", "StoredSegment"]

FORMAT = 1
_MANIFEST = "manifest.json"
_LOCK = "lock"
_PARTS = "parts"


@attrs.frozen(kw_only=True)
class StoredSegment:
    """A segment of the manifest.

    Attributes:
        name: Its folder.
        documents: How many it holds, removed ones included.
        postings: How many entries.
        dead: File of its removed documents, or None.
    """

    name: str
    documents: int
    postings: int
    dead: str | None


@attrs.frozen(kw_only=True)
class Manifest:
    """What makes up an index.

    Attributes:
        format: Version of the format.
        salt: Of the keys, hexadecimal.
        key_check: See ``Keys.check``.
        settings: With which the index was made.
        segments: In the order in which they were added.
        background: File of public grams, or None.
        background_grams: How many it was made for.
    """

    format: int
    salt: str
    key_check: str
    settings: MatchSettings
    segments: tuple[StoredSegment, ...] = ()
    background: str | None = None
    background_grams: int = 0


_CONVERTER = cattrs.Converter(forbid_extra_keys=True)


class Store:
    """The folder of an index."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Manifest:
        """Read the manifest.

        Raises:
            InputError: There is no index here, or it is damaged or of another version.
            StorageUnavailableError: The manifest cannot be read.
        """
        try:
            data = json.loads((self.path / _MANIFEST).read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise InputError(ErrorCode.INDEX_MISSING, path=str(self.path)) from error
        except OSError as error:
            raise self._unavailable(error) from error
        except ValueError as error:
            raise self.damaged() from error
        version = data.get("format") if isinstance(data, dict) else None
        if version != FORMAT:
            raise InputError(
                ErrorCode.INDEX_FORMAT, path=str(self.path), got=str(version), want=FORMAT
            )
        try:
            return _CONVERTER.structure(data, Manifest)
        except (cattrs.BaseValidationError, ValueError, TypeError) as error:
            raise self.damaged() from error

    def create(self, keys: Keys, settings: MatchSettings) -> None:
        """Make an empty index in a new or empty folder.

        Raises:
            RefusedError: The folder holds something already.
            StorageUnavailableError: The folder cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if any(entry.name != _LOCK for entry in self.path.iterdir()):
                raise RefusedError(ErrorCode.INDEX_EXISTS, path=str(self.path))
        except OSError as error:
            raise self._unavailable(error) from error
        manifest = Manifest(
            format=FORMAT, salt=keys.salt.hex(), key_check=keys.check(), settings=settings
        )
        with self.writing():
            self.commit(manifest)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, and begin by removing what an interrupted writer left.

        Raises:
            StorageUnavailableError: Somebody else writes, or the disk is full or refuses.
        """
        try:
            with (self.path / _LOCK).open("ab") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as error:
                    raise StorageUnavailableError(
                        ErrorCode.INDEX_BUSY, path=str(self.path)
                    ) from error
                self.clean()
                yield
        except OSError as error:
            raise self._unavailable(error) from error

    def clean(self) -> None:
        """Remove what the manifest does not name."""
        parts = self.path / _PARTS
        parts.mkdir(exist_ok=True)
        named: set[str] = set()
        if (self.path / _MANIFEST).exists():
            manifest = self.read()
            named = {segment.name for segment in manifest.segments}
            named |= {segment.dead for segment in manifest.segments if segment.dead}
            named |= {manifest.background} if manifest.background else set()
        for entry in parts.iterdir():
            if entry.name not in named:
                _remove(entry)
        for entry in self.path.glob(f"{_MANIFEST}.*"):
            _remove(entry)

    def commit(self, manifest: Manifest) -> None:
        """Make a manifest the one that counts. Everything it names must be on the disk already."""
        text = json.dumps(_CONVERTER.unstructure(manifest), indent=1)
        draft = self.path / f"{_MANIFEST}.{secrets.token_hex(4)}"
        with draft.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / _MANIFEST)
        _sync_folder(self.path)

    def add_segment(self, segment: Segment) -> StoredSegment:
        """Write a segment; it counts once a manifest names it."""
        draft = self.path / _PARTS / f"{segment.name}.part"
        save_segment(segment, draft)
        _sync_folder(draft)
        draft.rename(self.path / _PARTS / segment.name)
        _sync_folder(self.path / _PARTS)
        return StoredSegment(
            name=segment.name,
            documents=len(segment.names),
            postings=len(segment.postings.fp),
            dead=None,
        )

    def add_array(self, array: U8 | U64) -> str:
        """Write an array; return the name of its file."""
        name = f"{secrets.token_hex(12)}.npy"
        with (self.path / _PARTS / name).open("xb") as file:
            np.save(file, array, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(self.path / _PARTS)
        return name

    def segment(self, name: str, *, stride: int) -> Segment:
        """Map a segment.

        Raises:
            FileNotFoundError: It has been merged away since the manifest was read.
            VerificationError: A file of it is damaged.
        """
        try:
            return load_segment(self.path / _PARTS / name, stride=stride)
        except (ValueError, EOFError) as error:
            raise self.damaged() from error

    def dead(self, stored: StoredSegment) -> U8:
        """Read which documents of a segment have been removed; shape (documents,), 1: removed."""
        if stored.dead is None:
            return np.zeros(stored.documents, np.uint8)
        flags: U8 = np.load(self.path / _PARTS / stored.dead, allow_pickle=False)
        return flags

    def background(self, manifest: Manifest) -> U64 | None:
        """Map the filter of public grams, if there is one."""
        if manifest.background is None:
            return None
        path = self.path / _PARTS / manifest.background
        return np.asarray(np.load(path, mmap_mode="c", allow_pickle=False))

    def damaged(self) -> VerificationError:
        """Return the error that says that a file is missing or wrong."""
        return VerificationError(ErrorCode.INDEX_DAMAGED, path=str(self.path))

    def size_bytes(self) -> int:
        """Return the bytes of all files of the index."""
        return sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file())

    def _unavailable(self, error: OSError) -> StorageUnavailableError:
        return storage_error(error, path=self.path)


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry)
    else:
        entry.unlink()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
