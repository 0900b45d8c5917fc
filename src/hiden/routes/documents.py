# SPDX-License-Identifier: Apache-2.0
"""Make findings from matches of documents.

Rules:
    * The tables in ``tables/`` decide route, strength, cautions and steps; here they are looked up.
    * The law is that of the document's own date; if it has no usable one, of the day it was found.

Example::

    finding = finding_from_match(
        match,
        secret=SecretFacts(code=secret_id("TS-01"), level=Level.SECRET),
        document=DocumentFacts(path="mail/out.eml", sha256=digest, size_bytes=812),
        found_on=today,
        law=load_law(),
        places=PlaceFinders(document=document.place_at),
    )
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hiden.foundation.language import Message, mark
from hiden.law import LawBook
from hiden.matching import Match
from hiden.routes.facts import DocumentFacts, PlaceFinders, SecretFacts
from hiden.routes.figures import chance_wording, count_text, covered, percent_text
from hiden.routes.finding import Finding, FoundPassage, LawBasis
from hiden.routes.tables import Figures, GradeRow, OriginRow, load_tables

__all__ = ["finding_from_match"]


def finding_from_match(
    match: Match,
    *,
    secret: SecretFacts,
    document: DocumentFacts,
    found_on: dt.date,
    law: LawBook,
    places: PlaceFinders | None = None,
) -> Finding:
    """Make the finding that one secret was seen in one document.

    Args:
        match: What the scan found; of several registered documents of the secret, the strongest.
        secret: The secret to which the registered document belongs.
        document: The document.
        found_on: The day on which it was found.
        law: The law known.
        places: How offsets become places; ``None``: places stay unknown.
    """
    tables = load_tables()
    passages = tuple(_passages(match, places or PlaceFinders()))
    longest = max(passages, key=lambda passage: passage.length)
    grade = tables.grade(
        Figures(
            share_of_secret=match.containment_of_secret,
            share_of_document=match.containment_of_document,
            longest=longest.length,
            error_chance=match.error_chance,
        )
    )
    origin = tables.origin(document.origin)
    route, strength = origin.route, grade.strength
    occurred_on = document.modified_on
    if occurred_on is not None and occurred_on > found_on:
        occurred_on = None
    return Finding(
        route=route,
        origin=document.origin,
        secrets=(secret.code,),
        level=secret.level,
        registered_document=match.secret,
        path=document.path,
        part=document.part,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        passages=passages,
        share_of_secret=match.containment_of_secret,
        share_of_document=match.containment_of_document,
        error_chance=match.error_chance,
        score=match.score,
        strength=strength,
        grade_rule=grade.id,
        reasons=(*_text_reasons(match, passages, longest), *_table_reasons(grade, origin)),
        does_not_show=tuple(row.wording for row in tables.cautions if row.is_shown(route)),
        next_steps=tuple(row.wording for row in tables.steps if row.is_due(route, strength)),
        found_on=found_on,
        occurred_on=occurred_on,
        law_version=law.version_on(occurred_on or found_on).id,
        law_basis=LawBasis.DOCUMENT_DATE if occurred_on else LawBasis.FOUND_DATE,
    )


def _passages(match: Match, places: PlaceFinders) -> Iterator[FoundPassage]:
    for passage in match.passages:
        yield FoundPassage(
            document_start=passage.document_start,
            document_end=passage.document_end,
            secret_start=passage.secret_start,
            secret_end=passage.secret_end,
            score=passage.score,
            document_place=places.document(passage.document_start),
            secret_place=places.secret(passage.secret_start),
        )


def _text_reasons(
    match: Match, passages: tuple[FoundPassage, ...], longest: FoundPassage
) -> Iterator[Message]:
    characters = covered((p.secret_start, p.secret_end) for p in passages)
    yield Message(
        mark(
            "%(percent)s%% of the registered text (%(characters)s characters) is in the document,"
            " in %(places)d place(s)."
        ),
        {
            "percent": percent_text(match.containment_of_secret),
            "characters": count_text(characters),
            "places": len(passages),
        },
    )
    yield Message(
        mark("%(percent)s%% of the document consists of such passages."),
        {"percent": percent_text(match.containment_of_document)},
    )
    length = count_text(longest.length)
    if longest.document_place is None:
        yield Message(
            mark("The longest passage has %(characters)s characters."), {"characters": length}
        )
    else:
        yield Message(
            mark("The longest passage has %(characters)s characters, at: %(place)s."),
            {"characters": length, "place": longest.document_place.message()},
        )
    yield Message(
        mark("The chance that unrelated text reaches this is %(chance)s."),
        {"chance": chance_wording(match.error_chance)},
    )


def _table_reasons(grade: GradeRow, origin: OriginRow) -> Iterator[Message]:
    yield Message(
        mark("%(strength)s, because: %(rule)s (rule %(id)s)"),
        {"strength": grade.strength.message, "rule": grade.wording, "id": grade.id},
    )
    yield Message(
        mark("It was found here: %(origin)s. Look first at this route: %(route)s."),
        {"origin": origin.wording, "route": origin.route.message},
    )
