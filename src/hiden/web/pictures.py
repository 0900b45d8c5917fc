# SPDX-License-Identifier: Apache-2.0
"""Small pictures as SVG: their geometry; the page draws them and gives the numbers beside them.

Lengths are in units of the picture's own view box.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from hiden.guideline.coverage import Cell, coverage_rows
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_words import People
from hiden.guideline.radar import radars

__all__ = ["Bar", "Sparkline", "radars_with_rows", "share_bar", "sparkline"]

SPARK_WIDTH = 120
SPARK_HEIGHT = 28
BAR_WIDTH = 1000


@attrs.frozen(kw_only=True)
class Bar:
    """One piece of a bar.

    Attributes:
        name: What it stands for.
        x: Where it begins.
        width: How long it is.
        height: How high it is.
        y: Where it begins from above.
        value: The number that it shows.
    """

    name: str = ""
    x: float
    width: float
    y: float = 0
    height: float = 0
    value: int


@attrs.frozen(kw_only=True)
class Sparkline:
    """A row of columns, oldest first.

    Attributes:
        bars: The columns.
        width: Width of the view box.
        height: Height of the view box.
        values: The numbers that it shows.
    """

    bars: tuple[Bar, ...]
    width: int
    height: int
    values: tuple[int, ...]


def sparkline(values: Sequence[int]) -> Sparkline:
    """Draw counts per week as columns; a count of nothing is a thin line on the ground.

    Args:
        values: Counts, oldest first, at least one.
    """
    step = SPARK_WIDTH / len(values)
    highest = max(*values, 1)
    bars = []
    for place, value in enumerate(values):
        height = max(1.0, value / highest * SPARK_HEIGHT)
        bars.append(
            Bar(
                x=round(place * step + 1, 2),
                y=round(SPARK_HEIGHT - height, 2),
                width=round(step - 2, 2),
                height=round(height, 2),
                value=value,
            )
        )
    return Sparkline(bars=tuple(bars), width=SPARK_WIDTH, height=SPARK_HEIGHT, values=tuple(values))


def radars_with_rows(cells: Sequence[Cell]) -> dict[str, Any]:
    """Return the radars of the grid, and the table beside them: one row for each aim."""
    return {
        "radars": radars(cells),
        "people": tuple(People),
        "aims": coverage_rows(load_grid(), cells),
    }


def share_bar(parts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Draw parts of a whole as one bar, 1,000 units long; parts of nothing are left out.

    Args:
        parts: Name and count of each part, in order.
    """
    whole = sum(count for _, count in parts)
    bars: list[Bar] = []
    x = 0.0
    for name, count in parts:
        if count:
            width = count / whole * BAR_WIDTH
            bars.append(Bar(name=name, x=round(x, 2), width=round(width, 2), value=count))
            x += width
    return tuple(bars)
