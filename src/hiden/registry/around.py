# SPDX-License-Identifier: Apache-2.0
"""Who and what surrounds a secret: persons, sites, partners, agreements, disclosures, demands.

Rules:
    * A code is what other values refer to; names are for showing and may be left out.
    * Dates are days in the calendar of the place; ``None`` is "not said" or "not yet".
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum, auto

import attrs

from hiden.foundation.ids import SecretId
from hiden.registry import fields

__all__ = [
    "Agreement",
    "AgreementKind",
    "Answer",
    "Demand",
    "DemandKind",
    "Disclosure",
    "Partner",
    "PartnerKind",
    "Person",
    "PersonKind",
    "Site",
    "SiteKind",
]


class PersonKind(StrEnum):
    """How a person stands to the company."""

    EMPLOYEE = auto()
    OFFICER = auto()
    DISPATCHED = auto()
    """派遣労働者"""
    CONTRACTOR = auto()


class SiteKind(StrEnum):
    """What a site is."""

    HEAD_OFFICE = auto()
    PLANT = auto()
    LABORATORY = auto()
    SALES = auto()
    SUBSIDIARY = auto()
    JOINT_VENTURE = auto()
    CONTRACT_MANUFACTURER = auto()
    OTHER = auto()


class PartnerKind(StrEnum):
    """What a partner is to the company."""

    CUSTOMER = auto()
    SUPPLIER = auto()
    SUBCONTRACTOR = auto()
    JOINT_DEVELOPER = auto()
    LICENSEE = auto()
    LICENSOR = auto()
    OTHER = auto()


class AgreementKind(StrEnum):
    """What was agreed."""

    NDA = auto()
    """秘密保持契約"""
    ENTRY_PLEDGE = auto()
    """入社時の誓約書"""
    PROJECT_PLEDGE = auto()
    EXIT_PLEDGE = auto()
    """退職時の誓約書"""
    NON_COMPETE = auto()
    """競業避止"""
    LICENCE = auto()
    JOINT_DEVELOPMENT = auto()
    OUTSOURCING = auto()
    OTHER = auto()


class DemandKind(StrEnum):
    """Who demands that a secret be shown."""

    CUSTOMER = auto()
    PARTNER = auto()
    AUTHORITY = auto()
    COURT = auto()
    OTHER = auto()


class Answer(StrEnum):
    """What was answered to a demand."""

    PENDING = auto()
    REFUSED = auto()
    PARTLY = auto()
    DISCLOSED = auto()


@attrs.frozen(kw_only=True)
class Person:
    """Someone who may come to know secrets.

    Attributes:
        code: Number of the employee or another code.
        kind: Standing.
        name: For showing; may be empty.
        department: Where the person works.
        site: Code of the site where the person works.
        notice_on: Day on which leaving was announced.
        last_day: Last day at work.
        left_on: Day on which the person left; not before ``notice_on``.
    """

    code: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    kind: PersonKind = attrs.field(validator=fields.exactly(PersonKind))
    name: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    department: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    site: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    notice_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    last_day: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    left_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )

    def __attrs_post_init__(self) -> None:
        notice = ("notice_on", self.notice_on)
        fields.check_order(notice, ("last_day", self.last_day))
        fields.check_order(notice, ("left_on", self.left_on))


@attrs.frozen(kw_only=True)
class Site:
    """A place of the company or of one that works for it.

    Attributes:
        code: Under which others refer to it.
        country: Two letters of ISO 3166-1.
        kind: What it is.
        name: For showing.
        secrets: Codes of the secrets which were transferred there.
    """

    code: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    country: str = attrs.field(validator=fields.country)
    kind: SiteKind = attrs.field(validator=fields.exactly(SiteKind))
    name: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    secrets: tuple[SecretId, ...] = attrs.field(
        default=(), converter=fields.codes, validator=fields.unique
    )


@attrs.frozen(kw_only=True)
class Partner:
    """Another company that may be shown secrets, or shows its own.

    Attributes:
        code: Under which others refer to it.
        country: Two letters of ISO 3166-1.
        kind: What it is to the company.
        name: For showing.
        contact_department: Own department that deals with it.
    """

    code: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    country: str = attrs.field(validator=fields.country)
    kind: PartnerKind = attrs.field(validator=fields.exactly(PartnerKind))
    name: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    contact_department: str = attrs.field(default="", converter=fields.clean, validator=fields.line)


@attrs.frozen(kw_only=True)
class Agreement:
    """A duty of secrecy that somebody signed.

    Attributes:
        code: Under which others refer to it.
        kind: What was agreed.
        party: Code of the person or partner who signed.
        signed_on: Day of signature; ``None`` if not signed.
        starts_on: First day of the duty.
        ends_on: Last day of the duty; ``None`` if it does not end or is not said.
        secrets: Codes of the secrets it names; empty if it names none.
        scope: What it covers, in the words of the agreement, without the secret itself.
    """

    code: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    kind: AgreementKind = attrs.field(validator=fields.exactly(AgreementKind))
    party: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    signed_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    starts_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    ends_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    secrets: tuple[SecretId, ...] = attrs.field(
        default=(), converter=fields.codes, validator=fields.unique
    )
    scope: str = attrs.field(default="", converter=fields.clean, validator=fields.text)

    def __attrs_post_init__(self) -> None:
        fields.check_order(("starts_on", self.starts_on), ("ends_on", self.ends_on))


@attrs.frozen(kw_only=True)
class Disclosure:
    """A secret was shown or handed to somebody outside.

    Attributes:
        code: Under which others refer to it.
        secrets: Codes of the secrets shown; at least one.
        recipient: Code of the partner or person.
        on: Day.
        agreement: Code of the agreement that covers it; empty if none.
        means: How: mail, meeting, sample, …
        by: Code of the person who showed it.
        return_due_on: Day by which copies must be back or destroyed.
        returned_on: Day on which that was done; not before ``on``.
    """

    code: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    secrets: tuple[SecretId, ...] = attrs.field(
        default=(), converter=fields.codes, validator=fields.unique
    )
    recipient: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    on: dt.date = attrs.field(validator=fields.day)
    agreement: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    means: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    by: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    return_due_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    returned_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )

    def __attrs_post_init__(self) -> None:
        if not self.secrets:
            raise ValueError("secrets: got none, want at least one")
        shown = ("on", self.on)
        fields.check_order(shown, ("return_due_on", self.return_due_on))
        fields.check_order(shown, ("returned_on", self.returned_on))


@attrs.frozen(kw_only=True)
class Demand:
    """Somebody outside demands to be shown a secret.

    Attributes:
        code: Under which others refer to it.
        kind: Who demands.
        received_on: Day.
        demander: Code or name of who demands.
        secrets: Codes of the secrets concerned; empty if not yet known.
        reason: What the demand rests on (contract clause, law, tender), in short.
        answer: What was answered.
        answered_on: Day of the answer; not before ``received_on``.
    """

    code: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    kind: DemandKind = attrs.field(validator=fields.exactly(DemandKind))
    received_on: dt.date = attrs.field(validator=fields.day)
    demander: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    secrets: tuple[SecretId, ...] = attrs.field(
        default=(), converter=fields.codes, validator=fields.unique
    )
    reason: str = attrs.field(default="", converter=fields.clean, validator=fields.text)
    answer: Answer = attrs.field(default=Answer.PENDING, validator=fields.exactly(Answer))
    answered_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )

    def __attrs_post_init__(self) -> None:
        fields.check_order(("received_on", self.received_on), ("answered_on", self.answered_on))
