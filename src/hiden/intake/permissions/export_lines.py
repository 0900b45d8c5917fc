# SPDX-License-Identifier: Apache-2.0
"""What reading an export gathers: grants, and problems with their lines, neither without limit."""

from __future__ import annotations

import attrs

from hiden.foundation.language import Message, mark
from hiden.intake.permissions.values import Grant, PermissionProblem

__all__ = ["MAX_PROBLEMS", "Gathered"]

MAX_PROBLEMS = 1_000

_MORE = mark("there are more problems than %(limit)d; the rest is not listed")


@attrs.define
class Gathered:
    """What was read so far.

    Attributes:
        path: The export.
        grants: In the order of the lines.
        problems: In the order of the lines, at most ``MAX_PROBLEMS`` and a last word.
        is_known_form: A line was seen that only this form has.
    """

    path: str
    grants: list[Grant] = attrs.field(factory=list)
    problems: list[PermissionProblem] = attrs.field(factory=list)
    is_known_form: bool = False

    def problem(self, line: int, reason: Message) -> None:
        """Note a problem."""
        if len(self.problems) == MAX_PROBLEMS:
            reason = Message(_MORE, {"limit": MAX_PROBLEMS})
        if len(self.problems) <= MAX_PROBLEMS:
            self.problems.append(PermissionProblem(path=self.path, line=line, reason=reason))
