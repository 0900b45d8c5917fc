# SPDX-License-Identifier: Apache-2.0
"""Scan texts against a snapshot of an index.

Rules:
    * A scanner never changes; threads may share it. What the index does later it does not see.
    * The text is folded and hashed once for all segments; the heavy parts run without the GIL.
    * Positions in the original texts are worked out only for documents that are reported.
    * What is too short to judge says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import attrs
import numpy as np

from hiden.matching.build import MIN_DOCUMENT, mask_public
from hiden.matching.chance import error_chance
from hiden.matching.choose import choose, weigh
from hiden.matching.extend import Side
from hiden.matching.fold import text_units
from hiden.matching.grams import (
    PADDING,
    SKETCH_CJK,
    SKETCH_OTHER,
    Hasher,
    hash_whole,
    sketch_into,
)
from hiden.matching.jit import U8, U16, U32, U64
from hiden.matching.keys import Keys
from hiden.matching.living import Living
from hiden.matching.positions import text_origins
from hiden.matching.rarity import CJK_WORTH, OTHER_WORTH, POINT, worth
from hiden.matching.results import Match, MatchPassage, Scan
from hiden.matching.seeds import Clusters, Hits, Passes, chain, look_up, pass_filter
from hiden.matching.settings import MatchSettings
from hiden.matching.verify import Alignments, Documents, verify

__all__ = ["Scanner"]

_WHOLE_LIMIT = 400
"""Texts up to this length are also looked up as a whole."""


@attrs.frozen(kw_only=True, eq=False)
class _Found:
    """A text on its way through the scan.

    Attributes:
        numbers: Secret numbers, padded.
        size: How many there are.
        text: Sketch.
        weights: Worth of each character; see ``rarity``.
    """

    numbers: U32
    size: int
    text: U8
    weights: U8


@attrs.frozen(kw_only=True)
class _Stretch:
    """A passage, in folded characters of the scanned and of the registered text."""

    segment: int
    document: int
    text_start: int
    text_end: int
    stored_start: int
    stored_end: int
    score: int


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Scanner:
    """A snapshot of an index; see the rules at the top of this module.

    Attributes:
        settings: Of the index, or with another step, threshold, window or band.
        keys: Of the index.
        hasher: Made from the keys.
        parts: The segments.
        bloom: Filter over all segments.
        background: Filter of public grams, or None.
    """

    settings: MatchSettings
    keys: Keys
    hasher: Hasher
    parts: tuple[Living, ...]
    bloom: U64
    background: U64 | None
    documents: int = attrs.field(init=False)
    registered_length: int = attrs.field(init=False)

    @documents.default
    def _count_documents(self) -> int:
        return sum(len(part.alive) for part in self.parts)

    @registered_length.default
    def _count_length(self) -> int:
        return sum(int(part.segment.size[part.alive].sum()) for part in self.parts)

    def scan(self, text: str) -> Scan:
        """Find the registered texts that are in a text, whole or in part."""
        numbers = self.hasher.numbers(text_units(text))
        size = len(numbers) - PADDING
        stretches = self._stretches(numbers, size) if self.parts else []
        if not stretches and size <= _WHOLE_LIMIT:
            stretches = self._whole(numbers, size)
        matches = tuple(self._matches(text, size, stretches)) if stretches else ()
        return Scan(
            matches=matches, judged=bool(matches) or self._is_judged(numbers, size), length=size
        )

    def _is_judged(self, numbers: U32, size: int) -> bool:
        """Say whether a text is long enough that a passage of it could reach the threshold."""
        if size >= self.settings.threshold:
            return True
        return _points(numbers, size) >= self.settings.threshold

    def _stretches(self, numbers: U32, size: int) -> list[_Stretch]:
        settings = self.settings
        shortest = min(settings.gram_cjk, settings.gram_other)
        if size < shortest:
            return []
        stop = size - shortest + 1
        passes = Passes(*pass_filter(numbers, stop, settings.step, self.hasher.grams, self.bloom))
        if not len(passes.places):
            return []
        frequency = np.zeros(stop, np.uint16)
        hits = [
            Hits(
                *look_up(
                    passes,
                    (part.segment.postings, part.segment.base, part.flags),
                    settings.stride,
                    frequency,
                )
            )
            for part in self.parts
        ]
        if not any(len(hit.places) for hit in hits):
            return []
        return self._verified(self._found(numbers, size, frequency), hits, frequency)

    def _found(self, numbers: U32, size: int, frequency: U16) -> _Found:
        """Sketch a text and weigh its characters."""
        grams = self.hasher.grams
        text = np.empty(size, np.uint8)
        sketch_into(numbers, size, grams.sketch, text)
        if self.background is not None:
            mask_public(numbers, size, grams, self.background, text)
        settings = self.settings
        limit = max(
            settings.boilerplate_documents, int(settings.boilerplate_share * self.documents)
        )
        rules = (settings.stride, settings.gram_cjk, limit)
        weights = worth(numbers, size, frequency, rules)
        return _Found(numbers=numbers, size=size, text=text, weights=weights)

    def _verified(self, found: _Found, hits: Sequence[Hits], frequency: U16) -> list[_Stretch]:
        """Verify the hits of each segment and choose what explains the text."""
        settings = self.settings
        rules = (
            settings.gram_cjk,
            settings.gram_other,
            SKETCH_CJK,
            SKETCH_OTHER,
            settings.window,
            settings.band,
            settings.threshold // 4,
        )
        offset, joined = 0, []
        for part, hit in zip(self.parts, hits, strict=True):
            segment = part.segment
            if len(hit.places):
                clusters = Clusters(
                    *chain(hit, frequency, segment.base, settings.gram_cjk, settings.window)
                )
                documents = Documents(segment.base, segment.size, part.dead, segment.common)
                side = Side(found.text, segment.sketch)
                alignments = Alignments(*verify(clusters, side, documents, found.numbers, rules))
                alignments.spans[:, 0] += offset
                joined.append(alignments)
            offset += len(segment.names)
        alignments = _join(joined)
        if not len(alignments.spans):
            return []
        scores = weigh(alignments, found.weights, found.text, found.numbers)
        rows, _ = choose(alignments, scores, found.weights, POINT * settings.threshold)
        return [self._stretch(found, alignments, int(row), int(scores[row])) for row in rows]

    def _stretch(self, found: _Found, alignments: Alignments, row: int, score: int) -> _Stretch:
        number, begin, end = (int(value) for value in alignments.spans[row, :3])
        segment, document = self._where(number)
        stored = self.parts[segment].segment
        runs = alignments.runs[begin:end]
        base = int(stored.base[document])
        tail = int(runs[-1, 2])
        final = int(runs[-1, 0]) + tail - 1
        tail += (SKETCH_CJK if found.numbers[final] & 1 else SKETCH_OTHER) - 1
        return _Stretch(
            segment=segment,
            document=document,
            text_start=int(runs[0, 0]),
            text_end=min(int(runs[-1, 0]) + tail, found.size),
            stored_start=int(runs[0, 1]) - base,
            stored_end=min(int(runs[-1, 1]) + tail - base, int(stored.size[document])),
            score=max(1, score // POINT),
        )

    def _where(self, number: int) -> tuple[int, int]:
        """Return segment and document of a document's number across segments."""
        place = 0
        while number >= len(self.parts[place].segment.names):
            number -= len(self.parts[place].segment.names)
            place += 1
        return place, number

    def _whole(self, numbers: U32, size: int) -> list[_Stretch]:
        """Find the first document that is equal to the whole text once both are folded."""
        if size < MIN_DOCUMENT:
            return []
        value = hash_whole(numbers, size, self.hasher.whole, self.hasher.grams.mix)
        for place, part in enumerate(self.parts):
            equal = np.flatnonzero(part.segment.whole == value)
            for document in equal[part.dead[equal] == 0]:
                return [
                    _Stretch(
                        segment=place,
                        document=int(document),
                        text_start=0,
                        text_end=size,
                        stored_start=0,
                        stored_end=size,
                        score=_points(numbers, size),
                    )
                ]
        return []

    def _matches(self, text: str, size: int, stretches: Sequence[_Stretch]) -> Iterable[Match]:
        """Work out positions in the original texts."""
        here = text_origins(text, self.hasher.alphabet)
        for (place, document), group in groupby(stretches, lambda one: (one.segment, one.document)):
            parts = sorted(group, key=lambda one: (one.text_start, one.text_end))
            segment = self.parts[place].segment
            there = segment.origins(document, self.keys)
            score = _total(parts)
            yield Match(
                secret=segment.names[document],
                containment_of_secret=_covered(
                    [(one.stored_start, one.stored_end) for one in parts],
                    int(segment.size[document]),
                ),
                containment_of_document=_covered(
                    [(one.text_start, one.text_end) for one in parts], size
                ),
                error_chance=error_chance(
                    max(one.score for one in parts),
                    text_length=size,
                    registered_length=self.registered_length,
                ),
                score=score,
                passages=tuple(_passage(one, here, there) for one in parts),
            )


