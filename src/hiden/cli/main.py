# SPDX-License-Identifier: Apache-2.0
"""The command ``hiden``.

Exit codes:
    * 0: done; what could not be looked at is listed, and is no failure of the command
    * 2: the command was not understood
    * 3: what was given is wrong
    * 4: evidence does not check out
    * 5: refused
    * 6: something is unavailable for the moment; trying again is safe
    * 70: a fault of Hiden
    * 130: interrupted; everything is consistent, and the same command goes on
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

import typer
import typer.rich_utils

from hiden.cli import (
    findings,
    guideline,
    index,
    law,
    ledger,
    match,
    register,
    sample,
    scan,
    server,
    users,
)
from hiden.cli.language import say, terminal_language
from hiden.cli.output import note
from hiden.foundation.errors import (
    HidenError,
    InputError,
    RefusedError,
    UnavailableError,
    VerificationError,
)

__all__ = ["EXIT_CODES", "app", "run"]

EXIT_CODES: Sequence[tuple[type[HidenError], int]] = (
    (InputError, 3),
    (VerificationError, 4),
    (RefusedError, 5),
    (UnavailableError, 6),
)
FAULT = 70
INTERRUPTED = 130

app = typer.Typer(
    name="hiden",
    help=say("Trade-secret protection: from the secret to the proof."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
server.add_to(app)
app.add_typer(sample.app)
app.add_typer(register.app)
app.add_typer(guideline.app)
app.add_typer(index.app)
scan.add_to(app)
findings.add_to(app)
app.add_typer(ledger.app)
law.add_to(app)
app.add_typer(users.app)
app.add_typer(match.app)


def run() -> None:
    """Run the command, and end the process with its exit code."""
    typer.rich_utils.ARGUMENTS_PANEL_TITLE = say("Arguments")
    typer.rich_utils.OPTIONS_PANEL_TITLE = say("Options")
    typer.rich_utils.COMMANDS_PANEL_TITLE = say("Commands")
    try:
        app()
    except HidenError as error:
        note(error.text(terminal_language()), style="red")
        sys.exit(_exit_code(error))
    except ExceptionGroup as group:
        mistakes = list(_leaves(group))
        if not all(isinstance(mistake, HidenError) for mistake in mistakes):
            raise
        for mistake in mistakes:
            note(mistake.text(terminal_language()), style="red")
        sys.exit(_exit_code(mistakes[0]))
    except KeyboardInterrupt:
        note(say("Interrupted. Everything is consistent; the same command goes on."))
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _exit_code(error: HidenError) -> int:
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), FAULT)


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[HidenError]:
    for member in group.exceptions:
        if isinstance(member, BaseExceptionGroup):
            yield from _leaves(member)
        else:
            yield member  # type: ignore[misc]  # the caller looks before it trusts


if __name__ == "__main__":
    run()
