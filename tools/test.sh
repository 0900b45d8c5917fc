#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Everything that CI runs: form, types, architecture, then all tests, on SQLite and on PostgreSQL.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export PATH
sh tools/system_packages.sh postgresql chromium fonts-noto-cjk

ruff format --check --quiet .
ruff check --quiet .
lint-imports --no-logo >/dev/null || { lint-imports --no-logo; exit 1; }
mypy
pytest -n auto --dist loadfile "$@"
