# SPDX-License-Identifier: Apache-2.0
"""What matching answers.

Rules:
    * Ranges are half-open and count characters (code points) of the original extracted text.
    * "Nothing found" and "too short to judge" are different answers.
"""

from __future__ import annotations

from typing import Literal

import attrs
from attrs import validators

from hiden.foundation.ids import DocumentId

__all__ = ["Added", "IndexStatus", "Match", "MatchPassage", "Scan"]

_SHARE = [validators.ge(0.0), validators.le(1.0)]


@attrs.frozen(kw_only=True)
class MatchPassage:
    """One stretch that the scanned document and a registered text share.

    Attributes:
        document_start: First character in the scanned text.
        document_end: Behind the last character in the scanned text.
        secret_start: First character in the registered text.
        secret_end: Behind the last character in the registered text.
        score: Matched characters that count, a Han or kana character 1.5, any other 1.
    """

    document_start: int = attrs.field(validator=validators.ge(0))
    document_end: int = attrs.field(validator=validators.ge(0))
    secret_start: int = attrs.field(validator=validators.ge(0))
    secret_end: int = attrs.field(validator=validators.ge(0))
    score: int = attrs.field(validator=validators.ge(1))


@attrs.frozen(kw_only=True)
class Match:
    """A registered text that is in the scanned document, whole or in part.

    Attributes:
        secret: The registered text.
        kind: How it was found.
        containment_of_secret: Share of the registered text's characters that lie in a passage.
        containment_of_document: Share of the scanned text's characters that lie in a passage.
        error_chance: Chance that unrelated text of this length, against a register of this size,
            reaches this score; above 0, at most 1. Says nothing of text both took from a third.
        score: Sum over the passages, those that repeat one stretch of the registered text once.
        passages: In the order of the scanned text; at least one.
    """

    secret: DocumentId
    kind: Literal["prose"] = "prose"
    containment_of_secret: float = attrs.field(validator=_SHARE)
    containment_of_document: float = attrs.field(validator=_SHARE)
    error_chance: float = attrs.field(validator=[validators.gt(0.0), validators.le(1.0)])
    score: int = attrs.field(validator=validators.ge(1))
    passages: tuple[MatchPassage, ...] = attrs.field(validator=validators.min_len(1))


@attrs.frozen(kw_only=True)
class Scan:
    """The answer for one scanned text.

    Attributes:
        matches: Strongest first.
        judged: False when the text is too short to judge; then an empty ``matches`` says nothing.
        length: Normalised characters of the text.
    """

    matches: tuple[Match, ...]
    judged: bool
    length: int = attrs.field(validator=validators.ge(0))


@attrs.frozen(kw_only=True)
class Added:
    """What became of the documents given to an index; every one is in exactly one place.

    Attributes:
        added: Documents that were new.
        replaced: Documents whose text had changed.
        unchanged: Documents that were there with the same text.
        too_short: Documents with too little text to be found again; they are not in the index.
    """

    added: int = attrs.field(validator=validators.ge(0))
    replaced: int = attrs.field(validator=validators.ge(0))
    unchanged: int = attrs.field(validator=validators.ge(0))
    too_short: tuple[DocumentId, ...]


@attrs.frozen(kw_only=True)
class IndexStatus:
    """The size of an index.

    Attributes:
        documents: Documents that a scan can find.
        segments: Immutable segments on disk.
        postings: Indexed grams, those of removed documents included until a merge.
        size_bytes: Bytes on disk.
    """

    documents: int
    segments: int
    postings: int
    size_bytes: int
