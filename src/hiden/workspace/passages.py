# SPDX-License-Identifier: Apache-2.0
"""The texts of a finding's passages, read from the files when somebody may see them.

Hiden keeps no text: a file that was moved or changed since is said to be, and not guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from hiden.foundation.errors import DocumentUnreadableError, ErrorCode
from hiden.foundation.language import Message
from hiden.intake.documents import Document, DocumentReader
from hiden.workspace.models import Finding

__all__ = ["Excerpt", "PassagePair", "PassageTexts", "document_as_it_was", "read_pairs"]

AROUND = 60


@attrs.frozen(kw_only=True)
class Excerpt:
    """One passage with a little of what stands around it.

    Attributes:
        before: Up to 60 characters before it.
        text: The passage.
        after: Up to 60 characters after it.
        place: Where it begins.
    """

    before: str
    text: str
    after: str
    place: Message


@attrs.frozen(kw_only=True)
class PassagePair:
    """A passage in the document beside the same in the registered original.

    Attributes:
        document: In the document; ``None`` if it cannot be read any more.
        original: In the registered original; ``None`` if it cannot be read any more.
    """

    document: Excerpt | None
    original: Excerpt | None


@attrs.frozen(kw_only=True)
class PassageTexts:
    """All passages of one finding.

    Attributes:
        pairs: In the order of the document.
        document_problem: Why the document cannot be read; ``None`` if it can.
        original_problem: Why the original cannot be read; ``None`` if it can.
    """

    pairs: tuple[PassagePair, ...]
    document_problem: Message | None
    original_problem: Message | None


def read_pairs(finding: Finding) -> PassageTexts:
    """Read both sides of every passage from the files as they were when they matched."""
    with DocumentReader() as reader:
        document = _read(
            reader,
            finding.path,
            part=finding.part,
            sha256=finding.document_sha256,
            gone=ErrorCode.DOCUMENT_GONE,
        )
        original = _read_original(reader, finding)
    pairs = tuple(
        PassagePair(
            document=_excerpt(document, passage, side="document"),
            original=_excerpt(original, passage, side="secret"),
        )
        for passage in _passages(finding)
    )
    return PassageTexts(
        pairs=pairs,
        document_problem=_problem(document),
        original_problem=_problem(original),
    )


def document_as_it_was(
    reader: DocumentReader, path: str, *, part: str, sha256: str
) -> Document | None:
    """Read a part of a file again; ``None`` if it is not there any more as it was."""
    for document in reader.read(Path(path)).documents:
        if document.part == part and document.sha256 == sha256:
            return document
    return None


def _passages(finding: Finding) -> Sequence[Mapping[str, int]]:
    passages: Sequence[Mapping[str, int]] = finding.value["passages"]
    return passages


def _read_original(reader: DocumentReader, finding: Finding) -> Document | DocumentUnreadableError:
    original = finding.original
    if original is None:
        return DocumentUnreadableError(ErrorCode.ORIGINAL_GONE, path=finding.secret.code)
    return _read(
        reader,
        original.path,
        part=original.part,
        sha256=original.sha256,
        gone=ErrorCode.ORIGINAL_GONE,
    )


def _read(
    reader: DocumentReader, path: str, *, part: str, sha256: str, gone: ErrorCode
) -> Document | DocumentUnreadableError:
    document = document_as_it_was(reader, path, part=part, sha256=sha256)
    return document or DocumentUnreadableError(gone, path=path)


def _problem(read: Document | DocumentUnreadableError) -> Message | None:
    return read.message if isinstance(read, DocumentUnreadableError) else None


def _excerpt(
    read: Document | DocumentUnreadableError, passage: Mapping[str, int], *, side: str
) -> Excerpt | None:
    if isinstance(read, DocumentUnreadableError):
        return None
    start, end = passage[f"{side}_start"], passage[f"{side}_end"]
    return Excerpt(
        before=read.text[max(0, start - AROUND) : start],
        text=read.text[start:end],
        after=read.text[end : end + AROUND],
        place=read.place_at(start).message(),
    )
