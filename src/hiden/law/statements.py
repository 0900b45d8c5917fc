# SPDX-License-Identifier: Apache-2.0
"""What the law says about an act, sentence by sentence, each with its mark and sources.

Rules:
    * A sentence is never shown without its mark: ``Statement.message`` always says it.
    * What rests on memory is found by ``Statement.is_unverified``, also if only a part of it does.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.wording import Money, Wording
from hiden.law.facts import ActKind, Mark, Part
from hiden.law.penal_rules import Custody
from hiden.law.rules import DatedRule, Rule

__all__ = [
    "Answer",
    "CorporateFine",
    "Element",
    "Limit",
    "Maxima",
    "Provision",
    "Statement",
    "state",
    "state_dated",
]


@attrs.frozen(kw_only=True)
class Statement:
    """One sentence of law.

    Attributes:
        rule_id: The rule that it comes from.
        text: What it says, without its mark.
        mark: How well it is verified.
        sources: Ids of sources.
        parts: Parts with a mark of their own; shown where it differs.
    """

    rule_id: str
    text: Message
    mark: Mark
    sources: tuple[str, ...]
    parts: Mapping[Part, Mark] = attrs.field(factory=dict)

    @property
    def is_unverified(self) -> bool:
        """Whether it, or a part of it, rests on memory alone."""
        return self.mark is Mark.MEMORY or Mark.MEMORY in self.parts.values()

    @property
    def message(self) -> Message:
        """The sentence with its mark, as the reader must see it."""
        said = Message(mark("%(text)s [%(mark)s]"), {"text": self.text, "mark": self.mark.message})
        for part, part_mark in self.parts.items():
            if part_mark is self.mark:
                continue
            said = Message(
                mark("%(text)s [%(part)s: %(mark)s]"),
                {"text": said, "part": part.message, "mark": part_mark.message},
            )
        return said


@attrs.frozen(kw_only=True)
class Element(Statement):
    """A condition of the crime.

    Attributes:
        met: Whether the facts given meet it; ``None`` if they do not tell.
    """

    met: bool | None


@attrs.frozen(kw_only=True)
class Provision(Statement):
    """An article that punishes the act.

    Attributes:
        kind: The kind of act that it names.
        article: Its place in the law of that date.
    """

    kind: ActKind
    article: Wording


@attrs.frozen(kw_only=True)
class Maxima(Statement):
    """The highest penalty of an individual.

    Attributes:
        years: Years in custody.
        custody: What custody is called at that date.
        fine: The fine.
        cumulative: Both can be imposed together.
        overseas: The fine is the one aggravated for use abroad.
    """

    years: int
    custody: Custody
    fine: Money
    cumulative: bool
    overseas: bool


@attrs.frozen(kw_only=True)
class CorporateFine(Statement):
    """The highest fine of a legal person for the same act.

    Attributes:
        fine: The fine; ``None``: there is none, and the text says why.
        conditional: It depends on a fact that was not given; the text says which.
    """

    fine: Money | None
    conditional: bool


@attrs.frozen(kw_only=True)
class Answer(Statement):
    """A yes or no about procedure."""

    value: bool


@attrs.frozen(kw_only=True)
class Limit(Statement):
    """The time after which the act is no longer prosecuted.

    Attributes:
        years: Years from the end of the act.
    """

    years: int


def state(rule: Rule) -> Statement:
    """Say what a rule says."""
    return Statement(rule_id=rule.id, text=rule.wording, mark=rule.mark, sources=rule.sources)


def state_dated(rule: DatedRule) -> Statement:
    """Say what a dated rule says, after its article, with the marks of its parts."""
    return Statement(
        rule_id=rule.id,
        text=rule.full_wording,
        mark=rule.mark,
        sources=rule.sources,
        parts=rule.marks,
    )
