# SPDX-License-Identifier: Apache-2.0
"""What the library for Word has no word for: its elements, made and found."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

__all__ = ["element_of", "new_element", "ruled"]


def element_of(thing: Any) -> Any:
    """Return the element behind a paragraph, a run, a table, a row or a cell."""
    return thing._element  # noqa: SLF001 - the library has no public way


def ruled(text: str) -> str:
    """Draw places to write in so that Word joins them to one line and never breaks it.

    Example:
        >>> ruled("No.＿＿")
        'No.____'
    """
    return text.replace("＿", "__")


def new_element(tag: str, **values: str) -> Any:
    """Make an element of WordprocessingML with attributes of the same namespace."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element
