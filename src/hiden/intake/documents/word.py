# SPDX-License-Identifier: Apache-2.0
"""Word documents (.docx, .docm, .dotx): main text, boxes, headers, notes, comments, charts.

Does not: compute the numbers of lists, or read text in pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from hiden.intake.documents.archive import open_package
from hiden.intake.documents.extraction import Output, Source, Spot
from hiden.intake.documents.office_text import OfficeText
from hiden.intake.documents.ooxml import WALKER, main_part

__all__ = ["read_word"]

_EXTRACTOR = f"hiden-word 1 ({WALKER})"


def read_word(source: Source) -> Iterator[Output]:
    """Read a document.

    Raises:
        UnreadablePartError: Its archive cannot be opened.
    """
    archive = open_package(source)
    text = OfficeText(archive)
    main = main_part(archive, "word/document.xml")
    text.add_part(main, Spot(), is_numbered=True)
    text.add_satellites(main, Spot())
    yield from text.outputs(kind="docx", extractor=_EXTRACTOR)
