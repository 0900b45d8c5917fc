# SPDX-License-Identifier: Apache-2.0
"""Print with typst and the one font that comes with Hiden.

Rules:
    * What a document says reaches typst as data, never as part of the template.
    * No font of the machine is used, so the same document looks the same everywhere.
    * A PDF is PDF/A-2a: for keeping, with its text and structure; a character that the font lacks
      is an error, never an empty box.

What it does not do: pictures of a drawing that names the network or the disk; typst has neither.

Sources: ISO 19005-2 (PDF/A-2), level A.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import Any, cast

import typst
from lxml import etree

from hiden.foundation.error_codes import ErrorCode
from hiden.foundation.errors import InputError

__all__ = ["FIRST_DAY", "draw_png", "print_pdf", "with_house_font"]

FIRST_DAY = dt.date(1980, 1, 1)

_FONTS = files("hiden.foundation") / "fonts"
_PAPER = files("hiden.foundation.paper") / "paper.typ"
_PICTURE = b"""\
#let picture = json(bytes(sys.inputs.paper))
#set page(width: 160mm, height: auto, margin: 0mm)
#image(bytes(picture.svg), width: 100%, format: "svg", alt: "")
"""
_PICTURE_PPI = 200
_FONT = "BIZ UDPGothic"
_FONT_FAMILY = re.compile(r"font-family\s*:[^;}]*")
_MISSING = re.compile(r'the text `?"(.*)"`? could not be displayed', re.DOTALL)
_ONE_AT_A_TIME = Lock()  # a compiler may not be used by two threads at once


def print_pdf(paper: Mapping[str, object], *, day: dt.date | None) -> bytes:
    """Print a document; its bytes depend on the arguments alone.

    Args:
        paper: What the template ``paper.typ`` reads; has a ``title``.
        day: Kept as the day of making; ``None``: 1980-01-01.

    Raises:
        InputError: The font lacks a character of the document.
    """
    made = day or FIRST_DAY
    try:
        return _compile(
            _PAPER.read_bytes(),
            paper,
            format="pdf",
            pdf_standards=["a-2a"],
            timestamp=dt.datetime(made.year, made.month, made.day, tzinfo=dt.UTC),
        )
    except typst.TypstError as error:
        missing = _MISSING.search(str(error))
        if missing is None:
            raise
        raise InputError(
            ErrorCode.PAPER_CHARACTER, paper=paper["title"], text=missing[1]
        ) from error


def draw_png(svg: str) -> bytes:
    """Turn a drawing into a picture of 200 dots per inch on 160 mm of width."""
    return _compile(_PICTURE, {"svg": with_house_font(svg)}, format="png", ppi=_PICTURE_PPI)


def with_house_font(svg: str) -> str:
    """Let a drawing use the font that is there; text in any other would vanish.

    Raises:
        ValueError: This is no drawing.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"svg: {error}") from error
    for element in root.iter("*"):
        element.attrib.pop("font-family", "")
        if style := element.get("style"):
            element.set("style", _FONT_FAMILY.sub("", style))
        if etree.QName(element).localname == "style":
            element.text = _FONT_FAMILY.sub("", element.text or "")
    root.set("font-family", _FONT)
    return etree.tostring(root, encoding="unicode")


def _compile(template: bytes, data: Mapping[str, object], **how: Any) -> bytes:
    with _ONE_AT_A_TIME:
        printed = _compiler().compile(
            template, sys_inputs={"paper": json.dumps(data, ensure_ascii=False)}, **how
        )
    return cast("bytes", printed)  # several only for pictures of several pages


@cache
def _compiler() -> typst.Compiler:
    with as_file(_FONTS) as folder:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
    return typst.Compiler(font_paths=fonts)
