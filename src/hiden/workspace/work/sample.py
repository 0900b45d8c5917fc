# SPDX-License-Identifier: Apache-2.0
"""Load the sample company as any company would be loaded: register, originals, sources.

It is made by a program of its own (``python -m hiden.testing``): the workspace does not know how.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hiden import registry
from hiden.foundation.clock import Clock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Message, mark
from hiden.guideline.answers_file import read_answers
from hiden.workspace.home import home_dir
from hiden.workspace.jobs import JobControl, actor_of
from hiden.workspace.models import Job, Source
from hiden.workspace.roles import Actor
from hiden.workspace.use_cases.duties import record_agreement
from hiden.workspace.use_cases.looks import import_access_list
from hiden.workspace.use_cases.register import import_register
from hiden.workspace.use_cases.sheets import record_assessment, take_answers
from hiden.workspace.use_cases.sources import add_source
from hiden.workspace.work.indexing import index_originals
from hiden.workspace.work.public_texts import add_public_texts

__all__ = ["load_sample"]

SOURCE_NAME = Message(mark("Sample"))


def load_sample(job: Job, control: JobControl, clock: Clock) -> dict[str, Any]:
    """Do a ``sample`` job; its result is that of indexing the originals, with ``secrets``."""
    made = _generate(home_dir() / "sample", control)
    by = actor_of(job)
    register = Path(made["register"])
    imported = import_register(
        register, file_name=register.name, is_sample=True, by=by, clock=clock
    )
    _take_guidance(made, by=by, clock=clock)
    for source in made["sources"]:
        name = f"{SOURCE_NAME.text('ja')} {source['name']}"
        if not Source.objects.filter(name=name).exists():
            add_source(
                name,
                path=Path(source["path"]),
                origin=source["origin"],
                is_sample=True,
                by=by,
                clock=clock,
            )
    job.params = {**job.params, "paths": [made["background"]], "is_sample": True}
    add_public_texts(job, control, clock)
    job.params = {**job.params, "paths": [made["secrets"]], "code": None}
    secrets = imported.added + imported.changed + imported.unchanged
    return {"secrets": secrets, **index_originals(job, control, clock)}


def _take_guidance(made: dict[str, Any], *, by: Actor, clock: Clock) -> None:
    """Take in how the sample company says that it keeps its secrets, and assess it."""
    take_answers(read_answers(Path(made["answers"])), is_sample=True, by=by, clock=clock)
    for value in json.loads(Path(made["agreements"]).read_text(encoding="utf-8")):
        agreement = registry.from_json(value, registry.Agreement)
        record_agreement(agreement, is_sample=True, by=by, clock=clock)
    import_access_list(Path(made["permissions"]), is_sample=True, by=by, clock=clock)
    record_assessment(is_sample=True, by=by, clock=clock)


def _generate(folder: Path, control: JobControl) -> dict[str, Any]:
    """Have the files made; where they are is the last line that the program says."""
    command = [sys.executable, "-m", "hiden.testing", str(folder)]
    last = ""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        for line in program.stdout or ():
            last = line
            if not line.startswith("{"):
                done, _, total = line.partition(" ")
                control.progress(int(done), int(total))
        complaint = (program.stderr.read() if program.stderr else "").strip()
    if program.returncode:
        detail = complaint.splitlines()[-1] if complaint else str(program.returncode)
        raise InputError(ErrorCode.SAMPLE_FAILED, detail=detail)
    made: dict[str, Any] = json.loads(last)
    return made
