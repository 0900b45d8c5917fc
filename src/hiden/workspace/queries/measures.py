# SPDX-License-Identifier: Apache-2.0
"""The overview of the measures: verdicts of all secrets, coverage of the grid, what comes first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping

import attrs

from hiden.foundation.clock import Clock, SystemClock
from hiden.guideline.coverage import Cell
from hiden.guideline.items import Sheet
from hiden.guideline.plan import make_plan
from hiden.guideline.values import (
    Addressee,
    Gap,
    Requirement,
    SecretAssessment,
    SecretFacts,
    Step,
    Strength,
    Verdict,
)
from hiden.workspace.models import AssessmentRecord, Contradiction, PlanStep
from hiden.workspace.queries.paging import PAGE_SIZE, Page
from hiden.workspace.queries.standing import cells, standing, weakest

__all__ = [
    "VERDICTS",
    "MeasuresFilter",
    "Overview",
    "SecretRow",
    "Tally",
    "overview",
    "page_of",
    "row_of",
    "tallies_of",
    "weakest_secret",
]

VERDICTS: tuple[tuple[Requirement, Addressee | None], ...] = (
    (Requirement.SECRECY, Addressee.EMPLOYEES),
    (Requirement.SECRECY, Addressee.PARTNERS),
    (Requirement.USEFULNESS, None),
    (Requirement.NON_PUBLIC, None),
)
"""The verdicts on a secret, in the order in which they are shown."""

_RANKS = {strength: rank for rank, strength in enumerate(Strength)}


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
class Tally:
    """How many secrets stand how, for one verdict.

    Attributes:
        requirement: Of which requirement.
        addressee: Towards whom; ``None`` if that makes no difference.
        counts: Secrets by how they stand.
    """

    requirement: Requirement
    addressee: Addressee | None
    counts: Mapping[Strength, int]

    @property
    def total(self) -> int:
        """Return how many secrets have this verdict."""
        return sum(self.counts.values())


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
    taken = PlanStep.objects.filter(state__in=[PlanStep.State.TO_DO, PlanStep.State.DOING])
    under_way = set(taken.values_list("item", "is_organisation"))
    return Overview(
        on=found.on,
        is_past=found.is_past,
        sheet=found.sheet,
        total=len(found.assessment.secrets),
        tallies=tallies_of(found.assessment.secrets),
        cells=cells(found.answers, on=found.on),
        page=page_of(rows, number=number).map(lambda judged: row_of(judged, open_)),
        steps=steps,
        next_steps=tuple(
            step for step in steps if (step.item, step.is_organisation) not in under_way
        ),
        contradictions=sum(open_.values()),
        kept=AssessmentRecord.objects.first(),
    )


def weakest_secret() -> SecretFacts | None:
    """Return the secret that stands weakest; ``None`` without any."""
    secrets = standing().assessment.secrets
    return min(secrets, key=_weakness).secret if secrets else None


def tallies_of(secrets: Collection[SecretAssessment]) -> tuple[Tally, ...]:
    """Count secrets by how they stand, for each of ``VERDICTS``."""
    counts: dict[tuple[Requirement, Addressee | None], Counter[Strength]] = {
        about: Counter() for about in VERDICTS
    }
    for judged in secrets:
        for verdict in judged.verdicts:
            counts[verdict.requirement, verdict.addressee][verdict.strength] += 1
    return tuple(
        Tally(
            requirement=requirement,
            addressee=addressee,
            counts={strength: found[strength] for strength in reversed(Strength)},
        )
        for (requirement, addressee), found in counts.items()
    )


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
        weakest=weakest(judged.verdicts),
        answered=sum(bool(standing.option) for standing in judged.standings),
        asked=len(judged.standings),
        gaps=judged.gaps,
        contradictions=open_contradictions.get(judged.secret.code, 0),
    )


def page_of(rows: list[SecretAssessment], *, number: int | None) -> Page[SecretAssessment]:
    """Take one page out of a list; ``None`` is the whole list on one page."""
    total = len(rows)
    if number is None:
        return Page(rows=tuple(rows), total=total, number=1, pages=1)
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(number, 1), pages)
    start = (number - 1) * PAGE_SIZE
    return Page(
        rows=tuple(rows[start : start + PAGE_SIZE]), total=total, number=number, pages=pages
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
        and asked.verdict in {"", weakest(judged.verdicts).value}
    )


def _weakness(judged: SecretAssessment) -> tuple[object, ...]:
    ranks = [_RANKS[verdict.strength] for verdict in judged.verdicts]
    shown = sum(verdict.evidenced / verdict.possible for verdict in judged.verdicts) / len(ranks)
    return min(ranks), sum(ranks) / len(ranks), shown, judged.secret.code


_SORTS: Mapping[str, Callable[[SecretAssessment], tuple[object, ...]]] = {
    "weakest": _weakness,
    "code": lambda judged: (judged.secret.code,),
    "title": lambda judged: (judged.secret.title, judged.secret.code),
    "level": lambda judged: (judged.secret.level.value, judged.secret.code),
    "answered": lambda judged: (
        sum(bool(standing.option) for standing in judged.standings),
        judged.secret.code,
    ),
}
