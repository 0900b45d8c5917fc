# SPDX-License-Identifier: Apache-2.0
"""Run the benchmarks: all, or those named (``python -m bench matching``)."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main(wanted: list[str]) -> None:
    """Print the report of each benchmark."""
    for name in sorted(module.name for module in pkgutil.iter_modules(bench.__path__)):
        if name.startswith("_") or (wanted and name not in wanted):
            continue
        report = getattr(importlib.import_module(f"bench.{name}"), "report", None)
        if report is not None:
            print(f"== {name}", flush=True)
            for line in report():
                print(line, flush=True)


main(sys.argv[1:])
