# SPDX-License-Identifier: Apache-2.0
"""The files below some folders, in the same order every time.

Rules:
    * Links are not followed; one that leads out of the folders given, or nowhere, is a problem.
      One that leads to another place inside is passed over, for what it names is visited there.
    * A folder that cannot be listed is a problem, and so is what is neither file nor folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import Trouble
from hiden.intake.documents.sandbox import trouble_of_os_error
from hiden.intake.documents.values import Problem, ProblemReason
from hiden.intake.documents.wire import problem_of

__all__ = ["files_below"]


def files_below(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Give every file below some folders, folder by folder, sorted by name.

    Args:
        paths: Folders, or files, which are given as they are. A path below another one is left out.

    Yields:
        Paths that begin with the one they were found under, and problems.
    """
    roots = _outermost(paths)
    inside = tuple(Path(os.path.realpath(root)) for root in roots)
    for root in roots:
        if root.is_dir():
            yield from _walk(root, inside)
        else:
            yield root  # reading it tells what is wrong with it


def _outermost(paths: Iterable[Path]) -> list[Path]:
    """Drop repeated paths and those below another one; keep the order."""
    unique = list(dict.fromkeys(paths))
    real = {path: Path(os.path.realpath(path)) for path in unique}
    return [
        path
        for number, path in enumerate(unique)
        if not any(
            real[other] in real[path].parents or (real[other] == real[path] and place < number)
            for place, other in enumerate(unique)
        )
    ]


def _walk(folder: Path, inside: tuple[Path, ...]) -> Iterator[Path | Problem]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield _problem(folder, trouble_of_os_error(error))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_symlink():
            yield from _link(path, inside)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, inside)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            yield _problem(
                path, Trouble(reason=ProblemReason.UNSUPPORTED, detail=Detail.NOT_A_FILE)
            )


def _link(path: Path, inside: tuple[Path, ...]) -> Iterator[Problem]:
    target = Path(os.path.realpath(path))
    if not target.exists():
        yield _problem(path, Trouble(reason=ProblemReason.MISSING, detail=Detail.MISSING))
    elif not any(target == root or root in target.parents for root in inside):
        yield _problem(path, Trouble(reason=ProblemReason.UNSUPPORTED, detail=Detail.LINK_OUT))


def _problem(path: Path, trouble: Trouble) -> Problem:
    return problem_of(str(path), "", digest=None, trouble=trouble)
