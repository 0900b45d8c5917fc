# SPDX-License-Identifier: Apache-2.0
"""The values of this room that everybody else passes around: answers, verdicts, gaps, plans.

Rules:
    * An answer is claimed, evidenced or expired; which of them is asked for a day.
    * Evidence has three dates: its own, the day it was received, the day it expires.
    * A verdict never stands without its points, its reasons and the rulings behind them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs

from hiden.foundation.ids import SecretId
from hiden.foundation.language import Message, mark
from hiden.registry import Level

__all__ = [
    "Addressee",
    "Answer",
    "AnswerState",
    "Answers",
    "Assessment",
    "Company",
    "Evidence",
    "EvidenceKind",
    "Gap",
    "Plan",
    "Reason",
    "Requirement",
    "SecretAssessment",
    "SecretFacts",
    "Sensitivity",
    "Standing",
    "Step",
    "Strength",
    "Verdict",
]


class Requirement(StrEnum):
    """The three requirements of 不正競争防止法 2条6項."""

    SECRECY = "secrecy"
    USEFULNESS = "usefulness"
    NON_PUBLIC = "non_public"

    @property
    def message(self) -> Message:
        """Its name, for the reader."""
        return Message(_REQUIREMENTS[self])


_REQUIREMENTS = {
    Requirement.SECRECY: mark("secrecy management"),
    Requirement.USEFULNESS: mark("usefulness"),
    Requirement.NON_PUBLIC: mark("non-public character"),
}


class Strength(StrEnum):
    """How a requirement stands, weakest first."""

    WEAK = "weak"
    ARGUABLE = "arguable"
    STRONG = "strong"

    @property
    def message(self) -> Message:
        """The verdict in a word."""
        return Message(_STRENGTHS[self])


_STRENGTHS = {
    Strength.WEAK: mark("weak"),
    Strength.ARGUABLE: mark("arguable"),
    Strength.STRONG: mark("strong"),
}


class Addressee(StrEnum):
    """Towards whom a secret must be recognisable, as the edition of 2025 judges."""

    EMPLOYEES = "employees"
    PARTNERS = "partners"

    @property
    def message(self) -> Message:
        """Who they are, for the reader."""
        return Message(_ADDRESSEES[self])


_ADDRESSEES = {
    Addressee.EMPLOYEES: mark("towards employees and officers"),
    Addressee.PARTNERS: mark("towards business partners"),
}


class EvidenceKind(StrEnum):
    """By what something is shown."""

    DOCUMENT = "document"
    LOG = "log"
    SETTING = "setting"
    RECEIPT = "receipt"
    TRAINING = "training"
    AGREEMENT = "agreement"
    MARKING = "marking"
    REVIEW = "review"

    @property
    def message(self) -> Message:
        """What it is, for the reader."""
        return Message(_EVIDENCE_KINDS[self])


_EVIDENCE_KINDS = {
    EvidenceKind.DOCUMENT: mark("a document"),
    EvidenceKind.LOG: mark("a log"),
    EvidenceKind.SETTING: mark("a setting"),
    EvidenceKind.RECEIPT: mark("a receipt"),
    EvidenceKind.TRAINING: mark("a training record"),
    EvidenceKind.AGREEMENT: mark("an agreement in force"),
    EvidenceKind.MARKING: mark("a marking found in the files"),
    EvidenceKind.REVIEW: mark("a review"),
}


class AnswerState(StrEnum):
    """What an answer is worth on a day."""

    UNANSWERED = "unanswered"
    CLAIMED = "claimed"
    EXPIRED = "expired"
    EVIDENCED = "evidenced"

    @property
    def message(self) -> Message:
        """The state in a word."""
        return Message(_STATES[self])


_STATES = {
    AnswerState.UNANSWERED: mark("not answered"),
    AnswerState.CLAIMED: mark("claimed"),
    AnswerState.EXPIRED: mark("evidence expired"),
    AnswerState.EVIDENCED: mark("evidenced"),
}


@attrs.frozen(kw_only=True)
class Evidence:
    """What shows that an answer is true.

    Attributes:
        kind: By what.
        on: Its own date: when the thing was done or confirmed.
        received_on: The day on which it was received here; ``None`` if not said.
        expires_on: Last day on which it still shows it; ``None``: by the item's own period.
        note: Where it is found, on one line; never the content of a secret.
        by_hiden: Hiden saw it by itself.
        sha256: Hash of the file that was kept as evidence; empty if there is none.
    """

    kind: EvidenceKind
    on: dt.date
    received_on: dt.date | None = None
    expires_on: dt.date | None = None
    note: str = ""
    by_hiden: bool = False
    sha256: str = ""


@attrs.frozen(kw_only=True)
class Answer:
    """What was chosen for one item of a sheet.

    Attributes:
        item: Id of the item.
        option: Id of the option that was chosen.
        evidence: What shows it; none means that it is claimed only.
        note: Why, in the words of who answered; a reason for a measure not taken, too.
        answered_on: The day on which it was answered; ``None`` if not said.
    """

    item: str
    option: str
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    answered_on: dt.date | None = None


@attrs.frozen(kw_only=True)
class Company:
    """Who answers.

    Attributes:
        name: For showing; may be empty.
        employees: How many people work there; ``None`` if not said.
    """

    name: str = ""
    employees: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )


@attrs.frozen(kw_only=True)
class SecretFacts:
    """What an assessment must know of a secret.

    Attributes:
        code: Under which it stands in the register.
        title: A name that does not give it away.
        level: How secret it is.
        value_jpy: What it is worth, in yen; ``None`` if not said.
        is_shown_to_partners: Somebody outside was shown it.
    """

    code: SecretId
    title: str
    level: Level
    value_jpy: int | None = None
    is_shown_to_partners: bool = False


@attrs.frozen(kw_only=True)
class Answers:
    """Everything that was answered on one sheet.

    Attributes:
        sheet: Id of the sheet.
        company: Who answers.
        organisation: Answers to the items about the organisation, by item.
        secrets: The secrets that are assessed, in their order.
        by_secret: Answers to the items about one secret, by its code and by item.
        measures: Answers to the measures of the grid, by measure.
    """

    sheet: str
    company: Company = Company()
    organisation: Mapping[str, Answer] = attrs.field(factory=dict)
    secrets: tuple[SecretFacts, ...] = ()
    by_secret: Mapping[SecretId, Mapping[str, Answer]] = attrs.field(factory=dict)
    measures: Mapping[str, Answer] = attrs.field(factory=dict)


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
