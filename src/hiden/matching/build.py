# SPDX-License-Identifier: Apache-2.0
"""Make segments: from texts, or from other segments.

Rules:
    * A text is folded, hashed and forgotten, one at a time.
    * Public text (the background) gets no posting and no sketch, so it can never match.
    * Joining segments drops removed documents and public grams; it never needs a text.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from hiden.foundation.ids import DocumentId
from hiden.matching.bloom import bloom_has
from hiden.matching.fold import text_units
from hiden.matching.grams import (
    PADDING,
    SKETCH_CJK,
    SKETCH_OTHER,
    GramKey,
    Hasher,
    hash_all,
    hash_stride,
    hash_whole,
    sketch_into,
)
from hiden.matching.jit import I64, U8, U32, U64, kernel
from hiden.matching.keys import Keys, counter_mode
from hiden.matching.living import Living
from hiden.matching.positions import encode_map
from hiden.matching.postings import common_shares, pack, posting_keys
from hiden.matching.segment import MAP_BLOCK, Segment
from hiden.matching.settings import MatchSettings

__all__ = ["MIN_DOCUMENT", "SegmentBuilder", "join", "mask_public"]

MIN_DOCUMENT = 20
"""Folded characters below which a text is too short to be found again."""
_BLOCK = 4096


@attrs.define(kw_only=True, eq=False)
class _Row:
    """What is kept of one text."""

    name: DocumentId
    hashes: U64
    size: int
    sketch: U8
    whole: np.uint64
    digest: bytes
    map: bytes


class SegmentBuilder:
    """Collects texts and makes one segment of them."""

    def __init__(
        self, *, keys: Keys, hasher: Hasher, settings: MatchSettings, background: U64 | None
    ) -> None:
        self._keys = keys
        self._hasher = hasher
        self._settings = settings
        self._background = background
        self._rows: dict[DocumentId, _Row] = {}
        self.characters = 0

    def __len__(self) -> int:
        return len(self._rows)

    def drop(self, name: DocumentId) -> None:
        """Forget a text, if it was added."""
        self._rows.pop(name, None)

    def add(self, name: DocumentId, text: str, *, digest: bytes) -> bool:
        """Add one text; False, and nothing added, if it is too short to be found again."""
        units = text_units(text)
        numbers = self._hasher.numbers(units)
        size = len(numbers) - PADDING
        if size < MIN_DOCUMENT:
            return False
        stride, grams = self._settings.stride, self._hasher.grams
        hashes = np.empty(-(-size // stride), np.uint64)
        hash_stride(numbers, size, stride, grams, hashes)
        sketch = np.zeros(len(hashes) * stride, np.uint8)
        sketch_into(numbers, size, grams.sketch, sketch)
        if self._background is not None:
            mask_public(numbers, size, grams, self._background, sketch)
            _drop_public(hashes, self._background)
        row = _Row(
            name=name,
            hashes=hashes,
            size=size,
            sketch=sketch,
            whole=hash_whole(numbers, size, self._hasher.whole, grams.mix),
            digest=digest,
            map=encode_map(units, self._hasher.alphabet),
        )
        self._rows[name] = row
        self.characters += size
        return True

    def finish(self) -> Segment:
        """Make the segment and start anew."""
        rows, self._rows, self.characters = list(self._rows.values()), {}, 0
        hashes = np.concatenate([row.hashes for row in rows])
        places = np.array([len(row.hashes) for row in rows], np.int64)
        document_of = np.repeat(np.arange(len(rows), dtype=np.uint32), places)
        used = np.flatnonzero(hashes).astype(np.uint32)
        postings = pack(hashes[used], used, document_of, cap=self._settings.posting_cap)
        name = _new_name()
        sealed, map_at = _seal([row.map for row in rows], name, self._keys)
        digests = b"".join(row.digest for row in rows)
        return Segment(
            name=name,
            names=tuple(row.name for row in rows),
            postings=postings,
            base=_edges(places) * self._settings.stride,
            size=np.array([row.size for row in rows], np.int64),
            sketch=np.concatenate([row.sketch for row in rows]),
            whole=np.array([row.whole for row in rows], np.uint64),
            common=common_shares(postings, document_of, len(rows)),
            digest=np.frombuffer(digests, np.uint8).reshape(len(rows), -1),
            map=sealed,
            map_at=map_at,
        )


def join(
    parts: Sequence[Living], *, keys: Keys, settings: MatchSettings, background: U64 | None
) -> Segment:
    """Make one segment of several, without what was removed and without public grams."""
    kept = [(part.segment, int(number)) for part in parts for number in part.alive]
    places = np.array(
        [(one.base[number + 1] - one.base[number]) // settings.stride for one, number in kept],
        np.int64,
    )
    edges = _edges(places)
    document_of = np.repeat(np.arange(len(kept), dtype=np.uint32), places)
    found, begin = [], 0
    for part in parts:
        alive = part.alive
        found.append(_moved(part, edges[begin : begin + len(alive)], settings.stride))
        begin += len(alive)
    hashes = np.concatenate([pair[0] for pair in found])
    ords = np.concatenate([pair[1] for pair in found])
    if background is not None:
        _drop_public(hashes, background)
        hashes, ords = hashes[hashes != 0], ords[hashes != 0]
    postings = pack(hashes, ords, document_of, cap=settings.posting_cap)
    name = _new_name()
    sealed, map_at = _seal([one.map_bytes(number, keys) for one, number in kept], name, keys)
    return Segment(
        name=name,
        names=tuple(one.names[number] for one, number in kept),
        postings=postings,
        base=edges * settings.stride,
        size=_gather(parts, "size"),
        sketch=np.concatenate(
            [one.sketch[one.base[number] : one.base[number + 1]] for one, number in kept]
        ),
        whole=_gather(parts, "whole"),
        common=common_shares(postings, document_of, len(kept)),
        digest=_gather(parts, "digest"),
        map=sealed,
        map_at=map_at,
    )


def _gather(parts: Sequence[Living], column: str) -> np.ndarray[Any, np.dtype[Any]]:
    return np.concatenate([getattr(part.segment, column)[part.alive] for part in parts])


def _moved(part: Living, new_places: I64, stride: int) -> tuple[U64, U32]:
    """Return hashes and new places of the postings of a segment's living documents."""
    segment = part.segment
    hashes, ords = posting_keys(segment.postings)
    old_places = segment.base // stride
    document = np.searchsorted(old_places, ords, side="right") - 1
    shift = np.zeros(len(segment.names), np.int64)
    shift[part.alive] = new_places - old_places[:-1][part.alive]
    living = part.dead[document] == 0
    moved = (ords + shift[document])[living].astype(np.uint32)
    return hashes[living], moved


