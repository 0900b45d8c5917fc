# SPDX-License-Identifier: Apache-2.0
"""What is due as entries of a calendar that other programs read.

Rule: an entry names a secret by code and title, and no person; whoever has the file may read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hiden.foundation.language import Message, mark
from hiden.guideline.calendar import CalendarEntry
from hiden.workspace.queries.calendar import Due, DueKind

__all__ = ["calendar_entries"]

_TITLES: Mapping[DueKind, str] = {
    DueKind.REVIEW: mark("Review: %(what)s"),
    DueKind.EXPIRY: mark("End of secrecy: %(what)s"),
    DueKind.EVIDENCE: mark("Evidence runs out: %(what)s"),
    DueKind.AGREEMENT: mark("Agreement ends: %(what)s"),
    DueKind.ACKNOWLEDGEMENT: mark("A confirmation is due"),
    DueKind.TRAINING: mark("A training runs out"),
    DueKind.STEP: mark("Step of the plan: %(what)s"),
}
_DETAILS: Mapping[DueKind, str] = {
    DueKind.REVIEW: mark("Look through the entry in the register and set the next day of review."),
    DueKind.EXPIRY: mark("Decide whether it is still a secret: extend the day, or withdraw it."),
    DueKind.EVIDENCE: mark("Confirm it again and record the new evidence on the check sheet."),
    DueKind.AGREEMENT: mark("Renew it, or have everything returned and erased."),
    DueKind.ACKNOWLEDGEMENT: mark("See under “Duties and training” who has not confirmed yet."),
    DueKind.TRAINING: mark("See under “Duties and training” who must take the course again."),
    DueKind.STEP: mark("See under “Plan” how far it is."),
}


def calendar_entries(due: Iterable[Due]) -> tuple[CalendarEntry, ...]:
    """Return what is due as entries of a calendar."""
    return tuple(
        CalendarEntry(
            uid=f"{item.uid}@hiden",
            day=item.on,
            title=Message(_TITLES[item.kind], {"what": item.what}),
            details=Message(_DETAILS[item.kind]),
        )
        for item in due
    )
