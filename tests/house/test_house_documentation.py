# SPDX-License-Identifier: Apache-2.0
"""Examples in documentation and docstrings are run; links between documents lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

from hiden.foundation.language import LOCALE_DIR

SOURCE = LOCALE_DIR.parent
PROJECT = SOURCE.parent.parent
DOCUMENTS = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])
MODULES = sorted(path for path in SOURCE.rglob("*.py") if ">>>" in path.read_text(encoding="utf-8"))
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if ">>>" in path.read_text(encoding="utf-8")],
    ids=_name,
)
def test_examples_in_documents_hold(path: Path) -> None:
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")

    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_examples_in_docstrings_hold(path: Path) -> None:
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)

    result = doctest.testmod(importlib.import_module(name))

    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []
