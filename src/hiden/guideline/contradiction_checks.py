# SPDX-License-Identifier: Apache-2.0
"""One check for each kind of contradiction: the figures if it is there, ``None`` if it is not.

Rule: what nobody looked at is never there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from hiden.guideline.contradiction_rules import ContradictionRule, Kind
from hiden.guideline.observed import MarkingSummary, Observed
from hiden.registry import Level, Secret, review

__all__ = ["CHECKS", "Figures", "is_everyone_listed"]

Figures = Mapping[str, int]
"""What was counted, by the names of the sentence's placeholders."""

_LEVELS = tuple(Level)
"""Strictest first."""


def is_everyone_listed(secret: Secret, *, on: dt.date) -> bool:
    """Tell whether the list of those who may know a secret says everybody, as a review finds."""
    return any(remark.rule == "everybody" for remark in review(secret, on=on))


def _open_to_everybody(facts: Observed, _: ContradictionRule) -> Figures | None:
    return {} if facts.access is not None and facts.access.everybody else None


def _marked_but_open(facts: Observed, rule: ContradictionRule) -> Figures | None:
    outside = _outside(facts)
    if facts.markings is None or not facts.markings.marked or outside < rule.thresholds["outside"]:
        return None
    return {
        "outside": outside,
        "marked": facts.markings.marked,
        "files": facts.markings.looked_at,
    }


def _open_to_outsiders(facts: Observed, rule: ContradictionRule) -> Figures | None:
    outside = _outside(facts)
    is_marked = facts.markings is not None and facts.markings.marked > 0
    return None if is_marked else _at_least(outside, rule, "outside")


def _outside(facts: Observed) -> int:
    return len(facts.access.outside) if facts.access is not None else 0


def _opened_by_outsiders(facts: Observed, rule: ContradictionRule) -> Figures | None:
    opened = len(facts.access.opened) if facts.access is not None else 0
    return _at_least(opened, rule, "opened")


def _listed_cannot_open(facts: Observed, rule: ContradictionRule) -> Figures | None:
    missing = len(facts.access.missing) if facts.access is not None else 0
    return _at_least(missing, rule, "missing")


def _everyone_listed(facts: Observed, _: ContradictionRule) -> Figures | None:
    secret = facts.secret
    return {} if secret is not None and is_everyone_listed(secret, on=facts.on) else None


def _none_marked(facts: Observed, rule: ContradictionRule) -> Figures | None:
    markings = _markings_of_secret(facts)
    if markings is None or markings.marked:
        return None
    return _at_least(markings.looked_at, rule, "files")


def _partly_marked(facts: Observed, rule: ContradictionRule) -> Figures | None:
    markings = _markings_of_secret(facts)
    if markings is None or not markings.marked:
        return None
    if markings.unmarked <= rule.thresholds["unmarked_share"] * markings.looked_at:
        return None
    return {"unmarked": markings.unmarked, "files": markings.looked_at}


def _markings_of_secret(facts: Observed) -> MarkingSummary | None:
    return facts.markings if facts.secret is not None else None


def _marked_higher(facts: Observed, rule: ContradictionRule) -> Figures | None:
    higher = _other_level(facts, stricter=True)
    return {"higher": higher} if higher >= rule.thresholds["files"] else None


def _marked_lower(facts: Observed, rule: ContradictionRule) -> Figures | None:
    lower = _other_level(facts, stricter=False)
    return {"lower": lower} if lower >= rule.thresholds["files"] else None


def _other_level(facts: Observed, *, stricter: bool) -> int:
    """Count the files whose marking says a stricter, or a looser, level than the register."""
    if facts.secret is None or facts.markings is None:
        return 0
    at = _LEVELS.index(facts.secret.level)
    others = _LEVELS[:at] if stricter else _LEVELS[at + 1 :]
    return sum(facts.markings.by_level.get(level, 0) for level in others)


