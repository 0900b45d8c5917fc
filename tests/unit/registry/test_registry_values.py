# SPDX-License-Identifier: Apache-2.0
"""Values of the registry: valid once built, or not built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from hiden.registry import (
    Agreement,
    AgreementKind,
    Answer,
    Container,
    ContainerKind,
    Demand,
    DemandKind,
    Disclosure,
    Level,
    Partner,
    PartnerKind,
    Person,
    PersonKind,
    Secret,
    SecretKind,
    Site,
    SiteKind,
    Support,
)

DAY = dt.date(2025, 4, 1)
BEFORE = dt.date(2025, 3, 31)


def make(**fields: Any) -> Secret:
    return Secret(**({"code": "TS-1", "title": "塗工条件", "level": Level.SECRET} | fields))


def test_a_secret_needs_only_code_title_and_level() -> None:
    secret = make()

    assert secret.need_to_know == ()
    assert secret.kind is None
    assert secret.value_jpy is None


def test_codes_are_folded_and_texts_cleaned() -> None:
    secret = make(code=" ＴＳ－００１ ", title="　塗工条件 ", scope="a\r\nb\rc ")

    assert secret.code == "TS-001"
    assert secret.title == "塗工条件"
    assert secret.scope == "a\nb\nc"


@pytest.mark.parametrize(
    "fields",
    [
        {"code": ""},
        {"code": "x" * 201},
        {"code": "a\u0007"},
        {"code": "#REF!"},
        {"title": ""},
        {"title": "x" * 201},
        {"title": "a\nb"},
        {"title": "a\tb"},
        {"title": "#N/A"},
        {"owner": "x" * 501},
        {"owner": "\u202eabc"},
        {"custodian": "#REF!"},
        {"scope": "x" * 5_001},
        {"scope": "a\u0000"},
        {"notes": "#VALUE!"},
        {"need_to_know": ("",)},
        {"need_to_know": ("a", "a")},
        {"need_to_know": ("a\nb",)},
        {"need_to_know": tuple(map(str, range(501)))},
        {"containers": (Container(kind=ContainerKind.FILE, location="a"),) * 2},
        {"value_jpy": -1},
        {"value_jpy": 2**53},
        {"lead_time_months": 1_201},
        {"registered_on": DAY, "review_on": BEFORE},
        {"registered_on": DAY, "expires_on": BEFORE},
        {"registered_on": dt.date(1872, 12, 31)},
    ],
)
def test_wrong_values_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"got|match|must"):
        make(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": 1},
        {"level": "secret"},
        {"kind": Level.SECRET},
        {"need_to_know": "abc"},
        {"need_to_know": (1,)},
        {"containers": ("a",)},
        {"secrecy": ("a",)},
        {"value_jpy": True},
        {"value_jpy": 1.0},
        {"review_on": dt.datetime(2025, 4, 1, tzinfo=dt.UTC)},
    ],
)
def test_wrong_types_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        make(**fields)


def test_the_same_day_is_in_order() -> None:
    assert make(registered_on=DAY, review_on=DAY, expires_on=DAY).expires_on == DAY


def test_parts_of_a_secret_are_not_empty() -> None:
    with pytest.raises(ValueError, match="empty"):
        Container(kind=ContainerKind.PAPER, location=" ")
    with pytest.raises(ValueError, match="empty"):
        Support(note="")


def test_values_around_a_secret_stand_alone() -> None:
    person = Person(code="P1", kind=PersonKind.DISPATCHED, notice_on=DAY, left_on=DAY)
    site = Site(code="S1", country="VN", kind=SiteKind.PLANT, secrets=("ＴＳ１",))
    partner = Partner(code="C1", country="JP", kind=PartnerKind.CUSTOMER)
    demand = Demand(code="D1", kind=DemandKind.AUTHORITY, received_on=DAY, demander="C1")
    nda = Agreement(code="A1", kind=AgreementKind.NDA, party="C1", starts_on=DAY)

    assert person.last_day is None
    assert site.secrets == ("TS1",)
    assert partner.name == ""
    assert demand.answer is Answer.PENDING
    assert nda.ends_on is None


@pytest.mark.parametrize(
    "build",
    [
        lambda: Person(code="P1", kind=PersonKind.EMPLOYEE, notice_on=DAY, last_day=BEFORE),
        lambda: Person(code="P1", kind=PersonKind.EMPLOYEE, notice_on=DAY, left_on=BEFORE),
        lambda: Site(code="S1", country="Japan", kind=SiteKind.PLANT),
        lambda: Site(code="S1", country="jp", kind=SiteKind.PLANT),
        lambda: Agreement(
            code="A1", kind=AgreementKind.NDA, party="C", starts_on=DAY, ends_on=BEFORE
        ),
        lambda: Disclosure(code="D1", recipient="C1", on=DAY),
        lambda: Disclosure(code="D1", secrets=("T",), recipient="C1", on=DAY, returned_on=BEFORE),
        lambda: Disclosure(code="D1", secrets=("T",), recipient="C1", on=DAY, return_due_on=BEFORE),
        lambda: Demand(
            code="D", kind=DemandKind.COURT, received_on=DAY, demander="x", answered_on=BEFORE
        ),
    ],
)
def test_values_around_a_secret_keep_their_order_and_needs(build: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"got|want"):
        build()


def test_lists_of_codes_are_no_text() -> None:
    with pytest.raises(TypeError):
        Site(code="S1", country="JP", kind=SiteKind.PLANT, secrets="TS-1")


def test_levels_and_kinds_have_the_values_that_are_stored() -> None:
    assert [level.value for level in Level] == ["top_secret", "secret", "confidential"]
    assert [kind.value for kind in SecretKind] == ["technical", "business"]


def test_values_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        make().title = "x"  # type: ignore[misc]  # the point of the test
