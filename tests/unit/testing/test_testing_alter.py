# SPDX-License-Identifier: Apache-2.0
"""What happens to a text on its way out."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pytest

from hiden.testing.company.alter import FORMS, edit, excerpt

JAPANESE = (
    "研削では予圧を180 Nとし、ナットが安定するまで待つ。予圧が220 Nを超えるとグリースが漏れる。",
    "焼戻しの温度は175℃が狙い、190℃が逃げ。最も効くのは送りで寄与率56％である。",
)
ENGLISH = ("Keep the pressure at 62 bar until the filter has settled. Below 4.4 mm we see leaks.",)


def bare(text: str) -> str:
    return re.sub(r"[\s>]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [*JAPANESE, *ENGLISH])
def test_a_form_keeps_the_characters(form: str, text: str) -> None:
    assert bare(text) == bare(FORMS[form](text))


@pytest.mark.parametrize(
    "form", [name for name in FORMS if name not in {"plain", "half-width-kana"}]
)
def test_a_form_changes_how_a_text_looks(form: str) -> None:
    for text in (*JAPANESE, *ENGLISH):
        assert text != FORMS[form](text)


def test_half_width_kana_with_marks_become_two_characters() -> None:
    assert FORMS["half-width-kana"]("グリース、パッド。") == "ｸﾞﾘｰｽ､ﾊﾟｯﾄﾞ｡"


def test_an_excerpt_is_text_of_the_original_long_enough(rng: np.random.Generator) -> None:
    for characters in (10, 40, 80):
        taken = excerpt(JAPANESE, characters=characters, rng=rng)

        assert "".join(taken) in "".join(JAPANESE)
        assert sum(map(len, taken)) >= characters


def test_an_excerpt_keeps_decimals_together(rng: np.random.Generator) -> None:
    taken = excerpt(ENGLISH, characters=len(ENGLISH[0]) - 2, rng=rng)

    assert taken == ENGLISH


def test_an_excerpt_longer_than_the_text_is_refused(rng: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="want 9999"):
        excerpt(JAPANESE, characters=9999, rng=rng)


@pytest.mark.parametrize("text", [JAPANESE, ENGLISH])
def test_an_edit_changes_the_share_it_reports(
    text: tuple[str, ...], rng: np.random.Generator
) -> None:
    changed, rate = edit(text, rate=0.15, rng=rng)

    assert len(text) == len(changed)
    assert text != changed
    assert 0.1 <= rate < 0.15 + 0.5 / 10


def test_an_edit_of_nothing_leaves_the_text(rng: np.random.Generator) -> None:
    assert edit(JAPANESE, rate=0.0, rng=rng) == (JAPANESE, 0.0)


def test_an_edit_changes_no_more_than_it_can(rng: np.random.Generator) -> None:
    assert edit(("ああ。",), rate=1.0, rng=rng) == (("ああ。",), 0.0)
    assert edit(("研削盤は。",), rate=1.0, rng=rng) == (("研削盤は。",), 0.5)


def test_an_edit_keeps_capitals(rng: np.random.Generator) -> None:
    changed, _ = edit(("Keep only.",), rate=1.0, rng=rng)

    assert changed == ("Hold just.",)
