# SPDX-License-Identifier: Apache-2.0
"""Checks that the files of questions and proposals share, and the check of closed answers.

Rules:
    * An answer that is not among the options is refused, never passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.guideline.facts import Fact
from hiden.guideline.grid_checks import repeated, unknown_sources, unread_sources

__all__ = ["check_choices", "fact_mistakes", "unknown"]


def fact_mistakes(facts: Iterable[Fact], *, sources: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the ids that stand twice, and the sources that are unknown or contradict a mark."""
    listed = tuple(facts)
    yield from repeated(fact.id for fact in listed)
    yield from unknown_sources(listed, sources)
    yield from unread_sources(listed)


def unknown(
    named: Iterable[tuple[str, Iterable[str]]], *, known: Collection[str], kind: str
) -> Iterator[tuple[str, str]]:
    """Yield the references that lead nowhere.

    Args:
        named: The id of each fact, and what it refers to.
        known: What can be referred to.
        kind: What that is, for the message: ``source``, ``measure``.
    """
    for fact_id, names in named:
        for name in sorted(set(names).difference(known)):
            yield fact_id, f"there is no {kind} {name}"


def check_choices(
    choices: Mapping[str, str], *, offered: Mapping[str, Collection[str]], place: str
) -> None:
    """Check that every choice answers a question that is asked, with one of its options.

    Args:
        choices: The option that was chosen, by question.
        offered: The options of each question, by question.
        place: Where the questions stand, for the message.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each choice that is not offered.
    """
    errors = list(
        chain(
            (_wrong(place, question, offered) for question in choices if question not in offered),
            (
                _wrong(f"{place}, {question}", option, offered[question])
                for question, option in choices.items()
                if question in offered and option not in offered[question]
            ),
        )
    )
    if errors:
        raise ExceptionGroup(place, errors)


def _wrong(place: str, got: str, want: Iterable[str]) -> SheetError:
    return SheetError(ErrorCode.SHEET_ANSWER, place=place, got=got, want=", ".join(want))
