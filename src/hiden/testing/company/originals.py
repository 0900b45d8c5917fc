# SPDX-License-Identifier: Apache-2.0
"""The registered originals: one to three papers for each secret, under ``secrets/<code>/``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from hiden.testing.company.desk import Desk
from hiden.testing.company.files import SampleFile, file_name
from hiden.testing.company.knowledge import SecretSeed, secret_seeds
from hiden.testing.company.manuscript import Manuscript
from hiden.testing.company.papers import SecretWriter
from hiden.testing.company.people import Employee
from hiden.testing.company.truth import Copy, Truth

__all__ = ["Original", "write_originals"]

_KINDS = ("docx", "xlsx", "pdf", "docx", "pptx", "docx", "txt", "xlsx", "html", "docx", "md", "pdf")
_SPREAD = (1, 0, 2, 1)
_MOST_PER_SECRET = 2


@attrs.frozen(kw_only=True)
class Original:
    """A registered paper of a secret."""

    seed: SecretSeed
    manuscript: Manuscript
    kind: str
    file: SampleFile


def write_originals(
    count: int, *, people: Sequence[Employee], desk: Desk, rng: np.random.Generator
) -> Iterator[Original]:
    """Write the papers, by code.

    Args:
        count: How many in all; at least one for each secret, at most two on average.
        people: Among whom the authors are.
        desk: Writes the files.
        rng: Draws the sentences.

    Raises:
        ValueError: The count is out of its range.
    """
    seeds = secret_seeds()
    most = _MOST_PER_SECRET * len(seeds)
    if not len(seeds) <= count <= most:
        raise ValueError(f"originals: got {count}, want {len(seeds)} to {most}")
    written = 0
    for turn, seed in enumerate(seeds):
        writer = SecretWriter(seed, rng=rng)
        authors = [p.name for p in people if p.department == seed.department]
        for number in range(_papers_of(turn, spare=count - len(seeds))):
            date = dt.date(2024, 1, 9) + dt.timedelta(days=int(rng.integers(900)))
            author = authors[int(rng.integers(len(authors)))]
            manuscript = writer.write(number, author=author, date=date)
            kind = _KINDS[written % len(_KINDS)]
            yield _original(seed, number, manuscript=manuscript, kind=kind, desk=desk)
            written += 1


def _papers_of(turn: int, *, spare: int) -> int:
    """Return how many papers a secret gets when ``spare`` ones are spread beyond one for each."""
    rounds, place = divmod(turn, len(_SPREAD))
    before = rounds * sum(_SPREAD) + sum(_SPREAD[:place])
    total = len(secret_seeds()) * sum(_SPREAD) // len(_SPREAD)
    return 1 + (before + _SPREAD[place]) * spare // total - before * spare // total


def _original(
    seed: SecretSeed, number: int, *, manuscript: Manuscript, kind: str, desk: Desk
) -> Original:
    path = f"secrets/{seed.code}/{number + 1:02d}_{file_name(manuscript.title)}.{kind}"
    row = Truth(
        document=path,
        copy=Copy.ORIGINAL,
        secret=seed.code,
        length=sum(map(len, manuscript.own)),
        carrier=kind,
        on=manuscript.date,
        planted=manuscript.own,
    )
    file = SampleFile(
        path=path,
        data=desk.write(manuscript, kind=kind),
        on=manuscript.date,
        truth=(row,),
    )
    return Original(seed=seed, manuscript=manuscript, kind=kind, file=file)
