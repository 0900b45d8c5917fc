# SPDX-License-Identifier: Apache-2.0
"""Presentations of PowerPoint 97 to 2003 (.ppt): the text of slides, notes and comments.

Slides have a place where the file's outline says which slide a text is on. Text of earlier
versions that the file still holds is read as well: it is in the file, and it leaks.

Sources:
    [MS-PPT] 2.3.1 (record headers), 2.4.14.3 (outline), 2.9.41 and 2.9.42 (text).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from hiden.intake.documents.compound import open_compound
from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import (
    Output,
    Source,
    Spot,
    TextBuilder,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.values import ProblemReason

__all__ = ["read_powerpoint97"]

_EXTRACTOR = "hiden-powerpoint97 1"
_CONTAINER = 0xF
_TEXT_CHARS, _TEXT_BYTES, _C_STRING = 0x0FA0, 0x0FA8, 0x0FBA
_OUTLINE, _SLIDE_PERSIST, _MASTER, _COMMENT = 0x0FF0, 0x03F3, 0x03F8, 0x2EE0
_HEADER_BYTES = 8
_TOKEN_AT, _ENCRYPTED_TOKEN = 12, b"\xdf\xc4\xd1\xf3"  # [MS-PPT] 2.3.2
_BREAKS = {0x0B: "\n", 0x0D: "\n"}


def read_powerpoint97(source: Source) -> Iterator[Output]:
    """Read a presentation.

    Raises:
        UnreadablePartError: It is encrypted, or its container cannot be read.
    """
    builder = TextBuilder()
    compound = open_compound(source)
    if compound.read("Current User")[_TOKEN_AT : _TOKEN_AT + 4] == _ENCRYPTED_TOKEN:
        raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED)
    data = compound.read("PowerPoint Document")
    for text, slide in _texts(data):
        builder.add(text.translate(_BREAKS), Spot(slide=slide))
    if builder.is_blank:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
    else:
        yield builder.build(kind="ppt", extractor=_EXTRACTOR)


def _texts(data: bytes) -> Iterator[tuple[str, int]]:
    """Give every text with its slide, or 0 where the outline does not say."""
    position = outline_end = comment_end = slide = 0
    while position + _HEADER_BYTES <= len(data):
        version, kind, size = struct.unpack_from("<HHI", data, position)
        position += _HEADER_BYTES
        end = position + size
        if kind == _OUTLINE and version >> 4 == 0:
            outline_end, slide = end, 0
        elif kind == _COMMENT:
            comment_end = end
        elif kind == _SLIDE_PERSIST:
            slide += 1
        if version & _CONTAINER == _CONTAINER and kind != _MASTER:
            continue  # and descend
        if kind == _TEXT_BYTES:
            yield data[position:end].decode("latin-1"), slide if position < outline_end else 0
        elif kind == _TEXT_CHARS or (kind == _C_STRING and position < comment_end):
            text = data[position:end].decode("utf-16-le", "replace")
            yield text, slide if position < outline_end else 0
        position = end
