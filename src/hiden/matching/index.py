# SPDX-License-Identifier: Apache-2.0
"""The index of registered texts: create, add, replace, remove, merge, scan.

Rules:
    * No text is kept; see docs/matching.md for what the files would tell a thief with and without
      the key.
    * Every change is one atomic step; see ``store``.
    * A document that is given again with another text replaces the one that was there.

Example:
    >>> import os, tempfile
    >>> from pathlib import Path
    >>> index = Index.create(Path(tempfile.mkdtemp()) / "index", key=os.urandom(32))
    >>> recipe = "混合槽を毎分八十回転で四十分かけ、触媒は三回に分けて加える。"
    >>> recipe += "温度は六十二度を超えてはならない。"
    >>> index.add([(DocumentId("recipe.txt"), recipe)]).added
    1
    >>> [match.secret for match in index.scanner().scan("添付の通りです。" + recipe).matches]
    ['recipe.txt']
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import attrs
import numpy as np

from hiden.foundation.errors import ErrorCode, RefusedError
from hiden.foundation.ids import DocumentId
from hiden.matching.addition import Addition
from hiden.matching.bloom import bloom_add, bloom_words, new_bloom
from hiden.matching.build import SegmentBuilder, join
from hiden.matching.fold import text_units
from hiden.matching.grams import PADDING, hash_all, make_hasher
from hiden.matching.jit import U64
from hiden.matching.keys import SALT_BYTES, Keys
from hiden.matching.living import Living, living
from hiden.matching.postings import posting_keys
from hiden.matching.results import Added, IndexStatus
from hiden.matching.scanner import Scanner
from hiden.matching.segment import Segment
from hiden.matching.settings import MatchSettings
from hiden.matching.store import Manifest, Store, StoredSegment

__all__ = ["Index"]

_SEGMENT_CHARACTERS = 1 << 28
_TRIES = 5
_MANY_SEGMENTS = 8

_T = TypeVar("_T")


class Index:
    """An index in a folder."""

    def __init__(self, store: Store, manifest: Manifest, keys: Keys) -> None:
        """Use ``create`` or ``open``."""
        self._store = store
        self._keys = keys
        self._settings = manifest.settings
        self._hasher = make_hasher(keys, manifest.settings)
        self._loaded: dict[str, Segment] = {}
        self._bloom = new_bloom(0)
        self._filtered: set[str] = set()

    @classmethod
    def create(cls, path: Path, *, key: bytes, settings: MatchSettings | None = None) -> Index:
        """Make an empty index.

        Args:
            path: A folder that is empty or not there yet.
            key: 32 secret bytes; whoever has them can ask what the index holds.
            settings: Fixed from now on; the default is the most sensitive.

        Raises:
            RefusedError: The folder holds something already.
            StorageUnavailableError: The folder cannot be written.
            ValueError: The key has not 32 bytes.
        """
        store = Store(path)
        keys = Keys(key=key, salt=secrets.token_bytes(SALT_BYTES))
        store.create(keys, settings or MatchSettings())
        return cls(store, store.read(), keys)

    @classmethod
    def open(cls, path: Path, *, key: bytes) -> Index:
        """Open an index.

        Raises:
            InputError: There is no index here, or one of another version.
            RefusedError: The key is not that of this index.
            VerificationError: The index is damaged.
            ValueError: The key has not 32 bytes.
        """
        store = Store(path)
        manifest = store.read()
        keys = Keys(key=key, salt=bytes.fromhex(manifest.salt))
        if not secrets.compare_digest(keys.check(), manifest.key_check):
            raise RefusedError(ErrorCode.INDEX_KEY, path=str(path))
        return cls(store, manifest, keys)

    @property
    def settings(self) -> MatchSettings:
        """The settings with which the index was made."""
        return self._settings

    def add(self, documents: Iterable[tuple[DocumentId, str]]) -> Added:
        """Add documents, in one atomic step; what was there with another text is replaced.

        Args:
            documents: Names and texts, read once; a name that comes twice counts with its last
                text.

        Raises:
            StorageUnavailableError: Somebody else writes, or the disk is full; nothing has changed.
        """
        with self._store.writing():
            manifest = self._store.read()
            addition = Addition(self._parts(manifest), self._builder(manifest), self._keys)
            for name, text in documents:
                addition.add(name, text)
            parts = addition.finish()
            self._commit(manifest, self._compacted(manifest, parts))
        return addition.result()

    def remove(self, ids: Iterable[DocumentId]) -> int:
        """Remove documents, in one atomic step; return how many were there.

        Raises:
            StorageUnavailableError: Somebody else writes, or the disk is full; nothing has changed.
        """
        gone = set(ids)
        with self._store.writing():
            manifest = self._store.read()
            parts = self._parts(manifest)
            count = 0
            for part in parts:
                for number in part.numbers(gone):
                    part.dead[number] = 1
                    count += 1
            if count:
                self._commit(manifest, parts)
        return count

    def merge(self) -> None:
        """Make one segment of all, without what was removed and what has become public.

        Raises:
            StorageUnavailableError: Somebody else writes, or the disk is full; nothing has changed.
        """
        with self._store.writing():
            manifest = self._store.read()
            self._commit(manifest, self._joined(manifest, self._parts(manifest)))

    def set_background(self, texts: Iterable[str]) -> None:
        """Say which text is public: its grams are taken out of the index and never count.

        Replaces what was said before. Text that was public when a document was added stays without
        postings until the document is added again. Whoever can put a secret into these texts blinds
        the index to it: review their source.

        Raises:
            StorageUnavailableError: Somebody else writes, or the disk is full; nothing has changed.
        """
        grams = [self._grams(text) for text in texts]
        public = new_bloom(sum(len(one) for one in grams))
        for one in grams:
            bloom_add(public, one)
        with self._store.writing():
            manifest = self._store.read()
            name = self._store.add_array(public) if grams else None
            changed = attrs.evolve(
                manifest, background=name, background_grams=sum(len(one) for one in grams)
            )
            self._commit(changed, self._joined(changed, self._parts(manifest)))

    def status(self) -> IndexStatus:
        """Return the size of the index."""
        manifest = self._store.read()
        return IndexStatus(
            documents=len(self.document_ids()),
            segments=len(manifest.segments),
            postings=sum(segment.postings for segment in manifest.segments),
            size_bytes=self._store.size_bytes(),
        )

    def document_ids(self) -> tuple[DocumentId, ...]:
        """Return the names of the documents that a scan can find, in the order they were added."""
        parts = self._consistent(self._parts)
        return tuple(part.segment.names[number] for part in parts for number in part.alive)

    def scanner(self) -> Scanner:
        """Return a scanner over what the index holds now.

        Raises:
            InputError: The index is gone.
            VerificationError: The index is damaged.
        """

        def take(manifest: Manifest) -> Scanner:
            parts = self._parts(manifest)
            return Scanner(
                settings=self._settings,
                keys=self._keys,
                hasher=self._hasher,
                parts=tuple(parts),
                bloom=self._filter(parts),
                background=self._store.background(manifest),
            )

        return self._consistent(take)

    def _consistent(self, take: Callable[[Manifest], _T]) -> _T:
        """Read by one manifest, and again if a writer has taken its files away meanwhile."""
        for _ in range(_TRIES):
            try:
                return take(self._store.read())
            except FileNotFoundError:
                continue
        raise self._store.damaged()

    def _parts(self, manifest: Manifest) -> list[Living]:
        """Return the segments of a manifest, mapped once."""
        self._loaded = {
            stored.name: self._loaded.get(stored.name)
            or self._store.segment(stored.name, stride=self._settings.stride)
            for stored in manifest.segments
        }
        return [
            living(self._loaded[stored.name], self._store.dead(stored))
            for stored in manifest.segments
        ]

    def _filter(self, parts: Sequence[Living]) -> U64:
        """Return the filter over all segments; what is there grows with new segments while it can.

        A scanner of before then sees a filter that lets a little more through, and nothing else.
        """
        names = {part.segment.name for part in parts}
        postings = sum(len(part.segment.postings.fp) for part in parts)
        fits = bloom_words(postings) <= len(self._bloom)
        if not (self._filtered <= names and fits):
            self._bloom, self._filtered = new_bloom(2 * postings), set()
        for part in parts:
            if part.segment.name not in self._filtered:
                keys, _ = posting_keys(part.segment.postings)
                bloom_add(self._bloom, keys)
        self._filtered = names
        return self._bloom

    def _builder(self, manifest: Manifest) -> SegmentBuilder:
        return SegmentBuilder(
            keys=self._keys,
            hasher=self._hasher,
            settings=self._settings,
            background=self._store.background(manifest),
        )

    def _joined(self, manifest: Manifest, parts: Sequence[Living]) -> list[Living]:
        """Make one segment of several; none if no document is left."""
        if not any(len(part.alive) for part in parts):
            return []
        background = self._store.background(manifest)
        segment = join(parts, keys=self._keys, settings=self._settings, background=background)
        return [living(segment)]

    def _compacted(self, manifest: Manifest, parts: Sequence[Living]) -> list[Living]:
        """Join the smallest segments when there are many, so that a scan stays fast."""
        if len(parts) <= _MANY_SEGMENTS:
            return list(parts)
        ranked = sorted(parts, key=lambda part: len(part.segment.postings.fp), reverse=True)
        kept, small = ranked[: _MANY_SEGMENTS // 2], ranked[_MANY_SEGMENTS // 2 :]
        return kept + self._joined(manifest, small)

    def _commit(self, manifest: Manifest, parts: Sequence[Living]) -> None:
        """Write what is new of these segments, and make them the index."""
        known = {stored.name: stored for stored in manifest.segments}
        stored = tuple(self._stored(known, part) for part in parts)
        self._store.commit(attrs.evolve(manifest, segments=stored))
        self._loaded = {part.segment.name: part.segment for part in parts}
        self._store.clean()

    def _stored(self, known: Mapping[str, StoredSegment], part: Living) -> StoredSegment:
        stored = known.get(part.segment.name) or self._store.add_segment(part.segment)
        if np.array_equal(self._store.dead(stored), part.dead):
            return stored
        return attrs.evolve(stored, dead=self._store.add_array(part.dead))

    def _grams(self, text: str) -> U64:
        """Return the hashes of all grams of a text."""
        numbers = self._hasher.numbers(text_units(text))
        settings = self._settings
        count = max(0, len(numbers) - PADDING - min(settings.gram_cjk, settings.gram_other) + 1)
        hashes = np.empty(count + 1, np.uint64)
        hash_all(numbers, 0, count, self._hasher.grams, hashes)
        return hashes[:count]
