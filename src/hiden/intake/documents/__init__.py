# SPDX-License-Identifier: Apache-2.0
"""Documents: any file becomes text with places, or a problem that says why not."""

from __future__ import annotations

from hiden.intake.documents.limits import Limits
from hiden.intake.documents.reader import DocumentReader
from hiden.intake.documents.values import (
    Document,
    Passage,
    Place,
    Problem,
    ProblemReason,
    Reading,
    Region,
)
from hiden.intake.documents.walking import files_below

__all__ = [
    "Document",
    "DocumentReader",
    "Limits",
    "Passage",
    "Place",
    "Problem",
    "ProblemReason",
    "Reading",
    "Region",
    "files_below",
]
