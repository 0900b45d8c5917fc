# SPDX-License-Identifier: Apache-2.0
"""A finding: a registered secret was seen in a document (検知).

Rules:
    * It holds no text of the secret or of the document: only offsets, places, shares and hashes.
    * Every reason cites its figures. What it does not show stands in it.
    * One secret in one document is one finding.

It never says that somebody did wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs

from hiden.foundation.hashing import Sha256
from hiden.foundation.ids import DocumentId, SecretId
from hiden.foundation.language import Message, mark
from hiden.intake.documents import Place
from hiden.registry import Level
from hiden.routes.facts import Origin, Route, Strength

__all__ = ["Finding", "FoundPassage", "LawBasis"]

_SHARE = (attrs.validators.ge(0.0), attrs.validators.le(1.0))
_FILLED: Callable[[Any, attrs.Attribute[Any], Any], None] = attrs.validators.min_len(1)


class LawBasis(StrEnum):
    """Which date chose the version of the law."""

    DOCUMENT_DATE = "document-date"
    FOUND_DATE = "found-date"

    @property
    def message(self) -> Message:
        """Which date, for the reader."""
        return Message(_BASES[self])


_BASES = {
    LawBasis.DOCUMENT_DATE: mark("by the document's own date"),
    LawBasis.FOUND_DATE: mark(
        "by the day on which it was found, as the document has no usable date"
    ),
}


def _check_end(passage: FoundPassage, attribute: attrs.Attribute[int], value: int) -> None:
    start = getattr(passage, attribute.name.replace("_end", "_start"))
    if value <= start:
        raise ValueError(f"{attribute.name}: got {value}, want more than {start}")


@attrs.frozen(kw_only=True)
class FoundPassage:
    """One stretch that both share; characters of the extracted texts, half-open.

    Attributes:
        document_start: First character in the document.
        document_end: Behind the last.
        secret_start: First character in the registered text.
        secret_end: Behind the last.
        score: Points of the passage.
        document_place: Where it begins in the document; ``None`` if not known.
        secret_place: Where it begins in the registered document; ``None`` if not known.
    """

    document_start: int = attrs.field(validator=attrs.validators.ge(0))
    document_end: int = attrs.field(validator=_check_end)
    secret_start: int = attrs.field(validator=attrs.validators.ge(0))
    secret_end: int = attrs.field(validator=_check_end)
    score: int = attrs.field(validator=attrs.validators.ge(1))
    document_place: Place | None = None
    secret_place: Place | None = None

    @property
    def length(self) -> int:
        """Characters of the document in it."""
        return self.document_end - self.document_start


@attrs.frozen(kw_only=True)
class Finding:
    """A registered secret was seen in a document.

    Attributes:
        route: How it may have got there.
        origin: Where the document was found.
        secrets: Codes of the secrets; of a match, exactly one.
        level: How secret it is.
        registered_document: The registered document that was matched.
        path: The file.
        part: Path inside the file; empty for the file itself.
        sha256: Hash of that part.
        size_bytes: Size of the file.
        passages: What both share, in the order of the document.
        share_of_secret: Share of the registered text that lies in passages, 0 to 1.
        share_of_document: Share of the document that lies in passages, 0 to 1.
        error_chance: Chance that unrelated text reaches the match; above 0, at most 1.
        score: Points of the match.
        strength: How strong the match is.
        grade_rule: The row of ``tables/grading.yaml`` that graded it.
        reasons: Why it is a finding, with figures.
        does_not_show: What must not be read out of it.
        next_steps: What to do, in order.
        found_on: The day on which it was found.
        occurred_on: The document's own date, the nearest to the date of an act that is known; it
            proves none. ``None`` if it has no usable one.
        law_version: The version of the law that governs acts of that date.
        law_basis: Which date chose it.
    """

    route: Route
    origin: Origin
    secrets: tuple[SecretId, ...] = attrs.field(validator=_FILLED)
    level: Level
    registered_document: DocumentId
    path: str = attrs.field(validator=_FILLED)
    part: str
    sha256: Sha256
    size_bytes: int = attrs.field(validator=attrs.validators.ge(0))
    passages: tuple[FoundPassage, ...] = attrs.field(validator=_FILLED)
    share_of_secret: float = attrs.field(validator=_SHARE)
    share_of_document: float = attrs.field(validator=_SHARE)
    error_chance: float = attrs.field(
        validator=(attrs.validators.gt(0.0), attrs.validators.le(1.0))
    )
    score: int = attrs.field(validator=attrs.validators.ge(1))
    strength: Strength
    grade_rule: str = attrs.field(validator=_FILLED)
    reasons: tuple[Message, ...] = attrs.field(validator=_FILLED)
    does_not_show: tuple[Message, ...] = attrs.field(validator=_FILLED)
    next_steps: tuple[Message, ...] = attrs.field(validator=_FILLED)
    found_on: dt.date
    occurred_on: dt.date | None
    law_version: str = attrs.field(validator=_FILLED)
    law_basis: LawBasis
