# SPDX-License-Identifier: Apache-2.0
"""A trade secret as the register knows it: its name, place, keeper and reasons, never its content.

Rules:
    * ``title`` and ``scope`` say which secret is meant without giving it away.
    * ``None`` or an empty tuple is "not said", never "no".
    * The three requirements are those of 不正競争防止法 2条6項: 秘密管理性, 有用性, 非公知性.

What it does not do: judge. See ``hiden.registry.review``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum, auto

import attrs

from hiden.foundation.ids import SecretId
from hiden.registry import fields

__all__ = [
    "MAX_LEAD_TIME_MONTHS",
    "MAX_VALUE_JPY",
    "Container",
    "ContainerKind",
    "Decision",
    "Level",
    "Origin",
    "Secret",
    "SecretKind",
    "Support",
]

MAX_LEAD_TIME_MONTHS = 1_200
MAX_VALUE_JPY = 2**53 - 1
"""The greatest whole number that canonical JSON can say (RFC 8785, appendix D)."""


class SecretKind(StrEnum):
    """What the secret is about; only technical ones have the presumption of use of 5条の2."""

    TECHNICAL = auto()
    BUSINESS = auto()


class Level(StrEnum):
    """How strictly it is kept, strictest first."""

    TOP_SECRET = auto()
    """極秘"""
    SECRET = auto()
    """秘"""
    CONFIDENTIAL = auto()
    """社外秘"""


class Origin(StrEnum):
    """Whose secret it is."""

    OWN = auto()
    LICENSED_IN = auto()


class Decision(StrEnum):
    """Whether to keep it secret or to apply for a patent."""

    SECRET = auto()
    PATENT = auto()
    BOTH = auto()
    """Part patented, the rest kept."""
    UNDECIDED = auto()


class ContainerKind(StrEnum):
    """In what the secret is found."""

    FILE = auto()
    PAPER = auto()
    SAMPLE = auto()
    MOULD = auto()
    MACHINE = auto()
    PERSON = auto()
    """Know-how in heads."""
    OTHER = auto()


@attrs.frozen(kw_only=True)
class Container:
    """One place or thing in which the secret is found.

    Attributes:
        kind: In what.
        location: A path, a shelf, a machine's name, or who knows it; as written.
    """

    kind: ContainerKind = attrs.field(validator=fields.exactly(ContainerKind))
    location: str = attrs.field(converter=fields.clean, validator=fields.required_line)


@attrs.frozen(kw_only=True)
class Support:
    """What supports one of the three requirements.

    Attributes:
        note: The measure or fact, on one line.
        on: Day on which it was done or confirmed; ``None`` if not said.
    """

    note: str = attrs.field(converter=fields.clean, validator=fields.required_line)
    on: dt.date | None = attrs.field(default=None, validator=attrs.validators.optional(fields.day))


def _containers(values: Iterable[Container]) -> tuple[Container, ...]:
    return tuple(values)


def _supports(values: Iterable[Support]) -> tuple[Support, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Secret:
    """One row of the register.

    Attributes:
        code: Under which it stands in the register.
        title: A name that does not give the secret away, one line.
        level: How strictly it is kept.
        kind: Technical or business; ``None`` if not said.
        owner: Department that owns it.
        custodian: Who answers for it (管理責任者).
        need_to_know: Who may know it: codes of persons, names or groups, as written.
        containers: In what it is found.
        origin: Own or licensed in; ``None`` if not said.
        secrecy: What supports 秘密管理性.
        usefulness: What supports 有用性.
        non_public: What supports 非公知性.
        value_jpy: What it is worth, in yen.
        lead_time_months: How long a rival would need to get there alone, in months.
        decision: Patent or secret; ``None`` if not said.
        decided_on: Day of that decision.
        registered_on: Day of registration.
        review_on: Day by which to review it.
        expires_on: Last day on which it is kept as a secret; not before ``registered_on``.
        sites: Codes or names of sites which have it.
        partners: Codes or names of partners who were shown it.
        scope: Which information is meant, told apart from general know-how but not disclosed.
        notes: Anything else.
    """

    code: SecretId = attrs.field(converter=fields.secret_code)
    title: str = attrs.field(
        converter=fields.clean,
        validator=fields.title,
    )
    level: Level = attrs.field(validator=fields.exactly(Level))
    kind: SecretKind | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.exactly(SecretKind))
    )
    owner: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    custodian: str = attrs.field(default="", converter=fields.clean, validator=fields.line)
    need_to_know: tuple[str, ...] = attrs.field(
        default=(), converter=fields.clean_each, validator=fields.names
    )
    containers: tuple[Container, ...] = attrs.field(
        default=(), converter=_containers, validator=[fields.each(Container), fields.unique]
    )
    origin: Origin | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.exactly(Origin))
    )
    secrecy: tuple[Support, ...] = attrs.field(
        default=(), converter=_supports, validator=[fields.each(Support), fields.unique]
    )
    usefulness: tuple[Support, ...] = attrs.field(
        default=(), converter=_supports, validator=[fields.each(Support), fields.unique]
    )
    non_public: tuple[Support, ...] = attrs.field(
        default=(), converter=_supports, validator=[fields.each(Support), fields.unique]
    )
    value_jpy: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(
            [fields.exactly(int), attrs.validators.ge(0), attrs.validators.le(MAX_VALUE_JPY)]
        ),
    )
    lead_time_months: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(
            [fields.exactly(int), attrs.validators.ge(0), attrs.validators.le(MAX_LEAD_TIME_MONTHS)]
        ),
    )
    decision: Decision | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.exactly(Decision))
    )
    decided_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    registered_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    review_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    expires_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(fields.day)
    )
    sites: tuple[str, ...] = attrs.field(
        default=(), converter=fields.clean_each, validator=fields.names
    )
    partners: tuple[str, ...] = attrs.field(
        default=(), converter=fields.clean_each, validator=fields.names
    )
    scope: str = attrs.field(default="", converter=fields.clean, validator=fields.text)
    notes: str = attrs.field(default="", converter=fields.clean, validator=fields.text)

    def __attrs_post_init__(self) -> None:
        registered = ("registered_on", self.registered_on)
        fields.check_order(registered, ("review_on", self.review_on))
        fields.check_order(registered, ("expires_on", self.expires_on))
