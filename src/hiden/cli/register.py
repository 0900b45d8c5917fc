# SPDX-License-Identifier: Apache-2.0
"""``hiden register``: the register of secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, answer_table, note, tell

__all__ = ["app"]

app = typer.Typer(name="register", help=say("The register of secrets."), no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))]


@app.command("import", help=say("Take a register from Excel or CSV; bad rows are listed."))
def _import_command(
    file: Annotated[Path, typer.Argument(help=say("The register's file."))],
    *,
    as_json: JsonOption = False,
) -> None:
    """Import a register."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.register import import_register

        done = import_register(file, file_name=file.name, by=local_operator())
        counts = {
            name: getattr(done, name) for name in ("added", "changed", "unchanged", "repeated")
        }
        problems = [_problem(problem) for problem in done.problems]
    if as_json:
        answer_json({**counts, "problems": problems})
        return
    tell(
        say(
            "%(added)d added, %(changed)d changed, %(unchanged)d unchanged, %(repeated)d repeated;"
            " %(problems)d remarks.",
            **counts,
            problems=len(problems),
        )
    )
    for problem in problems:
        place = " ".join(str(problem[part]) for part in ("sheet", "row", "column") if problem[part])
        note(
            f"{place}: {problem['message']}",
            style="red" if problem["severity"] == "error" else "yellow",
        )


@app.command("export", help=say("Write the register to Excel or CSV."))
def _export_command(
    file: Annotated[Path, typer.Argument(help=say("The file to write: .xlsx or .csv."))],
    *,
    cp932: Annotated[
        bool, typer.Option("--cp932", help=say("Write a CSV for old Japanese Excel (cp932)."))
    ] = False,
) -> None:
    """Export the register."""
    from hiden.cli.workspace import workspace

    file_format = "xlsx" if file.suffix.lower() != ".csv" else "csv-cp932" if cp932 else "csv"
    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.register import export_register

        export_register(
            file, language=terminal_language(), file_format=file_format, by=local_operator()
        )
    tell(say("%(path)s is written.", path=file))


@app.command("list", help=say("List the secrets of the register."))
def _list_command(*, as_json: JsonOption = False) -> None:
    """List the register."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.queries.listing import register_rows

        rows = register_rows()
    if as_json:
        answer_json(rows)
    else:
        answer_table(
            [say("Code"), say("Level"), say("Owner"), say("Originals"), say("Title")],
            [
                (row["code"], row["level"], row["owner"], row["originals"], row["title"])
                for row in rows
            ],
        )


def _problem(problem: dict[str, Any]) -> dict[str, Any]:
    from hiden.workspace.messages import message_from_json

    return {
        **{name: problem[name] for name in ("sheet", "row", "column", "severity")},
        "message": message_from_json(problem).text(terminal_language()),
    }
