# SPDX-License-Identifier: Apache-2.0
"""Where Hiden looks, what it looked at, what it found, and what came of it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from hiden.workspace.models.handling import Handling
from hiden.workspace.models.register import Original, Secret

__all__ = ["Case", "Finding", "FindingDecision", "Scan", "ScannedFile", "Source"]


class Source(models.Model):
    """A folder that is searched for secrets, and where what is in it came from."""

    HANDLING: ClassVar = Handling(
        personal_data="none beyond what a path may name",
        purpose="saying where is looked, when it was last seen and what could not be read",
        retention="until an administrator removes it",
    )

    name = models.CharField(max_length=200, unique=True)
    path = models.CharField(max_length=4096)
    origin = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True, blank=True)
    files_seen = models.PositiveIntegerField(default=0)
    files_unreadable = models.PositiveIntegerField(default=0)
    problem = models.JSONField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Scan(models.Model):
    """One search through files for registered secrets."""

    HANDLING: ClassVar = Handling(
        personal_data="the account that asked for it",
        purpose="proving what was looked at, when, and what could not be looked at",
        retention="kept with its findings",
    )

    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="scans"
    )
    paths = models.JSONField()
    origin = models.CharField(max_length=40)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-requested_at", "-pk"]

    def __str__(self) -> str:
        return f"scan {self.pk}"


class ScannedFile(models.Model):
    """What one file of a scan came to; "no finding" and "could not look" are different rows."""

    HANDLING: ClassVar = Handling(
        personal_data="none beyond what a path may name",
        purpose="resuming a scan that was cut off, and listing what could not be read",
        retention="kept with its scan",
    )

    class Outcome(models.TextChoices):
        """What was seen."""

        CLEAN = "clean"
        MATCH = "match"
        TOO_SHORT = "too-short"
        UNREADABLE = "unreadable"

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=4096)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    problems = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scan", "path"], name="one_row_per_scan_and_path")
        ]

    def __str__(self) -> str:
        return self.path


class Finding(models.Model):
    """A registered secret seen in a document; ``value`` is the frozen finding as JSON."""

    HANDLING: ClassVar = Handling(
        personal_data="none beyond what a path may name; persons are joined in a case only",
        purpose="telling that a secret was seen somewhere; never by itself that somebody did wrong",
        retention="kept as evidence; a dismissed finding stays, marked",
    )

    class State(models.TextChoices):
        """What people made of it."""

        OPEN = "open"
        CONFIRMED = "confirmed"
        DISMISSED = "dismissed"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="findings")
    secret = models.ForeignKey(Secret, on_delete=models.CASCADE, related_name="findings")
    original = models.ForeignKey(
        Original, null=True, on_delete=models.SET_NULL, related_name="findings"
    )
    path = models.CharField(max_length=4096)
    part = models.CharField(max_length=4096, blank=True)
    document_sha256 = models.CharField(max_length=64)
    route = models.CharField(max_length=20)
    strength = models.CharField(max_length=20)
    score = models.IntegerField()
    value = models.JSONField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["secret", "path", "part", "document_sha256"],
                name="one_finding_per_secret_and_document",
            )
        ]

    def __str__(self) -> str:
        return f"{self.secret.code} in {self.path}"


class FindingDecision(models.Model):
    """What somebody decided about a finding, and why."""

    HANDLING: ClassVar = Handling(
        personal_data="the account that decided, and what they wrote",
        purpose="answering for a decision",
        retention="kept with its finding",
    )

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=20, choices=Finding.State.choices)
    note = models.CharField(max_length=2000)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["decided_at", "pk"]

    def __str__(self) -> str:
        return f"{self.state} {self.decided_at:%Y-%m-%d}"


class Case(models.Model):
    """Findings that are followed up together, opened for a stated reason."""

    HANDLING: ClassVar = Handling(
        personal_data="the account that opened it, and what people write into it",
        purpose="following up findings; opened for a reason, closed with a result",
        retention="kept as evidence until the organisation's own limit",
    )

    title = models.CharField(max_length=400)
    reason = models.CharField(max_length=2000)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=2000, blank=True)
    findings = models.ManyToManyField(Finding, related_name="cases")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title
