# SPDX-License-Identifier: Apache-2.0
"""What comes of answers: how items and requirements stand and why, what is missing, what to do.

Rule: a verdict never stands without its points, its reasons and the rulings behind them.
"""

from __future__ import annotations

import datetime as dt

import attrs

from hiden.foundation.ids import SecretId
from hiden.foundation.language import Message
from hiden.guideline.values import Addressee, AnswerState, Requirement, SecretFacts, Strength

__all__ = [
    "Assessment",
    "Gap",
    "Plan",
    "Reason",
    "SecretAssessment",
    "Sensitivity",
    "Standing",
    "Step",
    "Verdict",
]


@attrs.frozen(kw_only=True)
class Standing:
    """How one item stands on a day.

    Attributes:
        item: Id of the item.
        option: Id of the option that was chosen; empty if none was.
        state: What the answer is worth.
        points: Points of the option.
        possible: Points of the best option.
        live_until: Last day on which its evidence still shows it; ``None`` if it has none.
    """

    item: str
    option: str
    state: AnswerState
    points: float
    possible: float
    live_until: dt.date | None = None


@attrs.frozen(kw_only=True)
class Reason:
    """Why a verdict is as it is.

    Attributes:
        text: In words.
        item: Id of the item that it rests on; empty for the sheet as a whole.
        rulings: Ids of the decided cases behind it.
        is_against: It speaks against the requirement.
    """

    text: Message
    item: str = ""
    rulings: tuple[str, ...] = ()
    is_against: bool = False


@attrs.frozen(kw_only=True)
class Verdict:
    """How one requirement stands.

    Attributes:
        requirement: Which one.
        addressee: Towards whom; ``None`` if that makes no difference.
        strength: Strong, arguable or weak.
        points: Points of all answers.
        evidenced: Points of the answers that are evidenced.
        possible: Points that could be reached.
        answered: Items answered.
        asked: Items asked.
        reasons: Why, what weighs most first; at least one.
    """

    requirement: Requirement
    addressee: Addressee | None
    strength: Strength
    points: float
    evidenced: float
    possible: float
    answered: int
    asked: int
    reasons: tuple[Reason, ...] = attrs.field(validator=attrs.validators.min_len(1))


@attrs.frozen(kw_only=True)
class Gap:
    """What is missing.

    Attributes:
        item: Id of the item.
        now: Id of the option now; empty if not answered.
        want: Id of the option to reach.
        state: What the answer is worth now; a good option without evidence is a gap too.
        gain: Points that closing it brings.
        tier: 1: the legal minimum; 2: beyond it.
        lifts: The requirements whose verdict it alone would raise.
    """

    item: str
    now: str
    want: str
    state: AnswerState
    gain: float
    tier: int
    lifts: tuple[Requirement, ...] = ()


@attrs.frozen(kw_only=True)
class Sensitivity:
    """One answer that would change a verdict.

    Attributes:
        item: Id of the item.
        option: The other option.
        requirement: Whose verdict.
        addressee: Towards whom; ``None`` if that makes no difference.
        before: The verdict now.
        after: The verdict with the other option, evidenced like the answer now, or claimed if there
            is none.
    """

    item: str
    option: str
    requirement: Requirement
    addressee: Addressee | None
    before: Strength
    after: Strength


@attrs.frozen(kw_only=True)
class SecretAssessment:
    """How one secret stands.

    Attributes:
        secret: Which one.
        verdicts: One for each requirement, and for each addressee where that makes a difference.
        standings: Every item asked about it, those of the organisation included.
        gaps: What is missing, what weighs most first.
        sensitivity: Which answers would change a verdict.
    """

    secret: SecretFacts
    verdicts: tuple[Verdict, ...]
    standings: tuple[Standing, ...]
    gaps: tuple[Gap, ...]
    sensitivity: tuple[Sensitivity, ...]

    def strength(self, requirement: Requirement) -> Strength:
        """Return how a requirement stands: the weakest of its verdicts."""
        order = tuple(Strength)
        return min(
            (v.strength for v in self.verdicts if v.requirement is requirement), key=order.index
        )


@attrs.frozen(kw_only=True)
class Assessment:
    """How the secrets of a company stand on a day.

    Attributes:
        sheet: Id of the sheet.
        sheet_version: Its version.
        on: The day for which it is judged.
        organisation: How the items about the organisation stand.
        secrets: How each secret stands, in the order given.
    """

    sheet: str
    sheet_version: int
    on: dt.date
    organisation: tuple[Standing, ...]
    secrets: tuple[SecretAssessment, ...]


@attrs.frozen(kw_only=True)
class Step:
    """One step of a plan.

    Attributes:
        item: Id of the item that it lifts.
        secrets: Codes of the secrets that it serves; all of them for an item of the organisation.
        is_organisation: It is done once, for the organisation.
        want: Id of the option to reach.
        action: What to do.
        tier: 1: the legal minimum; 2: beyond it.
        effect: Points it brings, weighted by how secret and valuable what it serves is.
        effort_days: Person-days for a company of this size.
        lifts: Verdicts that it raises alone, of all secrets.
    """

    item: str
    secrets: tuple[SecretId, ...]
    is_organisation: bool
    want: str
    action: Message
    tier: int
    effect: float
    effort_days: float
    lifts: int


@attrs.frozen(kw_only=True)
class Plan:
    """Steps, what to do first first.

    Attributes:
        on: The day of the assessment that it rests on.
        steps: In the order in which to take them.
    """

    on: dt.date
    steps: tuple[Step, ...]
