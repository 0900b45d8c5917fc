# SPDX-License-Identifier: Apache-2.0
"""The guided procedure: how far it is, what a starter pack proposes, patent or secret."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs

from hiden import registry
from hiden.foundation.language import Language, Message
from hiden.guideline.grid import load_grid
from hiden.guideline.grid_rules import Pattern, Statement
from hiden.guideline.packs import LikelySecret, Pack, find_pack, load_packs, suggest
from hiden.guideline.patent_or_secret import DecisionRules, load_decision_rules
from hiden.guideline.procedure import Procedure, ProcedureStep, load_procedure
from hiden.registry import Decision, SecretKind
from hiden.workspace.models import FilingDecision, Organisation, Secret

__all__ = [
    "Filing",
    "FilingRow",
    "PackProposal",
    "Progress",
    "Proposal",
    "StepProgress",
    "StepState",
    "filing_rows",
    "filings",
    "pack_proposal",
    "progress",
]


class StepState(StrEnum):
    """How far a step of the procedure is."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"


@attrs.frozen(kw_only=True)
class StepProgress:
    """One step of the procedure.

    Attributes:
        step: What to do.
        number: Its place, from 1.
        state: How far it is.
        builds_on: From what it is made.
    """

    step: ProcedureStep
    number: int
    state: StepState
    builds_on: tuple[Statement, ...]


@attrs.frozen(kw_only=True)
class Progress:
    """The whole procedure.

    Attributes:
        procedure: Whose it is, and its edition.
        steps: In their order.
        packs: The kinds of business to choose from.
        business: The one that was chosen; ``None`` if none was.
        employees: How many people work here; ``None`` if not said.
        secrets: Secrets in the register.
    """

    procedure: Procedure
    steps: tuple[StepProgress, ...]
    packs: tuple[Pack, ...]
    business: Pack | None
    employees: int | None
    secrets: int

    @property
    def done(self) -> int:
        """Return how many steps are done."""
        return sum(step.state is StepState.DONE for step in self.steps)


@attrs.frozen(kw_only=True)
class Proposal:
    """A likely secret, and the row of the register that would come of it.

    Attributes:
        likely: What the pack says.
        row: The row, to be reviewed.
        patterns: Ways in which such a secret typically gets out.
    """

    likely: LikelySecret
    row: registry.Secret
    patterns: tuple[Pattern, ...]


@attrs.frozen(kw_only=True)
class PackProposal:
    """What a starter pack proposes to this register.

    Attributes:
        pack: The pack.
        prefix: With which the codes begin.
        proposals: One for each of its likely secrets.
        known: Titles of the pack that the register has already, with their codes.
    """

    pack: Pack
    prefix: str
    proposals: tuple[Proposal, ...]
    known: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Filing:
    """A decision between patent and secret.

    Attributes:
        decision: What was decided.
        advice: What was recommended then.
        reason: Why, in the words of who decided.
        on: When.
        by: Who.
        answers: Question and answer of that time; what is asked no longer is left out.
    """

    decision: str
    advice: str
    reason: str
    on: dt.datetime
    by: str
    answers: tuple[tuple[Message, Message], ...]


@attrs.frozen(kw_only=True)
class FilingRow:
    """How a technical secret stands between patent and secret.

    Attributes:
        code: The secret.
        title: Its title.
        decision: What the register says; empty if nothing.
        decided_on: Since when.
    """

    code: str
    title: str
    decision: str
    decided_on: dt.date | None


def progress() -> Progress:
    """Say how far the procedure has come."""
    organisation = Organisation.objects.first() or Organisation()
    procedure, packs = load_procedure(), load_packs()
    done = set(organisation.procedure_done)
    following = next((step.id for step in procedure.steps if step.id not in done), "")
    return Progress(
        procedure=procedure,
        steps=tuple(
            StepProgress(
                step=step,
                number=number,
                state=_state(step.id, done=done, following=following),
                builds_on=tuple(load_grid().statements[name] for name in step.builds_on),
            )
            for number, step in enumerate(procedure.steps, start=1)
        ),
        packs=tuple(packs.values()),
        business=packs.get(organisation.business),
        employees=organisation.employees,
        secrets=Secret.objects.filter(withdrawn_at=None).count(),
    )


def pack_proposal(pack_id: str, *, language: Language, prefix: str = "") -> PackProposal:
    """Say what a starter pack proposes to this register; a code that was ever given is not again.

    Args:
        pack_id: The pack.
        language: Of titles, owners and notes.
        prefix: With which the codes begin; the pack's own if empty.

    Raises:
        InputError: There is no such pack.
        ValueError: ``prefix`` cannot begin a code.
    """
    pack = find_pack(pack_id)
    taken = tuple(Secret.objects.values_list("code", flat=True))
    rows = suggest(pack, language=language, taken_codes=taken, prefix=prefix)
    titles = Secret.objects.filter(withdrawn_at=None).values_list("title", "code")
    patterns = load_grid().patterns
    return PackProposal(
        pack=pack,
        prefix=prefix or pack.prefix,
        proposals=tuple(
            Proposal(
                likely=likely,
                row=row,
                patterns=tuple(patterns[name] for name in likely.patterns),
            )
            for likely, row in zip(pack.secrets, rows, strict=True)
        ),
        known=dict(titles),
    )


def filing_rows() -> tuple[FilingRow, ...]:
    """List the technical secrets and those with a decision; what is undecided stands first."""
    values = map(
        registry.from_json,
        Secret.objects.filter(withdrawn_at=None).order_by("code").values_list("value", flat=True),
    )
    rows = [
        FilingRow(
            code=value.code,
            title=value.title,
            decision=value.decision or "",
            decided_on=value.decided_on,
        )
        for value in values
        if value.decision or value.kind is SecretKind.TECHNICAL
    ]
    return tuple(sorted(rows, key=lambda row: row.decision not in {"", Decision.UNDECIDED}))


def filings(code: str) -> tuple[Filing, ...]:
    """Return the decisions about a secret, newest first."""
    rules = load_decision_rules()
    return tuple(
        Filing(
            decision=row.decision,
            advice=row.advice,
            reason=row.reason,
            on=row.decided_at,
            by=row.decided_by,
            answers=_answers(rules, row.facts),
        )
        for row in FilingDecision.objects.filter(secret__code=code)
    )


def _state(step: str, *, done: set[str], following: str) -> StepState:
    if step in done:
        return StepState.DONE
    return StepState.NEXT if step == following else StepState.LATER


def _answers(rules: DecisionRules, facts: Mapping[str, str]) -> tuple[tuple[Message, Message], ...]:
    return tuple(
        (criterion.wording, option.wording)
        for criterion in rules.criteria
        for option in criterion.options
        if facts.get(criterion.id) == option.id
    )
