# SPDX-License-Identifier: Apache-2.0
"""A document as a Word file, to adapt and use.

Rules:
    * Every look is a style; numbers of clauses are plain text, since other clauses refer to them.
    * A heading never stands alone at the foot of a page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TypeAlias

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from hiden.foundation.paper.drawing import draw_png
from hiden.foundation.paper.fit import LABEL_MARGIN_MM, fit_labels, page_mm
from hiden.foundation.paper.lines import (
    Line,
    clause_heading,
    clause_lines,
    day_text,
    list_lines,
    note_text,
    source_text,
)
from hiden.foundation.paper.office import describe, pack
from hiden.foundation.paper.values import (
    Clause,
    Heading,
    Items,
    Labels,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Slide,
    Table,
)
from hiden.foundation.paper.word_styles import BODY_PT, write_styles
from hiden.foundation.paper.word_tables import add_labels, add_signature, add_table
from hiden.foundation.paper.word_xml import element_of, new_element, ruled

__all__ = ["to_docx"]

_MARGIN_MM = 25.0
_FOOT_MM = 11.0
_LAST_LINE_MM = 1.5  # Word sets an empty line below a table
_NOTE_INDENT_EM = 2.6
_WORD_2013 = "15"
_PLACES = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def to_docx(paper: Paper, *, clean: bool = False) -> bytes:
    """Set a document as Word.

    Slides are set as text with what the speaker says. Sheets of labels alone have no head.

    Args:
        paper: The document.
        clean: Leave out the notice and the notes, for use.

    Returns:
        A docx file; its bytes depend on the arguments alone.

    Raises:
        ValueError: A picture is no drawing.
    """
    document = docx.Document()
    _write_settings(document)
    describe(document.core_properties, paper)
    write_styles(document, language=paper.language, clause_level=paper.clause_level)
    _Writer(document, paper, clean=clean).write()
    buffer = io.BytesIO()
    document.save(buffer)
    return pack(buffer.getvalue())


_Written: TypeAlias = (
    Heading | Paragraph | Items | Clause | Table | Signature | Picture | Labels | Slide
)


class _Writer:
    """Writes one document, block by block."""

    def __init__(self, document: Document, paper: Paper, *, clean: bool) -> None:
        self._document = document
        self._paper = paper
        self._clean = clean
        self._width_mm = page_mm(is_landscape=paper.is_landscape)[0] - 2 * _MARGIN_MM
        self._is_break_due = False
        self._sheet: bool | None = None  # whether the page is a sheet of labels; None: not begun

    def write(self) -> None:
        """Write the head and all blocks."""
        if self._paper.has_head(clean=self._clean):
            self._turn_page(sheet=False)
            self._write_head()
        for block, stays in zip(self._paper.blocks, self._paper.stays, strict=True):
            if isinstance(block, PageBreak):
                self._is_break_due = True
                continue
            self._turn_page(sheet=isinstance(block, Labels))
            self._write_block(block, stays=stays)
        if self._sheet:
            self._add("", "Spacer")  # Word would set a full line below the last table

    def _write_head(self) -> None:
        paper = self._paper
        self._add(paper.title, "Title")
        for text, style in (
            (paper.subtitle, "Subtitle"),
            (day_text(paper.dated, language=paper.language), "Date"),
            ("" if self._clean else paper.notice, "Notice"),
        ):
            if text:
                self._add(text, style)

    def _write_block(self, block: _Written, *, stays: bool) -> None:
        match block:
            case Heading():
                self._add(block.text, f"Heading {block.level}")
            case Paragraph():
                self._write_paragraph(block, stays=stays)
            case Items():
                self._write_lines(list_lines(block, language=self._paper.language), "List Item")
            case Clause():
                self._write_clause(block)
            case Picture():
                self._write_picture(block)
            case Slide():
                self._write_slide(block)
            case _:
                self._write_table(block, stays=stays)

    def _write_paragraph(self, block: Paragraph, *, stays: bool) -> None:
        made = self._add(block.text, "Strong Paragraph" if block.is_strong else "Normal")
        if stays:
            made.paragraph_format.keep_with_next = True
        if block.place != "body":
            made.alignment = _PLACES[block.place]

    def _write_table(self, block: Table | Signature | Labels, *, stays: bool) -> None:
        if isinstance(block, Labels):
            fit = fit_labels(block, is_landscape=self._paper.is_landscape)
            add_labels(self._document, block, fit)
            return
        if self._is_break_due:
            self._add("", "Spacer")
        if isinstance(block, Table):
            add_table(self._document, block, width_mm=self._width_mm, stays=stays)
        else:
            add_signature(
                self._document,
                block,
                width_mm=self._width_mm,
                language=self._paper.language,
                stays=stays,
            )

    def _write_clause(self, clause: Clause) -> None:
        language = self._paper.language
        lines = clause_lines(clause, language=language)
        self._add(clause_heading(clause, language=language), "Clause Heading")
        self._write_lines(lines[: len(clause.body)], "Clause Paragraph")
        if clause.items:
            self._hold_last()
        self._write_lines(lines[len(clause.body) :], "Clause Item")
        notes = () if self._clean else clause.notes
        for note in notes:
            self._hold_last()
            made = self._add(note_text(note, language=language), "Clause Note")
            made.paragraph_format.left_indent = Pt(_NOTE_INDENT_EM * BODY_PT)

    def _hold_last(self) -> None:
        """Keep the last paragraph on the page of what follows."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _write_lines(self, lines: Sequence[Line], style: str) -> None:
        for line in lines:
            made = self._add(f"{line.label}\t{line.text}" if line.label else line.text, style)
            text_at = Pt((line.indent_em + line.label_em) * BODY_PT)
            made.paragraph_format.left_indent = text_at
            if line.label:
                made.paragraph_format.first_line_indent = Pt(-line.label_em * BODY_PT)
                made.paragraph_format.tab_stops.add_tab_stop(text_at)

    def _write_picture(self, picture: Picture) -> None:
        run = self._add("", "Picture").add_run()
        image = io.BytesIO(draw_png(picture.svg))
        run.add_picture(image, width=Mm(self._width_mm * picture.width))
        for properties in element_of(run).iter(qn("wp:docPr")):
            properties.set("descr", picture.alt)

    def _write_slide(self, slide: Slide) -> None:
        language = self._paper.language
        self._add(slide.title, "Heading 1")
        self._write_lines(list_lines(Items(items=slide.items), language=language), "List Item")
        source = source_text(slide.source, language=language)
        if slide.speech:
            made = self._add(slide.speech, "Normal")
            made.paragraph_format.keep_with_next = bool(source)
        if source:
            self._add(source, "Source")

    def _add(self, text: str, style: str) -> WordParagraph:
        made = self._document.add_paragraph(ruled(text), style=style)
        if "\n" in text:
            made.alignment = WD_ALIGN_PARAGRAPH.LEFT  # else Word spreads the line before a break
        if self._is_break_due:
            made.paragraph_format.page_break_before = True
            self._is_break_due = False
        return made

    def _turn_page(self, *, sheet: bool) -> None:
        """Begin a section for text or a sheet of labels, unless the page is of that kind."""
        if self._sheet is sheet and not sheet:
            return
        if self._sheet is None:
            section = self._document.sections[0]
        else:
            section = self._document.add_section()
            _end_section(self._document.paragraphs[-1])
        self._sheet = sheet
        self._is_break_due = False
        _lay_out(section, self._paper, sheet=sheet)
        if not sheet:
            self._write_margins(section)

    def _write_margins(self, section: Section) -> None:
        """Write what stands at the head and the foot of each page."""
        section.header.paragraphs[0].add_run(self._paper.number)
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{self._paper.footer}\t")
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(self._width_mm), WD_TAB_ALIGNMENT.RIGHT)
        _add_field(foot, "PAGE")
        foot.add_run(" / ")
        _add_field(foot, "NUMPAGES")


