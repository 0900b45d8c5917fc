# SPDX-License-Identifier: Apache-2.0
"""Turn clusters of hits into alignments: what of a document is in the scanned text, and where.

Rules:
    * The cluster that covers most text of few documents goes first.
    * A stretch is explained once by each document and by at most ``OWNERS`` documents; a cluster
      within what its document already explains is not looked at again.
    * A single hit needs a few more matches beside it before it is extended; one on a gram of many
      documents is left: what it stands in counts little, and has other hits if it is long.
    * Fruitless trials are counted per stretch of 64 characters and end after ``_TRIALS``, so the
      work grows with the length of the text and not with that of the register.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hiden.matching.extend import Limits, Side, extend, matches_near
from hiden.matching.jit import I32, I64, U8, U32, kernel
from hiden.matching.seeds import Clusters

__all__ = ["Alignments", "Documents", "verify"]

OWNERS = 4
_TRIALS = 24
_REACH = 48
_BIN_BITS = 6
_MORE_MATCHES = 2
_FIRST_RUNS = 512
_DRAFT = 230
_NEARLY_ALL_PERCENT = 90


class Documents(NamedTuple):
    """The documents of a segment.

    Attributes:
        base: First place of each document, and the end.
        size: Characters of each document.
        dead: 1 for each removed one.
        common: Share of each one's text that stands in many, 0 to 255.
    """

    base: I64
    size: I64
    dead: U8
    common: U8


class Alignments(NamedTuple):
    """What was verified.

    Attributes:
        spans: One row for each alignment: document, first run, behind the last run, least and
            largest
            place in the text, 1 if the document is a draft, 1 if nearly all of it matches; shape
            (n, 7).
        runs: Rows of (place in the text, place in the segment, length), ascending.
    """

    spans: I64
    runs: I64


class _Work(NamedTuple):
    """What ``verify`` writes while it runs.

    Attributes:
        owners: Alignments that explain each stretch, -1: free; shape (stretches, OWNERS).
        trials: Fruitless trials in each stretch.
        spans: See ``Alignments``.
    """

    owners: I32
    trials: U8
    spans: I64


@kernel
def _is_done(cluster: tuple[int, int], document: int, work: _Work) -> bool:
    """Say whether a cluster need not be looked at."""
    first, last = cluster
    begin, end = first >> _BIN_BITS, last >> _BIN_BITS
    if work.trials[begin] >= _TRIALS:
        return True
    full = True
    for number in range(OWNERS):
        owner = work.owners[begin, number]
        if owner < 0 or work.owners[end, number] < 0:
            full = False
        if owner >= 0:
            span = work.spans[owner]
            if span[0] == document and span[3] <= first and last <= span[4]:
                return True
    return full


@kernel
def _is_lonely(
    side: Side, cluster: tuple[int, int, bool], own: tuple[int, int], limits: Limits
) -> bool:
    """Say whether a single hit has nothing beside it."""
    where, found, alone = cluster
    gram, sketch_gram = own
    if not alone:
        return False
    near = matches_near(side, where, found, limits, _REACH)
    return near < gram - sketch_gram + 1 + _MORE_MATCHES


@kernel
def _paint(number: int, work: _Work) -> None:
    span = work.spans[number]
    for place in range(span[3] >> _BIN_BITS, (span[4] >> _BIN_BITS) + 1):
        for slot in range(OWNERS):
            if work.owners[place, slot] < 0:
                work.owners[place, slot] = number
                break


@kernel
def _grow(
    side: Side, anchor: tuple[int, int], limits: Limits, runs: I64, used: int
) -> tuple[I64, int]:
    """Extend both ways; return the runs, perhaps in a larger array, and how many are used."""
    where, found = anchor
    for direction in range(-1, 2, 2):
        start = (where, found) if direction > 0 else (where - 1, found - 1)
        count = extend(side, start, direction, limits, runs[used:])
        while count == len(runs) - used:
            runs = np.concatenate((runs, np.empty((3 * len(runs), 3), np.int64)))
            count = extend(side, start, direction, limits, runs[used:])
        if direction < 0:
            runs[used : used + count] = runs[used : used + count][::-1].copy()
        used += count
    return runs, used


@kernel
def _span(runs: I64, begin: int, end: int) -> tuple[int, int, int]:
    """Return the matched characters, and the least and largest place in the text."""
    matched, low, high = 0, runs[begin, 0], runs[begin, 0]
    for index in range(begin, end):
        matched += runs[index, 2]
        low = min(low, runs[index, 0])
        high = max(high, runs[index, 0] + runs[index, 2] - 1)
    return matched, low, high


@kernel
def verify(
    clusters: Clusters, side: Side, documents: Documents, numbers: U32, rules: tuple[int, ...]
) -> Alignments:
    """Verify clusters of one segment.

    Args:
        clusters: From ``seeds.chain``.
        side: The sketches.
        documents: Of the segment.
        numbers: Secret numbers of the text.
        rules: Gram length of Han and kana and of others, sketch gram length of the same, window,
            band, least matched characters.
    """
    cjk, other, sketch_cjk, sketch_other, window, band, least = rules
    text_end = len(side.text)
    order = np.argsort(-clusters.covered, kind="mergesort")
    work = _Work(
        np.full(((text_end >> _BIN_BITS) + 1, OWNERS), -1, np.int32),
        np.zeros((text_end >> _BIN_BITS) + 1, np.uint8),
        np.empty((len(order), 7), np.int64),
    )
    runs = np.empty((_FIRST_RUNS, 3), np.int64)
    used, count = 0, 0
    for number in order:
        first, last = clusters.first[number], clusters.last[number]
        anchor, found = clusters.anchor[number], clusters.found[number]
        document = clusters.document[number]
        shared = first == last and clusters.covered[number] <= cjk
        if shared or documents.dead[document] or _is_done((first, last), document, work):
            continue
        start = documents.base[document]
        limits = Limits(window, band, text_end, start, start + documents.size[document])
        own = (cjk, sketch_cjk) if numbers[anchor] & 1 else (other, sketch_other)
        if not _is_lonely(side, (anchor, found, first == last), own, limits):
            runs, end = _grow(side, (anchor, found), limits, runs, used)
            if end > used:
                matched, low, high = _span(runs, used, end)
                if matched >= least:
                    extent = runs[end - 1, 1] + runs[end - 1, 2] + own[1] - 1 - runs[used, 1]
                    whole = 100 * extent >= _NEARLY_ALL_PERCENT * documents.size[document]
                    draft = documents.common[document] >= _DRAFT
                    work.spans[count] = np.array([document, used, end, low, high, draft, whole])
                    _paint(count, work)
                    count += 1
                    used = end
                    continue
        work.trials[first >> _BIN_BITS] += 1
    return Alignments(work.spans[:count].copy(), runs[:used].copy())
