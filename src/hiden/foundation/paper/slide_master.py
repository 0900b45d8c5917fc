# SPDX-License-Identifier: Apache-2.0
"""The master of a talk: 16:9, two layouts, the fonts and colours of the house."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.util import Emu, Mm

from hiden.foundation.language import Language
from hiden.foundation.paper.office import EAST_ASIAN_FONT, LATIN_FONTS

__all__ = ["BOTTOM_MM", "MARGIN_MM", "SLIDE_MM", "TEXT_WIDTH_MM", "drop", "house_master"]

SLIDE_MM = (338.67, 190.5)
MARGIN_MM = 20.0
TEXT_WIDTH_MM = SLIDE_MM[0] - 2 * MARGIN_MM
BOTTOM_MM = 176.0

_TITLE_PT, _OPENING_PT, _SUBTITLE_PT, _FOOT_PT = 30, 38, 22, 9
_BLUE = "1F3A5F"
_KEPT_LAYOUTS = ("Title Slide", "Title and Content")
_SPOTS_MM = {  # left, top, width, height
    "TITLE": (MARGIN_MM, 12, TEXT_WIDTH_MM, 20),
    "BODY": (MARGIN_MM, 42, TEXT_WIDTH_MM, 115),
    "OBJECT": (MARGIN_MM, 42, TEXT_WIDTH_MM, 115),
    "CENTER_TITLE": (MARGIN_MM, 55, TEXT_WIDTH_MM, 32),
    "SUBTITLE": (MARGIN_MM, 92, TEXT_WIDTH_MM, 36),
    "FOOTER": (MARGIN_MM, BOTTOM_MM, 220, 8),
    "SLIDE_NUMBER": (SLIDE_MM[0] - MARGIN_MM - 40, BOTTOM_MM, 40, 8),
}
_RULE = """\
<p:cxnSp {namespaces}>
  <p:nvCxnSpPr><p:cNvPr id="90" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr>
  <p:spPr>
    <a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="0"/></a:xfrm>
    <a:prstGeom prst="line"><a:avLst/></a:prstGeom>
    <a:ln w="19050"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>
  </p:spPr>
</p:cxnSp>
"""


def house_master(talk: Presentation, *, language: Language) -> None:
    """Turn the template of the library into the master of the house."""
    talk.slide_width, talk.slide_height = (Mm(length) for length in SLIDE_MM)
    for layout in list(talk.slide_layouts):
        if layout.name not in _KEPT_LAYOUTS:
            talk.slide_layouts.remove(layout)
    for layout in (talk.slide_master, *talk.slide_layouts):
        for shape in list(layout.placeholders):
            _settle(shape)
    _write_text_styles(talk)
    _write_fonts(talk, language)
    left, top, width, height = (Mm(length) for length in _SPOTS_MM["TITLE"])
    rule = _RULE.format(
        namespaces=nsdecls("p", "a"), left=left, top=top + height, width=width, color=_BLUE
    )
    talk.slide_layouts[1].shapes.element.append(parse_xml(rule))


def drop(shape: BaseShape) -> None:
    """Take a shape away."""
    element: Any = shape.element
    element.getparent().remove(element)


def _settle(shape: Shape) -> None:
    """Put a placeholder where it belongs on a wide slide; a date is not kept."""
    kind = shape.placeholder_format.type.name
    if kind not in _SPOTS_MM:
        drop(shape)
        return
    shape.left, shape.top, shape.width, shape.height = map(Mm, _SPOTS_MM[kind])
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = Emu(0)
    if kind in {"TITLE", "FOOTER", "SLIDE_NUMBER"}:
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if kind == "CENTER_TITLE":
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        _size(shape, _OPENING_PT)
    if kind == "SUBTITLE":
        _size(shape, _SUBTITLE_PT)
    if kind in {"FOOTER", "SLIDE_NUMBER"}:
        _size(shape, _FOOT_PT, align="l" if kind == "FOOTER" else "r")


def _size(shape: Shape, size_pt: int, *, align: str = "ctr") -> None:
    """Set size and alignment of the first level in the list style of a placeholder."""
    text: Any = shape.element.txBody
    style = text.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    level = etree.SubElement(style, qn("a:lvl1pPr"), marL="0", indent="0", algn=align)
    etree.SubElement(level, qn("a:buNone"))
    etree.SubElement(level, qn("a:defRPr"), sz=str(size_pt * 100))


def _write_text_styles(talk: Presentation) -> None:
    styles = talk.slide_master.element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(_TITLE_PT * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    body = styles.find(f"{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}")
    body.find(f"{qn('a:spcBef')}/{qn('a:spcPct')}").set("val", "45000")


def _write_fonts(talk: Presentation, language: Language) -> None:
    part = talk.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for kind in ("majorFont", "minorFont"):
        fonts: Any = next(theme.iter(qn(f"a:{kind}")))
        fonts.find(qn("a:latin")).set("typeface", LATIN_FONTS[language])
        fonts.find(qn("a:ea")).set("typeface", EAST_ASIAN_FONT)
        for font in fonts.findall(qn("a:font")):
            fonts.remove(font)
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
