# SPDX-License-Identifier: Apache-2.0
"""HTML pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import decode
from hiden.intake.documents.extraction import Output, Source, Text, Trouble, UnreadablePartError
from hiden.intake.documents.page_text import RENDERER, page_text
from hiden.intake.documents.values import ProblemReason

__all__ = ["read_html"]

_EXTRACTOR = f"hiden-html 1 ({RENDERER})"
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_META_BYTES = 4096


def read_html(source: Source) -> Iterator[Output]:
    """Read a page.

    Raises:
        UnreadablePartError: Its bytes are no text.
    """
    data = source.data()
    meta = _META.search(data[:_META_BYTES])
    stated = source.charset or (meta[1].decode("ascii") if meta else None)
    decoded = decode(data, stated=stated)
    if decoded is None:
        raise UnreadablePartError(ProblemReason.UNSUPPORTED, Detail.BINARY)
    text = page_text(decoded.text)
    if text:
        yield Text(kind="html", text=text, passages=None, extractor=_EXTRACTOR)
    else:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
