# SPDX-License-Identifier: Apache-2.0
"""Judge how the secrets of a company stand on a day (評価).

Rules:
    * The same answers, sheet version and day give the same assessment.
    * A verdict towards partners is made only for a secret that was shown to one.
    * Answers that do not fit the sheet are refused, never passed over.

What it does not do: promise what a court decides. Source of the addressees: the guideline of 2025
(G25-04, G25-05); of the requirements: 不正競争防止法 2条6項.

Example:
    >>> import datetime as dt
    >>> from hiden.guideline.sheet import load_sheet
    >>> sheet = load_sheet()
    >>> assess(sheet, Answers(sheet=sheet.id), on=dt.date(2026, 4, 1)).secrets
    ()
"""

from __future__ import annotations

import datetime as dt

from hiden.guideline.answers import check_answers
from hiden.guideline.items import Sheet, Unit
from hiden.guideline.reasons import Explainer
from hiden.guideline.results import Assessment, SecretAssessment
from hiden.guideline.sensitivity import gaps, sensitivity
from hiden.guideline.standings import Answered, Book, worths
from hiden.guideline.values import Addressee, Answers, SecretFacts
from hiden.guideline.verdicts import place

__all__ = ["assess"]


def assess(sheet: Sheet, answers: Answers, *, on: dt.date) -> Assessment:
    """Judge every secret of a set of answers.

    Args:
        sheet: The sheet that was answered.
        answers: What was answered.
        on: The day for which it is judged; evidence counts as it was then.

    Raises:
        ExceptionGroup: Of ``SheetError``: answers that do not fit the sheet.
    """
    check_answers(sheet, answers)
    book = Book(sheet=sheet, answers=answers, on=on)
    explainer = Explainer(sheet=sheet)
    of_all = book.look_up(item for item in sheet.items if item.unit is Unit.ORGANISATION)
    return Assessment(
        sheet=sheet.id,
        sheet_version=sheet.version,
        on=on,
        organisation=tuple(entry.standing for entry in of_all),
        secrets=tuple(_assess(book, explainer, secret, of_all) for secret in answers.secrets),
    )


def _assess(
    book: Book, explainer: Explainer, secret: SecretFacts, of_all: tuple[Answered, ...]
) -> SecretAssessment:
    sheet = book.sheet
    own = (item for item in sheet.items if item.unit is Unit.SECRET and item.is_asked(secret))
    asked = (*book.look_up(own, secret), *of_all)
    thresholds = tuple(
        threshold
        for threshold in sheet.thresholds
        if secret.is_shown_to_partners or threshold.addressee is not Addressee.PARTNERS
    )
    position = place(thresholds, (entry.item for entry in asked), worths(asked))
    return SecretAssessment(
        secret=secret,
        verdicts=tuple(
            explainer.verdict(position, number, asked) for number in range(len(thresholds))
        ),
        standings=tuple(entry.standing for entry in asked),
        gaps=gaps(book, position, asked),
        sensitivity=sensitivity(book, position, asked),
    )
