# SPDX-License-Identifier: Apache-2.0
"""The folder of an index survives being killed at any moment, full disks, and a second writer."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hiden.foundation.errors import ErrorCode, StorageUnavailableError, VerificationError
from hiden.foundation.ids import DocumentId
from hiden.matching import Index
from hiden.matching.segment import load_segment

KEY = bytes(range(32))
TEXTS = {
    "old": "触媒は三回に分けて加え、温度は六十二度を超えてはならない。撹拌は四十分とする。" * 2,
    "new": "冷却水は毎時百二十リットルとし、粘度が規定値に達した時点で撹拌を止めること。" * 2,
}
OLD = (DocumentId("old"), TEXTS["old"])
NEW = (DocumentId("new"), TEXTS["new"])

CHANGES: dict[str, Callable[[Index], object]] = {
    "add": lambda index: index.add([NEW]),
    "replace": lambda index: index.add([(OLD[0], NEW[1])]),
    "remove": lambda index: index.remove([OLD[0]]),
    "merge": lambda index: index.merge(),
    "background": lambda index: index.set_background([TEXTS["old"]]),
}


class KilledError(BaseException):
    """Stands for the moment at which a process dies."""


def answers(path: Path) -> dict[str, list[str]]:
    """Return what an index answers, opened anew."""
    scanner = Index.open(path, key=KEY).scanner()
    return {
        name: [str(match.secret) for match in scanner.scan(text).matches]
        for name, text in TEXTS.items()
    }


def dying(monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
    """Die at the given call of whatever makes a change durable or visible."""
    left = [calls]

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise KilledError
            return original(*args, **kwargs)

        return wrapped

    for name in ("fsync", "replace", "rename", "mkdir", "unlink", "rmdir"):
        monkeypatch.setattr(os, name, wrap(getattr(os, name)))


@pytest.mark.parametrize("change", CHANGES)
def test_killed_at_any_moment_an_index_is_as_before_or_as_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    seen = []
    for calls in range(100):
        path = tmp_path / str(calls)
        index = Index.create(path, key=KEY)
        index.add([OLD])
        before = answers(path)
        with monkeypatch.context() as patch:
            dying(patch, calls)
            try:
                CHANGES[change](index)
                finished = True
            except KilledError:
                finished = False
        seen.append(answers(path))

        assert seen[-1] == before or calls > 0

        CHANGES[change](Index.open(path, key=KEY))
        after = answers(path)

        assert seen[-1] in (before, after)
        assert {entry.name for entry in (path / "parts").iterdir()} == named(path)
        if finished:
            break
    else:
        pytest.fail("never finished")
    assert after == seen[-1]


def listed(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def named(path: Path) -> set[str]:
    """Return the names of the parts that the manifest counts."""
    text = (path / "manifest.json").read_text(encoding="utf-8")
    return {name for name in listed(path / "parts") if f'"{name}"' in text}


def test_what_an_interrupted_writer_left_is_removed(tmp_path: Path) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    (tmp_path / "index" / "parts" / "0123.part").mkdir(parents=True)
    (tmp_path / "index" / "parts" / "0123.part" / "off.npy").write_bytes(b"half")
    (tmp_path / "index" / "manifest.json.12").write_bytes(b"{")

    index.add([OLD])

    assert named(tmp_path / "index") == listed(tmp_path / "index" / "parts")
    assert {"lock", "manifest.json", "parts"} == listed(tmp_path / "index")


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, ErrorCode.STORAGE_FULL), (errno.EACCES, ErrorCode.STORAGE_DENIED)],
)
def test_a_full_or_closed_disk_is_said_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    index.add([OLD])

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StorageUnavailableError) as caught:
            index.add([NEW])

    assert code == caught.value.code
    assert {"old": ["old"], "new": []} == answers(tmp_path / "index")


def test_a_manifest_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    manifest = tmp_path / "index" / "manifest.json"
    manifest.unlink()
    manifest.mkdir()

    with pytest.raises(StorageUnavailableError):
        index.scanner()


@pytest.fixture
def other_writer(tmp_path: Path) -> Iterator[Path]:
    """Another process that is adding to an index and takes its time."""
    path = tmp_path / "index"
    Index.create(path, key=KEY)
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom hiden.matching.store import Store\n"
        "with Store(Path(sys.argv[1])).writing():\n"
        "    (Path(sys.argv[1]) / 'parts' / 'half.part').mkdir()\n"
        "    print('writing', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield path
        process.send_signal(signal.SIGKILL)


def test_a_second_writer_is_told_to_wait_and_readers_are_not(other_writer: Path) -> None:
    index = Index.open(other_writer, key=KEY)

    with pytest.raises(StorageUnavailableError) as caught:
        index.add([OLD])

    assert ErrorCode.INDEX_BUSY == caught.value.code
    assert {"old": [], "new": []} == answers(other_writer)


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    path = tmp_path / "index"
    Index.create(path, key=KEY)
    script = (
        "import sys\nfrom pathlib import Path\nfrom hiden.matching import Index\n"
        "index = Index.open(Path(sys.argv[1]), key=bytes(range(32)))\n"
        "print('open', flush=True)\n"
        "for number in range(10**6):\n"
        "    index.add([(str(number), '触媒は三回に分けて加え、温度は六十二度を超えない。' * 2)])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        deadline = time.monotonic() + 30
        while not Index.open(path, key=KEY).document_ids() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)

    count = len(Index.open(path, key=KEY).document_ids())
    Index.open(path, key=KEY).add([OLD])

    assert count + 1 == len(Index.open(path, key=KEY).document_ids())
    assert named(path) == listed(path / "parts")


ARRAYS = (
    "off",
    "fp",
    "ord",
    "base",
    "size",
    "sketch",
    "whole",
    "common",
    "digest",
    "map",
    "map_at",
)


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_that_do_not_fit_each_other_are_damage(tmp_path: Path, name: str) -> None:
    """A kernel checks no bounds, so nothing that could lead it outside is let in."""
    index = Index.create(tmp_path / "index", key=KEY)
    index.add([OLD, NEW])
    (path,) = tmp_path.rglob(f"{name}.npy")
    array = np.load(path)
    np.save(path, np.concatenate((array[:3], array[:3], array)))

    with pytest.raises(VerificationError) as caught:
        Index.open(tmp_path / "index", key=KEY).scanner()

    assert ErrorCode.INDEX_DAMAGED == caught.value.code


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("off", 5, 1 << 30),
        ("ord", 0, 1 << 30),
        ("ord", 0, 1 << 31),
        ("base", 1, -8),
        ("size", 0, 9999),
    ],
)
def test_numbers_that_lead_outside_are_damage(
    tmp_path: Path, name: str, place: int, value: int
) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    index.add([OLD, NEW])
    (path,) = tmp_path.rglob(f"{name}.npy")
    array = np.load(path)
    array[place] = value
    np.save(path, array)

    with pytest.raises(ValueError, match="fit"):
        load_segment(path.parent, stride=8)


def test_no_text_is_in_the_folder_in_any_encoding(tmp_path: Path) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    latin = "The landed cost of the bracket is 412 yen in lots of 5,000 pieces, 388 yen in 20,000."
    index.add([OLD, NEW, (DocumentId("latin"), latin)])
    index.set_background(["公開の文章です。" + latin[:30]])
    index.remove([DocumentId("latin")])

    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    for text in (TEXTS["old"], TEXTS["new"], latin, latin.casefold().replace(" ", "")):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp932"):
            for start in range(len(text) - 6):
                assert text[start : start + 6].encode(encoding) not in stored


def test_two_indices_with_one_key_and_text_have_nothing_in_common(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Index.create(tmp_path / name, key=KEY).add([OLD])

    for name in ("fp", "sketch", "whole", "map", "digest"):
        one, two = (np.load(path) for path in sorted(tmp_path.rglob(f"{name}.npy")))

        assert one.shape == two.shape
        assert (one != two).mean() > 0.9
