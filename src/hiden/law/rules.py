# SPDX-License-Identifier: Apache-2.0
"""The rules of law as they stand in the YAML files (法令データ).

Rules:
    * Every rule has an id, a mark of how well it is verified, its sources, and both languages.
    * A period names its first and its last day, both inclusive; ``None`` is open.
    * An empty list of requirements is never fulfilled.

This module does not read files (see ``book``) and does not decide anything (see ``opinion``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import attrs

from hiden.foundation.language import Message
from hiden.foundation.wording import Localized, Wording, wording
from hiden.law.facts import Act, ActKind, Mark, Part

__all__ = [
    "ANY",
    "FILLED",
    "DatedRule",
    "Rule",
    "RuleFile",
    "Source",
    "When",
    "is_within",
]

FILLED: Callable[[Any, attrs.Attribute[Any], Any], None] = attrs.validators.min_len(1)
"""Validator: nothing that is needed may be empty."""


@attrs.frozen(kw_only=True)
class Rule:
    """What every rule has.

    Attributes:
        id: Its name, unique in all files.
        ja: What it says, in Japanese.
        en: The same in English.
        mark: How well it is verified as a whole.
        sources: Ids of sources, at least one.
    """

    id: str = attrs.field(validator=FILLED)
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)

    @property
    def wording(self) -> Wording:
        """What the rule says, to show."""
        return wording(ja=self.ja, en=self.en)


@attrs.frozen(kw_only=True)
class Source:
    """Where a fact was read.

    Attributes:
        id: Its name, ``S`` and digits.
        ja: What it is, in Japanese.
        en: The same in English.
        identifier: Addresses or other identifiers, at least one.
    """

    id: str = attrs.field(validator=attrs.validators.matches_re(r"S\d{2,3}"))
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    identifier: tuple[str, ...] = attrs.field(validator=FILLED)


T_co = TypeVar("T_co", bound="Rule | Source", covariant=True)


@attrs.frozen(kw_only=True)
class RuleFile(Generic[T_co]):
    """One file of rules.

    Attributes:
        urn: Name of the file's set of rules; a rule's full name is ``urn:id``.
        version: Edition of the file, counted up when it changes.
        as_of: The day up to which the law is known to it.
        rules: The rules, in the file's order.
    """

    urn: str = attrs.field(validator=attrs.validators.matches_re(r"urn:hiden:law:[a-z0-9:-]+"))
    version: int = attrs.field(validator=attrs.validators.ge(1))
    as_of: dt.date
    rules: tuple[T_co, ...] = attrs.field(validator=FILLED)


def is_within(day: dt.date, since: dt.date | None, until: dt.date | None) -> bool:
    """Tell whether a day lies in a period whose ends are inclusive."""
    return (since is None or since <= day) and (until is None or day <= until)


ANY = "any"
"""Stands for every kind of act."""


@attrs.frozen(kw_only=True)
class When:
    """For which acts a rule is shown.

    Attributes:
        acts: Ids of the kinds, or ``any`` alone; an empty list is never fulfilled.
        technical: The secret is known to be technical, or is not known not to be.
        abroad: Where the act was done; ``None``: anywhere.
    """

    acts: tuple[str, ...]
    technical: bool = False
    abroad: bool | None = None

    def is_fulfilled(self, act: Act, kind: ActKind) -> bool:
        """Tell whether the rule is to be shown for an act whose plain kind is ``kind``."""
        return (
            (kind in self.acts or ANY in self.acts)
            and not (self.technical and act.technical is False)
            and self.abroad in {None, act.is_abroad}
        )


@attrs.frozen(kw_only=True)
class DatedRule(Rule):
    """A rule that is shown for some acts of a period.

    Attributes:
        since: First day.
        until: Last day.
        article: Its place in the present text.
        when: For which acts; ``None``: for none, other rules name it or it is for reading only.
        marks: Parts that are verified differently.
    """

    since: dt.date | None
    until: dt.date | None
    article: Localized | None = None
    when: When | None = None
    marks: Mapping[Part, Mark] = attrs.field(factory=dict)

    def is_chosen(self, act: Act, kind: ActKind) -> bool:
        """Tell whether the rule is to be shown for an act whose plain kind is ``kind``."""
        return (
            self.when is not None
            and is_within(act.on, self.since, self.until)
            and self.when.is_fulfilled(act, kind)
        )

    @property
    def full_wording(self) -> Message:
        """What the rule says, after its article."""
        if self.article is None:
            return self.wording
        return wording(
            ja=f"{self.article.ja}：{self.ja}",
            en=f"{self.article.en}: {self.en}",
        )
