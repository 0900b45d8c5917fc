# SPDX-License-Identifier: Apache-2.0
"""Registry: what is secret (台帳).

Secrets, containers, persons, sites, partners and agreements as frozen values; reading registers
from Excel and CSV as companies keep them; immutable snapshots. It never holds a secret's content.

May import: foundation.
"""

from __future__ import annotations

from hiden.registry.around import (
    Agreement,
    AgreementKind,
    Answer,
    Demand,
    DemandKind,
    Disclosure,
    Partner,
    PartnerKind,
    Person,
    PersonKind,
    Site,
    SiteKind,
)
from hiden.registry.json_form import from_json, to_json
from hiden.registry.problem import RegisterReading, RowProblem, Severity
from hiden.registry.reading import read_register
from hiden.registry.review import Remark, review
from hiden.registry.secret import (
    Container,
    ContainerKind,
    Decision,
    Level,
    Origin,
    Secret,
    SecretKind,
    Support,
)
from hiden.registry.snapshot import (
    Change,
    Changes,
    RegisterSnapshot,
    compare,
    snapshot,
    snapshot_from_json,
    snapshot_to_json,
)
from hiden.registry.writing import write_register, write_register_csv

__all__ = [
    "Agreement",
    "AgreementKind",
    "Answer",
    "Change",
    "Changes",
    "Container",
    "ContainerKind",
    "Decision",
    "Demand",
    "DemandKind",
    "Disclosure",
    "Level",
    "Origin",
    "Partner",
    "PartnerKind",
    "Person",
    "PersonKind",
    "RegisterReading",
    "RegisterSnapshot",
    "Remark",
    "RowProblem",
    "Secret",
    "SecretKind",
    "Severity",
    "Site",
    "SiteKind",
    "Support",
    "compare",
    "from_json",
    "read_register",
    "review",
    "snapshot",
    "snapshot_from_json",
    "snapshot_to_json",
    "to_json",
    "write_register",
    "write_register_csv",
]
