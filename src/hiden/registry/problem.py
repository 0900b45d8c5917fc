# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a register, and what was read from it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto

import attrs

from hiden.foundation.hashing import Sha256
from hiden.foundation.ids import SecretId
from hiden.foundation.language import Message
from hiden.registry.secret import Secret

__all__ = ["RegisterReading", "RowProblem", "Severity"]


class Severity(StrEnum):
    """Whether something was left out because of a problem."""

    ERROR = auto()
    """The row was not taken, or the value refused."""
    WARNING = auto()
    """It was taken, or is no secret; a person should look."""


@attrs.frozen(kw_only=True)
class RowProblem:
    """One problem at one place of a register.

    Attributes:
        sheet: Name of the sheet; for CSV the name of the file.
        row: Row as in the file, from 1.
        column: Heading as in the file; ``None`` if the row or the sheet as a whole is meant.
        reason: What is wrong and what to do; never the content of a secret.
        severity: Error or warning.
    """

    sheet: str
    row: int = attrs.field(validator=attrs.validators.ge(1))
    column: str | None
    reason: Message
    severity: Severity


@attrs.frozen(kw_only=True)
class RegisterReading:
    """What one file gave.

    Attributes:
        path: The file, as given.
        sha256: Of its bytes as read.
        secrets: The good rows, in the order of the file.
        rows: By code, the sheet and the row (from 1) of each of ``secrets``.
        problems: In the order of the file.
        repeated: Number of rows that say again what an earlier row said.
    """

    path: str
    sha256: Sha256
    secrets: tuple[Secret, ...]
    rows: Mapping[SecretId, tuple[str, int]]
    problems: tuple[RowProblem, ...]
    repeated: int
