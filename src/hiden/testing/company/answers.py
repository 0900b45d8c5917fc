# SPDX-License-Identifier: Apache-2.0
"""The sample company's answers on the check sheet, and the agreements it has with partners.

A third of the secrets is well kept and shown to be, a third is kept by what people say, a third is
neglected, so that every verdict occurs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import yaml

from hiden.foundation.ids import secret_id
from hiden.foundation.japanese_date import parse_date
from hiden.guideline.items import Item, Unit
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import EvidenceKind
from hiden.registry import Agreement, AgreementKind, Secret
from hiden.testing.company.knowledge import Partner, SecretSeed, company, secret_seeds

__all__ = ["agreements", "answers_yaml"]

_NOTES: Mapping[EvidenceKind, str] = {
    EvidenceKind.DOCUMENT: "営業秘密管理規程 第7版（見本）",
    EvidenceKind.LOG: "ファイルサーバーの操作記録（見本）",
    EvidenceKind.SETTING: "共有フォルダーの設定一覧（見本）",
    EvidenceKind.RECEIPT: "受領書つづり（見本）",
    EvidenceKind.TRAINING: "研修の受講記録（見本）",
    EvidenceKind.AGREEMENT: "誓約書つづり（見本）",
    EvidenceKind.MARKING: "表示の点検票（見本）",
    EvidenceKind.REVIEW: "年次点検票（見本）",
}
_ANSWERED = (1.0, 0.9, 0.55)
"""Share of the items that are answered: well kept, said to be kept, neglected."""
_SHOWN = (0.95, 0.25, 0.1)
"""Share of the answers that are evidenced."""
_CHOICES = ((0.9, 0.1), (0.4, 0.6), (0.1, 0.9))
"""Chance of the best option and of the next one."""
_NEGLECTED = 2
_PLEDGED = 0.9
"""Share of the people on the lists who signed a pledge."""
_ALWAYS_BEST = frozenset({"improper", "releases", "identification"})


def answers_yaml(*, rng: np.random.Generator) -> str:
    """Write the answers as the file that people fill in."""
    sheet = load_sheet()
    shown = {code for partner in company().partners for code in _codes(partner)}
    of_all = [item for item in sheet.items if item.unit is Unit.ORGANISATION]
    data = {
        "sheet": sheet.id,
        "company": {
            "name": company().name_ja,
            "employees": sum(department.count for department in company().departments),
        },
        "organisation": dict(_answers(of_all, care=1, rng=rng)),
        "measures": {
            "E-P1-1": "yes", "E-P1-3": "partly", "E-P2-8": "partly", "E-P3-16": "yes",
            "E-P4-1": "yes", "E-P4-2": "yes", "E-P4-3": "partly", "E-P5-1": "no",
            "L-P1-1": "yes", "L-P2-1": "yes", "L-P4-1": "partly", "B-P1-1": "partly",
            "B-P4-1": "yes", "B-P4-2": "partly", "O-P1-1": "yes", "O-P1-5": "yes",
            "O-P2-2": "not-for-us",
        },
        "secrets": [
            _secret(seed, number % 3, is_shown=seed.code in shown, rng=rng)
            for number, seed in enumerate(secret_seeds())
        ],
    }  # fmt: skip
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


def agreements(secrets: Iterable[Secret], *, rng: np.random.Generator) -> Iterator[Agreement]:
    """Yield what partners signed, and the pledges of most people who may know a secret."""
    yield from _of_partners()
    for name in sorted({name for secret in secrets for name in secret.need_to_know}):
        if rng.random() < _PLEDGED:
            day = dt.date(2012, 4, 1) + dt.timedelta(days=int(rng.integers(4500)))
            yield Agreement(
                code=f"PL-{name}",
                kind=AgreementKind.ENTRY_PLEDGE,
                party=name,
                signed_on=day,
                starts_on=day,
            )


def _of_partners() -> Iterator[Agreement]:
    for partner in company().partners:
        signed = parse_date(partner.since)
        yield Agreement(
            code=f"NDA-{partner.code}",
            kind=AgreementKind.NDA,
            party=partner.code,
            signed_on=signed,
            starts_on=signed,
            ends_on=None if partner.due == "なし" else parse_date(partner.due),
            secrets=tuple(secret_id(code) for code in _codes(partner)),
            scope=partner.agreement,
        )


def _codes(partner: Partner) -> tuple[str, ...]:
    return tuple(seed.code for seed in secret_seeds() if seed.code in partner.agreement)


def _secret(
    seed: SecretSeed, care: int, *, is_shown: bool, rng: np.random.Generator
) -> dict[str, Any]:
    items = [
        item
        for item in load_sheet().items
        if item.unit is Unit.SECRET and (is_shown or item.id != "duty-partners")
    ]
    return {
        "code": seed.code,
        "title": seed.title,
        "level": seed.level,
        "shown_to_partners": is_shown,
        "answers": dict(_answers(items, care=care, rng=rng)),
    }


def _answers(
    items: list[Item], *, care: int, rng: np.random.Generator
) -> Iterator[tuple[str, dict[str, Any]]]:
    for item in items:
        if rng.random() >= _ANSWERED[care]:
            continue
        place = 0 if item.id in _ALWAYS_BEST else int(rng.choice(2, p=_CHOICES[care]))
        if care == _NEGLECTED and place and item.id not in _ALWAYS_BEST:
            place = len(item.options) - 1 if rng.random() < 1 / 3 else place
        answer: dict[str, Any] = {"option": item.options[place].id}
        if rng.random() < _SHOWN[care]:
            answer["evidence"] = [_evidence(item, rng=rng)]
        yield item.id, answer


def _evidence(item: Item, *, rng: np.random.Generator) -> dict[str, Any]:
    """Make evidence of the last year and a half, so that some of it has expired."""
    day = company().as_of - dt.timedelta(days=int(rng.integers(500)))
    kind = item.evidence[0]
    return {
        "kind": kind.value,
        "on": day,
        "received_on": day + dt.timedelta(days=int(rng.integers(1, 20))),
        "note": _NOTES[kind],
    }
