# SPDX-License-Identifier: Apache-2.0
"""Where grams of a scanned text stand in registered texts: filter, look up, chain.

Rules:
    * The filter works on blocks in separate loops (hash, load, test), so that the loads overlap;
      one fused loop is three times slower.
    * Hits on one diagonal (place in the register less place in the text, give or take 32) that
      follow each other within the window become one cluster.
    * Nothing is pruned here: each hit is in a cluster.

Source: docs/matching.md, ADR 0006.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hiden.matching.bloom import bloom_bits, bloom_place
from hiden.matching.grams import GramKey, hash_all
from hiden.matching.jit import I64, U8, U16, U32, U64, kernel
from hiden.matching.postings import MANY, Postings

__all__ = ["Clusters", "Hits", "Passes", "chain", "look_up", "pass_filter"]

_BLOCK = 512
_FIRST_ROOM = 256
_MOST = 0xFFFF
_FEW = 2
_SOME = 4
_BIN_BITS = 5
_TABLE_BITS = 16
_HASH = 0x9E3779B97F4A7C15


class Passes(NamedTuple):
    """Grams that the filter lets through.

    Attributes:
        places: Place in the scanned text.
        hashes: The gram's hash.
    """

    places: U32
    hashes: U64


class Hits(NamedTuple):
    """Grams that stand in a segment.

    Attributes:
        places: Place in the scanned text, ascending.
        found: Place in the segment.
    """

    places: I64
    found: I64


class Clusters(NamedTuple):
    """Hits that belong together.

    Attributes:
        first: Place of the first hit in the scanned text.
        last: Place of the last hit.
        covered: Characters of the scanned text within the grams hit; in full where one or two
            documents share them, a half for a few more, a quarter for many. In quarters.
        anchor: Place, in the scanned text, of a hit in the longest streak on one diagonal.
        found: Place of that hit in the segment.
        document: Number of the document in the segment.
    """

    first: I64
    last: I64
    covered: I64
    anchor: I64
    found: I64
    document: I64


@kernel
def pass_filter(numbers: U32, stop: int, step: int, key: GramKey, bloom: U64) -> tuple[U32, U64]:
    """Return places 0, step, ... below ``stop`` whose gram may be in the index, and the hashes."""
    hashes, words = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint64)
    passed = np.empty(_BLOCK, np.uint8)
    room = _FIRST_ROOM + _BLOCK + stop // 16
    places, kept = np.empty(room, np.uint32), np.empty(room, np.uint64)
    size = np.uint64(len(bloom))
    count, offset = 0, 0
    for start in range(0, stop, _BLOCK):
        many = min(_BLOCK, stop - start)
        hash_all(numbers, start, many, key, hashes)
        first = start + offset
        looked = max(0, (many - offset + step - 1) // step)
        if step > 1:
            for index in range(looked):
                hashes[index] = hashes[offset + index * step]
        offset = (offset - many) % step
        for index in range(looked):
            words[index] = bloom[bloom_place(hashes[index], size)]
        total = 0
        for index in range(looked):
            bits = bloom_bits(hashes[index])
            passed[index] = (words[index] & bits) == bits
            total += passed[index]
        if count + _BLOCK > len(places):
            places = np.concatenate((places, np.empty(len(places), np.uint32)))
            kept = np.concatenate((kept, np.empty(len(kept), np.uint64)))
        if total:
            for index in range(looked):
                places[count], kept[count] = first + index * step, hashes[index]
                count += passed[index]
    return places[:count], kept[:count]


@kernel
def _first_living(postings: Postings, at: int, end: int, dead: U8, base: I64, stride: int) -> int:
    """Return the entry of the first living document of a run that stands in many, or -1."""
    if len(dead) == 0:
        return at
    fp = postings.fp[at]
    index = at
    while index < end and postings.fp[index] == fp:
        place = np.int64(postings.ord[index] & np.uint32(MANY - 1)) * stride
        if not dead[np.searchsorted(base, place, side="right") - 1]:
            return index
        index += 2 if index == at else 1
    return -1


@kernel
def look_up(
    passes: Passes, segment: tuple[Postings, I64, U8], stride: int, frequency: U16
) -> tuple[I64, I64]:
    """Return the hits of a segment, and count the documents of each place in ``frequency``.

    Args:
        passes: What the filter let through.
        segment: Postings, ``base`` and dead flags; no flags if nothing was removed.
        stride: Distance of indexed places.
        frequency: Shape (places,); saturates.
    """
    postings, base, dead = segment
    off, fp, ords = postings
    bits = np.uint64(int(np.log2(len(off) - 1)))
    shift, low = np.uint64(64) - bits, np.uint64(32)
    cut = ~np.uint64((1 << 20) - 1)
    room = _FIRST_ROOM
    places, found = np.empty(room, np.int64), np.empty(room, np.int64)
    count = 0
    for number in range(len(passes.places)):
        key = passes.hashes[number] & cut
        bucket = np.int64(key >> shift)
        wanted = np.uint32((key << bits) >> low)
        at, end = int(off[bucket]), int(off[bucket + 1])
        while at < end and fp[at] < wanted:
            at += 1
        seen = 0
        while at < end and fp[at] == wanted:
            entry = at
            many = ords[at] & np.uint32(MANY)
            if many:
                seen += int(ords[at + 1] & np.uint32(MANY - 1))
                entry = _first_living(postings, at, end, dead, base, stride)
                at = end
            else:
                seen += 1
                at += 1
            if entry >= 0:
                if count == room:
                    places = np.concatenate((places, np.empty(room, np.int64)))
                    found = np.concatenate((found, np.empty(room, np.int64)))
                    room *= 2
                places[count] = passes.places[number]
                found[count] = np.int64(ords[entry] & np.uint32(MANY - 1)) * stride
                count += 1
        where = passes.places[number]
        frequency[where] = min(int(frequency[where]) + seen, _MOST)
    return places[:count], found[:count]


@kernel
def _slot(diagonal_bin: int, mask: int) -> int:
    mixed = np.uint64(diagonal_bin) * np.uint64(_HASH)
    return int(mixed >> np.uint64(40)) & mask


@kernel
def _cluster_of(
    hit: tuple[int, int], clusters: Clusters, work: tuple[I64, I64], base: I64, window: int
) -> int:
    """Return the cluster that a hit continues, or -1."""
    where, found = hit
    diagonals, table = work
    mask = len(table) - 1
    diagonal = found - where
    for near in range(-1, 2):
        cluster = table[_slot((diagonal >> _BIN_BITS) + near, mask)]
        if (
            cluster >= 0
            and where - clusters.last[cluster] <= window
            and abs(diagonals[cluster] - diagonal) <= (1 << _BIN_BITS)
            and base[clusters.document[cluster]] <= found < base[clusters.document[cluster] + 1]
        ):
            return int(cluster)
    return -1


@kernel
def _value(documents: int) -> int:
    """Return what a hit on a gram of so many documents is worth, in quarters."""
    if documents <= _FEW:
        return 4
    return 2 if documents <= _SOME else 1


@kernel
def _rows(count: int) -> Clusters:
    return Clusters(
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        np.empty(count, np.int64),
    )


@kernel
def chain(hits: Hits, frequency: U16, base: I64, gram: int, window: int) -> Clusters:
    """Join hits of one document into clusters, in one pass.

    Args:
        hits: In the order of the scanned text.
        frequency: Documents of each place of the text, of all segments.
        base: First place of each document of the segment, and the end.
        gram: Characters that a hit covers.
        window: Largest distance of two hits of a cluster.
    """
    total = len(hits.places)
    out = _rows(total)
    streak, longest = np.zeros(total, np.int64), np.zeros(total, np.int64)
    bits = 8
    while bits < _TABLE_BITS and (1 << bits) < 4 * total:
        bits += 1
    work = (np.empty(total, np.int64), np.full(1 << bits, -1, np.int64))
    diagonals, table = work
    count = 0
    for index in range(total):
        where, found = hits.places[index], hits.found[index]
        diagonal = found - where
        value = _value(frequency[where])
        cluster = _cluster_of((where, found), out, work, base, window)
        if cluster < 0:
            cluster = count
            count += 1
            out.first[cluster], out.covered[cluster] = where, value * gram
            out.document[cluster] = np.searchsorted(base, found, side="right") - 1
        else:
            out.covered[cluster] += value * min(where - out.last[cluster], gram)
            streak[cluster] = streak[cluster] + 1 if diagonals[cluster] == diagonal else 0
        if streak[cluster] > longest[cluster] or out.first[cluster] == where:
            longest[cluster] = streak[cluster]
            out.anchor[cluster], out.found[cluster] = where, found
        out.last[cluster], diagonals[cluster] = where, diagonal
        table[_slot(diagonal >> _BIN_BITS, len(table) - 1)] = cluster
    return Clusters(
        out.first[:count],
        out.last[:count],
        out.covered[:count],
        out.anchor[:count],
        out.found[:count],
        out.document[:count],
    )
