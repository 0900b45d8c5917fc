# SPDX-License-Identifier: Apache-2.0
"""Tables of a Word file: real ones, places to sign, sheets of labels."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable, _Cell, _Row
from docx.text.paragraph import Paragraph

from hiden.foundation.language import Language
from hiden.foundation.paper.fit import SIGNATURE_SHARES, LabelFit, is_kept_whole, width_em
from hiden.foundation.paper.lines import seal_of
from hiden.foundation.paper.values import Labels, Signature, Table
from hiden.foundation.paper.word_shapes import draw_round
from hiden.foundation.paper.word_styles import BODY_PT, GREY
from hiden.foundation.paper.word_xml import element_of, new_element, ruled

__all__ = ["add_labels", "add_signature", "add_table"]

_EMPTY_CELL_MM = 8
_MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
_CELL_PADDING_MM = 5.0
_MM_PER_PT = 25.4 / 72
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_table(document: Document, table: Table, *, width_mm: float, stays: bool) -> None:
    """Add a table: its header stands on every page, a short row or table is never split.

    Args:
        document: Where to add it.
        table: The table.
        width_mm: Width of the text.
        stays: Its end stays on the page of what follows.
    """
    if table.caption:
        document.add_paragraph(table.caption, style="Caption")
    made = _grid(document, len(table.rows) + 1, [width_mm * share for share in table.shares])
    _line(made, _EDGES, kind="single", size=4, color=GREY)
    head, *rows = made.rows
    _keep_whole(head)
    element_of(head).get_or_add_trPr().append(new_element("w:tblHeader"))
    for cell, name in zip(head.cells, table.header, strict=True):
        _write(cell, name, style="Table Text").runs[0].bold = True
        _shade(cell)
    for row, texts in zip(rows, table.rows, strict=True):
        _fill(row, texts, is_whole=table.is_short(texts))
    if is_kept_whole(table):
        _join(made.rows[:-1])
    _end(document, made, space_pt=8, stays=stays)


def add_signature(
    document: Document, signature: Signature, *, width_mm: float, language: Language, stays: bool
) -> None:
    """Add a place to sign, at the right edge of the page and never split.

    Args:
        document: Where to add it.
        signature: The place to sign.
        width_mm: Width of the text.
        language: Of the document.
        stays: It stays on the page of what follows.
    """
    room = width_mm * SIGNATURE_SHARES[language]
    longest = max(width_em(seal_of(line)[0].partition("＿")[0]) for line in signature.lines)
    names = min(room / 2, longest * BODY_PT * _MM_PER_PT + _CELL_PADDING_MM)
    widths = [width_mm - room, names, room - names]
    made = _grid(document, len(signature.lines) + 1, widths)
    party, *rows = made.rows
    _write(party.cells[1].merge(party.cells[2]), signature.party, style="Signature Party")
    for row, line in zip(rows, signature.lines, strict=True):
        _, name, place = row.cells
        if "＿" in line:
            _write(name.merge(place), line, style="Signature Line")
            continue
        text, seal = seal_of(line)
        _edge(place)
        _write(name, text, style="Signature Line")
        _write(place, seal, style="Signature Line").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in made.rows:
        _keep_whole(row)
    _join(made.rows[:-1])
    _end(document, made, space_pt=14, stays=stays)


def add_labels(document: Document, labels: Labels, fit: LabelFit) -> None:
    """Add a sheet of labels of equal size; it fills a page with narrow margins."""
    made = _grid(document, labels.rows, [fit.width_mm] * labels.columns)
    if not labels.is_round:
        _line(made, _EDGES, kind="single", size=4, color="A6A6A6")
    cells = [cell for row in made.rows for cell in row.cells]
    for row in made.rows:
        row.height, row.height_rule = Mm(fit.height_mm), WD_ROW_HEIGHT_RULE.EXACTLY
    for number, cell in enumerate(cells, start=1):
        _write_label(cell, labels, fit)
        if labels.is_round:
            draw_round(cell, fit, number=number)
        else:
            cell.vertical_alignment = _MIDDLE


def _write_label(cell: _Cell, labels: Labels, fit: LabelFit) -> None:
    word = _write(cell, labels.word, style="Label Word").runs[0]
    word.font.size = Pt(fit.word_pt)
    for line in labels.lines:
        run = cell.add_paragraph(style="Label Line").add_run(ruled(line))
        run.font.size = Pt(fit.line_pt)


def _grid(document: Document, rows: int, widths_mm: list[float]) -> WordTable:
    """Add a table of fixed widths without lines, in the middle."""
    made: WordTable = document.add_table(rows=rows, cols=len(widths_mm))
    made.style = document.styles["Normal Table"]
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    return made


def _line(table: WordTable, edges: tuple[str, ...], *, kind: str, size: int, color: str) -> None:
    borders = new_element("w:tblBorders")
    for edge in edges:
        borders.append(new_element(f"w:{edge}", val=kind, sz=str(size), space="0", color=color))
    element_of(table).tblPr.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )


def _fill(row: _Row, texts: tuple[str, ...], *, is_whole: bool) -> None:
    if is_whole:
        _keep_whole(row)
    if "" in texts:
        row.height, row.height_rule = Mm(_EMPTY_CELL_MM), WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, text in zip(row.cells, texts, strict=True):
        cell.vertical_alignment = _MIDDLE
        _write(cell, text, style="Table Text")


def _end(document: Document, made: WordTable, *, space_pt: float, stays: bool) -> None:
    """Add the space below a table."""
    space = document.add_paragraph(style="Spacer").paragraph_format
    space.space_after = Pt(space_pt)
    if stays:
        _join(made.rows[-1:])
        space.keep_with_next = True


def _join(rows: Iterable[_Row]) -> None:
    """Keep rows on the page of what follows them."""
    for row in rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _keep_whole(row: _Row) -> None:
    element_of(row).get_or_add_trPr().append(new_element("w:cantSplit"))


def _write(cell: _Cell, text: str, *, style: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(ruled(text))
    return paragraph


def _shade(cell: _Cell) -> None:
    cell.vertical_alignment = _MIDDLE
    shade = new_element("w:shd", val="clear", color="auto", fill="E6E6E6")
    element_of(cell).get_or_add_tcPr().find(qn("w:vAlign")).addprevious(shade)


def _edge(cell: _Cell) -> None:
    """Draw the line on which somebody writes."""
    borders = new_element("w:tcBorders")
    borders.append(new_element("w:bottom", val="single", sz="4", space="0", color="000000"))
    element_of(cell).get_or_add_tcPr().append(borders)