def _marked_not_designated(facts: Observed, rule: ContradictionRule) -> Figures | None:
    undesignated = facts.markings.undesignated if facts.markings is not None else None
    if undesignated is None or undesignated < rule.thresholds["files"]:
        return None
    return {"undesignated": undesignated}


def _over_marking(facts: Observed, rule: ContradictionRule) -> Figures | None:
    markings = facts.markings
    if markings is None or markings.registered is None:
        return None
    files, limits = markings.looked_at, rule.thresholds
    is_over = (
        files >= limits["files"]
        and markings.marked >= limits["marked_share"] * files
        and markings.registered <= limits["registered_share"] * files
    )
    figures = {"files": files, "marked": markings.marked, "registered": markings.registered}
    return figures if is_over else None


def _partner_without_agreement(facts: Observed, rule: ContradictionRule) -> Figures | None:
    count = facts.agreements.partners_without if facts.agreements is not None else 0
    return _at_least(count, rule, "partners")


def _agreement_expired(facts: Observed, rule: ContradictionRule) -> Figures | None:
    count = facts.agreements.partners_expired if facts.agreements is not None else 0
    return _at_least(count, rule, "partners")


def _pledge_missing(facts: Observed, rule: ContradictionRule) -> Figures | None:
    count = facts.agreements.people_without if facts.agreements is not None else 0
    return _at_least(count, rule, "people")


def _untrained(facts: Observed, rule: ContradictionRule) -> Figures | None:
    if facts.training is None:
        return None
    untrained = facts.training.people - facts.training.trained
    if untrained < rule.thresholds["people"]:
        return None
    return {"untrained": untrained, "people": facts.training.people}


def _review_overdue(facts: Observed, rule: ContradictionRule) -> Figures | None:
    days = _days_overdue(facts)
    return None if days > rule.thresholds["until_days"] else _at_least(days, rule, "days")


def _review_long_overdue(facts: Observed, rule: ContradictionRule) -> Figures | None:
    return _at_least(_days_overdue(facts), rule, "days")


def _days_overdue(facts: Observed) -> int:
    due = facts.secret.review_on if facts.secret is not None else None
    return (facts.on - due).days if due is not None else 0


def _acknowledgement_old(facts: Observed, rule: ContradictionRule) -> Figures | None:
    last = facts.last_acknowledged_on
    return _at_least((facts.on - last).days if last is not None else 0, rule, "days")


def _at_least(count: int, rule: ContradictionRule, name: str) -> Figures | None:
    return {name: count} if count >= rule.thresholds[name] else None


CHECKS: Mapping[Kind, Callable[[Observed, ContradictionRule], Figures | None]] = {
    Kind.OPEN_TO_EVERYBODY: _open_to_everybody,
    Kind.MARKED_BUT_OPEN: _marked_but_open,
    Kind.OPEN_TO_OUTSIDERS: _open_to_outsiders,
    Kind.OPENED_BY_OUTSIDERS: _opened_by_outsiders,
    Kind.LISTED_CANNOT_OPEN: _listed_cannot_open,
    Kind.EVERYONE_LISTED: _everyone_listed,
    Kind.NONE_MARKED: _none_marked,
    Kind.PARTLY_MARKED: _partly_marked,
    Kind.MARKED_HIGHER: _marked_higher,
    Kind.MARKED_LOWER: _marked_lower,
    Kind.MARKED_NOT_DESIGNATED: _marked_not_designated,
    Kind.OVER_MARKING: _over_marking,
    Kind.PARTNER_WITHOUT_AGREEMENT: _partner_without_agreement,
    Kind.AGREEMENT_EXPIRED: _agreement_expired,
    Kind.PLEDGE_MISSING: _pledge_missing,
    Kind.UNTRAINED: _untrained,
    Kind.REVIEW_OVERDUE: _review_overdue,
    Kind.REVIEW_LONG_OVERDUE: _review_long_overdue,
    Kind.ACKNOWLEDGEMENT_OLD: _acknowledgement_old,
}
"""The check of each kind."""
