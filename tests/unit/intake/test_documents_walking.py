# SPDX-License-Identifier: Apache-2.0
"""Files below folders: the same order every time, nothing followed out, nothing passed over."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.unit.intake.documents_made import without_privileges

from hiden.intake.documents.values import Problem, ProblemReason
from hiden.intake.documents.walking import files_below


def _made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def _split(found: Iterable[Path | Problem]) -> tuple[list[Path], list[tuple[str, ProblemReason]]]:
    files: list[Path] = []
    problems: list[tuple[str, ProblemReason]] = []
    for item in found:
        if isinstance(item, Path):
            files.append(item)
        else:
            problems.append((item.path, item.reason))
    return files, problems


def test_files_come_sorted_folder_by_folder(tmp_path: Path) -> None:
    root = _made(tmp_path / "r", "b.txt", "a/z.txt", "a/b/c.txt", "図.txt", ".hidden")

    files, problems = _split(files_below([root]))

    assert [str(file.relative_to(root)) for file in files] == [
        ".hidden",
        "a/b/c.txt",
        "a/z.txt",
        "b.txt",
        "図.txt",
    ]
    assert problems == []


def test_every_file_comes_once(tmp_path: Path) -> None:
    root = _made(tmp_path / "r", "a/b.txt", "c.txt")

    files, _ = _split(files_below([root / "a", root, root, root / "c.txt"]))

    assert [root / "a/b.txt", root / "c.txt"] == files


def test_a_path_that_is_no_folder_is_given_as_it_is(tmp_path: Path) -> None:
    assert [tmp_path / "none"] == list(files_below([tmp_path / "none"]))


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = _made(tmp_path / "outside", "o.txt")
    root = _made(tmp_path / "r", "a.txt", "d/b.txt")
    (root / "in").symlink_to(root / "d")
    (root / "up").symlink_to(root)
    (root / "out").symlink_to(outside)
    (root / "out.txt").symlink_to(outside / "o.txt")
    (root / "void").symlink_to(tmp_path / "none")

    files, problems = _split(files_below([root]))

    assert [root / "a.txt", root / "d/b.txt"] == files
    assert problems == [
        (str(root / "out"), ProblemReason.UNSUPPORTED),
        (str(root / "out.txt"), ProblemReason.UNSUPPORTED),
        (str(root / "void"), ProblemReason.MISSING),
    ]


def test_a_folder_given_as_a_link_is_entered(tmp_path: Path) -> None:
    root = _made(tmp_path / "r", "a.txt")
    (tmp_path / "link").symlink_to(root)

    assert [tmp_path / "link" / "a.txt"] == list(files_below([tmp_path / "link"]))


def test_what_is_neither_file_nor_folder_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    _, problems = _split(files_below([tmp_path]))

    assert problems == [(str(tmp_path / "pipe"), ProblemReason.UNSUPPORTED)]


def test_a_folder_that_may_not_be_listed_is_a_problem() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        locked = _made(root / "locked", "a.txt")
        root.chmod(0o755)
        locked.chmod(0)

        with without_privileges():
            _, problems = _split(files_below([root]))
        locked.chmod(0o700)

    assert problems == [(str(locked), ProblemReason.DENIED)]


def test_a_folder_that_vanishes_is_a_problem(tmp_path: Path) -> None:
    root = _made(tmp_path / "r", "a.txt", "b/c.txt")
    walk = files_below([root])
    first = next(walk)
    (root / "b/c.txt").unlink()
    (root / "b").rmdir()

    _, problems = _split(walk)

    assert root / "a.txt" == first
    assert problems == [(str(root / "b"), ProblemReason.MISSING)]
