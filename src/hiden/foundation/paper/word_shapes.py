# SPDX-License-Identifier: Apache-2.0
"""Round stamps in a Word file: shapes that hold text, so that it can still be changed.

Sources: ECMA-376 part 1, 20.1 (DrawingML); [MS-DOCX] 2.6.1 (shapes of Word 2010 and later).
"""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.shared import Mm, RGBColor
from docx.table import _Cell

from hiden.foundation.paper.fit import LabelFit
from hiden.foundation.paper.word_styles import RED
from hiden.foundation.paper.word_xml import element_of, new_element

__all__ = ["draw_round"]

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
_CIRCLE = """\
<w:drawing
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent cx="{size}" cy="{size}"/>
    <wp:docPr id="{number}" name="Stamp {number}"/>
    <a:graphic>
      <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
        <wps:wsp>
          <wps:cNvSpPr txBox="1"/>
          <wps:spPr>
            <a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm>
            <a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>
            <a:noFill/>
            <a:ln w="38100" cmpd="dbl"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>
          </wps:spPr>
          <wps:txbx><w:txbxContent/></wps:txbx>
          <wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" anchorCtr="0"/>
        </wps:wsp>
      </a:graphicData>
    </a:graphic>
  </wp:inline>
</w:drawing>
"""


def draw_round(cell: _Cell, fit: LabelFit, *, number: int) -> None:
    """Put the text of a cell into a red circle of two lines.

    Args:
        cell: A cell of a table; its text becomes that of the circle, in red.
        fit: Measures of the sheet.
        number: Tells this circle from the others of its sheet.
    """
    size = int(Mm(fit.diameter_mm))
    drawing = parse_xml(_CIRCLE.format(size=size, number=number, color=RED))
    text = next(drawing.iter(_TEXT))
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(RED)
        text.append(element_of(paragraph))
    holder = cell.add_paragraph(style="Label Line")
    holder.paragraph_format.space_before = Mm((fit.height_mm - fit.diameter_mm) / 2)
    run = new_element("w:r")
    run.append(drawing)
    element_of(holder).append(run)
