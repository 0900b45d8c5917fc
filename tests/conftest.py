# SPDX-License-Identifier: Apache-2.0
"""What every test stands on: no network but this machine, and real data where there is any."""

from __future__ import annotations

import atexit
import ipaddress
import os
import shutil
import socket  # noqa: TID251 - to close it
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("hiden", deadline=None, derandomize=True)
hypothesis_settings.load_profile("hiden")

_HOME = tempfile.mkdtemp(prefix="hiden-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["HIDEN_HOME"] = _HOME

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = address[0]
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("HIDEN_REAL_DATA", PROJECT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set HIDEN_REAL_DATA")
    return folder
