# SPDX-License-Identifier: Apache-2.0
"""The ledger: a folder to which leaves are only ever added, and which strangers can check.

::

    checkpoint          the newest signed checkpoint; replacing it is what commits an append
    checkpoints.jsonl   every checkpoint before it
    tile/…              leaves and hashes (see ``tiles``)
    verifier-key        the public key, for convenience; a stranger gets it on another way
    lock                held while something is appended

Rules:
    * An append is durable when it returns. Killed at any moment, the ledger has either all its
      leaves or none.
    * The order is: old checkpoint into the history, bundles and tiles, new checkpoint. What stands
      beyond the checkpoint after a crash is not looked at, and is overwritten.
    * One writer at a time; a second one is told so at once, and readers never wait.
    * A checkpoint is never followed by one that contradicts it: before anything is signed, the edge
      of the tree is read again and must give the root that was signed last.

Does not know what is in a leaf (``commitment`` does). Source: C2SP tlog-tiles, tlog-checkpoint; RFC
9162.

Example:
    >>> import tempfile
    >>> key = SigningKey.create(name="example.com/ledger")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ledger = Ledger.create(Path(folder) / "ledger", origin="example.com/ledger", key=key)
    ...     ledger.append([b"first", b"second"])
    ...     ledger.verify()
    range(0, 2)
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from hiden.evidence.audit import Progress, audit, require_edge, require_growth
from hiden.evidence.checkpoint import open_checkpoint, sign_checkpoint
from hiden.evidence.growth import Edge, grow, read_edge
from hiden.evidence.history import HISTORY_NAME, History
from hiden.evidence.keys import SigningKey, VerifierKey
from hiden.evidence.merkle import EMPTY_ROOT
from hiden.evidence.storage import Disk, DurableFolder, write_lock
from hiden.evidence.tiles import MAX_LEAF_BYTES, TILE_WIDTH, TileFolder
from hiden.evidence.values import (
    HASH_SIZE,
    MAX_SIZE,
    Checkpoint,
    ConsistencyProof,
    InclusionProof,
    Leaf,
    LeafHash,
    LeafIndex,
)
from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    LeafMissingError,
    SignatureError,
)
from hiden.foundation.language import Message, mark
from hiden.foundation.storage import storage_errors

__all__ = ["Ledger"]

_CHECKPOINT = "checkpoint"
_VERIFIER_KEY = "verifier-key"
_LOCK = "lock"
_DISK = Disk()


class Ledger:
    """A ledger in a folder, made with ``create`` or ``open``; several may have one folder open."""

    def __init__(
        self, path: Path, *, verifier: VerifierKey, key: SigningKey | None, disk: Disk
    ) -> None:
        """Use ``create`` or ``open``."""
        self.path = path
        self.verifier = verifier
        self._key = key
        self._tiles = TileFolder(path)
        self._folder = DurableFolder(path, disk=disk)
        self._seen: Checkpoint | None = None
        self._reading = threading.Lock()

    @classmethod
    def create(cls, path: Path, *, origin: str, key: SigningKey, disk: Disk = _DISK) -> Ledger:
        """Make a new, empty ledger.

        Args:
            path: Its folder, new or without a ledger.
            origin: Its name for ever, such as ``example.com/ledger``; also the name of the key.
            key: The key that will sign its checkpoints.
            disk: What writes.

        Raises:
            InputError: There is a ledger in the folder.
            LedgerBusyError: Something else makes one there just now.
            StorageUnavailableError: The disk is full, read-only or gone.
            ValueError: ``origin`` is not the name of the key.
        """
        if origin != key.name:
            raise ValueError(f"origin: got {origin!r}, want the name of the key, {key.name!r}")
        with storage_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            disk.sync(path.parent)
            with write_lock(path / _LOCK):
                if (path / _CHECKPOINT).exists():
                    raise InputError(ErrorCode.LEDGER_EXISTS, path=str(path))
                ledger = cls(path, verifier=key.verifier, key=key, disk=disk)
                ledger._folder.write({_VERIFIER_KEY: f"{key.verifier.text}\n".encode()})
                ledger._commit(sign_checkpoint(size=0, root=EMPTY_ROOT, key=key))
        return ledger

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        key: SigningKey | None = None,
        verifier: VerifierKey | None = None,
        disk: Disk = _DISK,
    ) -> Ledger:
        """Open a ledger and check the signature of its newest checkpoint.

        Args:
            path: Its folder.
            key: The key that signs; None opens it for reading only.
            verifier: For reading: the key that must have signed, from a source that is trusted.
                Without it the one that lies in the folder is taken, which whoever can change the
                ledger can change, too.
            disk: What writes.

        Raises:
            InputError: There is no ledger in the folder, or its verifier key is garbled.
            SignatureError: The newest checkpoint is not signed by the key.
            VerificationError: The newest checkpoint is not one of this ledger.
            StorageUnavailableError: The disk did not answer.
        """
        with _reaching(path):
            if key is not None:
                verifier = key.verifier
            elif verifier is None:
                file = path / _VERIFIER_KEY
                text = file.read_bytes().decode("utf-8", errors="replace")
                verifier = VerifierKey.parse(text, source=str(file))
            ledger = cls(path, verifier=verifier, key=key, disk=disk)
            ledger.checkpoint()
        return ledger

    @property
    def size(self) -> int:
        """Number of leaves, as of now."""
        return self.checkpoint().size

    def checkpoint(self) -> Checkpoint:
        """Read the newest checkpoint and check its signature.

        Raises:
            SignatureError: It is not signed by the ledger's key.
            VerificationError: It contradicts the one that was read before.
            InputError: The ledger is gone.
            StorageUnavailableError: The disk did not answer.
        """
        with self._reading, _reaching(self.path):
            try:
                text = (self.path / _CHECKPOINT).read_bytes().decode()
            except UnicodeDecodeError as problem:
                detail = Message(mark("it is not UTF-8"))
                raise SignatureError(ErrorCode.NOTE_MALFORMED, detail=detail) from problem
            if self._seen is None or self._seen.text != text:
                checkpoint = open_checkpoint(text, verifier=self.verifier)
                if self._seen is not None:
                    require_growth(self._seen, checkpoint, path=str(self.path))
                self._seen = checkpoint
            return self._seen

    def checkpoints(self) -> Iterator[Checkpoint]:
        """Read all checkpoints, the newest first; each signature is checked as it is read.

        Raises:
            VerificationError: The history is broken at this place.
            InputError: The ledger is gone.
            StorageUnavailableError: The disk did not answer.
        """
        with _reaching(self.path):
            history = History(self.path, verifier=self.verifier)
            newest = self.checkpoint()
            yield newest
            yield from (one for one in history.newest_first() if one.text != newest.text)

    def append(self, leaves: Sequence[bytes]) -> range:
        """Add leaves behind the last one, all or none; durable before return.

        Args:
            leaves: The leaves, at most 65,535 bytes each; none changes nothing.

        Returns:
            Their positions.

        Raises:
            LedgerBusyError: Something else is appending. Nothing was added.
            StorageUnavailableError: The disk is full, read-only or gone. Nothing was lost. Nothing
                was added either, unless the very last step failed: look at ``size`` before trying
                again.
            VerificationError: The ledger was tampered with or damaged; nothing was signed.
            InputError: The ledger is gone.
            ValueError: A leaf is too long, or the ledger would be.
            RuntimeError: The ledger is open for reading only.
        """
        key = self._key
        if key is None:
            raise RuntimeError("append: the ledger is open for reading only")
        if any(len(leaf) > MAX_LEAF_BYTES for leaf in leaves):
            raise ValueError(f"leaf: got more than {MAX_LEAF_BYTES} bytes")
        with _reaching(self.path), write_lock(self.path / _LOCK):
            now = self.checkpoint()
            if now.size + len(leaves) > MAX_SIZE:
                raise ValueError(f"size: got {now.size + len(leaves)}, want at most {MAX_SIZE}")
            if leaves:
                self._record(now)
                growth = grow(self._edge(now), leaves)
                self._folder.write(growth.files)
                self._commit(
                    sign_checkpoint(size=growth.edge.size, root=growth.edge.root(), key=key)
                )
                self._folder.remove(growth.obsolete)
        return range(now.size, now.size + len(leaves))

    def leaf(self, index: int) -> Leaf:
        """Read one leaf.

        Raises:
            ValueError: There is no such position.
            LeafMissingError: The leaf cannot be read.
            StorageUnavailableError: The disk did not answer.
        """
        (data,) = self.leaves(index, index + 1)
        return Leaf(index=LeafIndex(index), data=data)

    def leaves(self, start: int, stop: int) -> tuple[bytes, ...]:
        """Read the leaves ``[start, stop)``.

        Raises:
            ValueError: Not ``0 <= start <= stop <= size``.
            LeafMissingError: A leaf cannot be read.
            StorageUnavailableError: The disk did not answer.
        """
        size = self.size
        if not 0 <= start <= stop <= size:
            raise ValueError(f"leaves: got {start} to {stop}, want them within 0 to {size}")
        return tuple(self._tiles.leaves(start, stop, size=size))

    def leaf_index(self, leaf: LeafHash) -> LeafIndex:
        """Find the first leaf with this hash, looking through all of them.

        Raises:
            LeafMissingError: No leaf has it, or the hashes cannot be read.
            StorageUnavailableError: The disk did not answer.
        """
        size = self.size
        for index in range(-(-size // TILE_WIDTH)):
            hashes = self._tiles.hashes(0, index, size=size)
            at = hashes.find(leaf)
            while at % HASH_SIZE and at >= 0:
                at = hashes.find(leaf, at + 1)
            if at >= 0:
                return LeafIndex(index * TILE_WIDTH + at // HASH_SIZE)
        raise LeafMissingError(ErrorCode.LEDGER_LEAF_UNKNOWN, path=str(self.path), hash=leaf.hex())

    def inclusion_proof(self, index: int, *, size: int | None = None) -> InclusionProof:
        """Prove that a leaf is in the ledger.

        Args:
            index: Position of the leaf.
            size: The ledger as it was when it had so many leaves; None for now.

        Raises:
            ValueError: Not ``0 <= index < size <= ledger.size``.
            LeafMissingError: The tiles cannot be read.
            StorageUnavailableError: The disk did not answer.
        """
        present = self.size
        within = present if size is None else size
        if not 0 <= index < within <= present:
            raise ValueError(f"proof: got leaf {index} of {within}, the ledger has {present}")
        hashes = self._tiles.inclusion(index, within=within, size=present)
        return InclusionProof(index=LeafIndex(index), size=within, hashes=hashes)

    def consistency_proof(self, old_size: int, *, new_size: int | None = None) -> ConsistencyProof:
        """Prove that the ledger only grew between two sizes.

        Args:
            old_size: The smaller size, at least 1.
            new_size: The larger size; None for now.

        Raises:
            ValueError: Not ``1 <= old_size <= new_size <= ledger.size``.
            LeafMissingError: The tiles cannot be read.
            StorageUnavailableError: The disk did not answer.
        """
        present = self.size
        new = present if new_size is None else new_size
        if not 1 <= old_size <= new <= present:
            raise ValueError(f"proof: got sizes {old_size} and {new}, the ledger has {present}")
        hashes = self._tiles.consistency(old_size, new, size=present)
        return ConsistencyProof(old_size=old_size, new_size=new, hashes=hashes)

    def verify(self, *, progress: Progress | None = None) -> None:
        """Check everything: leaves, tiles, and all checkpoints with their signatures.

        Args:
            progress: Called with the leaves checked so far, and all leaves.

        Raises:
            VerificationError: Something does not check; its ``params["index"]`` is the first leaf
                in doubt.
            InputError: The ledger is gone.
            StorageUnavailableError: The disk did not answer.
        """
        with _reaching(self.path):
            history = History(self.path, verifier=self.verifier)  # before the checkpoint: see there
            newest = self.checkpoint()
            audit(self._tiles, newest=newest, history=history, progress=progress)

    def _record(self, now: Checkpoint) -> None:
        """Write the present checkpoint into the history, unless it stands there."""
        history = History(self.path, verifier=self.verifier)
        newest = history.newest()
        if newest is not None:
            require_growth(newest, now, path=str(self.path))
        if newest is None or newest.text != now.text:
            self._folder.append(HISTORY_NAME, history.line(now), at=history.end)

    def _edge(self, now: Checkpoint) -> Edge:
        """Read the edge of the tree and check that it is the one that was signed."""
        edge = read_edge(self._tiles, size=now.size)
        require_edge(edge, newest=now, tiles=self._tiles)
        return edge

    def _commit(self, checkpoint: Checkpoint) -> None:
        self._folder.write({_CHECKPOINT: checkpoint.text.encode()})
        with self._reading:
            self._seen = checkpoint


@contextlib.contextmanager
def _reaching(path: Path) -> Iterator[None]:
    try:
        with storage_errors(path):
            yield
    except FileNotFoundError as problem:
        raise InputError(ErrorCode.LEDGER_MISSING, path=str(path)) from problem
