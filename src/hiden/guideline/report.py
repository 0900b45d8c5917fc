# SPDX-License-Identifier: Apache-2.0
"""An assessment as a document to read and print: verdicts, coverage, gaps, plan (報告書).

Rules:
    * It opens with whose sheet it is and what it does not promise, and says what a verdict means.
    * The secrets stand with the weakest first; a long list is cut, and says so.
    * Of a secret only code and title are shown.

What it does not do: set the document. See ``hiden.foundation.paper``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from hiden.foundation.language import Language, Message, mark
from hiden.foundation.paper import Block, Heading, Items, Paper, Paragraph, Picture, Table
from hiden.guideline.coverage import Cell, coverage_rows
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_words import People
from hiden.guideline.items import Sheet
from hiden.guideline.radar import drawing, radars
from hiden.guideline.results import Assessment, Plan, SecretAssessment, Step
from hiden.guideline.tallies import VERDICTS, tallies_of, verdict_name, weakest_first
from hiden.guideline.values import Strength

__all__ = ["Report", "report"]

SECRETS_SHOWN = 200
GAPS_SHOWN = 3
STEPS_SHOWN = 40

_NONE = "–"
_STRONGEST_FIRST = tuple(reversed(Strength))


@attrs.frozen(kw_only=True, eq=False)
class Report:
    """What a report is made of.

    Attributes:
        sheet: The sheet that was answered.
        assessment: How the secrets stand; all of them are counted.
        secrets: Those to list, in any order.
        plan: What to do.
        cells: Coverage of the grid of measures.
        company: Whose report it is; may be empty.
        contradictions: Open ones between answers and what was seen; ``None`` if nobody looked.
    """

    sheet: Sheet
    assessment: Assessment
    secrets: Sequence[SecretAssessment]
    plan: Plan
    cells: Sequence[Cell]
    company: str
    contradictions: int | None = None


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


def _blocks(found: Report, language: Language) -> Iterator[Block]:
    secrets = weakest_first(found.secrets)
    yield Heading(text=_say(mark("How each requirement stands"), language))
    yield _tally(found, language)
    yield from _explained(found, language)
    yield Heading(text=_say(mark("Coverage of the measures, by aim and people"), language))
    yield _radars(found.cells, language)
    yield _coverage(found.cells, language)
    yield Heading(text=_say(mark("Each secret, the weakest first"), language))
    yield _verdicts(secrets[:SECRETS_SHOWN], language)
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
            *(_head(strength.message, language) for strength in _STRONGEST_FIRST),
            _say(mark("Number of secrets"), language),
        ),
        rows=tuple(
            (
                _head(verdict_name(tally.requirement, tally.addressee), language),
                *(str(tally.counts[strength]) for strength in _STRONGEST_FIRST),
                str(tally.total),
            )
            for tally in tallies_of(found.assessment.secrets)
        ),
        widths=(3, 1, 1, 1, 1.3),
    )


def _explained(found: Report, language: Language) -> Iterator[Block]:
    meanings = (
        mark("Strong: enough points are evidenced, and no answer sets a limit."),
        mark("Arguable: enough points with what is only claimed."),
        mark("Weak: not enough points, or an answer rules more out."),
    )
    yield Items(items=tuple(_say(meaning, language) for meaning in meanings))
    if found.contradictions is not None:
        counted = mark("Open contradictions between answers and what was seen: %(count)d.")
        yield Paragraph(text=Message(counted, {"count": found.contradictions}).text(language))


def _radars(cells: Sequence[Cell], language: Language) -> Picture:
    shown = mark(
        "One radar for each kind of people: the dashed outer area is what is said to be in place,"
        " the filled inner one what is evidenced. The table below has the numbers."
    )
    pictures = radars(cells)
    titles = [_head(one.title, language) for one in pictures]
    return Picture(svg=drawing(pictures, titles=titles), alt=_say(shown, language))


def _coverage(cells: Sequence[Cell], language: Language) -> Table:
    return Table(
        header=(
            _say(mark("Aim"), language),
            *(_head(people.message, language) for people in People),
        ),
        rows=tuple(
            (f"{number} {row.aim.wording.text(language)}", *map(_counts, row.cells))
            for number, row in enumerate(coverage_rows(load_grid(), cells), start=1)
        ),
        widths=(2, 1, 1, 1, 1),
        caption=_say(
            mark(
                "Evidenced / in place with what is claimed / all measures. “Partly” counts half;"
                " what is not for us does not count."
            ),
            language,
        ),
    )


def _counts(cell: Cell) -> str:
    return f"{cell.evidenced:g} / {cell.said:g} / {cell.total}"


def _verdicts(secrets: Iterable[SecretAssessment], language: Language) -> Table:
    return Table(
        header=(
            _say(mark("Code"), language),
            _say(mark("Title"), language),
            *(_head(verdict_name(*about), language) for about in VERDICTS),
            _say(mark("Answered"), language),
        ),
        rows=tuple(
            (
                judged.secret.code,
                judged.secret.title,
                *_strengths(judged, language),
                f"{sum(bool(one.option) for one in judged.standings)}/{len(judged.standings)}",
            )
            for judged in secrets
        ),
        widths=(1.2, 3, *(1.4 for _ in VERDICTS), 1),
    )


def _strengths(judged: SecretAssessment, language: Language) -> Iterator[str]:
    known = {
        (verdict.requirement, verdict.addressee): _head(verdict.strength.message, language)
        for verdict in judged.verdicts
    }
    return (known.get(about, _NONE) for about in VERDICTS)


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
    return Table(
        header=(
            _say(mark("What to do"), language),
            _say(mark("Rank of the step"), language),
            _say(mark("For how many secrets"), language),
            _say(mark("Verdicts raised"), language),
            _say(mark("Person-days (rough)"), language),
        ),
        rows=tuple(_step(step, language) for step in plan.steps[:STEPS_SHOWN]),
        widths=(6, 1.4, 1.2, 1, 1.2),
    )


def _step(step: Step, language: Language) -> tuple[str, ...]:
    rank = mark("legal minimum") if step.tier == 1 else mark("beyond the minimum")
    return (
        step.action.text(language),
        _head(Message(rank), language),
        str(len(step.secrets)),
        str(step.lifts),
        f"{step.effort_days:.1f}",
    )


def _say(sentence: str, language: Language) -> str:
    return Message(sentence).text(language)


def _head(message: Message, language: Language) -> str:
    """Return words of a sentence as they stand alone, with a capital."""
    text = message.text(language)
    return text[:1].upper() + text[1:]