def _new_name() -> str:
    """Return a random name for a segment; never reused, as its map is encrypted under it."""
    return secrets.token_hex(12)


def _edges(sizes: I64) -> I64:
    edges = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=edges[1:])
    return edges


def _seal(maps: Sequence[bytes], name: str, keys: Keys) -> tuple[U8, I64]:
    """Encrypt maps as one stream; return it and where each begins."""
    padded = [data + bytes(-len(data) % MAP_BLOCK) for data in maps]
    stream = counter_mode(keys.derive(f"map/{name}"), b"".join(padded), block=0)
    return np.frombuffer(stream, np.uint8), _edges(
        np.array([len(data) for data in padded], np.int64)
    )


@kernel
def _drop_public(hashes: U64, public: U64) -> None:
    for index in range(len(hashes)):
        if hashes[index] and bloom_has(public, hashes[index]):
            hashes[index] = 0


@kernel
def mask_public(numbers: U32, size: int, key: GramKey, public: U64, sketch: U8) -> None:
    """Set to 0 the sketch wherever it lies within a public gram."""
    block = np.empty(_BLOCK, np.uint64)
    done = 0
    for start in range(0, size, _BLOCK):
        count = min(_BLOCK, size - start)
        hash_all(numbers, start, count, key, block)
        for index in range(count):
            if bloom_has(public, block[index]):
                place = start + index
                cjk = numbers[place] & 1
                reach = key.cjk - SKETCH_CJK if cjk else key.other - SKETCH_OTHER
                end = min(place + reach + 1, size)
                begin = max(place, done)
                if begin < end:
                    sketch[begin:end] = 0
                    done = end
