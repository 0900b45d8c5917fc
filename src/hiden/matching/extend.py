# SPDX-License-Identifier: Apache-2.0
"""Grow a hit in both directions over the sketch, across edits, until nothing matches any more.

Rules:
    * A match is worth 20, a mismatch costs 3, a masked character 1; the best prefix is kept, so an
      edge is where the last worthwhile stretch ends.
    * After ten mismatches the next matching stretch is searched within ``window`` characters and a
      shift of ``band`` either way; the nearer half of the window goes first.
    * What matched is kept as runs (place in the text, place in the segment, length).

Source: Zhang, Schwartz, Wagner, Miller: A greedy algorithm for aligning DNA sequences, 2000
(X-drop).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hiden.matching.jit import I16, I64, U8, kernel

__all__ = ["Limits", "Side", "extend", "matches_near"]

_GAIN = 20
_LOSS = 3
_MASKED_LOSS = 1
_PATIENCE = 10
_NEAR = 48
_NEAR_MATCHES = 4
_FAR_MATCHES = 6
_VOTE = 8


class Limits(NamedTuple):
    """How far an extension may look, and what it may not leave.

    Attributes:
        window: Characters without a match that may be crossed.
        band: Largest shift between two stretches.
        text_end: Characters of the scanned text.
        start: First place of the registered text in the segment.
        end: Behind its last place.
    """

    window: int
    band: int
    text_end: int
    start: int
    end: int


class Side(NamedTuple):
    """The two sketches that are compared.

    Attributes:
        text: Sketch of the scanned text.
        stored: Sketch of the segment.
    """

    text: U8
    stored: U8


@kernel
def matches_near(side: Side, where: int, found: int, limits: Limits, reach: int) -> int:
    """Count matches on one diagonal within ``reach`` characters either side of a place."""
    start = max(where - reach, 0, where - (found - limits.start))
    stop = min(where + reach, limits.text_end, where + (limits.end - found))
    shift = found - where
    count = 0
    for index in range(start, stop):
        value = side.text[index]
        count += (value == side.stored[index + shift]) & (value != 0)
    return count


@kernel
def _copy(sketch: U8, begin: int, direction: int, bounds: tuple[int, int], out: U8) -> None:
    """Copy a stretch that runs in either direction; outside the bounds 0."""
    low, high = bounds
    for index in range(len(out)):
        place = begin + direction * index
        out[index] = sketch[place] if low <= place < high else 0


@kernel
def _votes(text: U8, stored: U8, band: int) -> tuple[I16, I16]:
    """Count the matches on each shift, over the nearer half of the window and over all of it.

    Equal bytes are found through a list for each of the 256 values, not by trying every shift.
    """
    head, following = np.full(256, -1, np.int16), np.empty(len(stored), np.int16)
    for index in range(len(stored)):
        following[index] = head[stored[index]]
        head[stored[index]] = index
    near, far = np.zeros(2 * band + 1, np.int16), np.zeros(2 * band + 1, np.int16)
    for index in range(len(text)):
        if text[index] == 0:
            continue
        other = head[text[index]]
        while other >= index:
            shift = other - index
            if shift <= 2 * band:
                far[shift] += 1
                near[shift] += index < _NEAR
            other = following[other]
    return near, far


@kernel
def _elect(votes: I16, band: int, wanted: int) -> int:
    """Return the shift with most matches, small shifts first; ``band + 1`` if all have too few."""
    best, elected = 0, band + 1
    for index in range(len(votes)):
        shift = index - band
        value = _VOTE * votes[index] - abs(shift)
        if votes[index] >= wanted and value > best:
            best, elected = value, shift
    return elected


@kernel
def _resume(side: Side, last: tuple[int, int], direction: int, limits: Limits) -> tuple[int, int]:
    """Find where matching goes on after a gap: steps in the text and in the segment, or 0, 0.

    Args:
        side: The sketches.
        last: Last matching place of the text and of the segment.
        direction: 1 or -1.
        limits: Window, band and bounds.
    """
    where, found = last
    window, band = limits.window, limits.band
    text, stored = np.empty(window, np.uint8), np.empty(window + 2 * band, np.uint8)
    _copy(side.text, where + direction, direction, (0, limits.text_end), text)
    begin = found + direction * (1 - band)
    _copy(side.stored, begin, direction, (limits.start, limits.end), stored)
    near, far = _votes(text, stored, band)
    shift = _elect(near, band, _NEAR_MATCHES)
    if shift > band:
        shift = _elect(far, band, _FAR_MATCHES)
    if shift > band:
        return 0, 0
    for index in range(max(0, -shift), window - 1):
        other = index + band + shift
        if (
            text[index] != 0
            and text[index] == stored[other]
            and text[index + 1] == stored[other + 1]
        ):
            return index + 1, index + 1 + shift
    return 0, 0


@kernel
def extend(side: Side, anchor: tuple[int, int], direction: int, limits: Limits, runs: I64) -> int:
    """Extend from an anchor in one direction; return how many runs were written.

    Args:
        side: The sketches.
        anchor: First place to compare, in the text and in the segment.
        direction: 1 or -1.
        limits: Window, band and bounds.
        runs: Rows of (place in the text, place in the segment, length), the first of each run being
            the lowest; shape (room, 3). When all room is used up, call again with more.
    """
    where, found = anchor
    last, last_found = where - direction, found - direction
    score, best, kept, count, misses, length = 0, 0, 0, 0, 0, 0
    drop = _LOSS * limits.window
    while 0 <= where < limits.text_end and limits.start <= found < limits.end:
        value, other = side.text[where], side.stored[found]
        if value == other and value != 0:
            if length == 0:
                if count == len(runs):
                    kept = count
                    break
                count += 1
            length += 1
            runs[count - 1, 0], runs[count - 1, 1], runs[count - 1, 2] = where, found, length
            last, last_found = where, found
            score, misses = score + _GAIN, 0
            if score > best:
                best, kept = score, count
        else:
            length = 0
            masked = value == 0 or other == 0
            score -= _MASKED_LOSS if masked else _LOSS
            misses += not masked
            if best - score > drop:
                break
            if misses == _PATIENCE:
                steps, jump = _resume(side, (last, last_found), direction, limits)
                if steps == 0:
                    break
                score -= _LOSS * max(0, steps - abs(where - last))
                where = last + direction * (steps - 1)
                found = last_found + direction * (jump - 1)
                misses = 0
        where += direction
        found += direction
    _normalise(runs, kept, direction)
    return kept


@kernel
def _normalise(runs: I64, count: int, direction: int) -> None:
    """Make each run begin at its lowest place; while growing, its last place was kept."""
    if direction > 0:
        for index in range(count):
            runs[index, 0] -= runs[index, 2] - 1
            runs[index, 1] -= runs[index, 2] - 1
