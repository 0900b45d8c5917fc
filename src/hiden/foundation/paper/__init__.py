# SPDX-License-Identifier: Apache-2.0
"""A document for people, built once and set as Word, PDF or slides.

A ``Paper`` is a list of blocks in one language. Who writes it knows nothing of Word or PDF; who
sets it knows nothing of what it says.
"""

from __future__ import annotations

from hiden.foundation.paper.values import (
    Block,
    Clause,
    Heading,
    Items,
    Labels,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Slide,
    Table,
)

__all__ = [
    "Block",
    "Clause",
    "Heading",
    "Items",
    "Labels",
    "Note",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Picture",
    "Signature",
    "Slide",
    "Table",
]
