# SPDX-License-Identifier: Apache-2.0
"""An assessment as a document to read and print: verdicts, coverage, gaps, plan (報告書).

Rules:
    * It opens with whose sheet it is and what it does not promise.
    * The secrets stand with the weakest first; a long list is cut, and says so.
    * Of a secret only code and title are shown.

What it does not do: set the document. See ``hiden.foundation.paper``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from hiden.foundation.language import Language, Message, mark
from hiden.foundation.paper import Block, Heading, Paper, Paragraph, Table
from hiden.guideline.coverage import Cell
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_words import People
from hiden.guideline.items import Sheet, Threshold
from hiden.guideline.values import (
    Addressee,
    Assessment,
    Plan,
    Requirement,
    SecretAssessment,
    Strength,
)

__all__ = ["Report", "report", "strength_word", "verdict_name", "weakest_first"]

SECRETS_SHOWN = 200
GAPS_SHOWN = 3
STEPS_SHOWN = 40

_VERDICT = mark("%(requirement)s, %(addressee)s")
_NONE = "–"
_STRONGEST_FIRST = tuple(reversed(Strength))


@attrs.frozen(kw_only=True, eq=False)
class Report:
    """What a report is made of.

    Attributes:
        sheet: The sheet that was answered.
        assessment: How the secrets stand.
        plan: What to do.
        cells: Coverage of the grid of measures.
        company: Whose report it is; may be empty.
    """

    sheet: Sheet
    assessment: Assessment
    plan: Plan
    cells: Sequence[Cell]
    company: str


def verdict_name(requirement: Requirement, addressee: Addressee | None) -> Message:
    """Return what a verdict is about."""
    if addressee is None:
        return requirement.message
    params = {"requirement": requirement.message, "addressee": addressee.message}
    return Message(_VERDICT, params)


def strength_word(strength: Strength, language: Language) -> str:
    """Return a verdict in one word, as it stands in a table.

    Example:
        >>> strength_word(Strength.WEAK, "en")
        'weak'
    """
    return strength.message.text(language).removeprefix("verdict: ")


def weakest_first(secrets: Iterable[SecretAssessment]) -> tuple[SecretAssessment, ...]:
    """Order secrets by their verdicts, then by what is evidenced, then by code."""
    return tuple(sorted(secrets, key=_weakness))


def report(found: Report, *, language: Language) -> Paper:
    """Write the report."""
    return Paper(
        title=_say(mark("How the trade secrets are managed"), language),
        subtitle=found.company,
        language=language,
        dated=found.assessment.on,
        notice=found.sheet.note.wording.text(language),
        footer=_say(mark("Confidential. Made from the company's own answers."), language),
        is_landscape=True,
        blocks=tuple(_blocks(found, language)),
    )


def _weakness(judged: SecretAssessment) -> tuple[int, float, float, str]:
    order = tuple(Strength)
    ranks = [order.index(verdict.strength) for verdict in judged.verdicts]
    shown = sum(verdict.evidenced / verdict.possible for verdict in judged.verdicts)
    return min(ranks), sum(ranks) / len(ranks), shown, judged.secret.code


def _blocks(found: Report, language: Language) -> Iterator[Block]:
    secrets = weakest_first(found.assessment.secrets)
    yield Heading(text=_say(mark("How each requirement stands"), language))
    yield _tally(found, language)
    yield Heading(text=_say(mark("Coverage of the measures, by aim and people"), language))
    yield _coverage(found.cells, language)
    yield Heading(text=_say(mark("Each secret, the weakest first"), language))
    yield _verdicts(found.sheet, secrets[:SECRETS_SHOWN], language)
    if len(secrets) > SECRETS_SHOWN:
        cut = mark("The %(shown)d weakest of %(total)d secrets are shown.")
        params = {"shown": SECRETS_SHOWN, "total": len(secrets)}
        yield Paragraph(text=Message(cut, params).text(language))
    yield Heading(text=_say(mark("What is missing most, secret by secret"), language))
    yield _gaps(found.sheet, secrets[:SECRETS_SHOWN], language)
    yield Heading(text=_say(mark("What to do, in this order"), language))
    yield _steps(found.plan, language)


def _tally(found: Report, language: Language) -> Table:
    return Table(
        header=(
            _say(mark("Requirement"), language),
            *(strength_word(strength, language) for strength in _STRONGEST_FIRST),
            _say(mark("Number of secrets"), language),
        ),
        rows=tuple(
            _tally_row(threshold, found.assessment.secrets, language)
            for threshold in found.sheet.thresholds
        ),
        widths=(3, 1, 1, 1, 1),
    )


def _tally_row(
    threshold: Threshold, secrets: Iterable[SecretAssessment], language: Language
) -> tuple[str, ...]:
    about = threshold.requirement, threshold.addressee
    counts = Counter(
        verdict.strength
        for judged in secrets
        for verdict in judged.verdicts
        if (verdict.requirement, verdict.addressee) == about
    )
    numbers = (*(counts[strength] for strength in _STRONGEST_FIRST), counts.total())
    return verdict_name(*about).text(language), *map(str, numbers)


def _coverage(cells: Sequence[Cell], language: Language) -> Table:
    by_field = {(cell.aim, cell.people): cell for cell in cells}
    return Table(
        header=(
            _say(mark("Aim"), language),
            *(people.message.text(language) for people in People),
        ),
        rows=tuple(
            (
                f"{aim.id} {aim.wording.text(language)}",
                *(_counts(by_field[aim.id, people]) for people in People),
            )
            for aim in load_grid().aims.values()
        ),
        widths=(2, 1, 1, 1, 1),
        caption=_say(mark("Evidenced / said to be in place / all measures"), language),
    )


def _counts(cell: Cell) -> str:
    said = cell.evidenced + cell.claimed + cell.expired
    return f"{cell.evidenced:g} / {said:g} / {cell.total}"


def _verdicts(sheet: Sheet, secrets: Iterable[SecretAssessment], language: Language) -> Table:
    return Table(
        header=(
            _say(mark("Code"), language),
            _say(mark("Title"), language),
            *(verdict_name(t.requirement, t.addressee).text(language) for t in sheet.thresholds),
        ),
        rows=tuple(
            (
                judged.secret.code,
                judged.secret.title,
                *_strengths(judged, sheet.thresholds, language),
            )
            for judged in secrets
        ),
        widths=(1.2, 3, *(1.2 for _ in sheet.thresholds)),
    )


def _strengths(
    judged: SecretAssessment, thresholds: Iterable[Threshold], language: Language
) -> Iterator[str]:
    known = {
        (verdict.requirement, verdict.addressee): strength_word(verdict.strength, language)
        for verdict in judged.verdicts
    }
    return (known.get((one.requirement, one.addressee), _NONE) for one in thresholds)


def _gaps(sheet: Sheet, secrets: Iterable[SecretAssessment], language: Language) -> Table:
    return Table(
        header=(
            _say(mark("Code"), language),
            _say(mark("What was asked"), language),
            _say(mark("What to do"), language),
        ),
        rows=tuple(
            (
                judged.secret.code,
                sheet.by_id[gap.item].wording.text(language),
                sheet.by_id[gap.item].action.wording.text(language),
            )
            for judged in secrets
            for gap in judged.gaps[:GAPS_SHOWN]
        ),
        widths=(1.2, 4, 4),
    )


def _steps(plan: Plan, language: Language) -> Table:
    minimum, beyond = mark("legal minimum"), mark("beyond the minimum")
    return Table(
        header=(
            _say(mark("What to do"), language),
            _say(mark("Rank of the step"), language),
            _say(mark("For how many secrets"), language),
            _say(mark("Person-days (rough)"), language),
        ),
        rows=tuple(
            (
                step.action.text(language),
                _say(minimum if step.tier == 1 else beyond, language),
                str(len(step.secrets)),
                f"{step.effort_days:.1f}",
            )
            for step in plan.steps[:STEPS_SHOWN]
        ),
        widths=(6, 1.4, 1.2, 1.2),
    )


def _say(sentence: str, language: Language) -> str:
    return Message(sentence).text(language)
