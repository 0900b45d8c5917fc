# SPDX-License-Identifier: Apache-2.0
"""A talk as a PowerPoint file, with what the speaker says in the notes."""

from __future__ import annotations

import copy
import io
from typing import Any, cast

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation
from pptx.slide import Slide as PowerPointSlide, SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Mm, Pt

from hiden.foundation.paper.fit import slide_text_pt
from hiden.foundation.paper.lines import day_text, source_text
from hiden.foundation.paper.office import describe, pack
from hiden.foundation.paper.slide_master import (
    BOTTOM_MM,
    MARGIN_MM,
    TEXT_WIDTH_MM,
    drop,
    house_master,
)
from hiden.foundation.paper.values import Paper, Slide

__all__ = ["to_pptx"]

_SOURCE_PT, _NOTICE_PT = 10, 12
_SOURCE_SPOT_MM = (MARGIN_MM, BOTTOM_MM - 18, TEXT_WIDTH_MM, 17)
_NOTICE_SPOT_MM = (MARGIN_MM, BOTTOM_MM - 22, TEXT_WIDTH_MM, 21)
_GREY = cast("Any", RGBColor).from_string("595959")
_LANGUAGES = {"ja": MSO_LANGUAGE_ID.JAPANESE, "en": MSO_LANGUAGE_ID.ENGLISH_UK}


def to_pptx(paper: Paper, *, clean: bool = False) -> bytes:
    """Set a talk as PowerPoint: an opening slide with its title, then its slides.

    Args:
        paper: A document of slides alone.
        clean: Leave out the notice, for use.

    Returns:
        A pptx file; its bytes depend on the arguments alone.

    Raises:
        ValueError: It holds other blocks than slides.
    """
    slides = [block for block in paper.blocks if isinstance(block, Slide)]
    if len(slides) != len(paper.blocks):
        raise ValueError("paper: want slides alone")
    talk = pptx.Presentation()
    house_master(talk, language=paper.language)
    describe(talk.core_properties, paper)
    _add_opening(talk, paper, notice="" if clean else paper.notice)
    for slide in slides:
        _add_slide(talk, paper, slide)
    buffer = io.BytesIO()
    talk.save(buffer)
    return pack(buffer.getvalue())


def _add_opening(talk: Presentation, paper: Paper, *, notice: str) -> None:
    made = _new_slide(talk, talk.slide_layouts[0], paper)
    title, under = made.placeholders[0], made.placeholders[1]
    _fill(title.text_frame, (paper.title,), paper)
    day = day_text(paper.dated, language=paper.language)
    lines = tuple(text for text in (paper.subtitle, day, paper.number) if text)
    if lines:
        _fill(under.text_frame, lines, paper)
    else:
        drop(under)
    if notice:
        _add_text(made, notice, paper, _NOTICE_SPOT_MM, _NOTICE_PT)


def _add_slide(talk: Presentation, paper: Paper, slide: Slide) -> None:
    made = _new_slide(talk, talk.slide_layouts[1], paper)
    _fill(made.placeholders[0].text_frame, (slide.title,), paper)
    _fill(made.placeholders[1].text_frame, slide.items, paper, size_pt=slide_text_pt(slide))
    source = source_text(slide.source, language=paper.language)
    if source:
        _add_text(made, source, paper, _SOURCE_SPOT_MM, _SOURCE_PT)
    if slide.speech:
        notes = cast("TextFrame", made.notes_slide.notes_text_frame)  # the template's notes have it
        _fill(notes, (slide.speech,), paper)


def _new_slide(talk: Presentation, layout: SlideLayout, paper: Paper) -> PowerPointSlide:
    """Add a slide with its number and, if there is one, the footer."""
    made: PowerPointSlide = talk.slides.add_slide(layout)
    slots: Any = layout.placeholders
    for shape in slots:
        kind = shape.placeholder_format.type.name
        if kind == "SLIDE_NUMBER" or (kind == "FOOTER" and paper.footer):
            twin = copy.deepcopy(shape.element)
            twin.nvSpPr.cNvPr.id = made.shapes.element.max_shape_id + 1
            made.shapes.element.append(twin)
    for shape in made.placeholders:
        if shape.placeholder_format.type.name == "FOOTER":
            _fill(shape.text_frame, (paper.footer,), paper)
    return made


def _add_text(
    made: PowerPointSlide,
    text: str,
    paper: Paper,
    spot_mm: tuple[float, float, float, float],
    size_pt: int,
) -> None:
    """Add a small grey text of its own."""
    box = made.shapes.add_textbox(*(Mm(length) for length in spot_mm))
    box.text_frame.word_wrap = True
    box.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    _fill(box.text_frame, (text,), paper, size_pt=size_pt)
    for run in box.text_frame.paragraphs[0].runs:
        run.font.color.rgb = _GREY


def _fill(
    frame: TextFrame, texts: tuple[str, ...], paper: Paper, *, size_pt: int | None = None
) -> None:
    """Write one paragraph for each text, in the language of the paper."""
    frame.text = "\n".join(text.replace("\n", "\v") for text in texts)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = _LANGUAGES[paper.language]
            if size_pt is not None:
                run.font.size = Pt(size_pt)
