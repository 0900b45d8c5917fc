# SPDX-License-Identifier: Apache-2.0
"""What an answer is worth on a day, and whether a set of answers fits its sheet.

Rules:
    * Evidence shows something from its own day until it expires, both included; without a last day,
      for the period of the item.
    * Evidence of a later day shows nothing on an earlier one.
    * The day of receipt is kept for whoever must explain a gap; it does not count here.
    * An answer to a question that is not asked, or with an option that is not offered, is refused.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.ids import SecretId
from hiden.guideline.coverage import MEASURE_VALID_DAYS, MeasureOption
from hiden.guideline.grid import load_grid
from hiden.guideline.items import Item, Sheet, Unit
from hiden.guideline.values import Answer, Answers, AnswerState, Evidence, SecretFacts

__all__ = [
    "answer_for",
    "check_answers",
    "live_until",
    "may_answer",
    "measure_state",
    "state_of",
    "wrong_answers",
]


def state_of(answer: Answer | None, *, on: dt.date, valid_days: int) -> AnswerState:
    """Return what an answer is worth on a day.

    Args:
        answer: ``None`` if there is none.
        on: The day.
        valid_days: Days for which evidence without a last day shows it.

    Example:
        >>> answer = Answer(item="marking", option="marked")
        >>> state_of(answer, on=dt.date(2026, 4, 1), valid_days=365)
        <AnswerState.CLAIMED: 'claimed'>
    """
    if answer is None:
        return AnswerState.UNANSWERED
    until = live_until(answer, on=on, valid_days=valid_days)
    if until is None:
        return AnswerState.CLAIMED
    return AnswerState.EVIDENCED if until >= on else AnswerState.EXPIRED


def measure_state(answer: Answer | None, *, on: dt.date) -> AnswerState:
    """Return what an answer about a measure of the grid is worth on a day."""
    return state_of(answer, on=on, valid_days=MEASURE_VALID_DAYS)


def live_until(answer: Answer | None, *, on: dt.date, valid_days: int) -> dt.date | None:
    """Return the last day that the evidence of an answer shows it, as known on a day.

    Returns:
        A day before ``on`` if all of it has expired; ``None`` if there is none by then.
    """
    if answer is None or not answer.evidence:
        return None
    return max(
        (_last_day(piece, valid_days) for piece in answer.evidence if piece.on <= on), default=None
    )


def _last_day(piece: Evidence, valid_days: int) -> dt.date:
    return piece.expires_on or piece.on + dt.timedelta(days=valid_days)


def answer_for(answers: Answers, item: Item, secret: SecretFacts | None = None) -> Answer | None:
    """Return the answer that stands for an item, of a secret or of the organisation.

    What is said of a secret itself goes before what the organisation says for all of them.
    """
    if item.unit is Unit.ORGANISATION or secret is None:
        return answers.organisation.get(item.id)
    own = answers.by_secret.get(secret.code, {}).get(item.id)
    return answers.organisation.get(item.id) if own is None and item.is_general else own


def may_answer(item: Item, unit: Unit) -> bool:
    """Whether an item can be answered for a unit; a general one can be for the organisation too."""
    return item.unit is unit or item.is_general


def check_answers(sheet: Sheet, answers: Answers) -> None:
    """Check that answers fit a sheet.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each mistake.
    """
    errors = list(wrong_answers(sheet, answers))
    if errors:
        raise ExceptionGroup(sheet.id, errors)


def wrong_answers(sheet: Sheet, answers: Answers) -> Iterator[SheetError]:
    """Yield what does not fit a sheet, each with its place."""
    codes = Counter(secret.code for secret in answers.secrets)
    listed = ", ".join(codes)
    if sheet.id != answers.sheet:
        yield _error("$.sheet", answers.sheet, sheet.id)
    yield from _wrong(sheet, Unit.ORGANISATION, answers.organisation, "$.organisation")
    for code, given in answers.by_secret.items():
        yield from _wrong(sheet, Unit.SECRET, given, f"$.secrets.{code}")
    yield from (
        _error("$.secrets", code, listed) for code in answers.by_secret if code not in codes
    )
    yield from (
        _error("$.secrets", f"{code} ×{n}", f"{code} ×1") for code, n in codes.items() if n > 1
    )
    yield from _wrong_measures(answers.measures)


def _wrong(
    sheet: Sheet, unit: Unit, given: Mapping[str, Answer], place: str
) -> Iterator[SheetError]:
    for name, answer in given.items():
        item = sheet.by_id.get(name)
        if item is None or not may_answer(item, unit):
            asked = ", ".join(item.id for item in sheet.items if may_answer(item, unit))
            yield _error(place, name, asked)
        elif all(answer.option != option.id for option in item.options):
            offered = ", ".join(option.id for option in item.options)
            yield _error(f"{place}.{name}", answer.option, offered)


def _wrong_measures(given: Mapping[str, Answer]) -> Iterator[SheetError]:
    known = load_grid().measures
    for name, answer in given.items():
        if name not in known:
            yield _error("$.measures", name, ", ".join(known))
        elif answer.option not in set(MeasureOption):
            yield _error(f"$.measures.{name}", answer.option, ", ".join(MeasureOption))


def _error(place: str, got: str | SecretId, want: str) -> SheetError:
    return SheetError(ErrorCode.SHEET_ANSWER, place=place, got=got, want=want)
