# SPDX-License-Identifier: Apache-2.0
"""Turn what Hiden saw into evidence for the check sheet, where it fully supports an item.

Rules:
    * What contradicts an item gives no evidence for it; what was seen in part gives none either.
    * A marking or a setting shows something for ``seen_days`` after the day on which it was seen;
      how long is data (``data/contradictions.yaml``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from hiden.guideline.contradiction_checks import is_everyone_listed
from hiden.guideline.contradiction_rules import SeenItem, Validity, load_contradictions
from hiden.guideline.observed import Observed
from hiden.guideline.values import Evidence, EvidenceKind
from hiden.registry import Secret

__all__ = ["evidence_from"]


def evidence_from(facts: Observed) -> Mapping[SeenItem, tuple[Evidence, ...]]:
    """Say what was seen that supports the answers about one secret.

    Args:
        facts: What was seen; of a folder as a whole it supports nothing.

    Returns:
        Evidence by item; items that nothing supports are left out.
    """
    secret = facts.secret
    if secret is None:
        return {}
    validity = load_contradictions().validity
    found = {item: make(facts, secret, validity) for item, make in _MAKERS.items()}
    return {item: (evidence,) for item, evidence in found.items() if evidence is not None}


def _designation(facts: Observed, secret: Secret, _: Validity) -> Evidence | None:
    """The register itself shows the designation, as long as its review is not overdue."""
    since = secret.registered_on
    if since is None or since > facts.on or _is_overdue(facts, secret):
        return None
    return _evidence(EvidenceKind.REVIEW, secret, since, expires_on=secret.review_on)


def _holders(facts: Observed, secret: Secret, validity: Validity) -> Evidence | None:
    """The list is right if exactly those on it can open the secret."""
    if facts.access is None or facts.access.missing:
        return None
    return _access(facts, secret, validity)


def _access(facts: Observed, secret: Secret, validity: Validity) -> Evidence | None:
    access = facts.access
    if access is None or not access.is_as_listed or is_everyone_listed(secret, on=facts.on):
        return None
    return _seen(EvidenceKind.SETTING, secret, access.taken_on, validity)


def _marking(facts: Observed, secret: Secret, validity: Validity) -> Evidence | None:
    markings = facts.markings
    if markings is None or not markings.marked:
        return None
    if markings.marked < validity.marked_share * (markings.looked_at + markings.unseen):
        return None
    return _seen(EvidenceKind.MARKING, secret, markings.taken_on, validity)


def _duty_partners(facts: Observed, secret: Secret, _: Validity) -> Evidence | None:
    agreements = facts.agreements
    if agreements is None or agreements.partners_without or agreements.partners_expired:
        return None
    if not agreements.partners_in_force:
        return None
    return _evidence(
        EvidenceKind.AGREEMENT,
        secret,
        agreements.partners_since or facts.on,
        expires_on=agreements.partners_until,
    )


def _duty_employees(facts: Observed, secret: Secret, _: Validity) -> Evidence | None:
    agreements = facts.agreements
    if agreements is None or agreements.people_without or not agreements.people_in_force:
        return None
    return _evidence(
        EvidenceKind.AGREEMENT,
        secret,
        agreements.people_since or facts.on,
        expires_on=agreements.people_until,
    )


def _training(facts: Observed, secret: Secret, validity: Validity) -> Evidence | None:
    training = facts.training
    if training is None or not training.people or training.trained < training.people:
        return None
    if training.oldest_on is None:
        return None
    until = training.oldest_on + dt.timedelta(days=validity.training_days)
    return _evidence(EvidenceKind.TRAINING, secret, training.oldest_on, expires_on=until)


def _review(facts: Observed, secret: Secret, _: Validity) -> Evidence | None:
    on = facts.last_reviewed_on
    if on is None or on > facts.on or _is_overdue(facts, secret):
        return None
    return _evidence(EvidenceKind.REVIEW, secret, on, expires_on=secret.review_on)


def _is_overdue(facts: Observed, secret: Secret) -> bool:
    return secret.review_on is not None and secret.review_on < facts.on


def _seen(kind: EvidenceKind, secret: Secret, on: dt.date, validity: Validity) -> Evidence:
    until = on + dt.timedelta(days=validity.seen_days)
    return _evidence(kind, secret, on, expires_on=until)


def _evidence(
    kind: EvidenceKind, secret: Secret, on: dt.date, *, expires_on: dt.date | None
) -> Evidence:
    return Evidence(kind=kind, on=on, expires_on=expires_on, note=secret.code, by_hiden=True)


_MAKERS: Mapping[SeenItem, Callable[[Observed, Secret, Validity], Evidence | None]] = {
    SeenItem.DESIGNATION: _designation,
    SeenItem.HOLDERS: _holders,
    SeenItem.ACCESS: _access,
    SeenItem.MARKING: _marking,
    SeenItem.DUTY_EMPLOYEES: _duty_employees,
    SeenItem.DUTY_PARTNERS: _duty_partners,
    SeenItem.TRAINING: _training,
    SeenItem.REVIEW: _review,
}
