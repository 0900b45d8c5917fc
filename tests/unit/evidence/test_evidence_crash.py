# SPDX-License-Identifier: Apache-2.0
"""Killed, or out of power or space, between any two steps: all of an append is there, or none."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from hiden.evidence.keys import SigningKey
from hiden.evidence.ledger import Ledger
from hiden.evidence.merkle import leaf_hash, root_of
from hiden.evidence.storage import Disk
from hiden.foundation.errors import ErrorCode, StorageUnavailableError

KEY = SigningKey(name="example.com/test-ledger", seed=bytes(range(32)))
LEAVES = [f"leaf {n}".encode() for n in range(2000)]
CASES = [(0, 1), (5, 3), (200, 100), (255, 1), (256, 1), (300, 700), (511, 2)]


class _CrashError(BaseException):
    """The process is gone: nothing behind this runs but what the interpreter must."""


class _QuickDisk(Disk):
    """Syncs nothing: the machine itself does not crash in these tests."""

    def sync(self, path: Path) -> None:
        """Do nothing."""


class _BreakingDisk(_QuickDisk):
    """Counts its steps and breaks before the one it is told; half of the bytes may be written."""

    def __init__(self, fails: Callable[[Path], BaseException], *, step: int, torn: bool) -> None:
        self.fails = fails
        self.left = step
        self.torn = torn
        self.broken = False

    def make_folder(self, folder: Path) -> None:
        self._step(folder)
        super().make_folder(folder)

    def write(self, path: Path, data: bytes) -> None:
        self._step(path, lambda: super(_BreakingDisk, self).write(path, data[: len(data) // 2]))
        super().write(path, data)

    def append(self, path: Path, data: bytes, *, at: int) -> None:
        half = data[: len(data) // 2]
        self._step(path, lambda: super(_BreakingDisk, self).append(path, half, at=at))
        super().append(path, data, at=at)

    def sync(self, path: Path) -> None:
        self._step(path)
        super().sync(path)

    def rename(self, source: Path, target: Path) -> None:
        self._step(target)
        super().rename(source, target)

    def remove_folder(self, folder: Path) -> None:
        self._step(folder)
        super().remove_folder(folder)

    def _step(self, path: Path, torn: Callable[[], None] | None = None) -> None:
        self.left -= 1
        if self.left < 0:
            self.broken = True
            if torn is not None and self.torn:
                torn()
            raise self.fails(path)


def _make(folder: Path, size: int) -> Path:
    """Make a ledger of ``size`` leaves, appended in two parts."""
    ledger = Ledger.create(folder / "ledger", origin=KEY.name, key=KEY, disk=_QuickDisk())
    ledger.append(LEAVES[: size // 2])
    ledger.append(LEAVES[size // 2 : size])
    return ledger.path


def _check(path: Path, before: int, after: int) -> Ledger:
    """The ledger is sound, has the old leaves or all, and goes on from there without a fork."""
    ledger = Ledger.open(path, key=KEY, disk=_QuickDisk())
    assert ledger.size in {before, after}
    assert ledger.leaves(0, ledger.size) == tuple(LEAVES[: ledger.size])
    assert ledger.checkpoint().root == root_of(leaf_hash(leaf) for leaf in LEAVES[: ledger.size])
    ledger.verify()
    return ledger


def _go_on(ledger: Ledger) -> None:
    seen = list(ledger.checkpoints())
    size = ledger.size
    ledger.append([b"afterwards", *LEAVES[size + 1 : size + 60]])
    ledger.append([b"and again"])
    ledger.verify()
    assert list(ledger.checkpoints())[2:] == seen


@pytest.mark.parametrize(("size", "more"), CASES)
@pytest.mark.parametrize("torn", [False, True])
def test_a_crash_before_any_step_leaves_all_or_nothing(
    tmp_path: Path, size: int, more: int, *, torn: bool
) -> None:
    made = _make(tmp_path, size)
    sizes = []
    for step in range(10_000):
        path = tmp_path / f"copy{step}"
        shutil.copytree(made, path)
        disk = _BreakingDisk(lambda _: _CrashError(), step=step, torn=torn)
        with contextlib.suppress(_CrashError):
            Ledger.open(path, key=KEY, disk=disk).append(LEAVES[size : size + more])
        ledger = _check(path, size, size + more)
        sizes.append(ledger.size)
        _go_on(ledger)
        shutil.rmtree(path)
        if not disk.broken:
            break

    assert sizes == sorted(sizes)  # one step commits: nothing before it, all behind it
    assert (sizes[0], sizes[-1]) == (size, size + more)
    assert len(sizes) > 7


def test_a_crash_before_any_step_of_making_one_leaves_a_ledger_or_none(tmp_path: Path) -> None:
    for step in range(100):
        path = tmp_path / f"ledger{step}"
        disk = _BreakingDisk(lambda _: _CrashError(), step=step, torn=True)
        with contextlib.suppress(_CrashError):
            Ledger.create(path, origin=KEY.name, key=KEY, disk=disk)
        if (path / "checkpoint").exists():
            ledger = Ledger.open(path, key=KEY)
        else:
            ledger = Ledger.create(path, origin=KEY.name, key=KEY)
        ledger.append(LEAVES[:3])
        ledger.verify()
        if not disk.broken:
            break

    assert step > 7


@pytest.mark.parametrize(
    ("size", "more", "number", "code"),
    [
        (0, 1, errno.ENOSPC, ErrorCode.STORAGE_FULL),
        (200, 100, errno.ENOSPC, ErrorCode.STORAGE_FULL),
        (511, 2, errno.ENOSPC, ErrorCode.STORAGE_FULL),
        (5, 3, errno.EROFS, ErrorCode.STORAGE_DENIED),
    ],
)
def test_a_disk_that_refuses_any_step_loses_nothing(
    tmp_path: Path, size: int, more: int, number: int, code: ErrorCode
) -> None:
    made = _make(tmp_path, size)
    for step in range(10_000):
        path = tmp_path / f"copy{step}"
        shutil.copytree(made, path)
        disk = _BreakingDisk(
            lambda where: OSError(number, os.strerror(number), str(where)), step=step, torn=True
        )
        ledger = Ledger.open(path, key=KEY, disk=disk)
        refused: list[ErrorCode] = []
        try:
            ledger.append(LEAVES[size : size + more])
        except StorageUnavailableError as error:
            refused.append(error.code)

        assert refused == ([code] if disk.broken else [])
        assert not list(path.rglob("*.tmp"))
        assert ledger.size in {size, size + more}
        _go_on(_check(path, size, size + more))
        shutil.rmtree(path)
        if not disk.broken:
            break


class _Journal(_QuickDisk):
    """Writes down every step, so that a loss of power can be played afterwards."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, Path, Callable[[Disk, Path, Path, float], None]]] = []

    def make_folder(self, folder: Path) -> None:
        super().make_folder(folder)
        self.steps.append(("name", folder, _replay_folder(folder)))

    def write(self, path: Path, data: bytes) -> None:
        super().write(path, data)
        self.steps.append(("data", path, _replay_write(path, data)))

    def append(self, path: Path, data: bytes, *, at: int) -> None:
        kind = "data" if path.exists() else "new"
        super().append(path, data, at=at)
        self.steps.append((kind, path, _replay_append(path, data, at)))

    def sync(self, path: Path) -> None:
        super().sync(path)
        self.steps.append(("sync", path, _replay_nothing))

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        self.steps.append(("name", target, _replay_rename(source, target)))

    def remove_folder(self, folder: Path) -> None:
        super().remove_folder(folder)
        self.steps.append(("name", folder, _replay_remove(folder)))


