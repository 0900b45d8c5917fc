# SPDX-License-Identifier: Apache-2.0
"""How secrets are kept: answers, what Hiden saw, contradictions, assessments, plan, decisions.

Nothing here holds a secret's content: options, dates, counts, paths and hashes.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hiden.workspace.models.handling import Handling
from hiden.workspace.models.register import Secret

__all__ = [
    "AccessList",
    "AssessmentRecord",
    "Contradiction",
    "FilingDecision",
    "Look",
    "PlanStep",
    "SheetAnswer",
]


class SheetAnswer(models.Model):
    """One answer on a check sheet; a changed one is a new row, the old one stays."""

    HANDLING: ClassVar = Handling(
        personal_data="the account that answered, and what people write into notes",
        purpose="showing how a secret was kept on any day, and on what that rests",
        retention="kept with the register as evidence of its time",
    )

    class Scope(models.TextChoices):
        """What is answered for."""

        ORGANISATION = "organisation"
        SECRET = "secret"  # noqa: S105 - a word, no password
        MEASURE = "measure"

    sheet = models.CharField(max_length=80)
    scope = models.CharField(max_length=20, choices=Scope.choices)
    secret = models.ForeignKey(
        Secret, null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    item = models.CharField(max_length=80)
    option = models.CharField(max_length=80)
    note = models.CharField(max_length=2000, blank=True)
    evidence = models.JSONField(default=list)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["answered_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet", "scope", "item", "secret"],
                condition=Q(replaced_at=None, secret__isnull=False),
                name="one_current_answer_per_secret",
            ),
            models.UniqueConstraint(
                fields=["sheet", "scope", "item"],
                condition=Q(replaced_at=None, secret__isnull=True),
                name="one_current_answer_of_the_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.option}"


class AccessList(models.Model):
    """Who may open what, as a file server said it on a day."""

    HANDLING: ClassVar = Handling(
        personal_data="names of accounts and groups on the file server",
        purpose="comparing who may open a secret with who may know it",
        retention="until a newer list of the same folder replaces it, or it is removed",
    )

    name = models.CharField(max_length=400)
    form = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, blank=True)
    taken_on = models.DateField()
    reading = models.JSONField()
    problems = models.JSONField(default=list)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-imported_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Look(models.Model):
    """What Hiden saw of one secret by itself: markings, access, agreements, training, reviews."""

    HANDLING: ClassVar = Handling(
        personal_data="names of those who may open the secret but are not on its list",
        purpose="evidence that a measure stands, or that it does not",
        retention="kept with the register as evidence of its time",
    )

    secret = models.ForeignKey(Secret, on_delete=models.CASCADE, related_name="looks")
    looked_at = models.DateTimeField()
    seen = models.JSONField()
    evidence = models.JSONField()
    unseen = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-looked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.secret.code} {self.looked_at:%Y-%m-%d}"


class Contradiction(models.Model):
    """What is claimed of a secret and what was seen do not agree."""

    HANDLING: ClassVar = Handling(
        personal_data="none; names stand in the look that it rests on",
        purpose="telling that a measure exists on paper only",
        retention="kept with the register; one that is gone stays, with the day",
    )

    class State(models.TextChoices):
        """What people made of it."""

        OPEN = "open"
        ACCEPTED = "accepted"
        GONE = "gone"

    secret = models.ForeignKey(Secret, on_delete=models.CASCADE, related_name="contradictions")
    kind = models.CharField(max_length=80)
    item = models.CharField(max_length=80)
    severity = models.CharField(max_length=20)
    text = models.JSONField()
    rulings = models.JSONField(default=list)
    mark = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    note = models.CharField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["severity", "-last_seen_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["secret", "kind"], name="one_contradiction_of_a_kind_per_secret"
            )
        ]

    def __str__(self) -> str:
        return f"{self.secret.code} {self.kind}"


class AssessmentRecord(models.Model):
    """An assessment as it was on a day: the answers that it rests on, whole, and what it counted.

    With the version of the sheet and the day, the answers give the assessment again.
    """

    HANDLING: ClassVar = Handling(
        personal_data="the account that asked for it",
        purpose="showing before and after, and what was known on any past day",
        retention="kept with the register as evidence of its time",
    )

    on = models.DateField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=200)
    sheet = models.CharField(max_length=80)
    sheet_version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField()
    value = models.JSONField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sheet} {self.on}"


class PlanStep(models.Model):
    """A step that somebody took on."""

    HANDLING: ClassVar = Handling(
        personal_data="who is to do it",
        purpose="getting gaps closed, by whom and until when",
        retention="kept with the assessments",
    )

    class State(models.TextChoices):
        """How far it is."""

        TO_DO = "to-do"
        DOING = "doing"
        DONE = "done"
        DROPPED = "dropped"

    UNDER_WAY: ClassVar = (State.TO_DO, State.DOING)

    item = models.CharField(max_length=80)
    want = models.CharField(max_length=80)
    codes = models.JSONField(default=list)
    is_organisation = models.BooleanField()
    tier = models.PositiveSmallIntegerField()
    effort_days = models.FloatField()
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.TO_DO)
    note = models.CharField(max_length=2000, blank=True)
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    before = models.ForeignKey(
        AssessmentRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="steps"
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["due_on", "tier", "pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        """It has not ended."""
        return self.state in self.UNDER_WAY

    @classmethod
    def keys_under_way(cls) -> frozenset[tuple[str, bool]]:
        """Return item, and whether it is for the organisation, of each step that has not ended."""
        rows = cls.objects.filter(state__in=cls.UNDER_WAY)
        return frozenset(rows.values_list("item", "is_organisation"))


class FilingDecision(models.Model):
    """Whether a secret is kept, filed as a patent, or both; with what spoke for it."""

    HANDLING: ClassVar = Handling(
        personal_data="the account that decided, and what they wrote",
        purpose="answering later for the choice, and for prior use",
        retention="kept with the register",
    )

    secret = models.ForeignKey(Secret, on_delete=models.CASCADE, related_name="filing_decisions")
    facts = models.JSONField()
    advice = models.CharField(max_length=20)
    decision = models.CharField(max_length=20)
    reason = models.CharField(max_length=2000)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.secret.code}: {self.decision}"
