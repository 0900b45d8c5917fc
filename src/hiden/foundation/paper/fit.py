# SPDX-License-Identifier: Apache-2.0
"""How large text may be where it must fit: labels, stamps and slides.

Widths are estimated from the kind of character alone, on the safe side, so that Word, PDF and
PowerPoint choose the same size whatever font is there.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping

import attrs

from hiden.foundation.language import Language
from hiden.foundation.paper.values import Labels, Slide, Table

__all__ = [
    "LABEL_MARGIN_MM",
    "SIGNATURE_SHARES",
    "LabelFit",
    "fit_labels",
    "is_kept_whole",
    "page_mm",
    "slide_text_pt",
    "width_em",
]

LABEL_MARGIN_MM = 10.0
SIGNATURE_SHARES: Mapping[Language, float] = {"ja": 0.58, "en": 0.68}
"""Width of a place to sign, as a share of the width of the text."""

_A4_MM = (210.0, 297.0)
_PT_PER_MM = 72 / 25.4
_NARROW_EM = 0.68
_WIDE = frozenset("WFA")
_WORD_MAX_PT, _LINE_MAX_PT, _LINE_MIN_PT = 72.0, 10.0, 5.5
_STAMP_GAP_MM, _BOX_PADDING_MM = 4.0, 9.0
_STAMP_SHARE = 0.68  # of the diameter: a little less than the square inside a circle, 0.707
_SLIDE_SIZES_PT = (26, 24, 22, 20, 18, 16, 14)
_SLIDE_WIDTH_PT, _SLIDE_HEIGHT_PT = 820.0, 330.0
_SLIDE_LEADING = 1.6
_TABLE_WIDTH_EM, _TABLE_LINES = 46.0, 24  # of a portrait page; two fifths of its height


@attrs.frozen(kw_only=True)
class LabelFit:
    """Measures of a sheet of labels.

    Attributes:
        width_mm: Width of a label.
        height_mm: Height of a label.
        diameter_mm: Outer diameter if it is a stamp.
        word_pt: Size of the marking.
        line_pt: Size of the small lines.
    """

    width_mm: float
    height_mm: float
    diameter_mm: float
    word_pt: float
    line_pt: float


def width_em(text: str) -> float:
    """Estimate the width of a text, in widths of a Japanese character."""
    return sum(
        1.0 if unicodedata.east_asian_width(letter) in _WIDE else _NARROW_EM for letter in text
    )


def page_mm(*, is_landscape: bool) -> tuple[float, float]:
    """Return width and height of an A4 page, in mm."""
    width, height = _A4_MM
    return (height, width) if is_landscape else (width, height)


def fit_labels(labels: Labels, *, is_landscape: bool) -> LabelFit:
    """Cut an A4 page into equal labels and choose the sizes of their text."""
    page_width, page_height = page_mm(is_landscape=is_landscape)
    width = (page_width - 2 * LABEL_MARGIN_MM) / labels.columns
    height = (page_height - 2 * LABEL_MARGIN_MM) / labels.rows
    diameter = min(width, height) - _STAMP_GAP_MM
    if labels.is_round:
        room_width = room_height = diameter * _STAMP_SHARE
    else:
        room_width, room_height = width - _BOX_PADDING_MM, height - _BOX_PADDING_MM
    word_share = 0.45 if labels.lines else 0.8
    return LabelFit(
        width_mm=_cut(width),
        height_mm=_cut(height),
        diameter_mm=_cut(diameter),
        word_pt=_size_pt((labels.word,), room_width, room_height * word_share, _WORD_MAX_PT),
        line_pt=max(
            _LINE_MIN_PT,
            _size_pt(labels.lines, room_width, room_height * (0.9 - word_share), _LINE_MAX_PT),
        ),
    )


def is_kept_whole(table: Table) -> bool:
    """Say whether a table is so short that it is not split between pages."""
    return sum(_lines_of(row, table.shares) for row in table.rows) <= _TABLE_LINES


def slide_text_pt(slide: Slide) -> int:
    """Choose the largest size at which the items of a slide fit on it."""
    for size in _SLIDE_SIZES_PT:
        per_line = _SLIDE_WIDTH_PT / size
        lines = sum(max(1, math.ceil(width_em(item) / per_line)) for item in slide.items)
        if lines * size * _SLIDE_LEADING <= _SLIDE_HEIGHT_PT:
            return size
    return _SLIDE_SIZES_PT[-1]


def _lines_of(row: tuple[str, ...], shares: tuple[float, ...]) -> int:
    """Estimate the lines of a row; one to write in by hand is as high as two."""
    lines = (
        math.ceil(width_em(cell) / (share * _TABLE_WIDTH_EM)) or 2
        for cell, share in zip(row, shares, strict=True)
    )
    return max(lines)


def _cut(length_mm: float) -> float:
    """Round down, since a sheet that is a hair too high needs a second page."""
    return math.floor(length_mm * 1000) / 1000


def _size_pt(lines: tuple[str, ...], width_mm: float, height_mm: float, most_pt: float) -> float:
    if not lines:
        return most_pt
    widest = max(width_em(line) for line in lines) or 1.0
    by_width = width_mm * _PT_PER_MM / widest
    by_height = height_mm * _PT_PER_MM / (1.35 * len(lines))
    return math.floor(2 * min(most_pt, by_width, by_height)) / 2
