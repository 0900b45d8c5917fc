# SPDX-License-Identifier: Apache-2.0
"""Make documents: alone, from a register file, or from the workspace with its record."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import typer

from hiden.cli.facts import mark_to_json
from hiden.cli.language import say, terminal_language
from hiden.cli.options import today
from hiden.cli.output import answer_table, note, tell
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Language
from hiden.foundation.paper.pdf import to_pdf
from hiden.foundation.paper.slides import to_pptx
from hiden.foundation.paper.word import to_docx
from hiden.foundation.storage import storage_errors
from hiden.guideline.papers import (
    Field,
    FieldKind,
    Given,
    Template,
    TemplateKind,
    Value,
    fill,
    find_template,
    load_templates,
)
from hiden.registry import Secret, read_register
from hiden.workspace.home import home_dir

__all__ = [
    "Made",
    "Wish",
    "from_register",
    "from_workspace",
    "has_workspace",
    "list_to_json",
    "show_list",
    "wish",
    "write",
]

FORMS = (".docx", ".pdf", ".pptx")


@attrs.frozen(kw_only=True)
class Wish:
    """Which document is wanted.

    Attributes:
        template: Which one.
        form: ``docx``, ``pdf`` or ``pptx``.
        values: What fills its fields.
        codes: The secrets that it names; none means all for a list, else blank rows.
        clean: Without notice and notes.
        language: In which it is written.
    """

    template: Template
    form: str
    values: Mapping[str, Value]
    codes: tuple[str, ...]
    clean: bool
    language: Language


@attrs.frozen(kw_only=True)
class Made:
    """A document as a file.

    Attributes:
        data: The file.
        codes: The secrets that it names.
    """

    data: bytes
    codes: tuple[str, ...]


def list_to_json() -> list[dict[str, Any]]:
    """Return every document with the fields that it takes."""
    language = terminal_language()
    return [
        {
            "id": template.id,
            "text": template.wording.text(language),
            "purpose_text": template.purpose.wording.text(language),
            "group": template.group.value,
            "group_text": template.group.message.text(language),
            "kind": template.kind.value,
            "version": template.version,
            **mark_to_json(template),
            "fields": [
                {
                    "id": field.id,
                    "text": field.wording.text(language),
                    "kind": field.kind.value,
                    "from": field.given_by.value,
                    "is_needed": _is_needed(field),
                }
                for field in template.fields
            ],
        }
        for template in load_templates().values()
    ]


def show_list() -> None:
    """List the documents."""
    language = terminal_language()
    answer_table(
        [say("Id"), say("For"), say("To give with --set"), say("Document")],
        [
            (
                template.id,
                template.group.message.text(language),
                ", ".join(field.id for field in template.fields if _is_needed(field)) or "–",
                template.wording.text(language),
            )
            for template in load_templates().values()
        ],
    )
    tell(say("All of them are proposed by Hiden; adapt them before use."))


def wish(
    name: str,
    *,
    out: Path,
    given: Sequence[str],
    codes: tuple[str, ...],
    clean: bool,
    language: Language,
) -> Wish:
    """Understand what is wanted.

    Raises:
        InputError: There is no such document.
        BadParameter: It cannot be such a file, or a field was given wrongly.
    """
    template, form = find_template(name), out.suffix.lower()
    if form not in FORMS or (form == ".pptx" and template.kind is not TemplateKind.SLIDES):
        known = ", ".join(
            one for one in FORMS if template.kind is TemplateKind.SLIDES or one != ".pptx"
        )
        raise typer.BadParameter(say("This document can be: %(known)s.", known=known))
    return Wish(
        template=template,
        form=form.removeprefix("."),
        values=dict(_value(template, one) for one in given),
        codes=codes,
        clean=clean,
        language=language,
    )


def has_workspace() -> bool:
    """Say whether there is a workspace to take secrets from."""
    return "HIDEN_DATABASE_URL" in os.environ or (home_dir() / "hiden.sqlite3").exists()


def from_workspace(wanted: Wish) -> Made:
    """Issue a document from the workspace; it is recorded there.

    Raises:
        InputError: A field or a secret is missing.
    """
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.papers import PaperForm, PaperOrder, issue_paper

        order = PaperOrder(
            template=wanted.template.id,
            values=wanted.values,
            language=wanted.language,
            form=PaperForm(wanted.form),
            codes=wanted.codes,
            is_clean=wanted.clean,
        )
        printed = issue_paper(order, by=local_operator())
    return Made(data=printed.data, codes=tuple(printed.row.codes))


def from_register(wanted: Wish, register: Path | None) -> Made:
    """Make a document alone; without a register its tables stay blank.

    Raises:
        InputError: A field or a secret is missing.
        RegistryFileError: The register cannot be read.
    """
    secrets = _chosen(wanted, _read(register) if register else ())
    paper = fill(
        wanted.template, wanted.values, language=wanted.language, secrets=secrets, dated=today()
    )
    printers = {"docx": to_docx, "pdf": to_pdf, "pptx": to_pptx}
    data = printers[wanted.form](paper, clean=wanted.clean)
    return Made(data=data, codes=tuple(secret.code for secret in secrets))


def write(path: Path, data: bytes) -> None:
    """Write the file.

    Raises:
        StorageUnavailableError: It cannot be written.
    """
    with storage_errors(path):
        path.write_bytes(data)


def _is_needed(field: Field) -> bool:
    asked = field.given_by in {Given.ASK, Given.ORGANISATION}
    return asked and field.default is None


def _value(template: Template, given: str) -> tuple[str, Value]:
    name, equals, text = given.partition("=")
    settable = {one.id: one for one in template.fields if one.kind is not FieldKind.SECRETS}
    field = settable.get(name)
    if not equals or field is None:
        known = ", ".join(settable) or "–"
        raise typer.BadParameter(
            say("“%(given)s”: want field=value. Fields: %(known)s.", given=given, known=known)
        )
    try:
        return name, _typed(field, text)
    except ValueError as problem:
        raise typer.BadParameter(
            say("“%(given)s”: want a whole number, or a day as 2026-04-01.", given=given)
        ) from problem


def _typed(field: Field, text: str) -> Value:
    if field.kind is FieldKind.NUMBER:
        return int(text)
    return dt.date.fromisoformat(text) if field.kind is FieldKind.DATE else text


def _read(register: Path) -> tuple[Secret, ...]:
    if not register.exists():
        raise InputError(ErrorCode.PATH_MISSING, path=register)
    reading = read_register(register)
    for problem in reading.problems:
        note(f"{problem.sheet} {problem.row}: {problem.reason.text(terminal_language())}")
    return reading.secrets


def _chosen(wanted: Wish, secrets: Sequence[Secret]) -> tuple[Secret, ...]:
    """Return the secrets that were named; for a list all of them if none were."""
    known = {secret.code: secret for secret in secrets}
    for code in wanted.codes:
        if code not in known:
            raise InputError(ErrorCode.SECRET_UNKNOWN, code=code)
    if wanted.codes:
        return tuple(secret for code, secret in known.items() if code in wanted.codes)
    return tuple(secrets) if wanted.template.kind is TemplateKind.LIST else ()
