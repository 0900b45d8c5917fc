# SPDX-License-Identifier: Apache-2.0
"""A match becomes a finding with route, strength, reasons, cautions, steps and law."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from hiden.foundation.hashing import sha256
from hiden.foundation.ids import document_id, secret_id
from hiden.intake.documents import Place
from hiden.law import load_law
from hiden.matching import Match, MatchPassage
from hiden.registry import Level
from hiden.routes import (
    DocumentFacts,
    Finding,
    LawBasis,
    Origin,
    PlaceFinders,
    Route,
    SecretFacts,
    Strength,
    finding_from_match,
    load_tables,
)

TODAY = dt.date(2026, 11, 23)
SECRET = SecretFacts(code=secret_id("TS-001"), level=Level.TOP_SECRET)
DOCUMENT = DocumentFacts(
    path="mail/outbox.eml",
    part="添付/見積.xlsx",
    sha256=sha256(b"document"),
    size_bytes=812,
    origin=Origin.OUTGOING_MAIL,
)
MATCH = Match(
    secret=document_id("drawings/hopper.docx"),
    containment_of_secret=0.82,
    containment_of_document=0.034,
    error_chance=3e-12,
    score=1500,
    passages=(
        MatchPassage(
            document_start=40, document_end=140, secret_start=0, secret_end=104, score=120
        ),
        MatchPassage(
            document_start=500, document_end=1600, secret_start=104, secret_end=1204, score=1380
        ),
    ),
)


def found(
    match: Match = MATCH,
    document: DocumentFacts = DOCUMENT,
    places: PlaceFinders | None = None,
) -> Finding:
    return finding_from_match(
        match, secret=SECRET, document=document, found_on=TODAY, law=load_law(), places=places
    )


def japanese(finding: Finding) -> list[str]:
    return [reason.text("ja") for reason in finding.reasons]


def test_every_reason_cites_its_figures() -> None:
    assert japanese(found()) == [
        "登録文書の82%（1,204字）が、この文書の2か所に含まれています。",
        "この文書の3.4%が、登録文書と一致する部分です。",
        "最も長い一致箇所は1,100字です。",
        "無関係な文章が偶然これだけ一致する可能性は、1,000億分の1以下です。",
        "強い一致：登録文書の半分以上が一致し、偶然の可能性は100万分の1以下（基準 GRADE-S1）",
        "見つかった場所は「社外宛てメールとその添付」です。まず「人を通じた流出」を疑って調べます。",
    ]


def test_the_place_of_the_longest_passage_is_said_where_it_is_known() -> None:
    finding = found(places=PlaceFinders(document=lambda _: Place(page=3)))

    assert str(finding.reasons[2]) == "The longest passage has 1,100 characters, at: page 3."


def test_places_stand_on_both_sides_where_they_are_known() -> None:
    places = PlaceFinders(
        document=lambda offset: Place(line=offset), secret=lambda offset: Place(page=offset + 1)
    )
    finding = found(places=places)

    assert [Place(line=40), Place(line=500)] == [p.document_place for p in finding.passages]
    assert [Place(page=1), Place(page=105)] == [p.secret_place for p in finding.passages]


def test_places_that_are_not_known_stay_unknown() -> None:
    assert {None} == {p.document_place for p in found().passages}
    assert {None} == {p.secret_place for p in found().passages}


def test_passages_that_overlap_in_the_secret_are_counted_once() -> None:
    again = attrs.evolve(MATCH.passages[1], document_start=2000, document_end=3100)
    finding = found(attrs.evolve(MATCH, passages=(*MATCH.passages, again)))

    assert "（1,204字）" in japanese(finding)[0]
    assert "3か所" in japanese(finding)[0]


def test_the_document_is_named_by_path_part_and_hash() -> None:
    finding = found()

    assert (DOCUMENT.path, DOCUMENT.part, DOCUMENT.sha256, DOCUMENT.size_bytes) == (
        finding.path,
        finding.part,
        finding.sha256,
        finding.size_bytes,
    )
    assert finding.secrets == ("TS-001",)
    assert finding.level is Level.TOP_SECRET
    assert finding.registered_document == "drawings/hopper.docx"


@pytest.mark.parametrize("origin", Origin)
def test_the_route_is_the_one_that_the_table_gives(origin: Origin) -> None:
    finding = found(document=attrs.evolve(DOCUMENT, origin=origin))

    assert load_tables().origin(origin).route is finding.route
    assert origin is finding.origin


@pytest.mark.parametrize(
    ("origin", "route"),
    [
        (Origin.OUTGOING_MAIL, Route.PEOPLE),
        (Origin.LEAVER_DEVICE, Route.PEOPLE),
        (Origin.OVERSEAS_SHARE, Route.OVERSEAS),
        (Origin.EXFILTRATION_ARCHIVE, Route.CYBER),
        (Origin.PARTNER_EXCHANGE, Route.PARTNERS),
        (Origin.UNKNOWN, Route.UNKNOWN),
    ],
)
def test_the_four_routes_are_told_apart(origin: Origin, route: Route) -> None:
    assert route is found(document=attrs.evolve(DOCUMENT, origin=origin)).route


def graded(longest: int, **figures: Any) -> Strength:
    passage = MatchPassage(
        document_start=0, document_end=longest, secret_start=0, secret_end=longest, score=60
    )
    facts: dict[str, Any] = {
        "containment_of_secret": 0.01,
        "containment_of_document": 0.01,
        **figures,
    }
    return found(attrs.evolve(MATCH, passages=(passage,), **facts)).strength


@pytest.mark.parametrize(
    ("longest", "figures", "strength"),
    [
        (60, {"containment_of_secret": 0.5, "error_chance": 1e-6}, Strength.STRONG),
        (60, {"containment_of_secret": 0.499, "error_chance": 1e-6}, Strength.MODERATE),
        (60, {"containment_of_secret": 0.5, "error_chance": 1.1e-6}, Strength.MODERATE),
        (400, {"error_chance": 1e-6}, Strength.STRONG),
        (399, {"error_chance": 1e-6}, Strength.MODERATE),
        (200, {"containment_of_document": 0.8, "error_chance": 1e-6}, Strength.STRONG),
        (199, {"containment_of_document": 0.8, "error_chance": 1e-6}, Strength.MODERATE),
        (60, {"containment_of_secret": 0.2, "error_chance": 1e-3}, Strength.MODERATE),
        (60, {"containment_of_secret": 0.19, "error_chance": 1e-3}, Strength.WEAK),
        (120, {"error_chance": 1e-3}, Strength.MODERATE),
        (119, {"error_chance": 1e-3}, Strength.WEAK),
        (5000, {"containment_of_secret": 1.0, "error_chance": 0.01}, Strength.WEAK),
    ],
)
def test_the_strength_follows_the_table(
    longest: int, figures: dict[str, float], strength: Strength
) -> None:
    assert strength is graded(longest, **figures)


def test_a_finding_says_that_it_does_not_show_a_wrong() -> None:
    said = [caution.text("ja") for caution in found().does_not_show]

    assert said[0].startswith("誰かが不正を行ったこと")
    assert any("営業秘密に当たること" in caution for caution in said)
    assert any("公開資料" in caution for caution in said)


def test_the_first_steps_are_to_preserve_and_to_keep_quiet() -> None:
    steps = [step.text("en") for step in found().next_steps]

    assert steps[0].startswith("Keep the file as it is")
    assert steps[1].startswith("Do not confront")
    assert steps[-1].startswith("Record the decision")


def test_each_route_has_steps_of_its_own() -> None:
    origins = [
        Origin.OUTGOING_MAIL,
        Origin.OVERSEAS_SHARE,
        Origin.INFECTED_DEVICE,
        Origin.PARTNER_EXCHANGE,
    ]
    texts = [
        {str(step) for step in found(document=attrs.evolve(DOCUMENT, origin=o)).next_steps}
        for o in origins
    ]
    common = set.intersection(*texts)

    assert all(text - common for text in texts)


def test_counsel_is_not_called_for_a_weak_match() -> None:
    weak = found(attrs.evolve(MATCH, error_chance=0.5))

    assert weak.strength is Strength.WEAK
    assert not any("Consult counsel" in str(step) for step in weak.next_steps)
    assert any("Consult counsel" in str(step) for step in found().next_steps)


def test_the_law_is_that_of_the_documents_own_date() -> None:
    finding = found(document=attrs.evolve(DOCUMENT, modified_on=dt.date(2015, 12, 31)))

    assert finding.law_version == "UCPA-V06"
    assert finding.law_basis is LawBasis.DOCUMENT_DATE
    assert finding.occurred_on == dt.date(2015, 12, 31)


def test_without_a_date_the_law_is_that_of_the_day_it_was_found() -> None:
    finding = found()

    assert finding.law_version == "UCPA-V09"
    assert finding.law_basis is LawBasis.FOUND_DATE
    assert finding.occurred_on is None


def test_a_date_after_the_day_it_was_found_is_not_used() -> None:
    finding = found(document=attrs.evolve(DOCUMENT, modified_on=TODAY + dt.timedelta(days=1)))

    assert finding.law_basis is LawBasis.FOUND_DATE
    assert finding.occurred_on is None


def test_a_date_on_the_day_it_was_found_is_used() -> None:
    finding = found(document=attrs.evolve(DOCUMENT, modified_on=TODAY))

    assert finding.law_basis is LawBasis.DOCUMENT_DATE


def test_two_secrets_in_one_document_are_two_findings() -> None:
    other = SecretFacts(code=secret_id("TS-002"), level=Level.SECRET)
    second = finding_from_match(
        MATCH, secret=other, document=DOCUMENT, found_on=TODAY, law=load_law()
    )

    assert second.secrets == ("TS-002",)
    assert found().secrets == ("TS-001",)


def test_every_label_of_a_route_has_japanese() -> None:
    labels = [*Route, *Strength, *LawBasis]

    assert all(not label.message.text("ja").isascii() for label in labels)


def test_a_passage_that_ends_before_it_begins_does_not_exist() -> None:
    passage = found().passages[0]

    with pytest.raises(ValueError, match="document_end: got 40, want more than 40"):
        attrs.evolve(passage, document_end=40)
    with pytest.raises(ValueError, match="secret_end"):
        attrs.evolve(passage, secret_end=0)


def test_a_finding_without_reasons_does_not_exist() -> None:
    with pytest.raises(ValueError, match="reasons"):
        attrs.evolve(found(), reasons=())
