# SPDX-License-Identifier: Apache-2.0
"""Who signs in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from hiden.foundation.language import LANGUAGES
from hiden.workspace.models.handling import Handling
from hiden.workspace.roles import ACCOUNT_ROLES, Actor, Role

__all__ = ["User"]


class User(AbstractUser):
    """A person who signs in, with one role."""

    HANDLING: ClassVar = Handling(
        personal_data="account name, display name, mail address, last sign-in",
        purpose="signing in and answering for acts; never for judging how a person works",
        retention="until an administrator removes the account; ledger leaves keep the account name",
    )

    role = models.CharField(max_length=20, choices=[(role, role) for role in ACCOUNT_ROLES])
    language = models.CharField(
        max_length=2, choices=[(code, code) for code in LANGUAGES], default="ja"
    )

    REQUIRED_FIELDS: ClassVar = ["role"]

    @property
    def actor(self) -> Actor:
        """This user as the ledger names them."""
        return Actor(name=self.username, role=Role(self.role))
