# SPDX-License-Identifier: Apache-2.0
"""Manuscripts as PDF files, by typst with the font that comes with Hiden."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import as_file, files
from typing import cast

import typst

from hiden.testing.company.manuscript import Block, Heading, Manuscript, Paragraph

__all__ = ["Press"]

_TEMPLATE = """\
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, author: paper.author, date: none)
#set page(paper: "a4", margin: 22mm, numbering: "1 / 1")
#set text(font: "BIZ UDPGothic", size: 10pt, lang: paper.language, hyphenate: false)
#set par(leading: 0.9em, spacing: 1.2em, justify: true)
#show heading: set block(above: 1.6em, below: 0.9em)
#align(center, text(size: 15pt, paper.title))
#v(1em)
#for block in paper.blocks {
  if block.kind == "heading" { heading(level: 1, text(size: 12pt, block.text)) }
  else if block.kind == "paragraph" { par(block.text) }
  else { table(columns: block.rows.at(0).len(), inset: 6pt, ..block.rows.flatten()) }
}
"""
_FONTS = files("hiden.foundation") / "fonts"


class Press:
    """Prints manuscripts; one press for many papers, since it keeps the font loaded."""

    def __init__(self) -> None:
        """Load the font."""
        with as_file(_FONTS) as folder:
            fonts = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
            )
        self._compiler = typst.Compiler(font_paths=fonts)

    def pdf_bytes(self, manuscript: Manuscript) -> bytes:
        """Print one paper; its bytes depend on the manuscript alone."""
        paper = {
            "title": manuscript.title,
            "author": manuscript.author,
            "language": manuscript.language,
            "blocks": [_plain(block) for block in manuscript.blocks],
        }
        day = manuscript.date
        printed = self._compiler.compile(
            _TEMPLATE.encode(),
            format="pdf",
            sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
            timestamp=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
            pdf_tags=False,
        )
        return cast("bytes", printed)  # a list only for formats with a file for each page


def _plain(block: Block) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text}
    return {"kind": "table", "rows": [list(row) for row in block.rows]}
