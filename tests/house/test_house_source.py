# SPDX-License-Identifier: Apache-2.0
"""Rules about our own source that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from hiden.foundation.language import LOCALE_DIR

SOURCE = LOCALE_DIR.parent
PROJECT = SOURCE.parent.parent
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
FORBIDDEN_LICENCE = re.compile(
    r"(?<!L)(?<!Lesser )\b(A?GPL|Affero|GNU General Public)", re.IGNORECASE
)


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_opens_with_its_licence_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith("# SPDX-License-Identifier: Apache-2.0\n")
    assert ast.get_docstring(_tree(path))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_public_names_are_the_promised_ones(path: Path) -> None:
    body = _tree(path).body
    promised = next(
        (
            ast.literal_eval(node.value)
            for node in body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "__all__"
        ),
        None,
    )
    public = {
        node.name
        for node in body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }

    if promised is not None:
        assert len(promised) == len(set(promised))
        assert public <= set(promised)


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.yaml")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_data_files_can_be_read_by_people(path: Path) -> None:
    assert not re.search(r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["core.lock", "dev.lock", "build.lock"])
def test_locks_carry_hashes_and_no_address(name: str) -> None:
    text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")

    pins = re.findall(r"^[a-z0-9._-]+==", text, flags=re.MULTILINE)
    assert pins
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    assert "--index-url" not in text


def test_no_dependency_is_under_the_gpl() -> None:
    offending = []
    for distribution in distributions():
        meta = distribution.metadata
        said = [*(meta.get_all("License-Expression") or meta.get_all("License") or ())]
        classified = [item for item in meta.get_all("Classifier") or () if "License ::" in item]
        licence = " ".join([*(line[:100] for line in said), *classified])
        if FORBIDDEN_LICENCE.search(licence) and "LGPL" not in licence and "Lesser" not in licence:
            offending.append((meta["Name"], licence))

    assert offending == []


def test_the_parser_of_dangerous_formats_is_never_called_outside_a_child() -> None:
    users = [_name(path) for path in MODULES if "pypdfium2" in path.read_text(encoding="utf-8")]

    assert users
    assert all(user.startswith("intake/documents/") for user in users)


def test_every_command_is_documented_as_it_is() -> None:
    done = subprocess.run(
        [sys.executable, PROJECT / "tools" / "cli_reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_every_setting_is_documented() -> None:
    files = [*MODULES, *(PROJECT / "tools").glob("*.py"), PROJECT / "tests" / "conftest.py"]
    named = {
        name
        for path in files
        for name in re.findall(r"[\"']\b(HIDEN_[A-Z_]+)\b[\"']", path.read_text(encoding="utf-8"))
    }
    documented = (PROJECT / "docs" / "operation.md").read_text(encoding="utf-8")

    assert {"HIDEN_HOME", "HIDEN_LANG"} <= named
    assert [name for name in sorted(named) if f"`{name}`" not in documented] == []
