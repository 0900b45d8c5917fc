# SPDX-License-Identifier: Apache-2.0
"""Where compiled kernels are kept."""

from __future__ import annotations

from pathlib import Path

import numba
import pytest

from hiden.matching.jit import _choose_cache


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setitem(vars(numba.config), "CACHE_DIR", "")
    return vars(numba.config)


def test_compiled_code_goes_to_the_users_cache(
    settings: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    _choose_cache()

    assert str(settings["CACHE_DIR"]).startswith(str(tmp_path / "hiden" / "kernels"))


def test_a_folder_that_somebody_chose_stays(
    settings: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings, "CACHE_DIR", "elsewhere")

    _choose_cache()

    assert settings["CACHE_DIR"] == "elsewhere"


def test_where_no_cache_can_be_written_numba_decides(
    settings: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    _choose_cache()

    assert settings["CACHE_DIR"] == ""
