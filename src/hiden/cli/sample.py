# SPDX-License-Identifier: Apache-2.0
"""``hiden sample``: the fictional company to try everything with."""

from __future__ import annotations

from typing import Annotated

import typer

from hiden.cli.language import say
from hiden.cli.output import answer_json, tell

__all__ = ["app"]

app = typer.Typer(name="sample", help=say("The fictional sample company."), no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))]


@app.command(
    "load", help=say("Make the sample company, register its secrets, index its originals.")
)
def _load_command(*, as_json: JsonOption = False) -> None:
    """Load the sample company."""
    from hiden.cli.workspace import finish_job, workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.sample import request_sample

        job = request_sample(by=local_operator())
        result = finish_job(job.pk, label=say("Loading the sample company"))
    if as_json:
        answer_json(result)
    else:
        tell(
            say(
                "The sample company is loaded: %(secrets)d secrets, %(documents)d originals.",
                **result,
            )
        )


@app.command("remove", help=say("Remove the sample company and everything that came of it."))
def _remove_command(*, as_json: JsonOption = False) -> None:
    """Remove the sample company."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.sample import remove_sample

        remove_sample(by=local_operator())
    if as_json:
        answer_json({"removed": True})
    else:
        tell(say("The sample company is removed; its ledger leaves stay."))


@app.command("status", help=say("Say whether the sample company is loaded."))
def _status_command(*, as_json: JsonOption = False) -> None:
    """Say whether the sample company is loaded."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.use_cases.sample import is_sample_loaded

        loaded = is_sample_loaded()
    if as_json:
        answer_json({"loaded": loaded})
    else:
        tell(
            say("The sample company is loaded.")
            if loaded
            else say("The sample company is not loaded.")
        )
