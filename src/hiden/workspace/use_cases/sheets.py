# SPDX-License-Identifier: Apache-2.0
"""Answering the check sheet, keeping assessments, and deciding between patent and secret."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from hiden import registry
from hiden.foundation.canonical import JsonValue, canonical_json
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.hashing import sha256
from hiden.guideline.answers import check_answers
from hiden.guideline.assessment import assess
from hiden.guideline.json_form import answers_to_json
from hiden.guideline.patent_or_secret import advise, load_decision_rules
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.guideline.values import Answer, Answers, Requirement
from hiden.workspace import models
from hiden.workspace.acts import audited
from hiden.workspace.models import AssessmentRecord, FilingDecision, SheetAnswer
from hiden.workspace.roles import Actor, Permission
from hiden.workspace.sheet_rows import answers_at, secret_facts
from hiden.workspace.use_cases.findings import require_note
from hiden.workspace.use_cases.register import registered

__all__ = [
    "answer_items",
    "answer_measures",
    "decide_filing",
    "record_assessment",
    "take_answers",
]


def answer_items(
    answers: Iterable[Answer],
    *,
    code: str | None = None,
    by: Actor,
    clock: Clock = SystemClock(),
) -> int:
    """Answer items of the sheet; what is answered alike already is left alone.

    Args:
        answers: The answers.
        code: The secret that they are about; ``None`` for the organisation.
        by: Who asks.
        clock: Tells the time.

    Returns:
        How many answers changed.

    Raises:
        AccessRefusedError: ``by`` may not answer.
        InputError: There is no such secret, item or option.
    """
    with audited(
        "sheet.answered", by=by, permission=Permission.ANSWER_SHEET, clock=clock
    ) as record:
        given = tuple(answers)
        row = _secret(code)
        scope = SheetAnswer.Scope.SECRET if row else SheetAnswer.Scope.ORGANISATION
        _check(given, scope=scope, secret=row)
        changed = _keep(given, scope=scope, secret=row, at=record.at, by=by)
        record.set(subject=f"secret/{code}" if code else "organisation", facts={"answers": changed})
    return len(changed)


def answer_measures(answers: Iterable[Answer], *, by: Actor, clock: Clock = SystemClock()) -> int:
    """Say which measures of the Handbook's grid stand; return how many answers changed.

    Raises:
        AccessRefusedError: ``by`` may not answer.
        InputError: There is no such measure or option.
    """
    with audited(
        "measures.answered", by=by, permission=Permission.ANSWER_SHEET, clock=clock
    ) as record:
        given = tuple(answers)
        _check(given, scope=SheetAnswer.Scope.MEASURE)
        changed = _keep(given, scope=SheetAnswer.Scope.MEASURE, secret=None, at=record.at, by=by)
        record.set(subject="organisation", facts={"answers": changed})
    return len(changed)


def take_answers(
    answers: Answers, *, is_sample: bool = False, by: Actor, clock: Clock = SystemClock()
) -> int:
    """Take a whole file of answers in, and how many people work here if it says so.

    Returns:
        How many answers changed.

    Raises:
        AccessRefusedError: ``by`` may not answer.
        InputError: A secret of the file is not registered.
    """
    with audited(
        "sheet.answers-taken", by=by, permission=Permission.ANSWER_SHEET, clock=clock
    ) as record:
        if answers.company.employees and not is_sample:
            models.Organisation.objects.update_or_create(
                pk=1, defaults={"employees": answers.company.employees}
            )
        scope = SheetAnswer.Scope
        plain = {
            scope.ORGANISATION: answers.organisation.values(),
            scope.MEASURE: answers.measures.values(),
        }
        changed: dict[str, JsonValue] = {}
        for kind, said in plain.items():
            kept = _keep(said, scope=kind, secret=None, at=record.at, by=by, is_sample=is_sample)
            changed[kind.value] = len(kept)
        for code, given in answers.by_secret.items():
            kept = _keep(
                given.values(),
                scope=scope.SECRET,
                secret=_secret(code),
                at=record.at,
                by=by,
                is_sample=is_sample,
            )
            changed[code] = len(kept)
        record.set(subject="organisation", facts=changed)
    return sum(count for count in changed.values() if isinstance(count, int))


def record_assessment(
    *,
    on: dt.date | None = None,
    is_sample: bool = False,
    by: Actor,
    clock: Clock = SystemClock(),
) -> AssessmentRecord:
    """Assess every secret as things stand, and keep the result whole.

    Args:
        on: The day for which evidence is judged; by default today.
        is_sample: It belongs to the sample company.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not assess.
    """
    with audited(
        "sheet.assessed", by=by, permission=Permission.ANSWER_SHEET, clock=clock
    ) as record:
        sheet = load_sheet(SHEET)
        answers = answers_at()
        done = assess(sheet, answers, on=on or record.day)
        value = answers_to_json(answers)
        counts = {
            requirement.value: _tally(secret.strength(requirement) for secret in done.secrets)
            for requirement in Requirement
        }
        row = AssessmentRecord.objects.create(
            on=done.on,
            taken_at=record.at,
            taken_by=by.name,
            sheet=done.sheet,
            sheet_version=done.sheet_version,
            sha256=sha256(canonical_json(value)),
            counts={"secrets": len(done.secrets), **counts},
            value=value,
            is_sample=is_sample,
        )
        record.set(
            subject=f"assessment/{row.pk}",
            facts={"assessment": row.sha256, "secrets": len(done.secrets)},
        )
    return row


def decide_filing(
    code: str,
    *,
    facts: Mapping[str, str],
    decision: registry.Decision,
    reason: str,
    by: Actor,
    clock: Clock = SystemClock(),
) -> FilingDecision:
    """Decide whether a secret is kept or filed as a patent, and write it into the register.

    Raises:
        AccessRefusedError: ``by`` may not edit the register.
        InputError: There is no such secret, or no reason was given.
        ExceptionGroup: Of ``SheetError``, one for each answer that is not offered.
    """
    with audited(
        "secret.filing-decided", by=by, permission=Permission.EDIT_REGISTER, clock=clock
    ) as record:
        require_note(reason)
        row = registered(code)
        value = dict(row.value) | {
            "decision": decision.value,
            "decided_on": record.day.isoformat(),
        }
        row.value, row.sha256 = value, sha256(canonical_json(value))
        row.changed_at = record.at
        row.save(update_fields=["value", "sha256", "changed_at"])
        advice = advise(load_decision_rules(), facts)
        done = FilingDecision.objects.create(
            secret=row,
            facts=dict(facts),
            advice=advice.recommendation.value,
            decision=decision.value,
            reason=reason,
            decided_at=record.at,
            decided_by=by.name,
        )
        record.set(
            subject=f"secret/{code}",
            facts={"decision": decision.value, "advice": done.advice, "reason": reason},
        )
    return done


def _check(
    given: Iterable[Answer], *, scope: SheetAnswer.Scope, secret: models.Secret | None = None
) -> None:
    """Let pass what the sheet asks and offers; an empty option takes an answer back.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each mistake.
    """
    answered = {answer.item: answer for answer in given if answer.option}
    answers = Answers(sheet=SHEET)
    if scope is SheetAnswer.Scope.MEASURE:
        answers = attrs.evolve(answers, measures=answered)
    elif secret is None:
        answers = attrs.evolve(answers, organisation=answered)
    else:
        facts = secret_facts(registry.from_json(secret.value))
        answers = attrs.evolve(answers, secrets=(facts,), by_secret={facts.code: answered})
    check_answers(load_sheet(SHEET), answers)


def _secret(code: str | None) -> models.Secret | None:
    """Return a secret that is registered now; ``None`` for none."""
    return None if code is None else registered(code)


def _tally(strengths: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for strength in strengths:
        counts[str(strength)] = counts.get(str(strength), 0) + 1
    return counts


def _keep(
    answers: Iterable[Answer],
    *,
    scope: SheetAnswer.Scope,
    secret: models.Secret | None,
    at: dt.datetime,
    by: Actor,
    is_sample: bool = False,
) -> dict[str, JsonValue]:
    """Write what is new; return item and option of what changed."""
    current: Mapping[str, SheetAnswer] = {
        row.item: row
        for row in SheetAnswer.objects.filter(
            sheet=SHEET, scope=scope, secret=secret, replaced_at=None
        )
    }
    changed: dict[str, JsonValue] = {}
    for answer in answers:
        evidence = [registry.to_json(item) for item in answer.evidence if not item.by_hiden]
        row = current.get(answer.item)
        if row and (row.option, row.note, row.evidence) == (answer.option, answer.note, evidence):
            continue
        if row:
            row.replaced_at = at
            row.save(update_fields=["replaced_at"])
        if answer.option:
            SheetAnswer.objects.create(
                sheet=SHEET,
                scope=scope,
                secret=secret,
                item=answer.item,
                option=answer.option,
                note=answer.note,
                evidence=evidence,
                answered_at=at,
                answered_by=by.name,
                is_sample=is_sample or bool(secret and secret.is_sample),
            )
        changed[answer.item] = answer.option
    return changed
