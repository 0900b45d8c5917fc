# SPDX-License-Identifier: Apache-2.0
"""``hiden index``: the originals of the secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hiden.cli.language import say
from hiden.cli.output import answer_json, note, tell

__all__ = ["app"]

app = typer.Typer(
    name="index", help=say("The originals of the secrets, as fingerprints."), no_args_is_help=True
)

JsonOption = Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))]


@app.command("add", help=say("Fingerprint files as originals of a secret."))
def _add_command(
    paths: Annotated[list[Path], typer.Argument(help=say("Files and folders."))],
    *,
    secret: Annotated[
        str | None,
        typer.Option(
            help=say("Code of the secret; without it, the first folder below a path is the code.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Fingerprint originals."""
    from hiden.cli.workspace import finish_job, workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.originals import request_indexing

        job = request_indexing(paths, code=secret, by=local_operator())
        result = finish_job(job.pk, label=say("Indexing"))
    if as_json:
        answer_json(result)
        return
    tell(
        say(
            "%(added)d added, %(replaced)d replaced, %(unchanged)d unchanged,"
            " %(too_short)d too short, %(unreadable)d unreadable.",
            **result,
        )
    )
    for code in result["unknown_codes"]:
        note(say("No secret “%(code)s” is in the register.", code=code), style="yellow")


@app.command("remove", help=say("Take a secret's originals out of the index."))
def _remove_command(
    secret: Annotated[str, typer.Argument(help=say("Code of the secret."))],
    *,
    as_json: JsonOption = False,
) -> None:
    """Remove originals."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.originals import remove_originals

        count = remove_originals(secret, by=local_operator())
    if as_json:
        answer_json({"removed": count})
    else:
        tell(say("%(count)d originals removed.", count=count))


@app.command("public", help=say("Say which texts are public, such as blank forms and brochures."))
def _public_command(
    paths: Annotated[list[Path], typer.Argument(help=say("Files and folders."))],
    *,
    as_json: JsonOption = False,
) -> None:
    """Make texts count as public."""
    from hiden.cli.workspace import finish_job, workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.originals import request_public_texts

        job = request_public_texts(paths, by=local_operator())
        result = finish_job(job.pk, label=say("Reading public texts"))
    if as_json:
        answer_json(result)
    else:
        tell(say("%(files)d public files, %(unreadable)d of them unreadable.", **result))


@app.command("status", help=say("Show what is indexed and what could not be."))
def _status_command(*, as_json: JsonOption = False) -> None:
    """Show what is indexed."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.queries.listing import index_summary

        summary = index_summary()
    if as_json:
        answer_json(summary)
        return
    tell(
        say(
            "%(indexed)d originals of %(secrets)d secrets are indexed;"
            " %(too_short)d are too short and %(unreadable)d could not be read."
            " The index takes %(megabytes).1f MB in %(segments)d segments.",
            **summary,
            megabytes=summary["size_bytes"] / 1e6,
        )
    )
