# SPDX-License-Identifier: Apache-2.0
"""Reading a check sheet, whole or not at all.

Rules:
    * Every item names sources, measures and statements that exist; every ruling names items and
      options that exist.
    * Every verdict has its thresholds, and they can be reached.
    * All mistakes are reported at once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain, pairwise

import attrs

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import Localized
from hiden.guideline.cross_checks import unknown
from hiden.guideline.facts import FILLED, Fact
from hiden.guideline.grid import Grid, load_grid, load_sources
from hiden.guideline.grid_checks import refuse, repeated, unknown_sources
from hiden.guideline.items import Item, Sheet, Threshold, Unit, Weighing
from hiden.guideline.rulings import Ruling, load_rulings
from hiden.guideline.tallies import VERDICTS
from hiden.guideline.values import Requirement
from hiden.registry import Level

__all__ = ["SHEET", "load_sheet", "read_sheet", "sheet_ids"]

SHEET = "hiden-2026"
"""The sheet that is used where none is named."""


@attrs.frozen(kw_only=True)
class _File(Fact):
    version: int = attrs.field(validator=attrs.validators.ge(1))
    as_of: dt.date
    note: Localized
    thresholds: tuple[Threshold, ...]
    weighing: Weighing
    items: tuple[Item, ...] = attrs.field(validator=FILLED)


def sheet_ids() -> tuple[str, ...]:
    """Return the ids of the sheets that are shipped with Hiden, in order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def load_sheet(sheet: str = SHEET) -> Sheet:
    """Return a sheet that is shipped with Hiden, read once.

    Raises:
        SheetError: There is no such sheet.
        ExceptionGroup: Of ``RuleError``, if its file was damaged.
    """
    known = sheet_ids()
    if sheet not in known:
        raise SheetError(ErrorCode.SHEET_UNKNOWN, sheet=sheet, known=", ".join(known))
    return read_sheet(
        _folder().joinpath(f"{sheet}.yaml"),
        rulings=load_rulings(),
        grid=load_grid(),
        sources=tuple(load_sources()),
    )


def read_sheet(
    file: Traversable, *, rulings: Mapping[str, Ruling], grid: Grid, sources: tuple[str, ...]
) -> Sheet:
    """Read a sheet.

    Args:
        file: YAML in UTF-8.
        rulings: The decided cases that test it, by id.
        grid: The guidance that its items build on.
        sources: Ids of the sources that there are.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    data = load_yaml(file, _File)
    sheet = Sheet(**attrs.asdict(data, recurse=False), rulings=rulings)
    measures = ((item.id, item.measures) for item in sheet.items)
    statements = ((item.id, item.rests_on) for item in sheet.items)
    refuse(
        str(file),
        chain(
            repeated(item.id for item in sheet.items),
            unknown_sources((sheet, *sheet.items), sources),
            unknown(measures, known=grid.measures, kind="measure"),
            unknown(statements, known=grid.statements, kind="statement"),
            chain.from_iterable(map(_item_mistakes, sheet.items)),
            _threshold_mistakes(sheet),
            _weighing_mistakes(sheet),
            _ruling_mistakes(sheet),
        ),
    )
    return sheet


def _folder() -> Traversable:
    return resources.files("hiden.guideline").joinpath("sheets")


def _item_mistakes(item: Item) -> Iterator[tuple[str, str]]:
    for option, _ in repeated(option.id for option in item.options):
        yield item.id, f"the option {option} stands twice"
    if item.best.share != 1 or item.best.bar is not None:
        yield item.id, f"the first option {item.best.id} is not worth the whole item"
    if any(after.share > before.share for before, after in pairwise(item.options)):
        yield item.id, "the options are not ordered, the best one first"
    if item.options[1].share == 1:
        yield item.id, "two options are worth the whole item"
    if (item.requirement is Requirement.SECRECY) != bool(item.addressees):
        yield item.id, "addressees: want some for secrecy, none for the other requirements"
    if Requirement.SECRECY in item.bars and not item.addressees:
        yield item.id, "bars: what limits secrecy must say towards whom"
    if item.is_general and item.unit is Unit.ORGANISATION:
        yield item.id, "is_general: only an item of a secret can be answered for all secrets"


def _threshold_mistakes(sheet: Sheet) -> Iterator[tuple[str, str]]:
    got = tuple((t.requirement, t.addressee) for t in sheet.thresholds)
    if got != VERDICTS:
        yield sheet.id, "thresholds: want one for each verdict, employees before partners"
    for threshold in sheet.thresholds:
        possible = sum(item.weight for item in sheet.items if item.counts_in(threshold))
        if not threshold.arguable <= threshold.strong <= possible:
            want = f"{threshold.arguable} up to {threshold.strong} up to {possible:g}"
            yield sheet.id, f"thresholds of {threshold.requirement}: want growing {want}"


def _weighing_mistakes(sheet: Sheet) -> Iterator[tuple[str, str]]:
    if set(sheet.weighing.levels) != set(Level):
        yield sheet.id, "weighing.levels: want every level"
    steps = [step.from_jpy for step in sheet.weighing.values]
    if steps[0] != 0 or steps != sorted(set(steps)):
        yield sheet.id, "weighing.values: want growing steps from 0 on"


def _ruling_mistakes(sheet: Sheet) -> Iterator[tuple[str, str]]:
    known = Counter((item.id, option.id) for item in sheet.items for option in item.options)
    for item, option in sheet.cited:
        if (item, option) not in known:
            yield sheet.cited[item, option][0], f"the sheet has no option {option} of {item}"
