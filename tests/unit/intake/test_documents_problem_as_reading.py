# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hiden.foundation.language import Message
from hiden.intake.documents import DocumentReader, Problem, ProblemReason


def test_what_could_not_be_walked_into_is_a_reading_with_that_problem_alone() -> None:
    problem = Problem(
        path="folder",
        part="",
        sha256=None,
        reason=ProblemReason.DENIED,
        detail=Message("no entry"),
    )

    with DocumentReader() as reader:
        reading = reader.read(problem)

    assert (reading.path, reading.documents, reading.problems) == ("folder", (), (problem,))
