# SPDX-License-Identifier: Apache-2.0
"""``hiden guideline``: answers, looks, contradictions and duties of the workspace."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from hiden.cli.guideline_papers import PaperLanguage
from hiden.cli.language import say, terminal_language
from hiden.cli.options import AnswersArgument, JsonOption, OnOption, SecretOption, day
from hiden.cli.output import answer_json, tell

__all__ = ["add_to"]

AHEAD = dt.timedelta(days=3 * 366)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the group."""
    app.command("take", help=say("Take a file of answers into the workspace."))(_take)
    app.command("now", help=say("Judge the secrets of the workspace, and make the plan."))(_now)
    app.command(
        "look", help=say("Look at markings, permissions, agreements and training, and compare.")
    )(_look)
    app.command("contradictions", help=say("List what contradicts an answer, strongest first."))(
        _contradictions
    )
    app.command("ask", help=say("Ask a person to confirm the duties; the link is shown once."))(
        _ask
    )
    app.command("calendar", help=say("Write every due day into a calendar file (.ics)."))(_calendar)
    access = typer.Typer(
        name="access", help=say("Lists of who can open what."), no_args_is_help=True
    )
    access.callback()(_access)
    access.command("import", help=say("Take in a list of permissions, or look at a folder here."))(
        _access_import
    )
    app.add_typer(access)


def _access() -> None:
    """Keep ``import`` a command of its own, although it is the only one."""


def _take(answers: AnswersArgument, *, as_json: JsonOption = False) -> None:
    """Take answers in."""
    from hiden.cli.assessing import read
    from hiden.cli.workspace import workspace

    given = read(answers)
    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.sheets import take_answers

        changed = take_answers(given, by=local_operator())
    if as_json:
        answer_json({"changed": changed})
    else:
        tell(say("%(count)d answers are new or changed.", count=changed))


def _now(
    *,
    on: OnOption = None,
    show_all: Annotated[
        bool, typer.Option("--all", help=say("Show every secret in detail, not the three weakest."))
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help=say("Keep this assessment, to compare with later."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Assess what the workspace has."""
    from hiden.cli import assessing
    from hiden.cli.workspace import workspace

    if keep and on is not None:
        raise typer.BadParameter(say("Only the assessment of today can be kept."))
    with workspace():
        from hiden.workspace.queries.standing import standing
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.sheets import record_assessment

        found = standing(on=day(on))
        kept = record_assessment(by=local_operator()).pk if keep else None
    judged = assessing.of(found.sheet, found.answers, found.assessment)
    if as_json:
        answer_json({**assessing.to_json(judged), "kept": kept})
        return
    assessing.show(judged, show_all=show_all)
    if kept:
        tell(say("The assessment is kept as number %(number)d.", number=kept))


def _look(*, codes: SecretOption = None, as_json: JsonOption = False) -> None:
    """Look, here and now."""
    from hiden.cli.workspace import finish_job, workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.looks import request_look

        job = request_look(codes=codes or (), by=local_operator())
        result = finish_job(job.pk, label=say("Looking at the secrets"))
    if as_json:
        answer_json(result)
        return
    tell(
        say(
            "%(secrets)d secrets were looked at; %(contradictions)d contradictions."
            " List them with “hiden guideline contradictions”.",
            **result,
        )
    )


def _contradictions(
    *,
    show_all: Annotated[
        bool, typer.Option("--all", help=say("Those that were accepted or are gone, too."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List contradictions."""
    from hiden.cli.contradictions_shown import show
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.queries.guidance_listing import contradiction_rows

        rows = contradiction_rows(language=terminal_language(), is_decided_too=show_all)
    if as_json:
        answer_json(rows)
    else:
        show(rows)


def _access_import(
    source: Annotated[
        Path, typer.Argument(help=say("An export of icacls or Get-Acl, or a folder here."))
    ],
    *,
    taken: Annotated[
        dt.datetime | None,
        typer.Option(
            "--taken", formats=["%Y-%m-%d"], help=say("The day on which it was so; today.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take in a list of permissions."""
    from hiden.cli.contradictions_shown import show_access_list
    from hiden.cli.workspace import workspace
    from hiden.foundation.errors import ErrorCode, InputError

    if not source.exists():
        raise InputError(ErrorCode.PATH_MISSING, path=source)
    with workspace():
        from hiden.workspace.queries.guidance_listing import access_list_row
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.looks import import_access_list

        taken_on = taken.date() if taken else None
        listed = import_access_list(source, taken_on=taken_on, by=local_operator())
        row = access_list_row(listed, language=terminal_language())
    if as_json:
        answer_json(row)
    else:
        show_access_list(row)


def _ask(
    person: Annotated[str, typer.Argument(help=say("Name of the account, or of the person."))],
    *,
    codes: SecretOption = None,
    lang: Annotated[
        PaperLanguage | None, typer.Option(help=say("Language of the statement."))
    ] = None,
    due: Annotated[
        dt.datetime | None,
        typer.Option("--due", formats=["%Y-%m-%d"], help=say("To be confirmed until this day.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask for a confirmation; the link is kept nowhere."""
    from hiden.cli.workspace import workspace

    with workspace():
        from django.urls import reverse

        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.duties import Asked, request_acknowledgement

        asked = Asked(
            person=person,
            codes=tuple(codes or ()),
            language="en" if (lang or terminal_language()) == "en" else "ja",
            due_on=due.date() if due else None,
        )
        row, token = request_acknowledgement(asked, by=local_operator())
        link = reverse("measures-acknowledge", args=[token])
    if as_json:
        answer_json({"id": str(row.uid), "person": person, "link": link})
        return
    tell(say("The link for %(person)s: %(link)s", person=person, link=link))
    tell(say("It is shown this once. Put the address of the pages before it."))


def _calendar(
    *,
    out: Annotated[Path, typer.Option("--out", help=say("The file to write: .ics."))],
    as_json: JsonOption = False,
) -> None:
    """Write the calendar."""
    from hiden.cli.workspace import workspace
    from hiden.foundation.clock import SystemClock
    from hiden.foundation.storage import storage_errors
    from hiden.guideline.calendar import calendar

    with workspace():
        from hiden.workspace.queries.calendar import upcoming
        from hiden.workspace.queries.calendar_entries import calendar_entries

        today = day(None)
        entries = calendar_entries(upcoming(today=today, until=today + AHEAD))
    data = calendar(entries, language=terminal_language(), now=SystemClock().now())
    with storage_errors(out):
        out.write_bytes(data)
    if as_json:
        answer_json({"path": str(out), "entries": len(entries)})
    else:
        tell(say("%(path)s is written.", path=out))