def _write_settings(document: Document) -> None:
    """Make the file one of today's Word, valid by the schema."""
    settings = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    for kind in ("w:savePreviewPicture", "w:rsids"):
        settings.remove(settings.find(qn(kind)))


def _lay_out(section: Section, paper: Paper, *, sheet: bool) -> None:
    """Set size and margins of the pages of a section."""
    width, height = page_mm(is_landscape=paper.is_landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    side = LABEL_MARGIN_MM if sheet else _MARGIN_MM
    section.left_margin = section.right_margin = section.top_margin = Mm(side)
    section.bottom_margin = Mm(side - _LAST_LINE_MM if sheet else side)
    section.header_distance = section.footer_distance = Mm(0 if sheet else _FOOT_MM)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False


def _end_section(end: WordParagraph) -> None:
    """Let a section end with its last text, since a paragraph more might need a page more."""
    end.style = "Spacer"
    element = element_of(end)
    last = element.getprevious()
    if isinstance(last, CT_P) and not last.xpath("w:pPr/w:sectPr"):
        last.set_sectPr(element.pPr.sectPr)
        element.getparent().remove(element)


def _add_field(paragraph: WordParagraph, name: str) -> None:
    """Add a number which Word counts."""
    run = paragraph.add_run()
    for tag, text, values in (
        ("w:fldChar", None, {"fldCharType": "begin"}),
        ("w:instrText", f" {name} ", {}),
        ("w:fldChar", None, {"fldCharType": "separate"}),
        ("w:t", "1", {}),
        ("w:fldChar", None, {"fldCharType": "end"}),
    ):
        part = new_element(tag, **values)
        part.text = text
        element_of(run).append(part)
