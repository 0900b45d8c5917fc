# SPDX-License-Identifier: Apache-2.0
"""Documents of Word 97 to 2003 (.doc): main text, notes, headers, comments, boxes.

Does not: Word 6 and 95, which keep their text in another way; these are said.

Sources:
    [MS-DOC] 2.5.1 (Fib), 2.4.1 (retrieving text), 2.8.35 (PlcPcd), 2.9.73 (FcCompressed).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from hiden.intake.documents.compound import embedded_files, open_compound
from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import (
    Output,
    Source,
    Spot,
    TextBuilder,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.values import ProblemReason, Region

__all__ = ["read_word97"]

_EXTRACTOR = "hiden-word97 1"
_WORD_97 = 0x00C1
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_LENGTHS_AT, _CLX_AT = 0x4C, 0x01A2
_COMPRESSED = 0x40000000
_PIECE_TABLE = 2
_STORIES = ("", Region.FOOTNOTE, Region.HEADER, "", Region.COMMENT, Region.FOOTNOTE, "", "")

_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_RUBY = re.compile(r"\x13\s*EQ [^\x13-\x15]*?\\s\\up\s*\d+\s*\([^)]*\)[,;]([^\x13-\x15]*)\)\x15")
_REWRITTEN = {
    0x07: "\t",
    0x0B: "\n",
    0x0C: "\n",
    0x1E: "-",
    **dict.fromkeys((0x01, 0x02, 0x03, 0x04, 0x05, 0x08, 0x13, 0x14, 0x15, 0x1F, 0x00)),
}


def read_word97(source: Source) -> Iterator[Output]:
    """Read a document.

    Raises:
        UnreadablePartError: It is encrypted, damaged or older than Word 97.
    """
    compound = open_compound(source)
    data = compound.read("WordDocument")
    try:
        version, flags = struct.unpack_from("<HxxxxxxH", data, 2)
        if flags & _ENCRYPTED:
            raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED)
        if version < _WORD_97:
            raise UnreadablePartError(
                ProblemReason.UNSUPPORTED, Detail.FORMAT_UNSUPPORTED, format="Word 6/95 (.doc)"
            )
        table = compound.read("1Table" if flags & _WHICH_TABLE else "0Table")
        text = "".join(_pieces(data, table))
        lengths = struct.unpack_from("<8i", data, _LENGTHS_AT)
    except struct.error as error:
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="doc") from error
    builder = TextBuilder()
    _add_stories(builder, text, lengths)
    inside = list(embedded_files(compound))
    if not builder.is_blank:
        yield builder.build(kind="doc", extractor=_EXTRACTOR)
    elif not inside:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
    yield from inside


def _pieces(data: bytes, table: bytes) -> Iterator[str]:
    """Give the pieces of the text in their order, which is not that of the file."""
    start, size = struct.unpack_from("<II", data, _CLX_AT)
    clx = table[start : start + size]
    position = 0
    while position < len(clx) and clx[position] != _PIECE_TABLE:
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    plc = clx[position + 5 :]
    count = (len(plc) - 4) // 12
    if count <= 0:
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="doc")
    bounds = struct.unpack_from(f"<{count + 1}I", plc)
    for number in range(count):
        length = bounds[number + 1] - bounds[number]
        (fc,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        if fc & _COMPRESSED:
            at = (fc & ~_COMPRESSED) // 2
            yield data[at : at + length].decode("cp1252", "replace")
        else:
            yield data[fc : fc + 2 * length].decode("utf-16-le", "replace")


def _add_stories(builder: TextBuilder, text: str, lengths: tuple[int, ...]) -> None:
    """Cut the text into the main text, the notes and so on, and these into paragraphs."""
    start = 0
    for number, (length, region) in enumerate(zip(lengths, _STORIES, strict=True)):
        story = text[start : start + max(length, 0)]
        start += max(length, 0)
        for count, paragraph in enumerate(_paragraphs(story), 1):
            spot = Spot(paragraph=count) if number == 0 else Spot(region=region)
            builder.add(paragraph, spot)


def _paragraphs(story: str) -> Iterator[str]:
    story = _RUBY.sub(r"\1", story)  # the text itself stands in the code
    while (shorter := _FIELD.sub(r"\1", story)) != story:  # fields lie in fields
        story = shorter
    for paragraph in story.split("\r"):
        yield paragraph.translate(_REWRITTEN)
