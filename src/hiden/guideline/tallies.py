# SPDX-License-Identifier: Apache-2.0
"""Verdicts over many secrets: which there are, who stands weakest, how many stand how.

Rules:
    * Every verdict is counted by itself; no mean is made of them.
    * A secret stands as its weakest verdict does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from hiden.foundation.language import Message, mark
from hiden.guideline.results import SecretAssessment
from hiden.guideline.values import Addressee, Requirement, Strength

__all__ = [
    "VERDICTS",
    "Tally",
    "tallies_of",
    "verdict_name",
    "weakest",
    "weakest_first",
    "weakness",
]

VERDICTS: tuple[tuple[Requirement, Addressee | None], ...] = (
    (Requirement.SECRECY, Addressee.EMPLOYEES),
    (Requirement.SECRECY, Addressee.PARTNERS),
    (Requirement.USEFULNESS, None),
    (Requirement.NON_PUBLIC, None),
)
"""The verdicts on a secret, in the order in which they are shown."""

_RANKS = {strength: rank for rank, strength in enumerate(Strength)}
_NAME = mark("%(requirement)s, %(addressee)s")


@attrs.frozen(kw_only=True)
class Tally:
    """How many secrets stand how, for one verdict.

    Attributes:
        requirement: Of which requirement.
        addressee: Towards whom; ``None`` if that makes no difference.
        counts: Secrets by how they stand, the strongest first.
    """

    requirement: Requirement
    addressee: Addressee | None
    counts: Mapping[Strength, int]

    @property
    def total(self) -> int:
        """How many secrets have this verdict."""
        return sum(self.counts.values())


def tallies_of(secrets: Iterable[SecretAssessment]) -> tuple[Tally, ...]:
    """Count secrets by how they stand, for each of ``VERDICTS``."""
    counts: dict[tuple[Requirement, Addressee | None], Counter[Strength]] = {
        about: Counter() for about in VERDICTS
    }
    for judged in secrets:
        for verdict in judged.verdicts:
            counts[verdict.requirement, verdict.addressee][verdict.strength] += 1
    return tuple(
        Tally(
            requirement=requirement,
            addressee=addressee,
            counts={strength: found[strength] for strength in reversed(Strength)},
        )
        for (requirement, addressee), found in counts.items()
    )


def verdict_name(requirement: Requirement, addressee: Addressee | None) -> Message:
    """Return what a verdict is about.

    Example:
        >>> str(verdict_name(Requirement.SECRECY, Addressee.EMPLOYEES))
        'secrecy management, towards employees and officers'
    """
    if addressee is None:
        return requirement.message
    return Message(_NAME, {"requirement": requirement.message, "addressee": addressee.message})


def weakest(judged: SecretAssessment) -> Strength:
    """Return the weakest verdict on a secret."""
    return min((verdict.strength for verdict in judged.verdicts), key=_RANKS.__getitem__)


def weakness(judged: SecretAssessment) -> tuple[int, float, float, str]:
    """Return by what secrets are sorted, the weakest first.

    Their weakest verdict goes first, then all of them, then what is evidenced, then the code.
    """
    ranks = [_RANKS[verdict.strength] for verdict in judged.verdicts]
    shown = [verdict.evidenced / verdict.possible for verdict in judged.verdicts]
    count = len(ranks)
    return min(ranks), sum(ranks) / count, sum(shown) / count, judged.secret.code


def weakest_first(secrets: Iterable[SecretAssessment]) -> tuple[SecretAssessment, ...]:
    """Order secrets by ``weakness``."""
    return tuple(sorted(secrets, key=weakness))
