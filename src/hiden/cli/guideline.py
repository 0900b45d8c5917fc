# SPDX-License-Identifier: Apache-2.0
"""``hiden guideline``: assess against the check sheet, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hiden.cli import guideline_facts, guideline_papers, guideline_seen, guideline_work
from hiden.cli.language import say, terminal_language
from hiden.cli.options import AnswersArgument, JsonOption, OnOption, day
from hiden.cli.output import answer_json, tell

__all__ = ["app"]

app = typer.Typer(
    name="guideline",
    help=say("How secrets are managed: check sheet, guidance, documents."),
    no_args_is_help=True,
)


@app.command("assess", help=say("Judge every secret of a file of answers, and make the plan."))
def _assess_command(
    answers: AnswersArgument,
    *,
    on: OnOption = None,
    show_all: Annotated[
        bool, typer.Option("--all", help=say("Show every secret in detail, not the three weakest."))
    ] = False,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", help=say("Write the report as PDF too."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Assess a file of answers."""
    from hiden.cli import assessing

    judged = assessing.judge(assessing.read(answers), on=day(on))
    if pdf is not None:
        assessing.write_report(judged, pdf)
    if as_json:
        answer_json(assessing.to_json(judged))
        return
    assessing.show(judged, show_all=show_all)
    if pdf is not None:
        tell(say("%(path)s is written.", path=pdf))


@app.command("sheet", help=say("Show what the check sheet asks, with weights and thresholds."))
def _sheet_command(
    *,
    blank: Annotated[
        Path | None, typer.Option("--blank", help=say("Write a file of answers to fill in."))
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option("--register", help=say("A register whose secrets stand in that file.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the sheet, or write a file to fill in."""
    from hiden.cli import sheet_shown
    from hiden.guideline.sheet import load_sheet
    from hiden.guideline.sheet_json import sheet_to_json

    if blank is not None:
        sheet_shown.write_blank(blank, register=register)
        if not as_json:
            tell(say("%(path)s is written.", path=blank))
            return
    if as_json:
        answer_json(sheet_to_json(load_sheet(), language=terminal_language()))
    else:
        sheet_shown.show()


@app.command("compare", help=say("Compare two files of answers: what became better or worse."))
def _compare_command(
    before: Annotated[Path, typer.Argument(help=say("The earlier file of answers."))],
    after: Annotated[Path, typer.Argument(help=say("The later file of answers."))],
    *,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two files of answers."""
    from hiden.cli import assessing, difference_shown
    from hiden.guideline.compare import before_after
    from hiden.guideline.json_form import difference_to_json

    old, new = (assessing.judge(assessing.read(path), on=day(on)) for path in (before, after))
    difference = before_after(old.assessment, new.assessment)
    if as_json:
        answer_json(difference_to_json(difference, language=terminal_language()))
    else:
        difference_shown.show(difference, old.sheet)


guideline_facts.add_to(app)
guideline_seen.add_to(app)
guideline_papers.add_to(app)
guideline_work.add_to(app)