def _passage(one: _Stretch, here: U32, there: U32) -> MatchPassage:
    return MatchPassage(
        document_start=int(here[one.text_start]),
        document_end=int(here[one.text_end - 1]) + 1,
        secret_start=int(there[one.stored_start]),
        secret_end=int(there[one.stored_end - 1]) + 1,
        score=one.score,
    )


def _total(parts: Sequence[_Stretch]) -> int:
    """Return the score of all passages; a repeated stretch of the registered text counts once."""
    taken: list[_Stretch] = []
    for one in sorted(parts, key=lambda part: -part.score):
        if not any(_overlap(one, other) for other in taken):
            taken.append(one)
    return sum(one.score for one in taken)


def _overlap(one: _Stretch, other: _Stretch) -> bool:
    """Say whether two stretches share more than half of the first in the registered text."""
    shared = min(one.stored_end, other.stored_end) - max(one.stored_start, other.stored_start)
    return 2 * shared > one.stored_end - one.stored_start


def _covered(ranges: Sequence[tuple[int, int]], size: int) -> float:
    """Return the share of ``size`` that half-open ranges cover."""
    covered, end = 0, 0
    for start, stop in sorted(ranges):
        covered += max(0, stop - max(start, end))
        end = max(end, stop)
    return min(1.0, covered / size)


def _join(alignments: Sequence[Alignments]) -> Alignments:
    if len(alignments) == 1:
        return alignments[0]
    spans, runs, shift = [], [], 0
    for one in alignments:
        moved = one.spans.copy()
        moved[:, 1:3] += shift
        shift += len(one.runs)
        spans.append(moved)
        runs.append(one.runs)
    return Alignments(np.concatenate(spans), np.concatenate(runs))


def _points(numbers: U32, size: int) -> int:
    """Return the score of a text that matches as a whole."""
    cjk = int(np.count_nonzero(numbers[:size] & 1))
    return (CJK_WORTH * cjk + OTHER_WORTH * (size - cjk)) // POINT
