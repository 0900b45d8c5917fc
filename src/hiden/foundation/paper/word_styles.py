# SPDX-License-Identifier: Apache-2.0
"""The styles of a Word file: whoever adapts it changes a style once.

What it does not do: embed the font. BIZ UDPゴシック is part of Windows; elsewhere the program
chooses another one.
"""

from __future__ import annotations

from typing import Any, cast

import attrs
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from hiden.foundation.language import Language
from hiden.foundation.paper.office import EAST_ASIAN_FONT, LATIN_FONTS, TAGS
from hiden.foundation.paper.word_xml import new_element

__all__ = [
    "BODY_PT",
    "GREY",
    "RED",
    "Style",
    "write_styles",
]

BODY_PT = 10.5
GREY = "7F7F7F"
RED = "C00000"
_SHADE = "F2F2F2"
_FRAME_PT = 5

_LEFT, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
_CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_AFTER_BORDERS = (
    "w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct"
    " w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind"
    " w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment"
    " w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange"
)
_AFTER_SHADE = _AFTER_BORDERS.removeprefix("w:shd ")
_AFTER_OUTLINE = "w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange"


@attrs.frozen(kw_only=True)
class Style:
    """How one kind of paragraph looks.

    Attributes:
        name: Name in Word.
        size_pt: Size of its text.
        is_bold: In bold.
        before_pt: Space above.
        after_pt: Space below.
        align: Where its lines stand; ``None``: as the body.
        line_pt: Least height of a line; ``None``: that of its text.
        keeps_next: Never last on a page, nor split.
        keeps_lines: Never split between pages.
        outline: Level in the outline, from 1; 0 for none.
        frame: Edges of a shaded box with a line; empty for no box.
        is_grey: In grey.
    """

    name: str
    size_pt: float = BODY_PT
    is_bold: bool = False
    before_pt: float = 0
    after_pt: float = 4
    align: WD_ALIGN_PARAGRAPH | None = None
    line_pt: float | None = 17
    keeps_next: bool = False
    keeps_lines: bool = False
    outline: int = 0
    frame: tuple[str, ...] = ()
    is_grey: bool = False


_EDGES = ("top", "left", "bottom", "right")
_HEADING = Style(name="", is_bold=True, keeps_next=True, align=_LEFT, line_pt=None)
_SMALL = Style(name="", size_pt=8, after_pt=0, line_pt=None, align=_LEFT, is_grey=True)
_STYLES = (
    Style(name="Normal", after_pt=6),
    Style(name="Title", size_pt=16, is_bold=True, align=_CENTER, line_pt=24, after_pt=6),
    Style(name="Subtitle", size_pt=11.5, align=_CENTER, after_pt=6),
    Style(name="Date", align=_RIGHT, after_pt=12),
    attrs.evolve(_HEADING, name="Heading 1", size_pt=12.5, before_pt=18, after_pt=6, outline=1),
    attrs.evolve(_HEADING, name="Heading 2", size_pt=11, before_pt=14, after_pt=4, outline=2),
    attrs.evolve(_HEADING, name="Clause Heading", before_pt=14, after_pt=3),
    Style(name="Clause Paragraph"),
    Style(name="Clause Item"),
    Style(
        name="Clause Note",
        size_pt=8.5,
        line_pt=13,
        before_pt=7,
        after_pt=8,
        frame=("left",),
        keeps_lines=True,
    ),
    Style(name="Notice", size_pt=9, is_bold=True, line_pt=14, after_pt=12, frame=_EDGES),
    Style(name="List Item"),
    Style(name="Strong Paragraph", is_bold=True),
    attrs.evolve(_HEADING, name="Caption", size_pt=9, before_pt=10),
    Style(name="Table Text", size_pt=9, align=_LEFT, line_pt=13, before_pt=2, after_pt=2),
    Style(name="Picture", align=_CENTER, line_pt=None, before_pt=6, after_pt=6),
    Style(name="Signature Party", is_bold=True, before_pt=6, keeps_next=True, align=_LEFT),
    Style(name="Signature Line", before_pt=8, after_pt=2, align=_LEFT),
    Style(name="Label Word", is_bold=True, align=_CENTER, line_pt=None, after_pt=2),
    Style(name="Label Line", align=_CENTER, line_pt=None, after_pt=0),
    Style(name="Source", size_pt=8.5, line_pt=13, is_grey=True),
    Style(name="Spacer", size_pt=1, line_pt=None, after_pt=0),
    attrs.evolve(_SMALL, name="Header", align=_RIGHT),
    attrs.evolve(_SMALL, name="Footer"),
)


