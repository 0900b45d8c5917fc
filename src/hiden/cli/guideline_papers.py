# SPDX-License-Identifier: Apache-2.0
"""``hiden guideline paper``: rules, contracts, pledges, labels and slides as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.options import JsonOption, SecretOption
from hiden.cli.output import answer_json, tell

__all__ = ["PaperLanguage", "add_to"]


class PaperLanguage(StrEnum):
    """The languages in which a document can be written."""

    JA = "ja"
    EN = "en"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the group."""
    papers = typer.Typer(
        name="paper",
        help=say("Documents to sign, to post up and to fill in."),
        no_args_is_help=True,
    )
    papers.command("list", help=say("List the documents and what they need."))(_list)
    papers.command("make", help=say("Write a document as Word, PDF or slides."))(_make)
    app.add_typer(papers)


def _list(*, as_json: JsonOption = False) -> None:
    """List the documents."""
    from hiden.cli import papers_made

    if as_json:
        answer_json(papers_made.list_to_json())
    else:
        papers_made.show_list()


def _make(  # noqa: PLR0913 - each is an option of the command
    name: Annotated[str, typer.Argument(help=say("Id of the document."))],
    *,
    out: Annotated[Path, typer.Option("--out", help=say("The file: .docx, .pdf or .pptx."))],
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help=say("What fills a field, as field=value; may be repeated.")),
    ] = None,
    codes: SecretOption = None,
    register: Annotated[
        Path | None, typer.Option(help=say("Take the secrets from this register file."))
    ] = None,
    clean: Annotated[
        bool, typer.Option("--clean", help=say("Leave out the notice and the notes."))
    ] = False,
    lang: Annotated[
        PaperLanguage | None, typer.Option(help=say("Language of the document."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a document, from a register file or from the workspace if there is one."""
    from hiden.cli import papers_made

    wish = papers_made.wish(
        name,
        out=out,
        given=given or [],
        codes=tuple(codes or ()),
        clean=clean,
        language="en" if (lang or terminal_language()) == "en" else "ja",
    )
    if register is None and papers_made.has_workspace():
        made = papers_made.from_workspace(wish)
    else:
        made = papers_made.from_register(wish, register)
    papers_made.write(out, made.data)
    if as_json:
        answer_json({"path": str(out), "template": name, "secrets": list(made.codes)})
    else:
        tell(say("%(path)s is written.", path=out))
