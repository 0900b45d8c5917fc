# SPDX-License-Identifier: Apache-2.0
"""The rules on crimes as they stand in the YAML files: versions, kinds of act, scopes, penalties.

Source: 不正競争防止法 21条, 22条 (14条, 15条 before 2005-11-01).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs

from hiden.foundation.wording import Localized, Money, Wording, wording
from hiden.law.facts import ActKind, ActorClass, Mark, Part, Purpose
from hiden.law.rules import FILLED, Rule

__all__ = [
    "ActRule",
    "Change",
    "Custody",
    "LawVersion",
    "Link",
    "OrderPenalty",
    "Overseas",
    "Penal",
    "PenalMarks",
    "ProvisionRule",
    "PurposeRule",
    "ScopeRule",
    "Side",
    "Subject",
]


class Custody(StrEnum):
    """What deprivation of liberty is called."""

    IMPRISONMENT_WITH_WORK = "懲役"
    IMPRISONMENT = "拘禁刑"

    @property
    def wording(self) -> Wording:
        """The name, to show."""
        return wording(
            ja=self.value,
            en="imprisonment" if self is Custody.IMPRISONMENT else "imprisonment with work",
        )


@attrs.frozen(kw_only=True)
class PenalMarks:
    """How well each part of a version's penalties is verified."""

    individual: Mark
    overseas: Mark
    corporate: Mark
    complaint: Mark
    purpose: Mark
    attempt: Mark
    confiscation: Mark
    prosecution_limit: Mark


@attrs.frozen(kw_only=True)
class Penal:
    """The criminal side of a version: maxima and conditions, never minima.

    Attributes:
        years: Maximum years in custody.
        fine_yen: Maximum fine of an individual.
        cumulative: Custody and fine can be imposed together.
        custody: The name of custody for acts in this version.
        overseas_fine_yen: Maximum fine if aggravated for use abroad; ``None``: no aggravation.
        corporate_fine_yen: Highest fine of a legal person; ``None``: none.
        corporate_overseas_fine_yen: The same if aggravated.
        complaint: Prosecution needs the victim's complaint (告訴).
        purpose: The purpose that the crime asks for.
        attempt: Some attempts are punishable.
        confiscation: Proceeds can be confiscated.
        prosecution_limit_years: After so many years from its end an act is no longer prosecuted.
        marks: How well each of these is verified.
    """

    years: int
    fine_yen: int
    cumulative: bool
    custody: Custody
    overseas_fine_yen: int | None
    corporate_fine_yen: int | None
    corporate_overseas_fine_yen: int | None
    complaint: bool
    purpose: Purpose
    attempt: bool
    confiscation: bool
    prosecution_limit_years: int
    marks: PenalMarks


@attrs.frozen(kw_only=True)
class LawVersion(Rule):
    """The Act as it governs acts of a period.

    Attributes:
        since: First day; ``None`` for the first version.
        until: Last day; ``None`` for the present version.
        act: The amending act.
        marks: How well dates, act and the existence of a crime are verified.
        trade_secret_rule: Whether there was any rule on trade secrets.
        penal: The criminal side; ``None``: no crime.
    """

    since: dt.date | None
    until: dt.date | None
    act: Localized
    marks: Mapping[Part, Mark]
    trade_secret_rule: bool
    penal: Penal | None


@attrs.frozen(kw_only=True)
class Change(Rule):
    """An amendment inside a version.

    Attributes:
        inside: Id of the version.
        since: First day; ``None`` if a Cabinet order fixes it.
        by: The last day by which it takes effect, if a Cabinet order fixes the day.
    """

    inside: str
    since: dt.date | None
    by: dt.date | None

    @property
    def day(self) -> dt.date:
        """The day it takes effect, at the latest."""
        day = self.since or self.by
        if day is None:
            raise ValueError(f"{self.id}: got neither since nor by")
        return day

    def __attrs_post_init__(self) -> None:
        _ = self.day


class Side(StrEnum):
    """Whose crime it is; it decides the paragraph since 2024, and the corporate fine."""

    OUTSIDER = "outsider"
    INSIDER = "insider"
    GOODS = "goods"
    BY_ACTOR = "by-actor"
    ORDER = "order"


