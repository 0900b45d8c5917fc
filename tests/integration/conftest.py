# SPDX-License-Identifier: Apache-2.0
"""The real command in a process of its own, with a workspace of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

HIDEN = Path(sys.executable).with_name("hiden")


@attrs.frozen(kw_only=True)
class Command:
    """Runs ``hiden`` with a workspace folder.

    Attributes:
        home: The folder.
    """

    home: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """What the command sees."""
        return {**os.environ, "HIDEN_HOME": str(self.home), "HIDEN_LANG": "en"}

    def __call__(self, *words: object, expect: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command and check its exit code."""
        done = subprocess.run(
            [HIDEN, *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == expect, done.stderr + done.stdout
        return done

    def json(self, *words: object) -> Any:
        """Run a command and read its answer."""
        return json.loads(self(*words, "--json").stdout)

    def json_lines(self, *words: object) -> list[Any]:
        """Run a command and read its answer, a value a line."""
        return [json.loads(line) for line in self(*words, "--json").stdout.splitlines()]

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start a command and do not wait for it."""
        return subprocess.Popen(
            [HIDEN, *map(str, words)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def hiden(tmp_path: Path) -> Command:
    """The command, without a workspace yet."""
    return Command(home=tmp_path / "home")