def write_styles(document: Document, *, language: Language, clause_level: int) -> None:
    """Give a document the styles of the house and the fonts of its language."""
    for unused in document.styles.element.xpath("w:style[@w:type='table'][not(@w:default)]"):
        document.styles.element.remove(unused)
    _write_defaults(document, language)
    for style in _STYLES:
        is_clause = style.name == "Clause Heading"
        _write(
            document, attrs.evolve(style, outline=clause_level) if is_clause else style, language
        )


def _write_defaults(document: Document, language: Language) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(properties):
        properties.remove(child)
    properties.append(_fonts(language))
    properties.append(new_element("w:sz", val=str(int(BODY_PT * 2))))
    properties.append(new_element("w:szCs", val=str(int(BODY_PT * 2))))
    tag = TAGS["en"] if language == "en" else "en-US"
    properties.append(new_element("w:lang", val=tag, eastAsia=TAGS["ja"], bidi="ar-SA"))


def _write(document: Document, style: Style, language: Language) -> None:
    made = _named(document, style.name)
    for properties in made.element.xpath("w:pPr | w:rPr"):
        made.element.remove(properties)
    made.quick_style = True
    made.hidden = False
    font = made.font
    font.size, font.bold = Pt(style.size_pt), style.is_bold
    font.color.rgb = RGBColor(0x59, 0x59, 0x59) if style.is_grey else RGBColor(0, 0, 0)
    made.element.get_or_add_rPr().insert(0, _fonts(language))
    body = _JUSTIFY if language == "ja" else _LEFT
    form = made.paragraph_format
    form.alignment = body if style.align is None else style.align
    form.space_before, form.space_after = Pt(style.before_pt), Pt(style.after_pt)
    form.keep_with_next, form.keep_together = (
        style.keeps_next,
        style.keeps_next or style.keeps_lines,
    )
    form.widow_control = True
    _write_lines(made, style)


def _write_lines(made: ParagraphStyle, style: Style) -> None:
    form = made.paragraph_format
    properties = made.element.get_or_add_pPr()
    if style.line_pt is None:
        form.line_spacing = 1.0
    else:
        form.line_spacing = Pt(style.line_pt)
        properties.find(qn("w:spacing")).set(qn("w:lineRule"), "atLeast")
    if style.frame:
        form.left_indent = form.right_indent = Pt(_FRAME_PT + 1)
        _frame(properties, style.frame)
    if style.outline:
        level = new_element("w:outlineLvl", val=str(style.outline - 1))
        properties.insert_element_before(level, *_AFTER_OUTLINE.split())


def _frame(properties: Any, edges: tuple[str, ...]) -> None:
    """Shade a paragraph and draw lines along some of its edges, given its ``w:pPr``."""
    borders = new_element("w:pBdr")
    for edge in _EDGES:
        color = GREY if edge in edges else _SHADE
        borders.append(
            new_element(f"w:{edge}", val="single", sz="6", space=str(_FRAME_PT), color=color)
        )
    properties.insert_element_before(borders, *_AFTER_BORDERS.split())
    shade = new_element("w:shd", val="clear", color="auto", fill=_SHADE)
    properties.insert_element_before(shade, *_AFTER_SHADE.split())


def _named(document: Document, name: str) -> ParagraphStyle:
    for style in document.styles:
        if style.name == name and isinstance(style, ParagraphStyle):
            return style
    made = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    made.base_style = document.styles["Normal"]
    return made


def _fonts(language: Language) -> Any:
    latin = LATIN_FONTS[language]
    return new_element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=EAST_ASIAN_FONT, cs=latin)
