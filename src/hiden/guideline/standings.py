# SPDX-License-Identifier: Apache-2.0
"""How each item stands on a day: which option, what it is worth, until when.

Rules:
    * The same answer to the same item is looked at once, however many secrets it stands for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from hiden.guideline.answers import answer_for, live_until, state_of
from hiden.guideline.items import HUNDREDTHS, Item, Option, Sheet, Threshold
from hiden.guideline.results import Standing
from hiden.guideline.values import Answer, Answers, AnswerState, SecretFacts
from hiden.guideline.verdicts import NOTHING, Worth, worth

__all__ = ["Answered", "Book", "worths"]


@attrs.frozen(kw_only=True, eq=False)
class Answered:
    """One item with the answer that stands for it.

    Attributes:
        item: The item.
        option: The option that was chosen; ``None`` if none was.
        standing: How it stands.
        worth: What it brings.
    """

    item: Item
    option: Option | None
    standing: Standing
    worth: Worth

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing: the best option, evidenced."""
        return self.option is self.item.best and self.standing.state is AnswerState.EVIDENCED

    def limits(self, threshold: Threshold) -> bool:
        """Whether it sets a limit to the verdict of a threshold."""
        return (
            self.option is not None and self.option.bar is not None and self.item.limits(threshold)
        )


@attrs.frozen(kw_only=True, eq=False)
class Book:
    """The answers to a sheet, looked up for a day.

    Attributes:
        sheet: The sheet.
        answers: What was answered.
        on: The day.
    """

    sheet: Sheet
    answers: Answers
    on: dt.date
    _unanswered: dict[str, Answered] = attrs.field(factory=dict, init=False)
    _known: dict[tuple[str, str, AnswerState, dt.date | None], Answered] = attrs.field(
        factory=dict, init=False
    )
    _worths: dict[tuple[str, str, AnswerState], Worth] = attrs.field(factory=dict, init=False)

    def look_up(
        self, items: Iterable[Item], secret: SecretFacts | None = None
    ) -> tuple[Answered, ...]:
        """Return how items stand, for a secret or for the organisation, in their order."""
        return tuple(self._answered(item, answer_for(self.answers, item, secret)) for item in items)

    def worth(self, item: Item, option: Option, state: AnswerState) -> Worth:
        """Return what an option would bring in a state."""
        key = item.id, option.id, state
        found = self._worths.get(key)
        if found is None:
            found = self._worths[key] = worth(item, option, state)
        return found

    def _answered(self, item: Item, answer: Answer | None) -> Answered:
        if answer is None:
            if item.id not in self._unanswered:
                self._unanswered[item.id] = _unanswered(item)
            return self._unanswered[item.id]
        state = state_of(answer, on=self.on, valid_days=item.valid_days)
        until = live_until(answer, on=self.on, valid_days=item.valid_days)
        key = item.id, answer.option, state, until
        found = self._known.get(key)
        if found is None:
            option = item.option(answer.option)
            found = self._known[key] = Answered(
                item=item,
                option=option,
                standing=_standing(item, option, state, until),
                worth=self.worth(item, option, state),
            )
        return found


def worths(answered: Iterable[Answered]) -> Mapping[str, Worth]:
    """Return what each answer brings, by item."""
    return {entry.item.id: entry.worth for entry in answered if entry.option is not None}


def _unanswered(item: Item) -> Answered:
    standing = Standing(
        item=item.id, option="", state=AnswerState.UNANSWERED, points=0.0, possible=item.weight
    )
    return Answered(item=item, option=None, standing=standing, worth=NOTHING)


def _standing(item: Item, option: Option, state: AnswerState, until: dt.date | None) -> Standing:
    return Standing(
        item=item.id,
        option=option.id,
        state=state,
        points=item.points(option) / HUNDREDTHS,
        possible=item.weight,
        live_until=until,
    )
