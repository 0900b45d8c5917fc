# SPDX-License-Identifier: Apache-2.0
"""The server keeps a worker at work, and leaves nothing behind when it ends or is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.integration.conftest import Command

LIMIT_S = 60


def _processes(home: Path, name: str) -> set[int]:
    """Return the processes of Hiden of one workspace that run one command."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            environment = (entry / "environ").read_bytes()
        except (OSError, NotADirectoryError):
            continue
        if name.encode() in words and f"HIDEN_HOME={home}\0".encode() in environment:
            found.add(int(entry.name))
    return found


def _wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_a_killed_worker_is_replaced_and_everything_ends_with_the_server(
    hiden: Command, ending: signal.Signals
) -> None:
    hiden("init")
    with hiden.start("serve", "--port", "0") as server:
        _wait_for(lambda: len(_processes(hiden.home, "worker")) == 1)
        [first] = _processes(hiden.home, "worker")
        os.kill(first, signal.SIGKILL)
        _wait_for(lambda: bool(_processes(hiden.home, "worker") - {first}))
        server.send_signal(ending)
        if ending is signal.SIGKILL:
            for page in _processes(hiden.home, "serve"):
                os.kill(page, signal.SIGKILL)

    _wait_for(lambda: not _processes(hiden.home, "worker"))
    _wait_for(lambda: not _processes(hiden.home, "supervisor"))
