# SPDX-License-Identifier: Apache-2.0
"""Postings: from a gram's hash to the places where it stands, packed into three arrays.

Layout:
    * A hash counts with its top 44 bits, so that postings of several segments can be joined.
    * ``off[b] .. off[b + 1]`` are the postings of bucket ``b`` (the top bits), ascending by hash;
      ``fp`` is the next 32 bits, ``ord`` the place: position = ord * stride, so no column of
      positions.
    * Where a gram stands in more documents than the cap, its first posting has ``MANY`` set and an
      entry with ``MANY`` and the number of documents follows; then the rest. A look-up takes the
      first living posting and the number, and skips the others; none is lost, so documents can be
      removed.
    * Of one document at most two postings of one gram are kept, the first ones.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hiden.matching.bloom import KEY_BITS
from hiden.matching.jit import U8, U32, U64, kernel

__all__ = ["KEY_MASK", "MANY", "Postings", "common_shares", "pack", "posting_keys", "unpack"]

MANY = 0x80000000
PER_DOCUMENT = 2
_SHORT_RUN = 32
PER_BUCKET = 8
MIN_BUCKET_BITS = 12
MAX_BUCKET_BITS = 28
KEY_MASK = ((1 << KEY_BITS) - 1) << (64 - KEY_BITS)


class Postings(NamedTuple):
    """The postings of one segment.

    Attributes:
        off: Where each bucket begins; shape (2**bits + 1,).
        fp: The 32 bits of the hash behind those of the bucket.
        ord: Place divided by the stride, or a number of documents; see the layout.
    """

    off: U32
    fp: U32
    ord: U32


@kernel
def _ascending(values: U32, start: int, stop: int) -> None:
    """Sort a short stretch in place, a long one by numpy."""
    if stop - start > _SHORT_RUN:
        values[start:stop] = np.sort(values[start:stop])
        return
    for index in range(start + 1, stop):
        value = values[index]
        hole = index
        while hole > start and values[hole - 1] > value:
            values[hole] = values[hole - 1]
            hole -= 1
        values[hole] = value


@kernel
def _thin(places: U32, start: int, stop: int, document_of: U32) -> tuple[int, int]:
    """Keep the first postings of each document of a run; return its end and the documents."""
    end, documents, held = start, 0, 0
    for index in range(start, stop):
        same = end > start and document_of[places[index]] == document_of[places[end - 1]]
        held = held + 1 if same else 1
        documents += not same
        if held <= PER_DOCUMENT:
            places[end] = places[index]
            end += 1
    return end, documents


@kernel
def _write(keys: U64, places: U32, document_of: U32, cap: int, out: Postings) -> int:
    """Write the postings of sorted keys; return how many entries."""
    bits = np.uint64(int(np.log2(len(out.off) - 1)))
    shift = np.uint64(64) - bits
    count, start, bucket = 0, 0, 0
    while start < len(keys):
        stop = start + 1
        while stop < len(keys) and keys[stop] == keys[start]:
            stop += 1
        _ascending(places, start, stop)
        end, documents = _thin(places, start, stop, document_of)
        while bucket <= np.int64(keys[start] >> shift):
            out.off[bucket] = count
            bucket += 1
        fp = np.uint32((keys[start] << bits) >> np.uint64(32))
        first = count
        for index in range(start, end):
            out.fp[count] = fp
            out.ord[count] = places[index]
            count += 1
            if index == start and documents > cap:
                out.ord[first] = places[index] | np.uint32(MANY)
                out.fp[count] = fp
                out.ord[count] = np.uint32(documents) | np.uint32(MANY)
                count += 1
        start = stop
    out.off[bucket:] = count
    return count


def pack(keys: U64, places: U32, document_of: U32, *, cap: int) -> Postings:
    """Sort and pack postings.

    Args:
        keys: Hash of each posting; only the top 44 bits count.
        places: Position divided by the stride, shape as ``keys``.
        document_of: Number of the document at each place, ascending.
        cap: Documents from which a gram is marked as standing in many.
    """
    cut = keys & np.uint64(KEY_MASK)
    order = np.argsort(cut)
    bits = int(len(cut) // PER_BUCKET).bit_length()
    bits = min(max(bits, MIN_BUCKET_BITS), MAX_BUCKET_BITS)
    room = len(cut) + len(cut) // (cap + 1) + 1
    out = Postings(
        np.zeros((1 << bits) + 1, np.uint32), np.empty(room, np.uint32), np.empty(room, np.uint32)
    )
    count = _write(cut[order], places[order], document_of, cap, out)
    return Postings(out.off, out.fp[:count].copy(), out.ord[:count].copy())


@kernel
def unpack(postings: Postings, keys: U64, places: U32) -> int:
    """Write the hash and the place of every posting; return how many."""
    buckets = len(postings.off) - 1
    bits = np.uint64(int(np.log2(buckets)))
    count, skip = 0, False
    for bucket in range(buckets):
        top = np.uint64(bucket) << (np.uint64(64) - bits)
        for index in range(postings.off[bucket], postings.off[bucket + 1]):
            if skip:
                skip = False
                continue
            place = postings.ord[index]
            skip = bool(place & np.uint32(MANY))
            keys[count] = top | (np.uint64(postings.fp[index]) << (np.uint64(32) - bits))
            places[count] = place & np.uint32(MANY - 1)
            count += 1
    return count


def posting_keys(postings: Postings) -> tuple[U64, U32]:
    """Return the hash (top 44 bits) and the place of every posting, in the order of the hashes."""
    keys = np.empty(len(postings.fp), np.uint64)
    places = np.empty(len(postings.fp), np.uint32)
    count = unpack(postings, keys, places)
    return keys[:count], places[:count]


@kernel
def _count_common(postings: Postings, document_of: U32, common: U32, every: U32) -> None:
    run_fp, in_run, skip = np.uint32(0), False, False
    for bucket in range(len(postings.off) - 1):
        in_run = False
        for index in range(postings.off[bucket], postings.off[bucket + 1]):
            if skip:
                skip = False
                continue
            place = postings.ord[index]
            if place & np.uint32(MANY):
                in_run, skip, run_fp = True, True, postings.fp[index]
            in_run = in_run and postings.fp[index] == run_fp
            document = document_of[place & np.uint32(MANY - 1)]
            every[document] += 1
            common[document] += in_run


def common_shares(postings: Postings, document_of: U32, documents: int) -> U8:
    """Return for each document the share of its postings that stand in many, 0 to 255."""
    common, every = np.zeros(documents, np.uint32), np.zeros(documents, np.uint32)
    _count_common(postings, document_of, common, every)
    return (common.astype(np.float64) * 255 / np.maximum(every, 1)).astype(np.uint8)
