# SPDX-License-Identifier: Apache-2.0
"""Routes: matches, alerts and scores become findings about a secret (経路).

The four routes of a leak are people, overseas bases, cyber attacks and partners.

May import: matching, detection, marking, intake, guideline, registry, law, foundation.
"""

from __future__ import annotations

from hiden.routes.documents import finding_from_match
from hiden.routes.facts import (
    DocumentFacts,
    Origin,
    PlaceFinders,
    Route,
    SecretFacts,
    Strength,
)
from hiden.routes.finding import Finding, FoundPassage, LawBasis
from hiden.routes.finding_json import finding_from_json, to_json
from hiden.routes.tables import Tables, load_tables

__all__ = [
    "DocumentFacts",
    "Finding",
    "FoundPassage",
    "LawBasis",
    "Origin",
    "PlaceFinders",
    "Route",
    "SecretFacts",
    "Strength",
    "Tables",
    "finding_from_json",
    "finding_from_match",
    "load_tables",
    "to_json",
]
