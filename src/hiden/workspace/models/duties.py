# SPDX-License-Identifier: Apache-2.0
"""Who promised what, who confirmed which duties, who was trained, and which papers were issued."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from hiden.workspace.models.handling import Handling

__all__ = ["Acknowledgement", "Agreement", "IssuedPaper", "Training"]


class Agreement(models.Model):
    """A duty of secrecy that somebody signed; ``value`` is the registry's value as JSON."""

    HANDLING: ClassVar = Handling(
        personal_data="code or name of who signed",
        purpose="knowing which duties are in force for whom, and from when to when",
        retention="ten years after its end, unless the organisation sets another limit",
    )

    code = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    party = models.CharField(max_length=400)
    signed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    value = models.JSONField()
    file_sha256 = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class Acknowledgement(models.Model):
    """A person was asked to confirm which secrets and duties apply, and did or did not."""

    HANDLING: ClassVar = Handling(
        personal_data="name, and mail address if the link was sent by mail",
        purpose="proving that a person knew of a duty before the first access",
        retention="ten years after the last access, unless the organisation sets another limit",
    )

    class Means(models.TextChoices):
        """How it was confirmed."""

        PAGE = "page"
        LINK = "link"
        PAPER = "paper"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.CharField(max_length=200)
    mail = models.CharField(max_length=254, blank=True)
    codes = models.JSONField()
    language = models.CharField(max_length=2)
    statement = models.TextField()
    statement_sha256 = models.CharField(max_length=64)
    token_sha256 = models.CharField(max_length=64, blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    means = models.CharField(max_length=20, choices=Means.choices, blank=True)
    paper_sha256 = models.CharField(max_length=64, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-requested_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person} {self.requested_at:%Y-%m-%d}"


class Training(models.Model):
    """A person went through a course and answered its questions."""

    HANDLING: ClassVar = Handling(
        personal_data="name and result",
        purpose="proving that people were taught; never for judging how a person works",
        retention="five years, unless the organisation sets another limit",
    )

    person = models.CharField(max_length=200)
    course = models.CharField(max_length=80)
    course_version = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    passed = models.BooleanField()
    taken_at = models.DateTimeField()
    valid_until = models.DateField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person} {self.course}"


class IssuedPaper(models.Model):
    """A document that was made from the register; the file itself is not kept."""

    HANDLING: ClassVar = Handling(
        personal_data="what was filled in, such as the name of who is to sign",
        purpose="knowing which wording was handed out, by its hash",
        retention="ten years, unless the organisation sets another limit",
    )

    template = models.CharField(max_length=80)
    template_version = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=10)
    is_clean = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    codes = models.JSONField(default=list)
    filled = models.JSONField(default=dict)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.template} {self.issued_at:%Y-%m-%d}"
