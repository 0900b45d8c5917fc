# SPDX-License-Identifier: Apache-2.0
"""What is answered, by whom and with what evidence, and the words for how things stand.

Rules:
    * An answer is claimed, evidenced or expired; which of them is asked for a day.
    * Evidence has three dates: its own, the day it was received, the day it expires.

What comes of answers is in ``results``.
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
    "Company",
    "Evidence",
    "EvidenceKind",
    "Requirement",
    "SecretFacts",
    "Strength",
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
