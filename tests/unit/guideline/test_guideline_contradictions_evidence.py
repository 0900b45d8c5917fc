# SPDX-License-Identifier: Apache-2.0
"""What Hiden saw becomes evidence only where it fully supports an item."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from hiden.foundation.ids import secret_id
from hiden.guideline.access import AccessComparison
from hiden.guideline.contradiction_rules import SeenItem
from hiden.guideline.contradictions import find_contradictions
from hiden.guideline.observed import (
    AgreementSummary,
    MarkingSummary,
    Observed,
    TrainingSummary,
)
from hiden.guideline.seen_evidence import evidence_from
from hiden.guideline.values import Evidence, EvidenceKind
from hiden.registry import Level, Secret

DAY = dt.date(2026, 11, 23)
SEEN = dt.date(2026, 11, 1)
SINCE = dt.date(2026, 4, 1)
UNTIL = dt.date(2027, 3, 31)
SECRET = Secret(
    code=secret_id("TS-1"),
    title="塗工条件",
    level=Level.SECRET,
    need_to_know=("開発部",),
    registered_on=SINCE,
    review_on=UNTIL,
)
ACCESS = AccessComparison(
    secret=SECRET.code,
    taken_on=SEEN,
    listed_and_open=("開発部",),
    outside=(),
    everybody=False,
)
MARKINGS = MarkingSummary(taken_on=SEEN, looked_at=10, marked=9)
AGREEMENTS = AgreementSummary(
    partners_in_force=1,
    partners_since=SINCE,
    partners_until=UNTIL,
    people_in_force=3,
    people_since=SINCE,
    people_until=UNTIL,
)
TRAINING = TrainingSummary(people=3, trained=3, oldest_on=SINCE)
FULLY = Observed(
    secret=SECRET,
    on=DAY,
    access=ACCESS,
    markings=MARKINGS,
    agreements=AGREEMENTS,
    training=TRAINING,
    last_reviewed_on=SINCE,
)


def evidence(kind: EvidenceKind, on: dt.date, until: dt.date | None) -> tuple[Evidence, ...]:
    return (Evidence(kind=kind, on=on, expires_on=until, note="TS-1", by_hiden=True),)


def test_everything_seen_in_full_is_evidence_with_its_days() -> None:
    until = SEEN + dt.timedelta(days=180)

    assert evidence_from(FULLY) == {
        SeenItem.DESIGNATION: evidence(EvidenceKind.REVIEW, SINCE, UNTIL),
        SeenItem.HOLDERS: evidence(EvidenceKind.SETTING, SEEN, until),
        SeenItem.ACCESS: evidence(EvidenceKind.SETTING, SEEN, until),
        SeenItem.MARKING: evidence(EvidenceKind.MARKING, SEEN, until),
        SeenItem.DUTY_EMPLOYEES: evidence(EvidenceKind.AGREEMENT, SINCE, UNTIL),
        SeenItem.DUTY_PARTNERS: evidence(EvidenceKind.AGREEMENT, SINCE, UNTIL),
        SeenItem.TRAINING: evidence(EvidenceKind.TRAINING, SINCE, SINCE + dt.timedelta(days=365)),
        SeenItem.REVIEW: evidence(EvidenceKind.REVIEW, SINCE, UNTIL),
    }


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({"secret": attrs.evolve(SECRET, registered_on=None)}, {SeenItem.DESIGNATION}),
        (
            {"secret": attrs.evolve(SECRET, registered_on=DAY + dt.timedelta(days=1))},
            {SeenItem.DESIGNATION},
        ),
        (
            {"secret": attrs.evolve(SECRET, review_on=DAY - dt.timedelta(days=1))},
            {SeenItem.DESIGNATION, SeenItem.REVIEW},
        ),
        (
            {"secret": attrs.evolve(SECRET, need_to_know=("全社員",))},
            {SeenItem.HOLDERS, SeenItem.ACCESS},
        ),
        ({"access": None}, {SeenItem.HOLDERS, SeenItem.ACCESS}),
        (
            {"access": attrs.evolve(ACCESS, everybody=True)},
            {SeenItem.HOLDERS, SeenItem.ACCESS},
        ),
        (
            {"access": attrs.evolve(ACCESS, outside=("chie",))},
            {SeenItem.HOLDERS, SeenItem.ACCESS},
        ),
        (
            {"access": attrs.evolve(ACCESS, unresolved_groups=("営業部",))},
            {SeenItem.HOLDERS, SeenItem.ACCESS},
        ),
        (
            {"access": attrs.evolve(ACCESS, is_list_empty=True)},
            {SeenItem.HOLDERS, SeenItem.ACCESS},
        ),
        ({"access": attrs.evolve(ACCESS, missing=("dan",))}, {SeenItem.HOLDERS}),
        ({"markings": None}, {SeenItem.MARKING}),
        ({"markings": attrs.evolve(MARKINGS, looked_at=0, marked=0)}, {SeenItem.MARKING}),
        ({"markings": attrs.evolve(MARKINGS, marked=8)}, {SeenItem.MARKING}),
        ({"markings": attrs.evolve(MARKINGS, unseen=1)}, {SeenItem.MARKING}),
        ({"agreements": None}, {SeenItem.DUTY_PARTNERS, SeenItem.DUTY_EMPLOYEES}),
        ({"agreements": attrs.evolve(AGREEMENTS, partners_without=1)}, {SeenItem.DUTY_PARTNERS}),
        ({"agreements": attrs.evolve(AGREEMENTS, partners_expired=1)}, {SeenItem.DUTY_PARTNERS}),
        ({"agreements": attrs.evolve(AGREEMENTS, partners_in_force=0)}, {SeenItem.DUTY_PARTNERS}),
        ({"agreements": attrs.evolve(AGREEMENTS, people_without=1)}, {SeenItem.DUTY_EMPLOYEES}),
        ({"agreements": attrs.evolve(AGREEMENTS, people_in_force=0)}, {SeenItem.DUTY_EMPLOYEES}),
        ({"training": None}, {SeenItem.TRAINING}),
        ({"training": TrainingSummary(people=0, trained=0)}, {SeenItem.TRAINING}),
        ({"training": TrainingSummary(people=3, trained=2)}, {SeenItem.TRAINING}),
        ({"training": attrs.evolve(TRAINING, oldest_on=None)}, {SeenItem.TRAINING}),
        ({"last_reviewed_on": None}, {SeenItem.REVIEW}),
        ({"last_reviewed_on": DAY + dt.timedelta(days=1)}, {SeenItem.REVIEW}),
    ],
)
def test_what_is_not_seen_in_full_is_no_evidence(
    changes: dict[str, Any], lost: set[SeenItem]
) -> None:
    found = evidence_from(attrs.evolve(FULLY, **changes))

    assert set(evidence_from(FULLY)) - set(found) == lost


def test_agreements_whose_days_are_not_known_count_from_the_day_they_were_seen() -> None:
    agreements = AgreementSummary(partners_in_force=1, people_in_force=1)

    found = evidence_from(Observed(secret=SECRET, on=DAY, agreements=agreements))

    assert found[SeenItem.DUTY_PARTNERS] == evidence(EvidenceKind.AGREEMENT, DAY, None)
    assert found[SeenItem.DUTY_EMPLOYEES] == evidence(EvidenceKind.AGREEMENT, DAY, None)


def test_a_review_without_a_next_day_is_evidence_for_the_usual_period() -> None:
    secret = attrs.evolve(SECRET, review_on=None)

    found = evidence_from(attrs.evolve(FULLY, secret=secret))

    assert found[SeenItem.REVIEW] == evidence(EvidenceKind.REVIEW, SINCE, None)


def test_a_folder_as_a_whole_supports_nothing() -> None:
    assert evidence_from(attrs.evolve(FULLY, secret=None)) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"access": attrs.evolve(ACCESS, everybody=True, missing=("dan",))},
        {"agreements": attrs.evolve(AGREEMENTS, partners_expired=1, people_without=1)},
        {"training": TrainingSummary(people=3, trained=1, oldest_on=SINCE)},
        {"markings": attrs.evolve(MARKINGS, marked=0)},
    ],
)
def test_no_item_has_evidence_and_a_contradiction_at_once(changes: dict[str, Any]) -> None:
    facts = attrs.evolve(FULLY, **changes)

    contradicted = {found.item for found in find_contradictions(facts)}

    assert contradicted
    assert not contradicted & set(evidence_from(facts))
