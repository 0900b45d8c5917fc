# SPDX-License-Identifier: Apache-2.0
"""How many originals each secret has."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from hiden.testing.company.desk import Desk
from hiden.testing.company.originals import write_originals
from hiden.testing.company.people import hire


@pytest.mark.parametrize(("count", "per_secret"), [(40, {1}), (60, {1, 2}), (80, {1, 2, 3})])
def test_papers_are_spread_over_the_secrets(count: int, per_secret: set[int]) -> None:
    rng = np.random.default_rng(1)
    originals = list(write_originals(count, people=hire(rng=rng), desk=Desk(), rng=rng))
    papers = Counter(original.seed.code for original in originals)

    assert count == len({original.file.path for original in originals})
    assert len(papers) == 40
    assert set(papers.values()) == per_secret


@pytest.mark.parametrize("count", [39, 81])
def test_fewer_than_one_or_more_than_two_on_average_are_refused(count: int) -> None:
    rng = np.random.default_rng(1)

    with pytest.raises(ValueError, match="want 40 to 80"):
        next(write_originals(count, people=hire(rng=rng), desk=Desk(), rng=rng))
