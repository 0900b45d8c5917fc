# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from hiden.matching.chance import error_chance


def test_a_higher_score_is_less_likely_by_chance() -> None:
    chances = [
        error_chance(x, text_length=6000, registered_length=10**6) for x in range(0, 400, 20)
    ]

    assert sorted(chances, reverse=True) == chances


@pytest.mark.parametrize("score", [0, 55, 1000, 10**9])
def test_a_chance_is_above_zero_and_at_most_one(score: int) -> None:
    for length in (0, 1, 10**12):
        assert 0 < error_chance(score, text_length=length, registered_length=length) <= 1


def test_longer_texts_and_larger_registers_make_chance_likelier() -> None:
    low = error_chance(60, text_length=1000, registered_length=10**6)

    assert low < error_chance(60, text_length=2000, registered_length=10**6)
    assert low < error_chance(60, text_length=1000, registered_length=10**7)
