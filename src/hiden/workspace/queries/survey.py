# SPDX-License-Identifier: Apache-2.0
"""The organisation's own answers beside the figures of surveys."""

from __future__ import annotations

from collections.abc import Iterator

from hiden.guideline.coverage import MeasureOption
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.guideline.survey import load_survey
from hiden.guideline.survey_comparison import Comparison, own_beside
from hiden.workspace.sheet_rows import answers_at

__all__ = ["own_answers"]


def own_answers() -> tuple[Comparison, ...]:
    """Put what the organisation answered beside each figure that it can answer for itself.

    A measure that is partly in place counts as done, one that was declined as not done.
    """
    return own_beside(load_survey(), dict(_own()))


def _own() -> Iterator[tuple[str, bool]]:
    answers, items = answers_at(), load_sheet(SHEET).by_id
    for name, answer in answers.measures.items():
        yield name, MeasureOption(answer.option).share > 0
    for name, answer in answers.organisation.items():
        item = items[name]
        yield name, item.points(item.option(answer.option)) > 0
