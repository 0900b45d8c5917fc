# SPDX-License-Identifier: Apache-2.0
"""A pause after several wrong passwords, so that passwords cannot be tried out.

It is for one name from one address: nobody can lock another person out from elsewhere. It is kept
in the memory of the serving process and ends with it.
"""

from __future__ import annotations

from django.core.cache import cache

from hiden.foundation.hashing import sha256

__all__ = ["FAILURES", "PAUSE_S", "forget_failures", "is_paused", "note_failure"]

FAILURES = 5
"""Wrong passwords after which there is a pause."""
PAUSE_S = 300


def is_paused(name: str, *, address: str) -> bool:
    """Say whether signing in with this name from this address has to wait."""
    failures: int = cache.get(_key(name, address), 0)
    return failures >= FAILURES


def note_failure(name: str, *, address: str) -> None:
    """Count a wrong password; the count is forgotten five minutes after the first."""
    if not cache.add(_key(name, address), 1, PAUSE_S):
        cache.incr(_key(name, address))


def forget_failures(name: str, *, address: str) -> None:
    """Begin to count anew."""
    cache.delete(_key(name, address))


def _key(name: str, address: str) -> str:
    return f"sign-in-{sha256(f'{name}|{address}'.encode())}"
