# SPDX-License-Identifier: Apache-2.0
"""What Hiden sees of a secret by itself, as plain counts and days.

Rule: ``None`` means that nobody looked, never that nothing was found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from hiden.guideline.access import AccessComparison
from hiden.registry import Level, Secret

__all__ = ["AgreementSummary", "MarkingSummary", "Observed", "TrainingSummary"]

COUNT = attrs.validators.ge(0)


@attrs.frozen(kw_only=True)
class MarkingSummary:
    """How many files are marked.

    Attributes:
        taken_on: The day on which they were looked at.
        looked_at: Files that could be looked at.
        marked: Those with a strong marking.
        by_level: Those whose strictest marking says this level; a marking may say none.
        unseen: Files that could not be looked at.
        registered: Those of ``looked_at`` that belong to a secret of the register; ``None`` if it
            was not asked.
        undesignated: Those of ``marked`` that belong to none; ``None`` if it was not asked.
    """

    taken_on: dt.date
    looked_at: int = attrs.field(validator=COUNT)
    marked: int = attrs.field(validator=COUNT)
    by_level: Mapping[Level, int] = attrs.field(factory=dict)
    unseen: int = attrs.field(default=0, validator=COUNT)
    registered: int | None = attrs.field(default=None, validator=attrs.validators.optional(COUNT))
    undesignated: int | None = attrs.field(default=None, validator=attrs.validators.optional(COUNT))

    def __attrs_post_init__(self) -> None:
        if self.marked > self.looked_at:
            raise ValueError(f"marked: got {self.marked} of {self.looked_at}")

    @property
    def unmarked(self) -> int:
        """Files without a strong marking."""
        return self.looked_at - self.marked


@attrs.frozen(kw_only=True)
class AgreementSummary:
    """Who is bound by a duty of secrecy for the secret; each partner and person counts once.

    Attributes:
        partners_in_force: Partners who were shown it, with an agreement in force.
        partners_expired: Those whose agreement has ended while they still have it.
        partners_without: Those without any agreement.
        partners_since: Day since which all agreements in force hold; ``None`` if not known.
        partners_until: First day on which one of them ends; ``None`` if none does.
        people_in_force: People on the list with a pledge or agreement in force.
        people_without: People on the list without one.
        people_since: Day since which all of theirs hold; ``None`` if not known.
        people_until: First day on which one of theirs ends; ``None`` if none does.
    """

    partners_in_force: int = attrs.field(default=0, validator=COUNT)
    partners_expired: int = attrs.field(default=0, validator=COUNT)
    partners_without: int = attrs.field(default=0, validator=COUNT)
    partners_since: dt.date | None = None
    partners_until: dt.date | None = None
    people_in_force: int = attrs.field(default=0, validator=COUNT)
    people_without: int = attrs.field(default=0, validator=COUNT)
    people_since: dt.date | None = None
    people_until: dt.date | None = None


@attrs.frozen(kw_only=True)
class TrainingSummary:
    """Who of those on the list was trained.

    Attributes:
        people: People on the list.
        trained: Those who were trained within a year.
        oldest_on: The day of the oldest of these trainings; ``None`` if there is none.
    """

    people: int = attrs.field(validator=COUNT)
    trained: int = attrs.field(validator=COUNT)
    oldest_on: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        if self.trained > self.people:
            raise ValueError(f"trained: got {self.trained} of {self.people}")


@attrs.frozen(kw_only=True)
class Observed:
    """Everything that was seen of one secret, or of a folder as a whole.

    Attributes:
        secret: Which one; ``None`` for a folder as a whole, with files of no secret.
        on: The day for which it is judged.
        access: Who can open it; ``None`` if nobody looked.
        markings: How its files are marked; ``None`` if nobody looked.
        agreements: Who is bound; ``None`` if nobody looked.
        training: Who was trained; ``None`` if there are no records here.
        last_reviewed_on: Day of its last review; ``None`` if not known.
        last_acknowledged_on: Day on which somebody last confirmed it; ``None`` if not known.
    """

    secret: Secret | None
    on: dt.date
    access: AccessComparison | None = None
    markings: MarkingSummary | None = None
    agreements: AgreementSummary | None = None
    training: TrainingSummary | None = None
    last_reviewed_on: dt.date | None = None
    last_acknowledged_on: dt.date | None = None
