# SPDX-License-Identifier: Apache-2.0
"""A company's own answers beside what the surveys found.

Rules:
    * The latest figure that can be shown is taken, with its survey, its base and its mark.
    * An answer that is missing is shown as missing, never as "no".
    * It is no ranking: the surveys' companies chose to answer, and the methods differ.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from hiden.foundation.language import Message, mark
from hiden.guideline.facts import Fact
from hiden.guideline.survey import Base, Edition, Figure, Fit, Survey, Value

__all__ = ["Comparison", "own_beside"]

_BESIDE = mark("%(figure)s: %(number)s (%(edition)s; %(base)s). %(own)s")
_CLOSE = mark("%(beside)s The two questions are close, but not the same.")
_YES = mark("Your company does this.")
_NO = mark("Your company does not do this.")
_UNANSWERED = mark("Your company has not answered this yet.")


@attrs.frozen(kw_only=True)
class Comparison:
    """One figure and the own answer.

    Attributes:
        figure: What was counted.
        value: What the latest survey found.
        edition: Which survey.
        base: Among whom.
        own: The company does it; ``None`` if it has not answered.
        text: All of this in a sentence.
        warning: Why no trend or ranking is to be read from it.
    """

    figure: Figure
    value: Value
    edition: Edition
    base: Base
    own: bool | None
    text: Message
    warning: Fact


def own_beside(survey: Survey, own: Mapping[str, bool | None]) -> tuple[Comparison, ...]:
    """Put own answers beside the figures to which they fit.

    Args:
        survey: The figures.
        own: By id of a measure or of an item of the check sheet: it is done. What is left out or
            ``None`` is not answered; what fits no figure is not used.

    Returns:
        One comparison for each figure that a company can answer for itself, in the figures' order.
    """
    return tuple(
        _compare(survey, figure, own=_own_answer(figure, own))
        for figure in survey.figures
        if figure.shown and (figure.measures or figure.items)
    )


def _own_answer(figure: Figure, own: Mapping[str, bool | None]) -> bool | None:
    answers = [own.get(name) for name in (*figure.measures, *figure.items)]
    if True in answers:
        return True
    return None if None in answers else False


def _compare(survey: Survey, figure: Figure, *, own: bool | None) -> Comparison:
    value = figure.shown[-1]
    edition, base = survey.edition_of(value), survey.base_of(value)
    answer = {True: _YES, False: _NO, None: _UNANSWERED}[own]
    beside = Message(
        _BESIDE,
        {
            "figure": figure.wording,
            "number": value.wording,
            "edition": edition.wording,
            "base": base.wording,
            "own": Message(answer),
        },
    )
    return Comparison(
        figure=figure,
        value=value,
        edition=edition,
        base=base,
        own=own,
        text=beside if figure.fit is Fit.SAME else Message(_CLOSE, {"beside": beside}),
        warning=survey.comparability,
    )
