# SPDX-License-Identifier: Apache-2.0
"""PowerPoint presentations (.pptx, .pptm, .ppsx): slides in order, with all that goes with them.

That is: notes, comments, charts and diagrams.

Does not: read masters and layouts, whose text is no one's content, or text in pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from hiden.intake.documents.archive import Archive, open_package
from hiden.intake.documents.extraction import Output, Source, Spot
from hiden.intake.documents.office_text import OfficeText
from hiden.intake.documents.ooxml import WALKER, main_part, parse, related

__all__ = ["read_slides"]

_EXTRACTOR = f"hiden-slides 1 ({WALKER})"


def read_slides(source: Source) -> Iterator[Output]:
    """Read a presentation.

    Raises:
        UnreadablePartError: Its archive or its list of slides cannot be read.
    """
    archive = open_package(source)
    text = OfficeText(archive)
    for number, slide in enumerate(_slides(archive), 1):
        text.add_part(slide, Spot(slide=number))
        text.add_satellites(slide, Spot(slide=number))
    yield from text.outputs(kind="pptx", extractor=_EXTRACTOR)


def _slides(archive: Archive) -> Iterator[str]:
    main = main_part(archive, "ppt/presentation.xml")
    targets = {relation.id: relation.target for relation in related(archive, main)}
    for element in parse(archive, main).iter("{*}sldId"):
        for name, value in element.attrib.items():
            if str(name).endswith("}id") and value in targets:
                yield targets[str(value)]
