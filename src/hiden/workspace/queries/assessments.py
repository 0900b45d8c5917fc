# SPDX-License-Identifier: Apache-2.0
"""Assessments that were kept, and what changed between two of them.

Rule: an assessment is worked out again from the answers that were kept with it; it comes out as it
was, since sheet, version and day are kept, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from hiden.guideline.assessment import assess
from hiden.guideline.compare import Difference, SecretChange, VerdictChange, before_after
from hiden.guideline.json_form import answers_from_json
from hiden.guideline.results import Assessment
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.guideline.tallies import Tally, tallies_of
from hiden.guideline.values import Addressee, Requirement, Strength
from hiden.workspace.models import AssessmentRecord
from hiden.workspace.queries.paging import Page, cut
from hiden.workspace.queries.standing import standing

__all__ = [
    "Change",
    "Comparison",
    "KeptRow",
    "Moved",
    "assessment_of",
    "change_between",
    "compare",
    "kept",
]


@attrs.frozen(kw_only=True)
class KeptRow:
    """One assessment that was kept.

    Attributes:
        row: The row.
        secrets: How many secrets it judged.
        counts: Secrets by how they stood, for each requirement.
    """

    row: AssessmentRecord
    secrets: int
    counts: tuple[tuple[Requirement, Mapping[Strength, int]], ...]


@attrs.frozen(kw_only=True)
class Moved:
    """How one verdict moved, over all secrets that are in both assessments.

    Attributes:
        requirement: Of which requirement.
        addressee: Towards whom; ``None`` if that makes no difference.
        before: How the secrets stood.
        after: How they stand.
        better: Secrets whose verdict rose.
        worse: Secrets whose verdict fell.
    """

    requirement: Requirement
    addressee: Addressee | None
    before: Tally
    after: Tally
    better: int
    worse: int


@attrs.frozen(kw_only=True, eq=False)
class Change:
    """What changed between two assessments.

    Attributes:
        difference: Secret by secret, item by item.
        moved: The same for each verdict, counted.
    """

    difference: Difference
    moved: tuple[Moved, ...]

    @property
    def better(self) -> tuple[SecretChange, ...]:
        """Return the secrets with a verdict that rose."""
        return tuple(one for one in self.difference.secrets if _turned(one, sign=1))

    @property
    def worse(self) -> tuple[SecretChange, ...]:
        """Return the secrets with a verdict that fell."""
        return tuple(one for one in self.difference.secrets if _turned(one, sign=-1))


@attrs.frozen(kw_only=True, eq=False)
class Comparison:
    """Two assessments, side by side.

    Attributes:
        before: The earlier one.
        after: The later one; ``None`` for today.
        change: What changed; ``None`` if they are of two editions of the sheet.
    """

    before: AssessmentRecord
    after: AssessmentRecord | None
    change: Change | None


def kept(*, number: int | None) -> Page[KeptRow]:
    """List the assessments that were kept, newest first."""
    return cut(AssessmentRecord.objects.all(), number=number).map(_row)


def compare(before: int, after: int | None) -> Comparison | None:
    """Compare two assessments that were kept, or one with how things stand today.

    Args:
        before: Number of the earlier one.
        after: Number of the later one; ``None`` for today.

    Returns:
        ``None`` if one of them was never kept.
    """
    rows = AssessmentRecord.objects.in_bulk([before, *([after] if after else [])])
    if before not in rows or (after and after not in rows):
        return None
    was = assessment_of(rows[before])
    now = assessment_of(rows[after]) if after else standing().assessment
    return Comparison(
        before=rows[before],
        after=rows[after] if after else None,
        change=change_between(was, now) if was and now else None,
    )


def assessment_of(row: AssessmentRecord) -> Assessment | None:
    """Return an assessment as it was; ``None`` if its edition of the sheet is not here any more."""
    sheet = load_sheet(SHEET)
    if (row.sheet, row.sheet_version) != (sheet.id, sheet.version):
        return None
    return assess(sheet, answers_from_json(row.value), on=row.on)


def change_between(before: Assessment, after: Assessment) -> Change:
    """Say what changed between two assessments of one sheet."""
    difference = before_after(before, after)
    both = {one.secret.code for one in before.secrets} & {one.secret.code for one in after.secrets}
    old, new = (
        tallies_of([one for one in done.secrets if one.secret.code in both])
        for done in (before, after)
    )
    return Change(
        difference=difference,
        moved=tuple(_moved(difference.secrets, *pair) for pair in zip(old, new, strict=True)),
    )


def _row(row: AssessmentRecord) -> KeptRow:
    return KeptRow(
        row=row,
        secrets=row.counts["secrets"],
        counts=tuple(
            (requirement, {one: row.counts[requirement].get(one, 0) for one in reversed(Strength)})
            for requirement in Requirement
        ),
    )


def _moved(secrets: Iterable[SecretChange], before: Tally, after: Tally) -> Moved:
    about = before.requirement, before.addressee
    steps = [
        _step(change)
        for secret in secrets
        for change in secret.verdicts
        if (change.requirement, change.addressee) == about
    ]
    return Moved(
        requirement=before.requirement,
        addressee=before.addressee,
        before=before,
        after=after,
        better=sum(step > 0 for step in steps),
        worse=sum(step < 0 for step in steps),
    )


def _step(change: VerdictChange) -> int:
    """Return by how much a verdict rose; 0 where it was not made before or is not any more."""
    if change.before is None or change.after is None:
        return 0
    order = tuple(Strength)
    return order.index(change.after) - order.index(change.before)


def _turned(secret: SecretChange, *, sign: int) -> bool:
    return any(_step(change) * sign > 0 for change in secret.verdicts)
