# SPDX-License-Identifier: Apache-2.0
"""The tables of the workspace. Only use cases and queries of this room touch them."""

from __future__ import annotations

from hiden.workspace.models.duties import (
    Acknowledgement,
    Agreement,
    IssuedPaper,
    Training,
)
from hiden.workspace.models.findings import (
    Case,
    Finding,
    FindingDecision,
    Scan,
    ScannedFile,
    Source,
)
from hiden.workspace.models.guidance import (
    AccessList,
    AssessmentRecord,
    Contradiction,
    FilingDecision,
    Look,
    PlanStep,
    SheetAnswer,
)
from hiden.workspace.models.handling import Handling
from hiden.workspace.models.jobs import Job
from hiden.workspace.models.ledger import LedgerEntry
from hiden.workspace.models.organisation import Organisation
from hiden.workspace.models.people import User
from hiden.workspace.models.register import Original, PublicText, RegisterImport, Secret

__all__ = [
    "AccessList",
    "Acknowledgement",
    "Agreement",
    "AssessmentRecord",
    "Case",
    "Contradiction",
    "FilingDecision",
    "Finding",
    "FindingDecision",
    "Handling",
    "IssuedPaper",
    "Job",
    "LedgerEntry",
    "Look",
    "Organisation",
    "Original",
    "PlanStep",
    "PublicText",
    "RegisterImport",
    "Scan",
    "ScannedFile",
    "Secret",
    "SheetAnswer",
    "Source",
    "Training",
    "User",
]
