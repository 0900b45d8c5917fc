# SPDX-License-Identifier: Apache-2.0
"""Permissions: who can open a folder, from the file system itself or from an export of Windows.

``read_posix`` looks at a folder of this machine; ``read_export`` reads what icacls or Get-Acl
wrote.
"""

from __future__ import annotations

from hiden.intake.permissions.accounts import Accounts, system_accounts
from hiden.intake.permissions.exports import read_export
from hiden.intake.permissions.posix import read_posix
from hiden.intake.permissions.values import (
    Grant,
    PermissionProblem,
    PermissionReading,
    PrincipalKind,
    Right,
)

__all__ = [
    "Accounts",
    "Grant",
    "PermissionProblem",
    "PermissionReading",
    "PrincipalKind",
    "Right",
    "read_export",
    "read_posix",
    "system_accounts",
]
