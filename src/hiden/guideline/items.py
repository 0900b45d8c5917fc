# SPDX-License-Identifier: Apache-2.0
"""The check sheet as it stands in its file: items, options, weights, thresholds (点検表).

Rules:
    * Weights, thresholds and caps are data, our own, and shown openly.
    * Points are counted in hundredths, as whole numbers, so that sums are exact.
    * The first option of an item is the best one; the others are worth less.

This module does not read files (see ``sheet``) and does not judge (see ``assessment``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.wording import Localized, Wording, wording
from hiden.guideline.facts import FILLED, Fact
from hiden.guideline.rulings import Ruling
from hiden.guideline.values import Addressee, EvidenceKind, Requirement, SecretFacts, Strength
from hiden.registry import Level

__all__ = [
    "HUNDREDTHS",
    "Effort",
    "Item",
    "Option",
    "Part",
    "Sheet",
    "Threshold",
    "Unit",
    "ValueStep",
    "Weighing",
]

HUNDREDTHS = 100
"""So many of the whole numbers in which is counted make one point."""

_SHARE = (attrs.validators.ge(0), attrs.validators.le(1))
_POSITIVE = attrs.validators.gt(0)


class Part(StrEnum):
    """What an item is about."""

    IDENTIFICATION = "identification"
    DESIGNATION = "designation"
    HOLDERS = "holders"
    MARKING = "marking"
    SEPARATION = "separation"
    DUTY = "duty"
    TRAINING = "training"
    CONTROL = "control"
    PRACTICE = "practice"
    REVIEW = "review"
    USEFULNESS = "usefulness"
    NON_PUBLIC = "non_public"

    @property
    def message(self) -> Message:
        """Its name, for the reader."""
        return Message(_PARTS[self])


_PARTS = {
    Part.IDENTIFICATION: mark("identification of the secret"),
    Part.DESIGNATION: mark("designation as secret"),
    Part.HOLDERS: mark("who may know the secret"),
    Part.MARKING: mark("marking as secret"),
    Part.SEPARATION: mark("keeping secrets apart"),
    Part.DUTY: mark("duties of confidentiality"),
    Part.TRAINING: mark("training of those who know it"),
    Part.CONTROL: mark("access and control"),
    Part.PRACTICE: mark("practice and response"),
    Part.REVIEW: mark("regular review"),
    Part.USEFULNESS: mark("usefulness"),
    Part.NON_PUBLIC: mark("non-public character"),
}


class Unit(StrEnum):
    """Of what an item is asked."""

    SECRET = "secret"  # noqa: S105 - a unit, not a password
    ORGANISATION = "organisation"


@attrs.frozen(kw_only=True)
class Option:
    """One answer that can be chosen.

    Attributes:
        id: Its name, unique in its item.
        ja: The answer, in Japanese.
        en: The same in English.
        share: How much of the item's weight it is worth, 0 to 1.
        bar: The best that a verdict can be with it; ``None`` if it sets no limit.
        reason: What it means for the verdict.
    """

    id: str = attrs.field(validator=attrs.validators.matches_re(r"[a-z][a-z0-9-]*"))
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    share: float = attrs.field(validator=_SHARE)
    bar: Strength | None = None
    reason: Localized

    @property
    def wording(self) -> Wording:
        """The answer, to show."""
        return wording(ja=self.ja, en=self.en)


@attrs.frozen(kw_only=True)
class Effort:
    """Person-days that closing a gap takes, by size of the company."""

    small: float = attrs.field(validator=_POSITIVE)
    medium: float = attrs.field(validator=_POSITIVE)
    large: float = attrs.field(validator=_POSITIVE)


@attrs.frozen(kw_only=True)
class Item(Fact):
    """One question; ``ja`` and ``en`` are what is asked.

    Attributes:
        part: What it is about.
        unit: Whether it is asked of each secret or once of the organisation.
        requirement: The requirement that its points count for.
        addressees: For secrecy management: the verdicts in which its points count.
        bars: The requirements that an option's limit reaches; its own if none is named.
        is_general: An answer of the organisation stands for every secret without one of its own.
        weight: Points of its best option.
        tier: 1: the legal minimum; 2: beyond it.
        options: At least two, the best one first.
        evidence: By what it is usually shown.
        valid_days: Days for which evidence without a last day shows it.
        seen_by_hiden: Hiden can see something of it by itself.
        measures: Ids of the grid's measures that serve it.
        rests_on: Ids of the grid's statements on which it builds.
        effort_days: What reaching the best option takes.
        action: What to do to reach the best option.
        why: Why it matters.
    """

    part: Part
    unit: Unit
    requirement: Requirement
    addressees: tuple[Addressee, ...] = ()
    bars: tuple[Requirement, ...] = ()
    is_general: bool = False
    weight: float = attrs.field(validator=_POSITIVE)
    tier: int = attrs.field(validator=attrs.validators.in_((1, 2)))
    options: tuple[Option, ...] = attrs.field(validator=attrs.validators.min_len(2))
    evidence: tuple[EvidenceKind, ...] = attrs.field(validator=FILLED)
    valid_days: int = attrs.field(validator=attrs.validators.ge(1))
    seen_by_hiden: bool
    measures: tuple[str, ...]
    rests_on: tuple[str, ...]
    effort_days: Effort
    action: Localized
    why: Localized

    @property
    def best(self) -> Option:
        """The best option."""
        return self.options[0]

    def option(self, option: str) -> Option:
        """Return an option by its id.

        Raises:
            KeyError: There is no such option.
        """
        for candidate in self.options:
            if candidate.id == option:
                return candidate
        raise KeyError(option)

    def points(self, option: Option) -> int:
        """Return what an option is worth, in hundredths of a point."""
        return round(self.weight * option.share * HUNDREDTHS)

    @property
    def is_for_partners_only(self) -> bool:
        """Whether it is asked only of what was shown to business partners."""
        return self.addressees == (Addressee.PARTNERS,)

    def is_asked(self, secret: SecretFacts) -> bool:
        """Whether it is asked of a secret."""
        return secret.is_shown_to_partners or not self.is_for_partners_only

    def counts_in(self, threshold: Threshold) -> bool:
        """Whether its points count in the verdict of a threshold."""
        return self.requirement is threshold.requirement and (
            threshold.addressee is None or threshold.addressee in self.addressees
        )

    def limits(self, threshold: Threshold) -> bool:
        """Whether the limit that an option sets reaches the verdict of a threshold."""
        return threshold.requirement in (self.bars or (self.requirement,)) and (
            threshold.addressee is None or threshold.addressee in self.addressees
        )


@attrs.frozen(kw_only=True)
class Threshold:
    """From how many points on a verdict is what.

    Attributes:
        requirement: Of which requirement.
        addressee: Towards whom; ``None`` if that makes no difference.
        arguable: Points, claimed ones too, from which on it is arguable.
        strong: Evidenced points from which on it is strong.
    """

    requirement: Requirement
    addressee: Addressee | None = None
    arguable: int = attrs.field(validator=_POSITIVE)
    strong: int = attrs.field(validator=_POSITIVE)


@attrs.frozen(kw_only=True)
class ValueStep:
    """From which value on a secret weighs how much in a plan.

    Attributes:
        from_jpy: From so many yen on.
        weight: Factor.
    """

    from_jpy: int = attrs.field(validator=attrs.validators.ge(0))
    weight: float = attrs.field(validator=_POSITIVE)


@attrs.frozen(kw_only=True)
class Weighing:
    """How a plan weighs secrets and effort.

    Attributes:
        levels: Factor by level.
        values: Factors by value, the lowest first; a value that is not said weighs like the lowest.
        small_up_to: Employees up to which a company is small.
        medium_up_to: Employees up to which it is medium; more is large, and not said is medium.
        evidence_effort: Part of the effort that it takes to show what is already so.
    """

    levels: Mapping[Level, float]
    values: tuple[ValueStep, ...] = attrs.field(validator=FILLED)
    small_up_to: int = attrs.field(validator=_POSITIVE)
    medium_up_to: int = attrs.field(validator=_POSITIVE)
    evidence_effort: float = attrs.field(validator=[_POSITIVE, attrs.validators.le(1)])


@attrs.frozen(kw_only=True)
class Sheet(Fact):
    """A check sheet; ``ja`` and ``en`` are its title.

    Attributes:
        version: Counted up when it changes.
        as_of: The day up to which what it rests on is known.
        note: Whose sheet it is, and what it does not promise.
        thresholds: One for each verdict, employees before partners.
        weighing: How a plan weighs.
        items: In the order in which they are asked.
        rulings: The decided cases that test it, by id.
        cited: The rulings that name an option of an item, by both ids.
        by_id: The items by id.
    """

    version: int
    as_of: dt.date
    note: Localized
    thresholds: tuple[Threshold, ...]
    weighing: Weighing
    items: tuple[Item, ...]
    rulings: Mapping[str, Ruling]
    cited: Mapping[tuple[str, str], tuple[str, ...]] = attrs.field(init=False)
    by_id: Mapping[str, Item] = attrs.field(init=False)

    @cited.default
    def _cited(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        cited: dict[tuple[str, str], dict[str, None]] = {}
        for ruling in self.rulings.values():
            for holding in ruling.holdings:
                for fact in holding.facts.items():
                    cited.setdefault(fact, {})[ruling.id] = None
        return {fact: tuple(ids) for fact, ids in cited.items()}

    @by_id.default
    def _by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}
