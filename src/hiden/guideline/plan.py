# SPDX-License-Identifier: Apache-2.0
"""From gaps to a plan: what to do first, with effect and effort (計画).

Rules:
    * The legal minimum goes first. Within it, what lifts a weak verdict, of the most valuable
      secrets first; then by effect for the effort.
    * The effect of a step is the gain of each gap it closes, times the factors of level and value.
    * A gap that many secrets share is one step; its effort grows with the square root of their
      number. What the organisation does once costs its effort once.
    * To show what is already so takes a part of the effort; it is a step of its own.

The factors are data of the sheet, our own, and rough: they order steps and promise no days.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import attrs

from hiden.foundation.language import Message, mark
from hiden.guideline.items import Item, Sheet, Unit, Weighing
from hiden.guideline.results import Assessment, Gap, Plan, SecretAssessment, Step
from hiden.guideline.values import Company, SecretFacts, Strength

__all__ = ["make_plan", "weight_of"]

_SHOW = mark("Collect and keep what shows that this is so: %(option)s")


@attrs.frozen(kw_only=True)
class _Found:
    """One gap of one secret."""

    secret: SecretFacts
    gap: Gap
    weight: float
    lifts_weak: bool


def make_plan(sheet: Sheet, assessment: Assessment, company: Company) -> Plan:
    """Make the plan that closes every gap of an assessment.

    Args:
        sheet: The sheet that was answered.
        assessment: How the secrets stand; without secrets the plan has no steps.
        company: Whose size the effort depends on.
    """
    grouped: dict[tuple[str, bool], list[_Found]] = {}
    for judged in assessment.secrets:
        for found in _found(sheet, judged):
            grouped.setdefault((found.gap.item, _is_to_show(found.gap)), []).append(found)
    order = {item.id: number for number, item in enumerate(sheet.items)}
    ranked = sorted(
        ((_step(sheet, group, company), group) for group in grouped.values()),
        key=lambda pair: (_rank(*pair), order[pair[0].item]),
    )
    return Plan(on=assessment.on, steps=tuple(step for step, _ in ranked))


def weight_of(weighing: Weighing, secret: SecretFacts) -> float:
    """Return how much a secret weighs, by its level and value."""
    value = max(step.weight for step in weighing.values if step.from_jpy <= (secret.value_jpy or 0))
    return weighing.levels[secret.level] * value


def _found(sheet: Sheet, judged: SecretAssessment) -> Iterator[_Found]:
    weight = weight_of(sheet.weighing, judged.secret)
    weak = {v.requirement for v in judged.verdicts if v.strength is Strength.WEAK}
    for gap in judged.gaps:
        yield _Found(
            secret=judged.secret,
            gap=gap,
            weight=weight,
            lifts_weak=not weak.isdisjoint(gap.lifts),
        )


def _is_to_show(gap: Gap) -> bool:
    """Whether what is wanted is already so, and only has to be shown."""
    return gap.now == gap.want


def _step(sheet: Sheet, group: list[_Found], company: Company) -> Step:
    gap = group[0].gap
    item = sheet.by_id[gap.item]
    is_organisation = item.unit is Unit.ORGANISATION
    factor = 1.0 if is_organisation else math.sqrt(len(group))
    factor *= sheet.weighing.evidence_effort if _is_to_show(gap) else 1.0
    return Step(
        item=item.id,
        secrets=tuple(found.secret.code for found in group),
        is_organisation=is_organisation,
        want=gap.want,
        action=_action(item, gap),
        tier=item.tier,
        effect=sum(found.gap.gain * found.weight for found in group),
        effort_days=_days(sheet.weighing, item, company) * factor,
        lifts=sum(len(found.gap.lifts) for found in group),
    )


def _action(item: Item, gap: Gap) -> Message:
    if _is_to_show(gap):
        return Message(_SHOW, {"option": item.best.wording})
    return item.action.wording


def _days(weighing: Weighing, item: Item, company: Company) -> float:
    effort = item.effort_days
    if company.employees is None:
        return effort.medium
    if company.employees <= weighing.small_up_to:
        return effort.small
    return effort.medium if company.employees <= weighing.medium_up_to else effort.large


def _rank(step: Step, group: list[_Found]) -> tuple[int, float, float]:
    """Order a step: legal minimum, weak verdicts of what is worth most, effect for the effort."""
    lifted = max((found.weight for found in group if found.lifts_weak), default=0.0)
    return step.tier, -lifted, -step.effect / step.effort_days
