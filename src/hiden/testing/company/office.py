# SPDX-License-Identifier: Apache-2.0
"""Manuscripts as Word, Excel and PowerPoint files.

The bytes depend on the manuscript alone: no time of writing is kept.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import docx
import openpyxl
import pptx
from openpyxl.styles import Alignment, Font
from pptx.util import Inches, Pt

from hiden.testing.company.archives import freeze
from hiden.testing.company.manuscript import Block, Heading, Manuscript, Paragraph, Table

__all__ = ["docx_bytes", "midnight", "pptx_bytes", "xlsx_bytes"]

_BLOCKS_PER_SLIDE = 4
_BLANK_SLIDE_WITH_TITLE = 5


def docx_bytes(manuscript: Manuscript) -> bytes:
    """Write a Word file: headings, paragraphs, tables."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = manuscript.title, manuscript.author
    properties.created = properties.modified = midnight(manuscript.date)
    document.add_heading(manuscript.title, level=0)
    for block in manuscript.blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, level=1)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        else:
            table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
            table.style = "Table Grid"
            for cells, texts in zip(table.rows, block.rows, strict=True):
                for cell, text in zip(cells.cells, texts, strict=True):
                    cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return freeze(buffer.getvalue())


def xlsx_bytes(manuscript: Manuscript) -> bytes:
    """Write an Excel file: paragraphs in column A, tables across."""
    workbook = openpyxl.Workbook()
    workbook.properties.title, workbook.properties.creator = manuscript.title, manuscript.author
    workbook.properties.created = midnight(manuscript.date)
    sheet = workbook.worksheets[0]
    sheet.title = "Sheet1" if manuscript.language == "en" else "本文"
    sheet.column_dimensions["A"].width = 88
    sheet.append([manuscript.title])
    sheet["A1"].font = Font(bold=True, size=14)
    for block in manuscript.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                sheet.append(list(row))
        else:
            sheet.append([block.text])
            cell = sheet.cell(row=sheet.max_row, column=1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=isinstance(block, Heading))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return freeze(buffer.getvalue())


def pptx_bytes(manuscript: Manuscript) -> bytes:
    """Write a PowerPoint file: a few paragraphs or one table to a slide."""
    deck = pptx.Presentation()
    deck.core_properties.title = manuscript.title
    deck.core_properties.author = manuscript.author
    deck.core_properties.created = deck.core_properties.modified = midnight(manuscript.date)
    for heading, blocks in _slides(manuscript):
        slide = deck.slides.add_slide(deck.slide_layouts[_BLANK_SLIDE_WITH_TITLE])
        slide.placeholders[0].text = heading
        if isinstance(blocks[0], Table):
            _add_table(slide, blocks[0])
            continue
        frame = slide.shapes.add_textbox(Inches(0.5), Inches(1.5), Inches(9), Inches(5)).text_frame
        frame.word_wrap = True
        frame.text = "\n".join(block.text for block in blocks if not isinstance(block, Table))
        for paragraph in frame.paragraphs:
            paragraph.font.size = Pt(13)
    buffer = io.BytesIO()
    deck.save(buffer)
    return freeze(buffer.getvalue())


def _slides(manuscript: Manuscript) -> Iterator[tuple[str, list[Block]]]:
    """Yield (title, blocks) of each slide; a table stands alone."""
    heading = manuscript.title
    gathered: list[Block] = []
    for block in manuscript.blocks:
        full = len(gathered) == _BLOCKS_PER_SLIDE
        if gathered and (full or not isinstance(block, Paragraph)):
            yield heading, gathered
            gathered = []
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            yield heading, [block]
        else:
            gathered.append(block)
    if gathered:
        yield heading, gathered


def _add_table(slide: pptx.slide.Slide, table: Table) -> None:
    size = (len(table.rows), len(table.rows[0]))
    frame = slide.shapes.add_table(*size, Inches(0.5), Inches(1.5), Inches(9), Inches(4))
    for y, texts in enumerate(table.rows):
        for x, text in enumerate(texts):
            frame.table.cell(y, x).text = text


def midnight(date: dt.date) -> dt.datetime:
    """Return the start of a day without a zone, as office files keep it."""
    return dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC).replace(tzinfo=None)
