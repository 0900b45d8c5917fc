# SPDX-License-Identifier: Apache-2.0
"""``hiden match``: the matching engine alone, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, note, progress_bar, tell

__all__ = ["app"]

app = typer.Typer(
    name="match",
    help=say("Find registered texts in documents, without a workspace."),
    no_args_is_help=True,
)

BATCH = 500

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", help=say("The key's file; by default the index's name with “.key”.")),
]
JsonOption = Annotated[bool, typer.Option("--json", help=say("Answer in JSON, one object a line."))]


@app.command("index", help=say("Fingerprint every file below a folder; its path is its id."))
def _index_command(
    folder: Annotated[Path, typer.Argument(help=say("The folder of secret documents."))],
    into: Annotated[Path, typer.Option("--into", help=say("The index; made if there is none."))],
    *,
    key: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fingerprint a folder."""
    from hiden.cli.reading import documents_below
    from hiden.foundation.ids import document_id
    from hiden.intake.documents import Problem

    index = _open(into, key=key)
    counts = dict.fromkeys(("added", "replaced", "unchanged", "too_short", "unreadable"), 0)
    batch: list[tuple[Any, str]] = []

    def flush() -> None:
        added = index.add(batch)
        for name in ("added", "replaced", "unchanged"):
            counts[name] += getattr(added, name)
        counts["too_short"] += len(added.too_short)
        for name in added.too_short:
            note(say("%(name)s: too short to be recognised.", name=name))
        batch.clear()

    with progress_bar(say("Indexing")) as progress:
        for item in documents_below([folder], progress=progress):
            if isinstance(item, Problem):
                counts["unreadable"] += 1
                note(
                    f"{item.path} {item.part}".rstrip()
                    + f": {item.detail.text(terminal_language())}"
                )
                continue
            name = (
                str(Path(item.path).relative_to(folder))
                if folder.is_dir()
                else Path(item.path).name
            )
            batch.append((document_id(f"{name}/{item.part}" if item.part else name), item.text))
            if len(batch) >= BATCH:
                flush()
        flush()
    if as_json:
        answer_json(counts)
    else:
        tell(
            say(
                "%(added)d added, %(replaced)d replaced, %(unchanged)d unchanged,"
                " %(too_short)d too short, %(unreadable)d unreadable.",
                **counts,
            )
        )


@app.command("scan", help=say("Search files for the texts of an index."))
def _scan_command(
    index: Annotated[Path, typer.Argument(help=say("The index."))],
    paths: Annotated[list[Path], typer.Argument(help=say("Files and folders to search."))],
    *,
    key: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search files for the texts of an index."""
    from hiden.cli.reading import scan_below

    scanner = _open(index, key=key, must_exist=True).scanner()
    with progress_bar(say("Searching")) as progress:
        for row in scan_below(scanner, paths, language=terminal_language(), progress=progress):
            if as_json:
                answer_json(row)
            elif "problem" in row:
                tell(f"{row['document']}: {row['problem']['message']}", style="yellow")
            else:
                for found in row["matches"]:
                    tell(
                        say(
                            "%(document)s: %(share)d %% of %(secret)s in %(count)d passages",
                            document=row["document"],
                            share=round(100 * found["containment_of_secret"]),
                            secret=found["secret"],
                            count=len(found["passages"]),
                        )
                    )


def _open(path: Path, *, key: Path | None, must_exist: bool = False) -> Any:
    from hiden.foundation.errors import ErrorCode, InputError
    from hiden.matching import Index
    from hiden.workspace.home import read_or_make_key

    if must_exist and not path.exists():
        raise InputError(ErrorCode.PATH_MISSING, path=path)
    index_key = read_or_make_key(key or path.with_name(path.name + ".key"))
    if path.exists():
        return Index.open(path, key=index_key)
    path.parent.mkdir(parents=True, exist_ok=True)
    return Index.create(path, key=index_key)