def _moved(path: Path, live: Path, copy: Path) -> Path:
    return copy / path.relative_to(live)


def _replay_folder(folder: Path) -> Callable[[Disk, Path, Path, float], None]:
    return lambda disk, live, copy, _: disk.make_folder(_moved(folder, live, copy))


def _replay_write(path: Path, data: bytes) -> Callable[[Disk, Path, Path, float], None]:
    return lambda disk, live, copy, part: disk.write(
        _moved(path, live, copy), data[: int(len(data) * part)]
    )


def _replay_append(path: Path, data: bytes, at: int) -> Callable[[Disk, Path, Path, float], None]:
    return lambda disk, live, copy, part: disk.append(
        _moved(path, live, copy), data[: int(len(data) * part)], at=at
    )


def _replay_rename(source: Path, target: Path) -> Callable[[Disk, Path, Path, float], None]:
    return lambda disk, live, copy, _: disk.rename(
        _moved(source, live, copy), _moved(target, live, copy)
    )


def _replay_remove(folder: Path) -> Callable[[Disk, Path, Path, float], None]:
    return lambda disk, live, copy, _: disk.remove_folder(_moved(folder, live, copy))


def _replay_nothing(_: Disk, __: Path, ___: Path, ____: float) -> None:
    """A sync leaves nothing to play."""


