# SPDX-License-Identifier: Apache-2.0
"""What is known about a document in which a secret was seen, and about the secret.

Rule: nothing here holds text of a document or of a secret; offsets, places and hashes do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum

import attrs

from hiden.foundation.hashing import Sha256
from hiden.foundation.ids import SecretId
from hiden.foundation.language import Message, mark
from hiden.intake.documents import Place
from hiden.registry import Level

__all__ = [
    "DocumentFacts",
    "Origin",
    "PlaceFinders",
    "Route",
    "SecretFacts",
    "Strength",
]


class Route(StrEnum):
    """How a secret may have got out (流出経路)."""

    PEOPLE = "people"
    OVERSEAS = "overseas"
    CYBER = "cyber"
    PARTNERS = "partners"
    UNKNOWN = "unknown"

    @property
    def message(self) -> Message:
        """The route, for the reader."""
        return Message(_ROUTES[self])


_ROUTES = {
    Route.PEOPLE: mark("through people"),
    Route.OVERSEAS: mark("through overseas sites"),
    Route.CYBER: mark("by a cyber attack"),
    Route.PARTNERS: mark("through partners"),
    Route.UNKNOWN: mark("route not known"),
}


class Strength(StrEnum):
    """How strong a match is; it orders work and proves nothing."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"

    @property
    def message(self) -> Message:
        """The strength, for the reader."""
        return Message(_STRENGTHS[self])


_STRENGTHS = {
    Strength.STRONG: mark("strong match"),
    Strength.MODERATE: mark("moderate match"),
    Strength.WEAK: mark("weak match"),
}


class Origin(StrEnum):
    """Where a document was found. What each means, and its route, is in ``tables/origins.yaml``."""

    OUTGOING_MAIL = "outgoing-mail"
    REMOVABLE_MEDIA = "removable-media"
    PERSONAL_CLOUD = "personal-cloud"
    EXTERNAL_SERVICE = "external-service"
    LEAVER_DEVICE = "leaver-device"
    NEWCOMER_DEVICE = "newcomer-device"
    PRINTED_COPY = "printed-copy"
    OVERSEAS_SHARE = "overseas-share"
    OVERSEAS_DEVICE = "overseas-device"
    OVERSEAS_MANUFACTURER = "overseas-manufacturer"
    EXFILTRATION_ARCHIVE = "exfiltration-archive"
    INFECTED_DEVICE = "infected-device"
    LEAK_SITE = "leak-site"
    PARTNER_EXCHANGE = "partner-exchange"
    PARTNER_DOCUMENT = "partner-document"
    CUSTOMER_SUBMISSION = "customer-submission"
    RIVAL_DOCUMENT = "rival-document"
    PUBLIC_WEB = "public-web"
    INTERNAL_SHARE = "internal-share"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class DocumentFacts:
    """A document in which a secret was seen.

    Attributes:
        path: The file, as it was given.
        part: Path inside the file, if the document lies in a container; else empty.
        sha256: Hash of the bytes of that part.
        size_bytes: Size of the file.
        modified_on: The document's own date, if it has one that is worth naming.
        origin: Where it was found.
    """

    path: str = attrs.field(validator=attrs.validators.min_len(1))
    part: str = ""
    sha256: Sha256
    size_bytes: int = attrs.field(validator=attrs.validators.ge(0))
    modified_on: dt.date | None = None
    origin: Origin = Origin.UNKNOWN


@attrs.frozen(kw_only=True)
class SecretFacts:
    """The secret to which a registered document belongs.

    Attributes:
        code: Its code in the register.
        level: How secret it is.
    """

    code: SecretId
    level: Level


def _nowhere(_: int) -> Place | None:
    return None


@attrs.frozen(kw_only=True)
class PlaceFinders:
    """How an offset becomes a place, on either side; unknown unless given.

    Attributes:
        document: For offsets of the scanned text, such as ``Document.place_at``.
        secret: The same for the registered text.
    """

    document: Callable[[int], Place | None] = _nowhere
    secret: Callable[[int], Place | None] = _nowhere
