# SPDX-License-Identifier: Apache-2.0
"""What stays inside: ordinary papers by department, and the public papers and blank forms.

The folder ``internal/公開・様式`` holds what is no secret by its nature: brochures, articles and
the company's blank forms. It serves as the background that is subtracted before matching.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from hiden.testing.company.desk import Desk
from hiden.testing.company.files import SampleFile, file_name
from hiden.testing.company.knowledge import company, ordinary
from hiden.testing.company.manuscript import Manuscript
from hiden.testing.company.papers import blank_forms, ordinary_paper
from hiden.testing.company.people import Employee
from hiden.testing.company.truth import Copy, Truth

__all__ = ["BACKGROUND", "write_internal"]

BACKGROUND = "internal/公開・様式"
_KINDS = ("docx", "txt", "xlsx", "pdf", "md", "docx", "html", "pptx", "csv", "txt")
_YEAR_DAYS = 700


def write_internal(
    count: int, *, people: Sequence[Employee], desk: Desk, rng: np.random.Generator
) -> Iterator[SampleFile]:
    """Write so many files, the blank forms first."""
    forms = blank_forms(dt.date(2020, 4, 1))
    for form in forms:
        yield _file(form, folder=BACKGROUND, name=file_name(form.title), kind="docx", desk=desk)
    genres = ordinary().genres
    for number in range(count - len(forms)):
        genre = genres[number % len(genres)]
        author = people[int(rng.integers(len(people)))]
        date = company().as_of - dt.timedelta(days=int(rng.integers(_YEAR_DAYS)))
        paper = ordinary_paper(genre, rng=rng, author=author.name, date=date)
        folder = (
            BACKGROUND if genre.use in {"public", "article"} else f"internal/{author.department}"
        )
        name = f"{date:%Y%m%d}_{number:03d}_{file_name(paper.title)}"
        kind = _KINDS[(number // 2) % len(_KINDS)]
        yield _file(paper, folder=folder, name=name, kind=kind, desk=desk)


def _file(manuscript: Manuscript, *, folder: str, name: str, kind: str, desk: Desk) -> SampleFile:
    path = f"{folder}/{name}.{kind}"
    return SampleFile(
        path=path,
        data=desk.write(manuscript, kind=kind),
        on=manuscript.date,
        truth=(Truth(document=path, copy=Copy.INNOCENT, carrier=kind, on=manuscript.date),),
    )
