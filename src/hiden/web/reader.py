# SPDX-License-Identifier: Apache-2.0
"""Who reads the page: as what they act, in which language, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import get_language

from hiden.foundation.language import Language, as_language
from hiden.workspace.roles import Actor, Permission, is_permitted

__all__ = ["actor", "language", "permissions"]


def actor(request: HttpRequest) -> Actor:
    """Return the signed-in user as the ledger names them.

    Raises:
        RuntimeError: Nobody is signed in; the sign-in middleware keeps such requests away.
    """
    if not request.user.is_authenticated:
        raise RuntimeError("a view that acts was reached without signing in")
    return request.user.actor


def language() -> Language:
    """Return the language of the page."""
    return as_language(get_language() or "ja")


def permissions(by: Actor) -> Mapping[str, bool]:
    """Say for each permission, named as in Python, whether ``by`` has it."""
    return {item.name.lower(): is_permitted(by, item) for item in Permission}
