# SPDX-License-Identifier: Apache-2.0
"""A document as a PDF file, A4; slides as pages of 16:9."""

from __future__ import annotations

import attrs

from hiden.foundation.paper.drawing import print_pdf, with_house_font
from hiden.foundation.paper.fit import (
    LABEL_MARGIN_MM,
    SIGNATURE_SHARES,
    fit_labels,
    is_kept_whole,
    slide_text_pt,
)
from hiden.foundation.paper.lines import (
    Line,
    clause_heading,
    clause_lines,
    day_text,
    list_lines,
    note_text,
    seal_of,
    source_text,
)
from hiden.foundation.paper.values import (
    Block,
    Clause,
    Items,
    Labels,
    Paper,
    Picture,
    Signature,
    Slide,
    Table,
)

__all__ = ["to_pdf"]


def to_pdf(paper: Paper, *, clean: bool = False) -> bytes:
    """Set a document as PDF.

    What a speaker says is not printed. Sheets of labels alone have no head.

    Args:
        paper: The document.
        clean: Leave out the notice and the notes, for use.

    Returns:
        A PDF/A-2a file with its font inside; its bytes depend on the arguments alone.

    Raises:
        InputError: The font lacks a character of the document.
        ValueError: A picture is no drawing.
    """
    return print_pdf(
        {
            "title": paper.title,
            "subtitle": paper.subtitle,
            "number": paper.number,
            "date": day_text(paper.dated, language=paper.language),
            "notice": "" if clean else paper.notice,
            "footer": paper.footer,
            "language": paper.language,
            "is_landscape": paper.is_landscape,
            "is_talk": paper.is_talk,
            "has_head": paper.has_head(clean=clean),
            "signature_share": SIGNATURE_SHARES[paper.language],
            "blocks": [
                {"stays": stays, **_plain(block, paper, clean=clean)}
                for block, stays in zip(paper.blocks, paper.stays, strict=True)
            ],
        },
        day=paper.dated,
    )


def _plain(block: Block, paper: Paper, *, clean: bool) -> dict[str, object]:
    """Return what the template reads of a block."""
    match block:
        case Items():
            data: dict[str, object] = {"lines": _lines(list_lines(block, language=paper.language))}
        case Clause():
            data = _clause(block, paper, clean=clean)
        case Table():
            data = _table(block)
        case Signature():
            data = {"party": block.party, "lines": [_signed(line) for line in block.lines]}
        case Picture():
            data = {**attrs.asdict(block), "svg": with_house_font(block.svg)}
        case Labels():
            fit = fit_labels(block, is_landscape=paper.is_landscape)
            data = {**attrs.asdict(block), **attrs.asdict(fit), "margin_mm": LABEL_MARGIN_MM}
        case Slide():
            data = _slide(block, paper)
        case _:
            data = attrs.asdict(block)
    return {"kind": type(block).__name__, **data}


def _clause(clause: Clause, paper: Paper, *, clean: bool) -> dict[str, object]:
    notes = () if clean else clause.notes
    return {
        "heading": clause_heading(clause, language=paper.language),
        "level": paper.clause_level,
        "lines": _lines(clause_lines(clause, language=paper.language)),
        "held": [len(clause.body)] * bool(clause.items)
        + [len(clause.body) + len(clause.items)] * bool(notes),
        "notes": [note_text(note, language=paper.language) for note in notes],
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "caption": table.caption,
        "is_whole": is_kept_whole(table),
        "header": table.header,
        "widths": table.shares,
        "rows": [{"cells": row, "is_whole": table.is_short(row)} for row in table.rows],
    }


def _slide(slide: Slide, paper: Paper) -> dict[str, object]:
    return {
        "title": slide.title,
        "items": slide.items,
        "size_pt": slide_text_pt(slide),
        "source": source_text(slide.source, language=paper.language),
    }


def _signed(line: str) -> dict[str, object]:
    name, seal = seal_of(line)
    return {"text": line, "name": name, "seal": seal, "is_ruled": "＿" in line}


def _lines(lines: tuple[Line, ...]) -> list[dict[str, object]]:
    return [attrs.asdict(line) for line in lines]
