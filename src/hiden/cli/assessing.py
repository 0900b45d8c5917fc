# SPDX-License-Identifier: Apache-2.0
"""Judge answers and show the result, for the commands with and without a workspace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import attrs

from hiden.cli.facts import ruling_line
from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_table, tell
from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.paper.pdf import to_pdf
from hiden.foundation.storage import storage_errors
from hiden.guideline.answers import measure_state
from hiden.guideline.answers_file import read_answers
from hiden.guideline.assessment import assess
from hiden.guideline.coverage import Cell, coverage
from hiden.guideline.grid import load_grid
from hiden.guideline.items import Sheet
from hiden.guideline.json_form import assessment_to_json, plan_to_json
from hiden.guideline.plan import make_plan
from hiden.guideline.report import Report, report
from hiden.guideline.results import (
    Assessment,
    Gap,
    Plan,
    SecretAssessment,
    Sensitivity,
    Step,
    Verdict,
)
from hiden.guideline.sheet import load_sheet
from hiden.guideline.tallies import verdict_name, weakest_first
from hiden.guideline.values import Answers

__all__ = ["Judged", "judge", "of", "read", "show", "to_json", "write_report"]

SECRETS_SHOWN = 3
GAPS_SHOWN = 10
CHANGES_SHOWN = 5
STEPS_SHOWN = 10


@attrs.frozen(kw_only=True, eq=False)
class Judged:
    """Answers with everything that comes of them.

    Attributes:
        sheet: The sheet that was answered.
        answers: What was answered.
        assessment: How the secrets stand.
        plan: What to do.
    """

    sheet: Sheet
    answers: Answers
    assessment: Assessment
    plan: Plan


def read(path: Path) -> Answers:
    """Read a file of answers.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each mistake, with its line.
        InputError: There is no such file.
        StorageUnavailableError: It cannot be read.
    """
    if not path.is_file():
        raise InputError(ErrorCode.PATH_MISSING, path=path)
    with storage_errors(path):
        return read_answers(path)


def judge(answers: Answers, *, on: dt.date) -> Judged:
    """Judge answers on a day and make the plan."""
    sheet = load_sheet(answers.sheet)
    assessment = assess(sheet, answers, on=on)
    return of(sheet, answers, assessment)


def of(sheet: Sheet, answers: Answers, assessment: Assessment) -> Judged:
    """Make the plan of an assessment."""
    plan = make_plan(sheet, assessment, answers.company)
    return Judged(sheet=sheet, answers=answers, assessment=assessment, plan=plan)


def to_json(judged: Judged) -> dict[str, JsonValue]:
    """Return assessment and plan for a program."""
    language = terminal_language()
    return {
        "assessment": assessment_to_json(judged.assessment, judged.sheet, language=language),
        "plan": plan_to_json(judged.plan, judged.sheet, language=language),
    }


def write_report(judged: Judged, path: Path) -> None:
    """Write the report as PDF.

    Raises:
        StorageUnavailableError: It cannot be written.
    """
    found = Report(
        sheet=judged.sheet,
        assessment=judged.assessment,
        secrets=judged.assessment.secrets,
        plan=judged.plan,
        cells=_cells(judged),
        company=judged.answers.company.name,
    )
    data = to_pdf(report(found, language=terminal_language()))
    with storage_errors(path):
        path.write_bytes(data)


def show(judged: Judged, *, show_all: bool) -> None:
    """Show verdicts, reasons, gaps and the first steps; last, whose sheet it is."""
    secrets = weakest_first(judged.assessment.secrets)
    if secrets:
        _show_verdicts(judged.sheet, secrets)
    else:
        tell(say("There is no secret to judge."))
    for one in secrets if show_all else secrets[:SECRETS_SHOWN]:
        tell()
        _show_secret(judged.sheet, one)
    tell()
    if judged.plan.steps:
        _show_plan(judged.plan.steps)
        tell()
    tell(judged.sheet.note.wording.text(terminal_language()))


def _cells(judged: Judged) -> tuple[Cell, ...]:
    on = judged.assessment.on
    return coverage(load_grid(), judged.answers.measures, state=partial(measure_state, on=on))


def _show_verdicts(sheet: Sheet, secrets: Sequence[SecretAssessment]) -> None:
    language = terminal_language()
    about = [(threshold.requirement, threshold.addressee) for threshold in sheet.thresholds]
    rows = []
    for judged in secrets:
        known = {
            (verdict.requirement, verdict.addressee): verdict.strength.message.text(language)
            for verdict in judged.verdicts
        }
        shown = (known.get(one, "–") for one in about)
        rows.append((judged.secret.code, *shown, judged.secret.title))
    names = (verdict_name(*one).text(language) for one in about)
    answer_table([say("Code"), *names, say("Title")], rows, title=say("Verdicts on each secret"))


def _show_secret(sheet: Sheet, judged: SecretAssessment) -> None:
    tell(f"{judged.secret.code} {judged.secret.title}", style="bold")
    for verdict in judged.verdicts:
        _show_verdict(sheet, verdict)
    if judged.gaps:
        tell(f"  {say('What is missing')}", style="bold")
    for gap in judged.gaps[:GAPS_SHOWN]:
        tell(f"    {_gap(sheet, gap)}")
    if len(judged.gaps) > GAPS_SHOWN:
        tell("    " + say("%(more)d more stand in the JSON.", more=len(judged.gaps) - GAPS_SHOWN))
    if judged.sensitivity:
        tell(f"  {say('Single answers that would change a verdict')}", style="bold")
    for change in judged.sensitivity[:CHANGES_SHOWN]:
        tell(f"    {_change(sheet, change)}")


def _show_verdict(sheet: Sheet, verdict: Verdict) -> None:
    language = terminal_language()
    tell(
        "  "
        + say(
            "%(verdict)s: %(strength)s (%(points)g of %(possible)g points, %(evidenced)g"
            " evidenced; %(answered)d of %(asked)d items answered)",
            verdict=verdict_name(verdict.requirement, verdict.addressee).text(language),
            strength=verdict.strength.message.text(language),
            points=verdict.points,
            possible=verdict.possible,
            evidenced=verdict.evidenced,
            answered=verdict.answered,
            asked=verdict.asked,
        )
    )
    for reason in verdict.reasons:
        tell(f"    {'－' if reason.is_against else '＋'} {reason.text.text(language)}")
        for name in reason.rulings:
            tell(f"        {ruling_line(sheet.rulings[name])}")


def _gap(sheet: Sheet, gap: Gap) -> str:
    language = terminal_language()
    item = sheet.by_id[gap.item]
    if gap.now == gap.want:
        return say(
            "%(question)s %(now)s (%(state)s). What shows it is missing.",
            question=item.wording.text(language),
            now=item.option(gap.now).wording.text(language),
            state=gap.state.message.text(language),
        )
    now = item.option(gap.now).wording if gap.now else None
    return say(
        "%(question)s Now: %(now)s (%(state)s). To reach: %(want)s.",
        question=item.wording.text(language),
        now=now.text(language) if now else say("nothing"),
        state=gap.state.message.text(language),
        want=item.option(gap.want).wording.text(language),
    )


def _change(sheet: Sheet, change: Sensitivity) -> str:
    language = terminal_language()
    item = sheet.by_id[change.item]
    return say(
        "%(question)s With “%(option)s”: %(verdict)s %(before)s → %(after)s.",
        question=item.wording.text(language),
        option=item.option(change.option).wording.text(language),
        verdict=verdict_name(change.requirement, change.addressee).text(language),
        before=change.before.message.text(language),
        after=change.after.message.text(language),
    )


def _show_plan(steps: Sequence[Step]) -> None:
    language = terminal_language()
    answer_table(
        ["", say("Tier"), say("Secrets served"), say("Verdicts lifted"), say("Days"), say("Step")],
        [
            (
                number,
                step.tier,
                len(step.secrets),
                step.lifts,
                f"{step.effort_days:.1f}",
                step.action.text(language),
            )
            for number, step in enumerate(steps[:STEPS_SHOWN], start=1)
        ],
        title=say("The plan, first things first"),
    )
    if len(steps) > STEPS_SHOWN:
        tell(say("%(more)d more stand in the JSON.", more=len(steps) - STEPS_SHOWN))
