# SPDX-License-Identifier: Apache-2.0
"""Writing sentences: slots of a template are filled from lists of words by a seeded generator.

Slots:
    * ``{step}`` a word of the list ``step``; ``{step2}`` another one in the same sentence.
    * ``{#3-9}`` a number from 3 to 9, ``{#0.2-1.4}`` one with a decimal.
    * ``{p}`` the name of a parameter, ``{v}`` a low value of it with its unit, ``{w}`` a high one;
      ``{p2}`` ``{v2}`` ``{w2}`` of another parameter.

Example:
    >>> import numpy as np
    >>> pen = Pen({"step": ("研削",)}, rng=np.random.default_rng(1))
    >>> pen.sentence("{step}は{#3-3}回")
    '研削は3回'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np

__all__ = ["Parameter", "Pen", "parameter"]

_SLOT = re.compile(r"\{(#?)([a-z]*)([^{}]*)\}")
_SPACED_UNIT = re.compile(r"[A-Za-z°μ×]")


@attrs.frozen(kw_only=True)
class Parameter:
    """A quantity: its name, unit (empty when none), bounds and decimals."""

    name: str
    unit: str
    low: float
    high: float
    decimals: int

    def text(self, share: float) -> str:
        """Write the value that lies ``share`` (0 to 1) of the way from low to high."""
        number = f"{self.low + (self.high - self.low) * share:.{self.decimals}f}"
        space = " " if _SPACED_UNIT.match(self.unit) else ""
        return f"{number}{space}{self.unit}"


def parameter(text: str) -> Parameter:
    """Read ``name|unit|low|high``; the unit ``－`` means none.

    Raises:
        ValueError: There are not four parts, or the bounds are not numbers.
    """
    name, unit, low, high = text.split("|")
    return Parameter(
        name=name,
        unit="" if unit == "－" else unit,
        low=float(low),
        high=float(high),
        decimals=len(low.partition(".")[2]),
    )


class Pen:
    """Writes sentences about one subject."""

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        *,
        rng: np.random.Generator,
        parameters: Sequence[Parameter] = (),
    ) -> None:
        """Take the words, the parameters and the generator to draw with."""
        self._words = words
        self._rng = rng
        self._parameters = parameters

    def sentence(self, template: str) -> str:
        """Fill the slots of one template.

        Raises:
            KeyError: A slot names no list.
            ValueError: A sentence wants more different words than the list has.
        """
        orders: dict[str, Sequence[int]] = {}

        def fill(slot: re.Match[str]) -> str:
            number, name, rest = slot.groups()
            if number:
                return self._number(rest)
            place = int(rest or 1) - 1
            if name in {"p", "v", "w"}:
                return self._quantity(name, self._pick(orders, "p", len(self._parameters), place))
            words = self._words[name]
            return words[self._pick(orders, name, len(words), place)]

        text = _SLOT.sub(fill, template)
        return text[:1].upper() + text[1:]

    def sentences(self, templates: Iterable[str]) -> tuple[str, ...]:
        """Fill several templates, in order."""
        return tuple(self.sentence(template) for template in templates)

    def _pick(self, orders: dict[str, Sequence[int]], name: str, count: int, place: int) -> int:
        """Return a place in the list; different places of a sentence give different words."""
        if place >= count:
            raise ValueError(f"list {name}: got {count} words, want {place + 1}")
        if name not in orders:
            orders[name] = [int(i) for i in self._rng.permutation(count)]
        return orders[name][place]

    def _quantity(self, name: str, index: int) -> str:
        chosen = self._parameters[index]
        if name == "p":
            return chosen.name
        start = 0.05 if name == "v" else 0.6
        return chosen.text(start + 0.35 * self._rng.random())

    def _number(self, bounds: str) -> str:
        low, _, high = bounds.partition("-")
        decimals = len(low.partition(".")[2])
        value = float(low) + (float(high) - float(low)) * self._rng.random()
        return f"{value:.{decimals}f}"
