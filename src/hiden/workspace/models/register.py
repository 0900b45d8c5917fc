# SPDX-License-Identifier: Apache-2.0
"""The register of secrets, what was read into it, and the originals that were fingerprinted.

No table here may hold the content of a secret: titles do not disclose, documents are paths and
hashes.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hiden.workspace.models.handling import Handling

__all__ = ["Original", "PublicText", "RegisterImport", "Secret"]


class Secret(models.Model):
    """A registered secret; ``value`` is the frozen value of the registry as JSON."""

    HANDLING: ClassVar = Handling(
        personal_data="names or codes of owners, custodians and people on need-to-know lists",
        purpose="knowing what is secret and who may know it; never the content itself",
        retention="while registered; a withdrawn secret stays, marked, as evidence of its time",
    )

    code = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=400)
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    owner = models.CharField(max_length=400, blank=True)
    value = models.JSONField()
    sha256 = models.CharField(max_length=64)
    review_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class RegisterImport(models.Model):
    """One reading of a register file, with every problem that was found."""

    HANDLING: ClassVar = Handling(
        personal_data="the account that imported",
        purpose="showing what was taken from which file and what was not, and why",
        retention="kept with the register",
    )

    file_name = models.CharField(max_length=400)
    file_sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    problems = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-imported_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.imported_at:%Y-%m-%d}"


class Original(models.Model):
    """A file, or a part of one, that holds a secret and was fingerprinted or could not be."""

    HANDLING: ClassVar = Handling(
        personal_data="none beyond what a path may name",
        purpose="finding the registered original of a passage; the text itself is never kept",
        retention="until the original is taken out of the index",
    )

    class State(models.TextChoices):
        """What became of it."""

        INDEXED = "indexed"
        TOO_SHORT = "too-short"
        UNREADABLE = "unreadable"

    secret = models.ForeignKey(Secret, on_delete=models.CASCADE, related_name="originals")
    document = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=4096)
    part = models.CharField(max_length=4096, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=40, blank=True)
    length = models.BigIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State.choices)
    problem = models.JSONField(null=True, blank=True)
    indexed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["path", "part"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["secret", "path", "part"], name="one_original_per_secret_and_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.part}".strip()


class PublicText(models.Model):
    """A file whose text is public, such as a blank form: what stands in it counts for no match."""

    HANDLING: ClassVar = Handling(
        personal_data="none beyond what a path may name",
        purpose=(
            "keeping boilerplate from raising alarms;"
            " who can add one can blind the search to its text"
        ),
        retention="until it is removed",
    )

    path = models.CharField(max_length=4096, unique=True)
    sha256 = models.CharField(max_length=64, blank=True)
    problem = models.JSONField(null=True, blank=True)
    added_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.path
