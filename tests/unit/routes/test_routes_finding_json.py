# SPDX-License-Identifier: Apache-2.0
"""A finding survives storage unchanged, and nothing that was altered is read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, MutableMapping
from typing import Any

import attrs
import pytest

from hiden.foundation.canonical import canonical_json
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.hashing import sha256
from hiden.foundation.ids import document_id, secret_id
from hiden.foundation.language import Message
from hiden.intake.documents import Place, Region
from hiden.law import load_law
from hiden.matching import Match, MatchPassage
from hiden.registry import Level
from hiden.routes import (
    DocumentFacts,
    Finding,
    Origin,
    PlaceFinders,
    SecretFacts,
    finding_from_json,
    finding_from_match,
    to_json,
)

FINDING = finding_from_match(
    Match(
        secret=document_id("a.docx"),
        containment_of_secret=1.0,
        containment_of_document=0.25,
        error_chance=1e-30,
        score=900,
        passages=(
            MatchPassage(
                document_start=0, document_end=600, secret_start=0, secret_end=600, score=900
            ),
        ),
    ),
    secret=SecretFacts(code=secret_id("営-001"), level=Level.CONFIDENTIAL),
    document=DocumentFacts(
        path="共有/資料.zip",
        part="資料.pptx",
        sha256=sha256(b"x"),
        size_bytes=0,
        modified_on=dt.date(2020, 2, 29),
        origin=Origin.PARTNER_EXCHANGE,
    ),
    found_on=dt.date(2026, 11, 23),
    law=load_law(),
    places=PlaceFinders(
        document=lambda _: Place(slide=2, region=Region.NOTES),
        secret=lambda _: Place(sheet="原価", cell="B4"),
    ),
)
Spoil = Callable[[dict[str, Any]], object]


def stored(finding: Finding) -> dict[str, Any]:
    """Return what comes back from a store that keeps canonical JSON."""
    value: dict[str, Any] = json.loads(canonical_json(to_json(finding)))
    return value


def test_a_finding_survives_storage_unchanged() -> None:
    assert finding_from_json(stored(FINDING)) == FINDING


def test_its_sentences_survive_in_both_languages() -> None:
    back = finding_from_json(stored(FINDING))

    for name in ("reasons", "does_not_show", "next_steps"):
        before: tuple[Message, ...] = getattr(FINDING, name)
        after: tuple[Message, ...] = getattr(back, name)
        assert [m.text("ja") for m in before] == [m.text("ja") for m in after]
        assert [m.text("en") for m in before] == [m.text("en") for m in after]


def test_the_same_finding_is_always_the_same_bytes() -> None:
    again = finding_from_json(stored(FINDING))

    assert canonical_json(to_json(FINDING)) == canonical_json(to_json(again))


def test_passages_are_stored_as_offsets_and_places_only() -> None:
    assert [
        {
            "document_start",
            "document_end",
            "secret_start",
            "secret_end",
            "score",
            "document_place",
            "secret_place",
        }
    ] == [set(passage) for passage in stored(FINDING)["passages"]]


def _set(**changes: object) -> Spoil:
    def change(value: MutableMapping[str, Any]) -> None:
        value.update(changes)

    return change


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (_set(form="hiden-finding-2"), "$"),
        (lambda value: value.pop("form"), "$"),
        (lambda value: value.pop("route"), "$.route"),
        (_set(extra=1), "$"),
        (_set(route="by-air"), "$.route"),
        (_set(route=3), "$.route"),
        (_set(secrets=[]), "$"),
        (_set(secrets=[" "]), "$.secrets[0]"),
        (_set(secrets=[1]), "$.secrets[0]"),
        (_set(registered_document=""), "$.registered_document"),
        (_set(sha256="abc"), "$.sha256"),
        (_set(sha256=sha256(b"x").upper()), "$.sha256"),
        (_set(size_bytes=True), "$.size_bytes"),
        (_set(size_bytes="1"), "$.size_bytes"),
        (_set(share_of_document="1.0"), "$.share_of_document"),
        (_set(share_of_secret=1.5), "$"),
        (_set(error_chance=0), "$"),
        (_set(score=0), "$"),
        (_set(found_on="2026-02-30"), "$.found_on"),
        (_set(found_on=20260230), "$.found_on"),
        (_set(passages=[]), "$"),
        (_set(reasons=[{"msgid": "x"}]), "$.reasons[0]"),
        (_set(reasons=[{"msgid": "x", "params": {}, "more": 1}]), "$.reasons[0]"),
        (_set(reasons=[{"msgid": "x", "params": {"a": None}}]), "$.reasons[0]"),
        (_set(reasons=[{"en": "x"}]), "$.reasons[0]"),
        (_set(reasons=["x"]), "$.reasons[0]"),
        (_set(reasons=[]), "$"),
    ],
)
def test_a_finding_that_was_altered_is_refused(spoil: Spoil, place: str) -> None:
    value = stored(FINDING)
    spoil(value)

    with pytest.raises(InputError) as caught:
        finding_from_json(value)

    assert caught.value.code is ErrorCode.FINDING_JSON
    assert place == caught.value.params["place"]
    assert "検知を読み取れません" in caught.value.text("ja")


@pytest.mark.parametrize("value", [None, [], "x", 1])
def test_what_is_no_object_is_no_finding(value: object) -> None:
    with pytest.raises(InputError):
        finding_from_json(value)  # type: ignore[arg-type]  # the point of the test


def test_a_sentence_with_something_that_json_cannot_say_is_not_written() -> None:
    spoiled = attrs.evolve(FINDING, reasons=(Message("%(x)s", {"x": 1.5}),))

    with pytest.raises(TypeError, match="got float"):
        to_json(spoiled)
