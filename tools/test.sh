#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Everything that CI runs: form, types, architecture, then all tests, those of the tables on SQLite and on PostgreSQL.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export PATH
sh tools/system_packages.sh postgresql chromium fonts-noto-cjk acl libreoffice-writer-nogui libreoffice-impress-nogui poppler-utils

step() { printf '\n== %s\n' "$1"; }

step form
ruff format --check --quiet .
ruff check --quiet .

step types
mypy

step architecture
lint-imports

# Rooms whose every branch must be tested.
rooms="foundation law registry guideline evidence routes"
rooms_tests=""
rooms_cover=""
for room in $rooms; do
    rooms_tests="$rooms_tests tests/unit/$room"
    rooms_cover="$rooms_cover --cov=hiden.$room"
done
step "tests of the rooms with full coverage"
# shellcheck disable=SC2086
pytest -q -n 2 $rooms_tests tests/property/test_law_* tests/property/test_registry_* tests/property/test_evidence_* \
    tests/property/test_guideline_* \
    $rooms_cover --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

step "all other tests"
ignored=""
for path in $rooms_tests; do ignored="$ignored --ignore=$path"; done
# shellcheck disable=SC2086
pytest -q -n 2 --dist loadfile $ignored --ignore-glob='*/test_law_every*' --ignore-glob='*/property/test_registry_*' \
    --ignore-glob='*/property/test_evidence_*' --ignore-glob='*/property/test_guideline_*'

step "tests of the tables on PostgreSQL"
sh tools/with_postgres.sh pytest -q -n 2 --dist loadfile tests/unit/workspace tests/unit/web \
    tests/house/test_house_workspace.py
