# SPDX-License-Identifier: Apache-2.0
"""A file of answers to fill in, with the questions and options as comments.

Rules:
    * As it is written, it can be read, and answers nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import yaml

from hiden.foundation.language import Language, Message, mark
from hiden.guideline.items import Item, Sheet, Unit
from hiden.guideline.values import SecretFacts

__all__ = ["blank_answers"]

_HOW = (
    mark("Write the id of an option behind each question; leave it empty if you do not know."),
    mark("With evidence: {option: …, evidence: [{kind: document, on: 2026-04-10, note: …}]}"),
)
_GENERAL = mark("Answers that stand for every secret without one of its own:")
_QUESTIONS = mark("The questions about each secret:")
_PARTNERS_ONLY = mark("Only for what was shown to business partners.")


def blank_answers(sheet: Sheet, secrets: Iterable[SecretFacts], *, language: Language) -> str:
    """Write a file to fill in.

    Args:
        sheet: What is asked.
        secrets: Of which secrets; none leaves a list to fill.
        language: Of the questions.

    Returns:
        YAML that ``read_answers`` reads.
    """
    return "\n".join(_lines(sheet, tuple(secrets), language)) + "\n"


def _lines(sheet: Sheet, secrets: tuple[SecretFacts, ...], language: Language) -> Iterator[str]:
    of_all = [item for item in sheet.items if item.unit is Unit.ORGANISATION]
    of_each = [item for item in sheet.items if item.unit is Unit.SECRET]
    yield f"# {sheet.wording.text(language)}"
    yield f"# {sheet.note.wording.text(language)}"
    yield from (f"# {Message(line).text(language)}" for line in _HOW)
    yield f"sheet: {sheet.id}"
    yield 'company: {name: "", employees: null}'
    yield "organisation:"
    for item in of_all:
        yield from _question(item, language)
        yield f"  {item.id}:"
    yield f"  # {Message(_GENERAL).text(language)}"
    yield from (_to_choose(item, "  ") for item in of_each if item.is_general)
    yield f"# {Message(_QUESTIONS).text(language)}"
    for item in of_each:
        yield from _question(item, language)
    yield "secrets:" if secrets else "secrets: []"
    for secret in secrets:
        yield from _secret(secret, of_each)


def _question(item: Item, language: Language) -> Iterator[str]:
    yield f"  # {item.id}: {item.wording.text(language)}"
    if item.is_for_partners_only:
        yield f"  #   ({Message(_PARTNERS_ONLY).text(language)})"
    for option in item.options:
        yield f"  #   {option.id} = {option.wording.text(language)}"


def _secret(secret: SecretFacts, items: Iterable[Item]) -> Iterator[str]:
    yield f"  - code: {_quoted(secret.code)}"
    yield f"    title: {_quoted(secret.title)}"
    yield f"    level: {secret.level}"
    yield f"    value_jpy: {'null' if secret.value_jpy is None else secret.value_jpy}"
    yield f"    shown_to_partners: {'true' if secret.is_shown_to_partners else 'false'}"
    yield "    answers:"
    yield from (_to_choose(item, "      ") for item in items if item.is_asked(secret))


def _to_choose(item: Item, indent: str) -> str:
    return f"{indent}{item.id}:  # {' | '.join(option.id for option in item.options)}"


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, default_style='"', width=math.inf).strip()
