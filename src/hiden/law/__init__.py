# SPDX-License-Identifier: Apache-2.0
"""Law: which law governs an act on its date (法令).

Provisions, maximum penalties, clocks and presumptions are data in ``rules/``; this room reads them
and chooses by date. It gives information with sources and marks, never legal advice.

May import: foundation.
"""

from __future__ import annotations

from hiden.foundation.wording import Money, Wording
from hiden.law.book import LawBook, load_law, read_law
from hiden.law.describe import TimelineEntry, headline, timeline
from hiden.law.facts import Act, ActKind, ActorClass, Mark, Part, Purpose
from hiden.law.opinion import Opinion, opinion
from hiden.law.penal_rules import Custody, LawVersion
from hiden.law.rules import Source
from hiden.law.statements import (
    Answer,
    CorporateFine,
    Element,
    Limit,
    Maxima,
    Provision,
    Statement,
)

__all__ = [
    "Act",
    "ActKind",
    "ActorClass",
    "Answer",
    "CorporateFine",
    "Custody",
    "Element",
    "LawBook",
    "LawVersion",
    "Limit",
    "Mark",
    "Maxima",
    "Money",
    "Opinion",
    "Part",
    "Provision",
    "Purpose",
    "Source",
    "Statement",
    "TimelineEntry",
    "Wording",
    "headline",
    "load_law",
    "opinion",
    "read_law",
    "timeline",
]
