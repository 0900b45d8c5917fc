# SPDX-License-Identifier: Apache-2.0
"""What a check sheet says, as JSON: questions, options, weights, thresholds, decided cases.

Every sourced text has its mark and its sources beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from hiden.foundation.canonical import JsonValue
from hiden.foundation.language import Language
from hiden.guideline.items import Item, Sheet
from hiden.guideline.rulings import Ruling

__all__ = ["JsonObject", "item_to_json", "rulings_to_json", "sheet_head", "sheet_to_json"]

JsonObject: TypeAlias = dict[str, JsonValue]


def sheet_to_json(sheet: Sheet, *, language: Language) -> JsonObject:
    """Write what a sheet asks, with its weights, thresholds and the cases that test it."""
    return {
        **sheet_head(sheet, language),
        "thresholds": [
            {
                "requirement": threshold.requirement,
                "addressee": threshold.addressee,
                "arguable": threshold.arguable,
                "strong": threshold.strong,
            }
            for threshold in sheet.thresholds
        ],
        "items": {item.id: item_to_json(item, language) for item in sheet.items},
        "rulings": rulings_to_json(sheet.rulings.values(), language),
    }


def sheet_head(sheet: Sheet, language: Language) -> JsonObject:
    """Write which sheet it is, and what it does not promise."""
    return {
        "id": sheet.id,
        "version": sheet.version,
        "title_text": sheet.wording.text(language),
        "note_text": sheet.note.wording.text(language),
        "mark": sheet.mark,
        "mark_text": sheet.mark.message.text(language),
        "sources": list(sheet.sources),
    }


def item_to_json(item: Item, language: Language) -> JsonObject:
    """Write an item with its options."""
    return {
        "question_text": item.wording.text(language),
        "why_text": item.why.wording.text(language),
        "part": item.part,
        "part_text": item.part.message.text(language),
        "unit": item.unit,
        "requirement": item.requirement,
        "addressees": list(item.addressees),
        "weight": item.weight,
        "tier": item.tier,
        "valid_days": item.valid_days,
        "seen_by_hiden": item.seen_by_hiden,
        "measures": list(item.measures),
        "rests_on": list(item.rests_on),
        "mark": item.mark,
        "mark_text": item.mark.message.text(language),
        "sources": list(item.sources),
        "options": {
            option.id: {
                "text": option.wording.text(language),
                "reason_text": option.reason.wording.text(language),
                "points": option.share * item.weight,
                "bar": option.bar,
            }
            for option in item.options
        },
    }


def rulings_to_json(rulings: Iterable[Ruling], language: Language) -> JsonObject:
    """Write rulings, by id."""
    return {
        ruling.id: {
            "case_text": ruling.case.wording.text(language),
            "text": ruling.wording.text(language),
            "decisions": [
                {
                    "court_text": decision.court.wording.text(language),
                    "decided_on": decision.decided_on.isoformat(),
                }
                for decision in ruling.decisions
            ],
            "mark": ruling.mark,
            "mark_text": ruling.mark_message.text(language),
            "sources": list(ruling.sources),
        }
        for ruling in rulings
    }
