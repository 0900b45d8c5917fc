# SPDX-License-Identifier: Apache-2.0
"""Choose which documents explain the scanned text.

Rules:
    * A matched character counts what ``rarity`` says it is worth, a gap costs a little, and an
      alignment is cut to its best stretch; what has few different characters (rows of zeros) counts
      little, however long it is.
    * Documents go by their whole score. What a stronger document explains does not count again: a
      weaker one is named only for text that is left, or if the stronger one has less than half a
      threshold ahead of it (a draft, a copy: nothing tells them apart), and then one such twin.
    * A document is named if one passage of it reaches the threshold, or holds nearly all of a short
      document; its other passages are shown from half the threshold.

All scores here are in the units of ``rarity``.
"""

from __future__ import annotations

import numpy as np

from hiden.matching.grams import SKETCH_CJK, SKETCH_OTHER
from hiden.matching.jit import I32, I64, U8, U32, kernel
from hiden.matching.keys import CJK_FLAG
from hiden.matching.rarity import CJK_WORTH, OTHER_WORTH, POINT
from hiden.matching.verify import Alignments

__all__ = ["choose", "weigh"]

_RICH = 16
_POOR = 3
WHOLE_THRESHOLD = 24
"""Points from which a document that is in the text nearly as a whole is named."""


@kernel
def _gap(runs: I64, row: int, flags: np.uint32) -> int:
    """Return what the gap behind a run costs: an eighth of each character beyond the least gap.

    An edit of one character leaves as many places without a match as a sketch gram has characters.
    """
    here = runs[row + 1, 0] - runs[row, 0] - runs[row, 2]
    there = runs[row + 1, 1] - runs[row, 1] - runs[row, 2]
    gap = max(here, there) + 1
    if flags & CJK_FLAG:
        return int(max(0, gap - SKETCH_CJK)) * CJK_WORTH // POINT
    return int(max(0, gap - SKETCH_OTHER)) * OTHER_WORTH // POINT


@kernel
def _cut(alignments: Alignments, number: int, full: U8, numbers: U32) -> None:
    """Cut an alignment to its best stretch of runs, all text counting in full.

    A single matching byte may be chance, so no stretch begins or ends with one.
    """
    spans, runs = alignments
    begin, end = spans[number, 1], spans[number, 2]
    best, score, start = 0, 0, begin
    for row in range(begin, end):
        single = runs[row, 2] == 1
        if score <= 0:
            if single:
                continue
            score, start = 0, row
        first = runs[row, 0]
        last = first + runs[row, 2] - 1
        for place in range(first, last + 1):
            score += full[place]
        if score > best and not single:
            best = score
            spans[number, 1], spans[number, 2] = start, row + 1
            spans[number, 3], spans[number, 4] = runs[start, 0], last
        if row + 1 < end:
            score -= _gap(runs, row, numbers[last])


@kernel
def weigh(alignments: Alignments, weights: U8, text: U8, numbers: U32) -> I64:
    """Cut each alignment to its best stretch, and return the scores.

    Args:
        alignments: What was verified; the spans are changed.
        weights: Worth of each character, for ordinary documents, for drafts, and in full; shape
            (3, size).
        text: Sketch of the text.
        numbers: Secret numbers of the text.
    """
    scores = np.empty(len(alignments.spans), np.int64)
    seen = np.full(256, -1, np.int64)
    spans, runs = alignments
    for number in range(len(scores)):
        _cut(alignments, number, weights[2], numbers)
        worth = weights[spans[number, 5]]
        score, kinds = 0, 0
        for row in range(spans[number, 1], spans[number, 2]):
            start, length = runs[row, 0], runs[row, 2]
            for place in range(start, start + length):
                score += worth[place]
                if seen[text[place]] != number:
                    seen[text[place]] = number
                    kinds += 1
            if row + 1 < spans[number, 2]:
                score -= _gap(runs, row, numbers[start + length - 1])
        score = max(score, 0)
        scores[number] = score if kinds >= _RICH else min(score, kinds * _POOR * POINT)
    return scores


