# SPDX-License-Identifier: Apache-2.0
"""YAML as people write it: what stands twice is written twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

__all__ = ["write_plain"]


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as the base class asks
        return True


def write_plain(path: Path, data: Any) -> None:
    """Write data as YAML without references."""
    path.write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True), encoding="utf-8")
