# SPDX-License-Identifier: Apache-2.0
"""Answers, assessments, plans and differences as JSON.

Rules:
    * Codes are stable; the words beside them (``…_text``) are in the language asked for.
    * Every sourced text stands once, under ``items`` and ``rulings``, with its mark and sources.
    * Answers are read back strictly. An assessment is not: it is made again from the answers, the
      version of the sheet and the day, and comes out the same.
"""

from __future__ import annotations

from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import RegistryFileError, SheetError
from hiden.foundation.language import Language
from hiden.guideline.compare import Difference, ItemChange
from hiden.guideline.items import Sheet
from hiden.guideline.results import (
    Assessment,
    Gap,
    Plan,
    SecretAssessment,
    Sensitivity,
    Standing,
    Verdict,
)
from hiden.guideline.sheet_json import JsonObject, item_to_json, rulings_to_json, sheet_head
from hiden.guideline.values import Addressee, Answers, Requirement, SecretFacts
from hiden.registry import from_json, to_json
from hiden.registry.columns import load_columns

__all__ = [
    "answers_from_json",
    "answers_to_json",
    "assessment_to_json",
    "difference_to_json",
    "plan_to_json",
]


def answers_to_json(answers: Answers) -> JsonObject:
    """Write answers, whole."""
    return to_json(answers)


def answers_from_json(data: JsonValue) -> Answers:
    """Read answers that ``answers_to_json`` wrote.

    Raises:
        SheetError: The data are no answers.
    """
    try:
        return from_json(data, Answers)
    except RegistryFileError as problem:
        raise SheetError(problem.code, **problem.params) from None


def assessment_to_json(assessment: Assessment, sheet: Sheet, *, language: Language) -> JsonObject:
    """Write an assessment, with the texts that it refers to."""
    cited = {
        name: sheet.rulings[name]
        for judged in assessment.secrets
        for verdict in judged.verdicts
        for reason in verdict.reasons
        for name in reason.rulings
    }
    return {
        "sheet": sheet_head(sheet, language),
        "on": assessment.on.isoformat(),
        "organisation": [_standing(standing, language) for standing in assessment.organisation],
        "secrets": [_secret(judged, language) for judged in assessment.secrets],
        "items": {item.id: item_to_json(item, language) for item in sheet.items},
        "rulings": rulings_to_json(cited.values(), language),
    }


def plan_to_json(plan: Plan, sheet: Sheet, *, language: Language) -> JsonObject:
    """Write a plan, with the questions that its steps answer."""
    return {
        "sheet": sheet_head(sheet, language),
        "on": plan.on.isoformat(),
        "steps": [
            {
                "item": step.item,
                "item_text": sheet.by_id[step.item].wording.text(language),
                "want": step.want,
                "want_text": sheet.by_id[step.item].option(step.want).wording.text(language),
                "action_text": step.action.text(language),
                "secrets": list(step.secrets),
                "is_organisation": step.is_organisation,
                "tier": step.tier,
                "effect": round(step.effect, 2),
                "effort_days": round(step.effort_days, 2),
                "lifts": step.lifts,
                "mark": sheet.by_id[step.item].mark,
                "mark_text": sheet.by_id[step.item].mark.message.text(language),
                "sources": list(sheet.by_id[step.item].sources),
            }
            for step in plan.steps
        ],
    }


def difference_to_json(difference: Difference, *, language: Language) -> JsonObject:
    """Write what changed between two assessments."""
    return {
        "before_on": difference.before_on.isoformat(),
        "after_on": difference.after_on.isoformat(),
        "organisation": [_item_change(change, language) for change in difference.organisation],
        "secrets": [
            {
                "code": secret.code,
                "verdicts": [
                    {
                        **_about(change.requirement, change.addressee, language),
                        "before": change.before,
                        "before_text": change.before and change.before.message.text(language),
                        "after": change.after,
                        "after_text": change.after and change.after.message.text(language),
                        "points": change.points,
                        "evidenced": change.evidenced,
                    }
                    for change in secret.verdicts
                ],
                "items": [_item_change(change, language) for change in secret.items],
            }
            for secret in difference.secrets
        ],
        "added": list(difference.added),
        "removed": list(difference.removed),
    }


def _secret(judged: SecretAssessment, language: Language) -> JsonObject:
    return {
        **_facts(judged.secret, language),
        "strengths": {
            requirement: {
                "strength": judged.strength(requirement),
                "strength_text": judged.strength(requirement).message.text(language),
            }
            for requirement in Requirement
        },
        "verdicts": [_verdict(verdict, language) for verdict in judged.verdicts],
        "standings": [_standing(standing, language) for standing in judged.standings],
        "gaps": [_gap(gap, language) for gap in judged.gaps],
        "sensitivity": [_sensitivity(change, language) for change in judged.sensitivity],
    }


def _facts(secret: SecretFacts, language: Language) -> JsonObject:
    choices = load_columns().choices_of("level")
    level = next(choice for choice in choices if choice.value == secret.level)
    return {
        "code": secret.code,
        "title": secret.title,
        "level": secret.level,
        "level_text": level.ja if language == "ja" else level.en,
        "value_jpy": secret.value_jpy,
        "is_shown_to_partners": secret.is_shown_to_partners,
    }


def _about(requirement: Requirement, addressee: Addressee | None, language: Language) -> JsonObject:
    return {
        "requirement": requirement,
        "requirement_text": requirement.message.text(language),
        "addressee": addressee,
        "addressee_text": addressee and addressee.message.text(language),
    }


def _verdict(verdict: Verdict, language: Language) -> JsonObject:
    return {
        **_about(verdict.requirement, verdict.addressee, language),
        "strength": verdict.strength,
        "strength_text": verdict.strength.message.text(language),
        "points": verdict.points,
        "evidenced": verdict.evidenced,
        "possible": verdict.possible,
        "answered": verdict.answered,
        "asked": verdict.asked,
        "reasons": [
            {
                "text": reason.text.text(language),
                "item": reason.item,
                "rulings": list(reason.rulings),
                "is_against": reason.is_against,
            }
            for reason in verdict.reasons
        ],
    }


def _standing(standing: Standing, language: Language) -> JsonObject:
    return {
        "item": standing.item,
        "option": standing.option,
        "state": standing.state,
        "state_text": standing.state.message.text(language),
        "points": standing.points,
        "possible": standing.possible,
        "live_until": standing.live_until.isoformat() if standing.live_until else None,
    }


def _gap(gap: Gap, language: Language) -> JsonObject:
    return {
        "item": gap.item,
        "now": gap.now,
        "want": gap.want,
        "state": gap.state,
        "state_text": gap.state.message.text(language),
        "gain": round(gap.gain, 2),
        "tier": gap.tier,
        "lifts": list(gap.lifts),
    }


def _sensitivity(change: Sensitivity, language: Language) -> JsonObject:
    return {
        "item": change.item,
        "option": change.option,
        **_about(change.requirement, change.addressee, language),
        "before": change.before,
        "after": change.after,
        "after_text": change.after.message.text(language),
    }


def _item_change(change: ItemChange, language: Language) -> JsonObject:
    return {
        "item": change.item,
        "before": _standing(change.before, language) if change.before else None,
        "after": _standing(change.after, language) if change.after else None,
    }