@attrs.frozen(kw_only=True)
class ProvisionRule:
    """Where a kind of act stands in a version.

    Attributes:
        version: Id of the version.
        since: First day, if not that of the version.
        until: Last day, if not that of the version.
        side: Only for this side of the chain; ``None``: for all.
        ja: The article in Japanese; ``None``: no crime.
        en: The same in English.
        mark: How well this place is verified.
        sources: Ids of sources.
        limits: What the provision is limited to.
    """

    version: str
    since: dt.date | None = None
    until: dt.date | None = None
    side: Side | None = None
    ja: str | None
    en: str | None
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)
    limits: Localized | None = None

    @property
    def article(self) -> Wording | None:
        """The article, to show; ``None``: no crime."""
        return wording(ja=self.ja, en=self.en) if self.ja and self.en else None


@attrs.frozen(kw_only=True)
class Overseas:
    """The aggravated kinds behind an act, by where it is done."""

    in_japan: tuple[ActKind, ...]
    abroad: tuple[ActKind, ...]


@attrs.frozen(kw_only=True)
class ActRule(Rule):
    """A kind of criminal act.

    Attributes:
        side: Whose crime it is.
        deed: What sort of deed: acquire, take, use, trade, breach.
        actors: Who can do it.
        base: For an aggravated kind, the act that stands behind it, by actor; else empty.
        overseas: The aggravated kinds that apply if it is for use abroad.
        needs_purpose: The purpose element applies.
        needs_technical: The secret must be technical.
        provisions: Its place in each version that knows crimes.
    """

    id: str = attrs.field(validator=attrs.validators.in_([str(kind) for kind in ActKind]))
    side: Side
    deed: str = attrs.field(
        validator=attrs.validators.in_(["acquire", "take", "use", "trade", "breach"])
    )
    actors: tuple[ActorClass, ...] = attrs.field(validator=FILLED)
    base: Mapping[ActorClass, ActKind]
    overseas: Overseas
    needs_purpose: bool
    needs_technical: bool
    provisions: tuple[ProvisionRule, ...] = attrs.field(validator=FILLED)

    @property
    def kind(self) -> ActKind:
        """The kind that this rule describes."""
        return ActKind(self.id)


class Subject(StrEnum):
    """What a scope is about."""

    CORPORATE = "corporate"
    ATTEMPT = "attempt"
    ABROAD = "abroad"


class Link(StrEnum):
    """The link with Japan that an act abroad needs."""

    MANAGED_IN_JAPAN = "managed_in_japan"
    BUSINESS_IN_JAPAN = "business_in_japan"
    NONE = "none"


@attrs.frozen(kw_only=True)
class ScopeRule(Rule):
    """Which kinds of act something reaches.

    Attributes:
        subject: What reaches them.
        versions: Ids of the versions in which it does.
        acts: The kinds; a kind not listed is not reached.
        side: Only for this side of the chain; ``None``: for all.
        fine_yen: Maximum fine of a legal person.
        overseas_fine_yen: The same if aggravated for use abroad.
        amount_mark: How well the amounts are verified.
        link: The link with Japan that an act abroad needs.
        link_mark: How well that is verified.
    """

    subject: Subject
    versions: tuple[str, ...] = attrs.field(validator=FILLED)
    acts: tuple[ActKind, ...]
    side: Side | None = None
    fine_yen: int | None = None
    overseas_fine_yen: int | None = None
    amount_mark: Mark = Mark.TEXT
    link: Link = Link.NONE
    link_mark: Mark = Mark.TEXT


@attrs.frozen(kw_only=True)
class OrderPenalty(Rule):
    """Maximum penalty for breaching a protective order (秘密保持命令) in a period."""

    since: dt.date
    until: dt.date | None
    years: int
    fine_yen: int
    cumulative: bool
    prosecution_limit_years: int

    @property
    def fine(self) -> Money:
        """The maximum fine of an individual."""
        return Money(self.fine_yen)


@attrs.frozen(kw_only=True)
class PurposeRule(Rule):
    """The purpose that the crime asks for in a period.

    Attributes:
        since: First day.
        until: Last day.
        accepts: The purposes that meet it, each with how well that is verified.
    """

    since: dt.date
    until: dt.date | None
    accepts: Mapping[Purpose, Mark] = attrs.field(validator=FILLED)
