# SPDX-License-Identifier: Apache-2.0
"""One small sample company for all tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from hiden.testing import SampleCompany, Truth, generate_company, read_truth


@pytest.fixture(scope="session")
def small_company(tmp_path_factory: pytest.TempPathFactory) -> SampleCompany:
    """A company with 120 documents."""
    return generate_company(tmp_path_factory.mktemp("sample") / "company", documents=120)


@pytest.fixture(scope="session")
def truth(small_company: SampleCompany) -> tuple[Truth, ...]:
    """What is true of its documents."""
    return read_truth(small_company.truth)


@pytest.fixture(scope="session")
def all_files(small_company: SampleCompany) -> frozenset[Path]:
    """Every file of the company, relative to its folder."""
    paths = small_company.folder.rglob("*")
    return frozenset(p.relative_to(small_company.folder) for p in paths if p.is_file())
