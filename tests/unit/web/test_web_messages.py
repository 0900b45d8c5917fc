# SPDX-License-Identifier: Apache-2.0
"""Every word of the pages has its Japanese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from babel.messages.pofile import read_po
from tests.unit.web.message_catalogue import messages_of_the_pages

from hiden.foundation.language import LOCALE_DIR
from hiden.web.words import WORDS

JA = LOCALE_DIR / "ja"
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def _first(text: str | Sequence[str] | None) -> str:
    return text if isinstance(text, str) else text[0] if text else ""


def _translated(paths: list[Path]) -> dict[tuple[str, str | None], str]:
    known = {}
    for path in paths:
        with path.open("rb") as file:
            for message in read_po(file, locale="ja"):
                single = _first(message.id)
                text = _first(message.string)
                if single and text:
                    known[single, message.context or None] = text
    return known


def test_every_message_of_templates_and_views_is_translated() -> None:
    known = _translated(sorted(JA.glob("*.po")))
    missing = {
        (file, message, context)
        for file, message, context in messages_of_the_pages()
        if (message if isinstance(message, str) else message[0], context or None) not in known
    }

    assert set() == missing


def test_the_catalogues_hold_nothing_that_no_page_says() -> None:
    said = {
        (message if isinstance(message, str) else message[0], context or None)
        for _file, message, context in messages_of_the_pages()
    }

    assert set() == set(_translated(sorted(JA.glob("web*.po")))) - said


def test_a_translation_fills_the_same_placeholders() -> None:
    for (msgid, _context), text in _translated(sorted(JA.glob("web*.po"))).items():
        assert set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(msgid)), msgid


def test_a_degree_is_told_by_its_shape_as_well_as_its_colour() -> None:
    for subject in (
        "support", "strength", "finding-state", "outcome", "verdict", "answer-state",
        "measure-option", "contradiction-state", "sight-severity", "step-state", "step", "request",
        "agreement", "training",
    ):  # fmt: skip
        shapes = [item.icon for item in WORDS[subject].values()]
        assert all(shapes)
        assert len(set(shapes)) == len(shapes), subject
