# SPDX-License-Identifier: Apache-2.0
"""Matching: whose secret is in this document.

The prose engine: an ``Index`` of registered texts that keeps none of them, and a ``Scanner`` that
finds excerpts, also edited and reformatted ones, with their places on both sides.

May import: foundation, law, registry, guideline, intake. Imports foundation only.
"""

from __future__ import annotations

from hiden.matching.index import Index
from hiden.matching.results import Added, IndexStatus, Match, MatchPassage, Scan
from hiden.matching.scanner import Scanner
from hiden.matching.settings import MatchSettings

__all__ = [
    "Added",
    "Index",
    "IndexStatus",
    "Match",
    "MatchPassage",
    "MatchSettings",
    "Scan",
    "Scanner",
]
