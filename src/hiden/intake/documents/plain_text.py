# SPDX-License-Identifier: Apache-2.0
"""Plain text: decode it, nothing more.

Decoding bytes is the work of Python's own codecs and needs no sandbox, so that the many small
text files of a scan are read where they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import decode
from hiden.intake.documents.extraction import Output, Source, Text, Trouble, UnreadablePartError
from hiden.intake.documents.sniffing import HEAD_BYTES, name_of_binary, name_of_text
from hiden.intake.documents.values import ProblemReason

__all__ = ["read_plain_text", "refuse_binary"]

_EXTRACTOR = "hiden-text 1"
_XML_ENCODING = re.compile(rb"\A<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)")


def read_plain_text(source: Source) -> Iterator[Output]:
    """Read a plain text of any encoding.

    Raises:
        UnreadablePartError: It is no text.
    """
    limit = source.budget.limits.text_bytes
    data = source.head(limit + 1)
    declared = _XML_ENCODING.match(data)
    charset = declared[1].decode("ascii") if declared else source.charset
    decoded = decode(data[:limit], stated=charset)
    if decoded is None:
        raise _unsupported(data, source.name)
    if decoded.text.strip():
        yield Text(
            kind=name_of_text(source.name),
            text=decoded.text,
            passages=None,
            extractor=f"{_EXTRACTOR} ({decoded.encoding})",
        )
    else:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
    if len(data) > limit:
        yield Trouble(
            reason=ProblemReason.TOO_BIG,
            detail=Detail.TEXT_CUT,
            params={"size": source.size_bytes(), "limit": limit},
        )


def refuse_binary(source: Source) -> Iterator[Output]:
    """Name the format of what is known not to be text.

    Raises:
        UnreadablePartError: Always.
    """
    raise _unsupported(source.head(HEAD_BYTES), source.name)


def _unsupported(data: bytes, name: str) -> UnreadablePartError:
    known = name_of_binary(data, name)
    if known is None:
        return UnreadablePartError(ProblemReason.UNSUPPORTED, Detail.BINARY)
    return UnreadablePartError(ProblemReason.UNSUPPORTED, Detail.FORMAT_UNSUPPORTED, format=known)
