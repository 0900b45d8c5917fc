# SPDX-License-Identifier: Apache-2.0
"""Decided cases that test the check sheet (裁判例).

Rules:
    * Only facts that a source tells stand in a ruling; what is derived by us is named.
    * The mark of a ruling is that of the law's data: read in the judgment, or in a report about it.
    * A sheet that does not decide every ruling as the court did is refused by its tests.

What it does not do: say that another court would decide alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import Localized, Wording, wording
from hiden.guideline.facts import FILLED
from hiden.guideline.grid import load_sources
from hiden.guideline.grid_checks import refuse, repeated
from hiden.guideline.values import Requirement
from hiden.law import Mark

__all__ = ["Decision", "Held", "Holding", "Ruling", "load_rulings", "read_rulings"]


class Held(StrEnum):
    """What a court held of a requirement."""

    AFFIRMED = "affirmed"
    DENIED = "denied"

    @property
    def message(self) -> Message:
        """What was held, for the reader."""
        return Message(_HELD[self])


_HELD = {Held.AFFIRMED: mark("affirmed by the court"), Held.DENIED: mark("denied by the court")}
_MARKS = {
    Mark.TEXT: mark("read in the judgment"),
    Mark.SECONDARY: mark("read in a report about the judgment"),
}


@attrs.frozen(kw_only=True)
class Decision:
    """One judgment in a case.

    Attributes:
        court: Which court.
        decided_on: The day of the judgment.
    """

    court: Localized
    decided_on: dt.date


@attrs.frozen(kw_only=True)
class Holding:
    """What was held, and on which facts.

    Attributes:
        about: The requirements that stood or fell with it.
        held: Affirmed or denied.
        facts: The facts that the court named: option of the check sheet by item.
        decisive: Items without whose facts the verdict of the sheet must turn.
        derived: Items whose fact is not told for this case by itself, but derived by us.
    """

    about: tuple[Requirement, ...] = attrs.field(validator=FILLED)
    held: Held
    facts: Mapping[str, str] = attrs.field(validator=FILLED)
    decisive: tuple[str, ...] = attrs.field(validator=FILLED)
    derived: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Ruling:
    """One decided case.

    Attributes:
        id: Its name, that of the law's list of cases.
        ja: What happened and what was held, in Japanese, in our own words.
        en: The same in English.
        case: What the case is called.
        mark: How well it is verified, as the law's data say it.
        sources: Ids of sources, at least one.
        acted_until: Last day of the acts; the facts are those of that day.
        decisions: The judgments, oldest first.
        holdings: What was held, at least one.
    """

    id: str = attrs.field(validator=FILLED)
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    case: Localized
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)
    acted_until: dt.date
    decisions: tuple[Decision, ...] = attrs.field(validator=FILLED)
    holdings: tuple[Holding, ...] = attrs.field(validator=FILLED)

    @property
    def wording(self) -> Wording:
        """What happened and what was held, to show."""
        return wording(ja=self.ja, en=self.en)

    @property
    def mark_message(self) -> Message:
        """What its mark means, for the reader: a judgment is no text of the law."""
        said = _MARKS.get(self.mark)
        return Message(said) if said else self.mark.message


@attrs.frozen(kw_only=True)
class _File:
    urn: str = attrs.field(
        validator=attrs.validators.matches_re(r"urn:hiden:guideline:[a-z0-9:-]+")
    )
    version: int = attrs.field(validator=attrs.validators.ge(1))
    as_of: dt.date
    rulings: tuple[Ruling, ...] = attrs.field(validator=FILLED)


@cache
def load_rulings() -> Mapping[str, Ruling]:
    """Return the rulings that are shipped with Hiden by id, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the file was damaged.
    """
    file = resources.files("hiden.guideline").joinpath("data", "rulings.yaml")
    return read_rulings(file, sources=load_sources())


def read_rulings(file: Traversable, *, sources: Collection[str]) -> Mapping[str, Ruling]:
    """Read a file of rulings.

    Args:
        file: YAML in UTF-8.
        sources: The ids of the sources that there are.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    rulings = load_yaml(file, _File).rulings
    refuse(str(file), chain(repeated(r.id for r in rulings), _mistakes(rulings, sources)))
    return {ruling.id: ruling for ruling in rulings}


def _mistakes(rulings: Iterable[Ruling], sources: Collection[str]) -> Iterator[tuple[str, str]]:
    for ruling in rulings:
        for source in sorted(set(ruling.sources).difference(sources)):
            yield ruling.id, f"the source {source} is not in sources.yaml"
        for decision in ruling.decisions:
            if decision.decided_on <= ruling.acted_until:
                yield ruling.id, f"decided on {decision.decided_on}, before the acts had ended"
        for holding in ruling.holdings:
            for item in sorted({*holding.decisive, *holding.derived}.difference(holding.facts)):
                yield ruling.id, f"{item} is not among the facts"
