# SPDX-License-Identifier: Apache-2.0
"""Every sentence a person can see has both languages, with the same placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message as CatalogMessage
from babel.messages.pofile import read_po

from hiden.foundation.error_codes import SENTENCES, ErrorCode
from hiden.foundation.language import LOCALE_DIR

SOURCE = LOCALE_DIR.parent
MARKERS = {"mark", "say", "gettext", "gettext_lazy", "_"}
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def _catalogue() -> dict[str, CatalogMessage]:
    messages: dict[str, CatalogMessage] = {}
    for path in sorted((LOCALE_DIR / "ja").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="ja"):
                msgid = message.id if isinstance(message.id, str) else message.id[0]
                if msgid:
                    messages[msgid] = message
    return messages


def _marked() -> Iterator[tuple[str, str]]:
    """Yield (file, msgid) of every literal that is marked in Python source."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            if (
                node.func.id in MARKERS
                and isinstance(first, ast.Constant)
                and isinstance(first.value, str)
            ):
                yield str(path.relative_to(SOURCE)), first.value


CATALOGUE = _catalogue()
MARKED = sorted(set(_marked()))


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ErrorCode)


def test_every_marked_sentence_is_translated() -> None:
    missing = [(file, msgid) for file, msgid in MARKED if msgid not in CATALOGUE]

    assert missing == []


@pytest.mark.parametrize("msgid", sorted(CATALOGUE), ids=lambda msgid: msgid[:40])
def test_both_languages_have_the_same_placeholders(msgid: str) -> None:
    message = CATALOGUE[msgid]
    wanted = set(PLACEHOLDER.findall(msgid))
    said = message.string or ""
    strings = [said] if isinstance(said, str) else list(said)

    assert strings != [""]
    for string in strings:
        assert string
        if isinstance(message.id, str):
            assert set(PLACEHOLDER.findall(string)) == wanted


def test_the_markers_find_something() -> None:
    assert len(MARKED) > 300
