# SPDX-License-Identifier: Apache-2.0
"""What Hiden sees and what the company says: where they do not fit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

from hiden.foundation.errors import RuleError
from hiden.foundation.ids import secret_id
from hiden.guideline.access import AccessComparison
from hiden.guideline.contradiction_checks import CHECKS
from hiden.guideline.contradiction_rules import (
    Kind,
    SeenItem,
    Severity,
    load_contradictions,
    read_contradictions,
)
from hiden.guideline.contradictions import find_contradictions, find_unseen
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_sources
from hiden.guideline.observed import (
    AgreementSummary,
    MarkingSummary,
    Observed,
    TrainingSummary,
)
from hiden.guideline.rulings import load_rulings
from hiden.registry import Level, Secret

DAY = dt.date(2026, 11, 23)
DATA = Path(__file__).parents[3] / "src" / "hiden" / "guideline" / "data" / "contradictions.yaml"
SECRET = Secret(
    code=secret_id("TS-1"), title="塗工条件", level=Level.SECRET, need_to_know=("開発部",)
)
ACCESS = AccessComparison(
    secret=SECRET.code,
    taken_on=DAY,
    listed_and_open=("開発部",),
    outside=(),
    everybody=False,
)
MARKINGS = MarkingSummary(
    taken_on=DAY, looked_at=10, marked=10, by_level={Level.SECRET: 10}, registered=10
)
FULLY = Observed(
    secret=SECRET,
    on=DAY,
    access=ACCESS,
    markings=MARKINGS,
    agreements=AgreementSummary(partners_in_force=1, people_in_force=3),
    training=TrainingSummary(people=3, trained=3, oldest_on=DAY),
    last_reviewed_on=DAY,
    last_acknowledged_on=DAY,
)


def days_ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def kinds(**changes: Any) -> list[Kind]:
    return [found.kind for found in find_contradictions(attrs.evolve(FULLY, **changes))]


def access(**changes: Any) -> AccessComparison:
    return attrs.evolve(ACCESS, **changes)


def markings(**changes: Any) -> MarkingSummary:
    return attrs.evolve(MARKINGS, **changes)


def test_where_everything_fits_nothing_is_said() -> None:
    assert find_contradictions(FULLY) == ()
    assert find_unseen(FULLY) == ()


def test_what_nobody_looked_at_is_no_contradiction() -> None:
    blind = Observed(secret=SECRET, on=DAY)

    assert find_contradictions(blind) == ()
    assert len(find_unseen(blind)) == 5


def test_a_folder_as_a_whole_is_asked_for_markings_only() -> None:
    blind = Observed(secret=None, on=DAY)

    assert find_contradictions(blind) == ()
    assert [str(message)[:8] for message in find_unseen(blind)] == ["Markings"]


@pytest.mark.parametrize(
    ("changes", "want"),
    [
        ({"access": access(everybody=True)}, Kind.OPEN_TO_EVERYBODY),
        ({"access": access(outside=("chie",))}, Kind.MARKED_BUT_OPEN),
        ({"access": access(outside=("chie",)), "markings": None}, Kind.OPEN_TO_OUTSIDERS),
        ({"access": access(missing=("dan",))}, Kind.LISTED_CANNOT_OPEN),
        (
            {"secret": attrs.evolve(SECRET, need_to_know=("全社員",))},
            Kind.EVERYONE_LISTED,
        ),
        ({"markings": markings(marked=0, by_level={})}, Kind.NONE_MARKED),
        ({"markings": markings(marked=8)}, Kind.PARTLY_MARKED),
        ({"markings": markings(by_level={Level.TOP_SECRET: 1})}, Kind.MARKED_HIGHER),
        ({"markings": markings(by_level={Level.CONFIDENTIAL: 1})}, Kind.MARKED_LOWER),
        (
            {"secret": None, "markings": markings(undesignated=1)},
            Kind.MARKED_NOT_DESIGNATED,
        ),
        (
            {"markings": markings(looked_at=20, marked=19, registered=10)},
            Kind.OVER_MARKING,
        ),
        ({"agreements": AgreementSummary(partners_without=1)}, Kind.PARTNER_WITHOUT_AGREEMENT),
        ({"agreements": AgreementSummary(partners_expired=1)}, Kind.AGREEMENT_EXPIRED),
        ({"agreements": AgreementSummary(people_without=1)}, Kind.PLEDGE_MISSING),
        ({"training": TrainingSummary(people=3, trained=2)}, Kind.UNTRAINED),
        ({"secret": attrs.evolve(SECRET, review_on=days_ago(1))}, Kind.REVIEW_OVERDUE),
        ({"secret": attrs.evolve(SECRET, review_on=days_ago(365))}, Kind.REVIEW_OVERDUE),
        ({"secret": attrs.evolve(SECRET, review_on=days_ago(366))}, Kind.REVIEW_LONG_OVERDUE),
        ({"last_acknowledged_on": days_ago(365)}, Kind.ACKNOWLEDGEMENT_OLD),
    ],
)
def test_each_kind_is_found_alone(changes: dict[str, Any], want: Kind) -> None:
    assert kinds(**changes) == [want]


def test_people_outside_who_did_open_it_weigh_too() -> None:
    found = kinds(access=access(outside=("chie", "dan"), opened=("chie",)))

    assert found == [Kind.MARKED_BUT_OPEN, Kind.OPENED_BY_OUTSIDERS]


@pytest.mark.parametrize(
    "changes",
    [
        {"markings": markings(looked_at=0, marked=0, by_level={})},
        {"markings": markings(marked=9)},
        {"markings": markings(looked_at=19, marked=19, registered=1)},
        {"markings": markings(looked_at=20, marked=20, registered=11)},
        {"markings": markings(looked_at=20, marked=20, registered=None)},
        {"markings": markings(undesignated=0)},
        {"secret": attrs.evolve(SECRET, review_on=DAY)},
        {"last_acknowledged_on": days_ago(364)},
    ],
)
def test_what_is_below_the_thresholds_is_not_said(changes: dict[str, Any]) -> None:
    assert kinds(**changes) == []


def test_a_few_files_without_marking_among_many_marked_ones_are_not_over_marking() -> None:
    assert kinds(markings=markings(looked_at=20, marked=17, registered=1)) == [Kind.PARTLY_MARKED]


def test_strong_ones_come_first_and_carry_their_case() -> None:
    found = find_contradictions(
        attrs.evolve(
            FULLY,
            access=access(everybody=True, missing=("dan",)),
            agreements=AgreementSummary(partners_expired=2, people_without=1),
        )
    )

    assert [one.severity for one in found] == [Severity.STRONG] * 2 + [Severity.WEAK] * 2
    assert found[0].rulings == ("CASE-JP-27",)
    assert found[0].item is SeenItem.ACCESS
    assert found[0].secret == SECRET.code
    assert found[0].mark is Mark.OWN
    assert "LAW-S92" in found[0].sources


def test_the_figures_stand_in_the_sentence_in_both_languages() -> None:
    (found,) = find_contradictions(attrs.evolve(FULLY, access=access(outside=tuple("abcd"))))

    assert found.figures == {"outside": 4, "marked": 10, "files": 10}
    assert "10 of 10 files are marked as secret, but names that" in str(found.text)
    assert "10 件中 10 件" in found.text.text("ja")
    assert "4 件が開ける" in found.text.text("ja")


def test_a_folder_as_a_whole_names_no_secret() -> None:
    facts = Observed(secret=None, on=DAY, markings=markings(undesignated=3))

    (found,) = find_contradictions(facts)

    assert found.secret is None
    assert found.figures == {"undesignated": 3}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"access": access(is_list_empty=True)}, "Nobody is named"),
        ({"access": access(unresolved_groups=("営業部",))}, "members of 1 groups"),
        ({"markings": markings(unseen=2)}, "for markings: 2."),
        ({"agreements": None}, "Agreements and pledges"),
        ({"training": None}, "Training"),
        ({"last_acknowledged_on": None}, "last confirmed"),
        ({"access": None}, "Who can open it"),
    ],
)
def test_what_could_not_be_looked_at_is_said(changes: dict[str, Any], said: str) -> None:
    (message,) = find_unseen(attrs.evolve(FULLY, **changes))

    assert said in str(message)
    assert message.text("ja") != str(message)


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="got 11 of 10"):
        markings(marked=11)
    with pytest.raises(ValueError, match="got 2 of 1"):
        TrainingSummary(people=1, trained=2)


def test_every_kind_has_its_rule_and_its_check() -> None:
    book = load_contradictions()

    assert list(book.by_kind) == list(Kind)
    assert set(CHECKS) == set(Kind)
    assert all(rule.mark is Mark.OWN for rule in book.facts)


@pytest.mark.parametrize("severity", list(Severity))
def test_a_severity_says_what_it_means(severity: Severity) -> None:
    assert severity.message.text("ja") != severity.message.text("en")


def test_every_mistake_of_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "contradictions.yaml"
    text = DATA.read_text(encoding="utf-8")
    for old, new in (
        ("id: none-marked", "id: never-marked"),
        ("id: marked-lower", "id: marked-higher"),
        ("{people: 1}", "{persons: 1}"),
        ("{missing: 1}", "{missing: 0}"),
        ("[CASE-JP-20]", "[CASE-JP-99]"),
        ("[HIDEN, LAW-S80]", "[HIDEN, NONE]"),
    ):
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ExceptionGroup) as caught:
        read_contradictions(path, sources=load_sources(), rulings=load_rulings())

    assert all(isinstance(error, RuleError) for error in caught.value.exceptions)
    said = "\n".join(map(str, caught.value.exceptions))
    for part in (
        "never-marked: there is no such kind",
        "none-marked: the kind has no rule",
        "marked-lower: the kind has no rule",
        "marked-higher: the id stands twice",
        "untrained: thresholds: got ['persons'], want ['people']",
        "threshold missing: got 0.0, want more than 0",
        "CASE-JP-99",
        "NONE",
    ):
        assert part in said
