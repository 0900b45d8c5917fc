# SPDX-License-Identifier: Apache-2.0
"""Coverage of the Handbook's grid as radars: one for each kind of people, one axis for each aim.

Rules:
    * The outer area is what is said to be in place, the inner one what is evidenced.
    * Axes bear numbers; the table beside the picture names them and gives the counts.

Lengths are in units of the picture's own view box.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from textwrap import wrap

import attrs

from hiden.foundation.language import Message
from hiden.guideline.coverage import Cell
from hiden.guideline.grid_words import People

__all__ = ["HEIGHT", "WIDTH", "Axis", "Radar", "drawing", "radars"]

WIDTH = 240
HEIGHT = 220
_HEAD = 40
_LINE = 16
_TITLE_LENGTH = 26  # characters that stand beside each other above a radar
_CENTRE = (WIDTH / 2, HEIGHT / 2 + 4)
_RADIUS = 82.0
_LABEL_RADIUS = 97.0
_RINGS = (0.25, 0.5, 0.75, 1.0)
_COLOURS = {"ring": "#b4b9c1", "said": "#d5e3f5", "shown": "#0055ad", "ink": "#333333"}


@attrs.frozen(kw_only=True)
class Axis:
    """One axis.

    Attributes:
        label: Number of the aim, from 1.
        x: Where it ends.
        y: Where it ends, from above.
        label_x: Where the number stands.
        label_y: Where the number stands, from above.
        cell: What it shows.
    """

    label: str
    x: float
    y: float
    label_x: float
    label_y: float
    cell: Cell


@attrs.frozen(kw_only=True)
class Radar:
    """One radar; areas and rings as points of a polygon.

    Attributes:
        people: Against whose taking the measures work.
        axes: One for each aim.
        rings: A quarter, a half, three quarters and the whole.
        said: What is said to be in place, evidenced or not.
        shown: What is evidenced.
        width: Width of the view box.
        height: Height of the view box.
    """

    people: People
    axes: tuple[Axis, ...]
    rings: tuple[str, ...]
    said: str
    shown: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def title(self) -> Message:
        """The people in words."""
        return self.people.message


def radars(cells: Sequence[Cell]) -> tuple[Radar, ...]:
    """Draw a radar for each kind of people.

    Args:
        cells: What stands in each field of the grid, aims in their order.
    """
    return tuple(
        _radar(people, [cell for cell in cells if cell.people is people]) for people in People
    )


def drawing(pictures: Sequence[Radar], *, titles: Sequence[str]) -> str:
    """Put radars side by side into one drawing for a document.

    Args:
        pictures: The radars.
        titles: What stands above each; a long one takes two lines.
    """
    width, height = WIDTH * len(pictures), HEIGHT + _HEAD
    parts = [
        f'<g transform="translate({number * WIDTH} {_HEAD})">{_title(title)}{_inside(picture)}</g>'
        for number, (picture, title) in enumerate(zip(pictures, titles, strict=True))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def _radar(people: People, cells: Sequence[Cell]) -> Radar:
    count = len(cells)
    return Radar(
        people=people,
        axes=tuple(_axis(number, count, cell) for number, cell in enumerate(cells)),
        rings=tuple(_polygon([ring] * count) for ring in _RINGS),
        said=_polygon([_share(cell.said, cell) for cell in cells]),
        shown=_polygon([_share(cell.evidenced, cell) for cell in cells]),
    )


def _share(part: float, cell: Cell) -> float:
    return part / cell.total if cell.total else 0.0


def _axis(number: int, count: int, cell: Cell) -> Axis:
    x, y = _point(number, count, _RADIUS)
    label_x, label_y = _point(number, count, _LABEL_RADIUS)
    return Axis(label=str(number + 1), x=x, y=y, label_x=label_x, label_y=label_y + 4, cell=cell)


def _polygon(shares: Sequence[float]) -> str:
    points = (_point(number, len(shares), _RADIUS * share) for number, share in enumerate(shares))
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _point(number: int, count: int, radius: float) -> tuple[float, float]:
    """Return a point on an axis, the first axis upright, the others clockwise."""
    angle = 2 * math.pi * number / count - math.pi / 2
    return (
        round(_CENTRE[0] + radius * math.cos(angle), 2),
        round(_CENTRE[1] + radius * math.sin(angle), 2),
    )


def _title(title: str) -> str:
    lines = wrap(title, _TITLE_LENGTH)
    return "".join(
        f'<text x="{WIDTH / 2:g}" y="{-6 - _LINE * above:g}" text-anchor="middle" font-size="13"'
        f' font-weight="700" fill="{_COLOURS["ink"]}">{escape(line)}</text>'
        for above, line in enumerate(reversed(lines))
    )


def _inside(picture: Radar) -> str:
    rings = "".join(
        f'<polygon points="{ring}" fill="none" stroke="{_COLOURS["ring"]}" stroke-width="0.7"/>'
        for ring in picture.rings
    )
    axes = "".join(
        f'<line x1="{_CENTRE[0]:g}" y1="{_CENTRE[1]:g}" x2="{axis.x:g}" y2="{axis.y:g}"'
        f' stroke="{_COLOURS["ring"]}" stroke-width="0.7"/>'
        f'<text x="{axis.label_x:g}" y="{axis.label_y:g}" text-anchor="middle" font-size="11"'
        f' fill="{_COLOURS["ink"]}">{axis.label}</text>'
        for axis in picture.axes
    )
    said = (
        f'<polygon points="{picture.said}" fill="{_COLOURS["said"]}" stroke="{_COLOURS["shown"]}"'
        ' stroke-dasharray="4 3"/>'
    )
    shown = (
        f'<polygon points="{picture.shown}" fill="{_COLOURS["shown"]}" fill-opacity="0.55"'
        f' stroke="{_COLOURS["shown"]}"/>'
    )
    return rings + said + shown + axes
