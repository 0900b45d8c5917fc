# SPDX-License-Identifier: Apache-2.0
"""Options that several commands have, and what they stand for if they are not given."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo

import typer

from hiden.cli.language import say
from hiden.foundation.clock import SystemClock

__all__ = ["AnswersArgument", "JsonOption", "OnOption", "SecretOption", "day", "today"]

AnswersArgument: TypeAlias = Annotated[
    Path, typer.Argument(help=say("The file of answers (YAML)."))
]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))]
OnOption: TypeAlias = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], help=say("The day for which evidence counts; by default today.")
    ),
]
SecretOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--secret", help=say("Code of a secret; may be repeated."))
]


def day(given: dt.datetime | None) -> dt.date:
    """Return the day that was given, or today."""
    return given.date() if given else today()


def today() -> dt.date:
    """Return the day it is where the pages say it is, without opening the workspace."""
    zone = ZoneInfo(os.environ.get("HIDEN_TIME_ZONE", "Asia/Tokyo"))
    return SystemClock().now().astimezone(zone).date()
