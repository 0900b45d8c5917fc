# SPDX-License-Identifier: Apache-2.0
"""The tables of the workspace. Only use cases and queries of this room touch them."""

from __future__ import annotations

from hiden.workspace.models.findings import (
    Case,
    Finding,
    FindingDecision,
    Scan,
    ScannedFile,
    Source,
)
from hiden.workspace.models.handling import Handling
from hiden.workspace.models.jobs import Job
from hiden.workspace.models.ledger import LedgerEntry
from hiden.workspace.models.organisation import Organisation
from hiden.workspace.models.people import User
from hiden.workspace.models.register import Original, PublicText, RegisterImport, Secret

__all__ = [
    "Case",
    "Finding",
    "FindingDecision",
    "Handling",
    "Job",
    "LedgerEntry",
    "Organisation",
    "Original",
    "PublicText",
    "RegisterImport",
    "Scan",
    "ScannedFile",
    "Secret",
    "Source",
    "User",
]
