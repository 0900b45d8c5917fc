# SPDX-License-Identifier: Apache-2.0
"""The way to begin: six steps from finding one's strengths to auditing the rules.

The steps are Hiden's arrangement of METI's procedure for introducing secrecy management
(IP-01 to IP-08); each says on which of its steps it builds, and how well that is verified.

What it does not do: keep track of how far a company has come. See the room ``workspace``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from enum import StrEnum, auto
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.strict_yaml import load_yaml
from hiden.guideline.cross_checks import fact_mistakes, unknown
from hiden.guideline.facts import FILLED, Fact
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.grid_checks import refuse

__all__ = ["Procedure", "ProcedureStep", "Tool", "load_procedure", "read_procedure"]


class Tool(StrEnum):
    """The part of Hiden that does a step."""

    PACKS = auto()
    REGISTER = auto()
    DECISION = auto()
    SHEET = auto()
    PLAN = auto()
    PAPERS = auto()
    TRAINING = auto()
    CALENDAR = auto()


@attrs.frozen(kw_only=True)
class ProcedureStep(Fact):
    """One step; its ``ja`` and ``en`` are its title.

    Attributes:
        builds_on: Ids of the statements of the grid from which it is made.
        todo: What to do, in order.
        result: What comes out.
        tools: With which parts of Hiden it is done, the main one first.
        questions: Questions that help.
        pitfalls: What goes wrong.
    """

    builds_on: tuple[str, ...] = attrs.field(validator=FILLED)
    todo: tuple[Fact, ...] = attrs.field(validator=FILLED)
    result: Fact
    tools: tuple[Tool, ...] = attrs.field(validator=FILLED)
    questions: tuple[Fact, ...] = attrs.field(validator=FILLED)
    pitfalls: tuple[Fact, ...] = attrs.field(validator=FILLED)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The step itself and everything it says."""
        return (self, *self.todo, self.result, *self.questions, *self.pitfalls)


@attrs.frozen(kw_only=True)
class Procedure:
    """All steps.

    Attributes:
        urn: Name of the procedure.
        version: Edition, counted up when it changes.
        as_of: The day up to which it is known.
        about: Whose procedure this is.
        steps: In the order in which to take them.
    """

    urn: str
    version: int
    as_of: dt.date
    about: Fact
    steps: tuple[ProcedureStep, ...] = attrs.field(validator=FILLED)


@cache
def load_procedure() -> Procedure:
    """Return the procedure that comes with Hiden.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake in its file.
    """
    return read_procedure(
        files("hiden.guideline") / "data" / "procedure.yaml",
        sources=load_sources(),
        statements=load_grid().statements,
    )


def read_procedure(
    source: Traversable, *, sources: Collection[str], statements: Collection[str]
) -> Procedure:
    """Read a procedure and check it.

    Args:
        source: The file.
        sources: Ids of the sources that are known.
        statements: Ids of the statements that are known.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    procedure = load_yaml(source, Procedure)
    refuse(str(source), _mistakes(procedure, sources, statements))
    return procedure


def _mistakes(
    procedure: Procedure, sources: Collection[str], statements: Collection[str]
) -> Iterator[tuple[str, str]]:
    facts = (procedure.about, *chain.from_iterable(step.facts for step in procedure.steps))
    yield from fact_mistakes(facts, sources=sources)
    named = ((step.id, step.builds_on) for step in procedure.steps)
    yield from unknown(named, known=statements, kind="statement")