@kernel
def _walk(alignments: Alignments, number: int, weights: U8, marks: I32, shared: I64) -> int:
    """Return what of an alignment has no mark yet; add the rest to ``shared`` by mark."""
    left = 0
    worth = weights[alignments.spans[number, 5]]
    for row in range(alignments.spans[number, 1], alignments.spans[number, 2]):
        start = alignments.runs[row, 0]
        for place in range(start, start + alignments.runs[row, 2]):
            mark = marks[place]
            if mark < 0:
                left += worth[place]
            else:
                shared[mark] += worth[place]
    return left


@kernel
def _mark(alignments: Alignments, number: int, mark: int, marks: I32) -> None:
    """Mark the whole span of an alignment, where nothing is marked yet."""
    low, high = alignments.spans[number, 3], alignments.spans[number, 4]
    for place in range(low, high + 1):
        if marks[place] < 0:
            marks[place] = mark


@kernel
def _clear(alignments: Alignments, number: int, marks: I32) -> None:
    low, high = alignments.spans[number, 3], alignments.spans[number, 4]
    marks[low : high + 1] = -1


@kernel
def _by_document(alignments: Alignments, scores: I64, weights: U8, floor: int) -> tuple[I64, I64]:
    """Keep what each alignment adds to the better ones of its document.

    Returns:
        The alignments that add at least ``floor``, by document, best first; and each alignment's
        document's score, each character counted once.
    """
    documents = alignments.spans[:, 0]
    best = np.argsort(-scores, kind="mergesort")
    order = best[np.argsort(documents[best], kind="mergesort")]
    kept, totals = np.empty(len(order), np.int64), np.zeros(len(order), np.int64)
    marks, shared = np.full(weights.shape[1], -1, np.int32), np.zeros(1, np.int64)
    count, start = 0, 0
    while start < len(order):
        stop, total, first = start, 0, count
        while stop < len(order) and documents[order[stop]] == documents[order[start]]:
            added = _walk(alignments, order[stop], weights, marks, shared)
            if added >= floor and scores[order[stop]] >= floor:
                _mark(alignments, order[stop], 0, marks)
                total += min(added, scores[order[stop]])
                kept[count] = order[stop]
                count += 1
            stop += 1
        for index in range(first, count):
            totals[kept[index]] = total
        for index in range(first, count):
            _clear(alignments, kept[index], marks)
        start = stop
    return kept[:count], totals


@kernel
def choose(alignments: Alignments, scores: I64, weights: U8, threshold: int) -> tuple[I64, I64]:
    """Choose the alignments to report.

    Args:
        alignments: What was verified; the document's number is unique across segments.
        scores: From ``weigh``.
        weights: As for ``weigh``.
        threshold: In the units of the worth.

    Returns:
        Their numbers, strongest document first, and the score of each alignment's document.
    """
    floor = min(threshold // 2, WHOLE_THRESHOLD * POINT)
    documents = alignments.spans[:, 0]
    order, totals = _by_document(alignments, scores, weights, floor)
    ranked = order[np.argsort(-totals[order], kind="mergesort")]
    marks = np.full(weights.shape[1], -1, np.int32)
    shared, twins = np.zeros(len(ranked), np.int64), np.zeros(len(ranked), np.int64)
    named = np.zeros(len(ranked), np.int64)
    rows = np.empty(len(ranked), np.int64)
    count, owners, start = 0, 0, 0
    while start < len(ranked):
        stop, new, total = start, 0, totals[ranked[start]]
        shared[:owners] = 0
        strong, need = False, threshold
        while stop < len(ranked) and documents[ranked[stop]] == documents[ranked[start]]:
            number = ranked[stop]
            if alignments.spans[number, 6]:
                need = min(need, WHOLE_THRESHOLD * POINT)
            strong = strong or scores[number] >= need
            new = max(new, _walk(alignments, number, weights, marks, shared))
            stop += 1
        leader = np.argmax(shared[:owners]) if owners else -1
        twin = leader >= 0 and new < need
        if twin and (twins[leader] or total + floor <= named[leader]):
            strong = False
        if strong:
            if twin:
                twins[leader] = 1
            for index in range(start, stop):
                rows[count] = ranked[index]
                count += 1
                _mark(alignments, ranked[index], owners, marks)
            named[owners] = total
            owners += 1
        start = stop
    return rows[:count], totals