def _lose_power(
    journal: _Journal, *, upto: int, live: Path, copy: Path, chance: np.random.Generator
) -> None:
    """Play the steps again on a copy; what was not synced may be there, in part, or not."""
    steps = journal.steps[:upto]
    for number, (kind, path, replay) in enumerate(steps):
        needed = {"data": {path}, "name": {path.parent}, "new": {path, path.parent}}.get(
            kind, set()
        )
        durable = needed <= {path for kind, path, _ in steps[number:] if kind == "sync"}
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if durable or chance.random() < 0.5:
                replay(Disk(), live, copy, 1.0)
            elif kind in {"data", "new"} and chance.random() < 0.7:
                replay(Disk(), live, copy, chance.random())


@given(
    case=st.sampled_from([*CASES, (7, 0), (100, 600)]),
    seed=st.integers(0, 2**32),
)
@settings(max_examples=100)
def test_a_loss_of_power_at_any_step_leaves_all_or_nothing(
    case: tuple[int, int], seed: int
) -> None:
    size, more = case
    chance = np.random.default_rng(seed)  # uniform, unlike the numbers that Hypothesis prefers
    with TemporaryDirectory() as name:
        folder = Path(name)
        live = _make(folder, size)
        copy = folder / "copy"
        shutil.copytree(live, copy)
        journal = _Journal()
        Ledger.open(live, key=KEY, disk=journal).append(LEAVES[size : size + more])
        upto = min(int(chance.integers(2 * len(journal.steps) + 1)), len(journal.steps))
        _lose_power(journal, upto=upto, live=live, copy=copy, chance=chance)
        ledger = _check(copy, size, size + more)
        if upto == len(journal.steps):
            assert ledger.size == size + more  # what returned is durable
        known = sorted({0, size // 2, size, ledger.size})
        assert [one.size for one in ledger.checkpoints()] == known[::-1]
        _go_on(ledger)


APPENDER = """
import sys
from pathlib import Path
from hiden.evidence import Ledger, SigningKey
key = SigningKey(name="example.com/test-ledger", seed=bytes(range(32)))
ledger = Ledger.open(Path(sys.argv[1]), key=key)
while True:
    start = ledger.size
    batch = 1 + start % 97
    ledger.append([f"leaf {n}".encode() for n in range(start, start + batch)])
    print(start + batch, flush=True)
"""


def test_a_writer_killed_at_random_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path = _make(tmp_path, 0)
    acknowledged = 0
    for lines in (1, 2, 3, 5, 8, 13):
        with subprocess.Popen(
            [sys.executable, "-c", APPENDER, str(path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(lines):
                acknowledged = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        ledger = Ledger.open(path, key=KEY)

        assert ledger.size >= acknowledged
        assert ledger.leaves(0, ledger.size) == tuple(
            f"leaf {n}".encode() for n in range(ledger.size)
        )
        ledger.verify()
    assert Ledger.open(path, key=KEY).append([b"afterwards"])
