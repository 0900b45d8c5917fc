# SPDX-License-Identifier: Apache-2.0
"""The overview of the measures: verdicts of all secrets, coverage of the grid, what comes first."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Callable, Mapping

import attrs

from hiden.foundation.clock import Clock, SystemClock
from hiden.guideline.coverage import Cell
from hiden.guideline.items import Sheet
from hiden.guideline.plan import make_plan
from hiden.guideline.report import Report
from hiden.guideline.results import Gap, SecretAssessment, Step, Verdict
from hiden.guideline.tallies import VERDICTS, Tally, tallies_of, weakest, weakness
from hiden.guideline.values import SecretFacts, Strength
from hiden.workspace.models import AssessmentRecord, Contradiction, PlanStep, SheetAnswer
from hiden.workspace.queries import organisation
from hiden.workspace.queries.paging import Page, cut_list
from hiden.workspace.queries.standing import cells, standing

__all__ = [
    "MeasuresFilter",
    "Overview",
    "SecretRow",
    "overview",
    "overview_report",
    "row_of",
    "weakest_secret",
    "weakest_secrets",
]


@attrs.frozen(kw_only=True)
class MeasuresFilter:
    """What a reader of the overview asked for.

    Attributes:
        text: Stands in code or title.
        level: One of ``registry.Level``; empty for all.
        verdict: The weakest verdict is this ``Strength``; empty for all.
        sort: ``weakest``, ``code``, ``title``, ``level`` or ``answered``, with ``-`` in front for
            descending.
    """

    text: str = ""
    level: str = ""
    verdict: str = ""
    sort: str = "weakest"


@attrs.frozen(kw_only=True)
class SecretRow:
    """One secret in the list.

    Attributes:
        code: Under which it stands in the register.
        title: Its name.
        level: How secret it is.
        verdicts: In the order of ``VERDICTS``; ``None`` where none is made.
        weakest: The weakest of them.
        answered: Items answered, of it and for all secrets.
        asked: Items asked.
        gaps: What is missing, what weighs most first.
        contradictions: Open contradictions.
    """

    code: str
    title: str
    level: str
    verdicts: tuple[Verdict | None, ...]
    weakest: Strength
    answered: int
    asked: int
    gaps: tuple[Gap, ...]
    contradictions: int


@attrs.frozen(kw_only=True, eq=False)
class Overview:
    """Everything on the overview.

    Attributes:
        on: The day for which it is judged.
        is_past: That day is over.
        sheet: The sheet by which it is judged.
        total: Secrets of the register.
        tallies: One for each of ``VERDICTS``.
        cells: How much of the grid stands.
        page: The secrets that were asked for.
        steps: What to do, what comes first first.
        next_steps: Those of them that nobody has taken on.
        contradictions: Open contradictions of all secrets.
        kept: The newest assessment that was kept, if there is one.
    """

    on: dt.date
    is_past: bool
    sheet: Sheet
    total: int
    tallies: tuple[Tally, ...]
    cells: tuple[Cell, ...]
    page: Page[SecretRow]
    steps: tuple[Step, ...]
    next_steps: tuple[Step, ...]
    contradictions: int
    kept: AssessmentRecord | None


def overview(
    asked: MeasuresFilter,
    *,
    number: int | None,
    on: dt.date | None = None,
    clock: Clock = SystemClock(),
) -> Overview:
    """Return the overview.

    Args:
        asked: Which secrets to list.
        number: Page of the list from 1; ``None`` for the whole list on one.
        on: The day for which it is judged; ``None`` for today.
        clock: Tells which day it is.
    """
    found = standing(on=on, clock=clock)
    open_ = _open_by_code()
    rows = sorted(
        (judged for judged in found.assessment.secrets if _fits(judged, asked)),
        key=_SORTS.get(asked.sort.removeprefix("-"), _SORTS["weakest"]),
        reverse=asked.sort.startswith("-"),
    )
    steps = make_plan(found.sheet, found.assessment, found.answers.company).steps
    under_way = PlanStep.keys_under_way()
    return Overview(
        on=found.on,
        is_past=found.is_past,
        sheet=found.sheet,
        total=len(found.assessment.secrets),
        tallies=tallies_of(found.assessment.secrets),
        cells=cells(found.answers, on=found.on),
        page=cut_list(rows, number=number).map(lambda judged: row_of(judged, open_)),
        steps=steps,
        next_steps=tuple(
            step for step in steps if (step.item, step.is_organisation) not in under_way
        ),
        contradictions=sum(open_.values()),
        kept=AssessmentRecord.objects.first(),
    )


def overview_report(
    asked: MeasuresFilter, *, on: dt.date | None = None, clock: Clock = SystemClock()
) -> Report:
    """Return what the report is made of.

    Args:
        asked: Which secrets to list; their order is that of the report.
        on: The day for which it is judged; ``None`` for today.
        clock: Tells which day it is.
    """
    found = standing(on=on, clock=clock)
    return Report(
        sheet=found.sheet,
        assessment=found.assessment,
        secrets=tuple(judged for judged in found.assessment.secrets if _fits(judged, asked)),
        plan=make_plan(found.sheet, found.assessment, found.answers.company),
        cells=cells(found.answers, on=found.on),
        company=organisation.name(),
        contradictions=sum(_open_by_code().values()),
    )


def weakest_secrets(*, limit: int) -> tuple[SecretAssessment, ...]:
    """Return the secrets that stand weakest, weakest first; none before anything is answered."""
    if not SheetAnswer.objects.exists():
        return ()
    return tuple(heapq.nsmallest(limit, standing().assessment.secrets, key=weakness))


def weakest_secret() -> SecretFacts | None:
    """Return the secret that stands weakest; ``None`` without any."""
    secrets = standing().assessment.secrets
    return min(secrets, key=weakness).secret if secrets else None


def row_of(judged: SecretAssessment, open_contradictions: Mapping[str, int]) -> SecretRow:
    """Return how one secret is listed.

    Args:
        judged: How it stands.
        open_contradictions: How many there are, by code.
    """
    by_key = {(verdict.requirement, verdict.addressee): verdict for verdict in judged.verdicts}
    return SecretRow(
        code=judged.secret.code,
        title=judged.secret.title,
        level=judged.secret.level,
        verdicts=tuple(by_key.get(about) for about in VERDICTS),
        weakest=weakest(judged),
        answered=sum(bool(standing.option) for standing in judged.standings),
        asked=len(judged.standings),
        gaps=judged.gaps,
        contradictions=open_contradictions.get(judged.secret.code, 0),
    )


def _open_by_code() -> Mapping[str, int]:
    codes = Contradiction.objects.filter(
        state=Contradiction.State.OPEN, secret__withdrawn_at=None
    ).values_list("secret__code", flat=True)
    return Counter(codes)


def _fits(judged: SecretAssessment, asked: MeasuresFilter) -> bool:
    secret = judged.secret
    text = asked.text.casefold()
    return (
        (text in secret.code.casefold() or text in secret.title.casefold())
        and asked.level in {"", secret.level.value}
        and asked.verdict in {"", weakest(judged).value}
    )


_SORTS: Mapping[str, Callable[[SecretAssessment], tuple[object, ...]]] = {
    "weakest": weakness,
    "code": lambda judged: (judged.secret.code,),
    "title": lambda judged: (judged.secret.title, judged.secret.code),
    "level": lambda judged: (judged.secret.level.value, judged.secret.code),
    "answered": lambda judged: (
        sum(bool(standing.option) for standing in judged.standings),
        judged.secret.code,
    ),
}
