# SPDX-License-Identifier: Apache-2.0
"""One function per use case: one permission, one transaction, one ledger leaf.

``web`` and ``cli`` parse what they are given, call one of these, and show the answer.
"""

from __future__ import annotations

from hiden.workspace.use_cases import (
    cases,
    duties,
    findings,
    jobs,
    ledger,
    looks,
    organisation,
    originals,
    papers,
    plan,
    register,
    sample,
    scans,
    sheets,
    sources,
    users,
)

__all__ = [
    "cases",
    "duties",
    "findings",
    "jobs",
    "ledger",
    "looks",
    "organisation",
    "originals",
    "papers",
    "plan",
    "register",
    "sample",
    "scans",
    "sheets",
    "sources",
    "users",
]
