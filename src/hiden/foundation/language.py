# SPDX-License-Identifier: Apache-2.0
"""Say a sentence in the reader's language.

Rules:
    * The English sentence is the message id; its placeholders are named, in printf form.
    * A sentence is translated where it is shown, never where it is made.
    * Formatting happens after translation; a percent sign is written twice.

The catalogues are ``hiden/locale/LANG/ROOM.po``; compiled into one file, which Django reads too.

Example:
    >>> str(Message("%(count)d files", {"count": 3}))
    '3 files'
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import attrs

__all__ = ["LANGUAGES", "LOCALE_DIR", "Language", "Message", "as_language", "mark", "translate"]

Language = Literal["ja", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"


def mark(msgid: str) -> str:
    """Mark a literal as a sentence to translate, and return it unchanged."""
    return msgid


def as_language(text: str) -> Language:
    """Choose the language of a locale name such as ``en_GB.UTF-8``; Japanese if unknown."""
    return "en" if text.lower().startswith("en") else "ja"


def translate(msgid: str, *, language: Language) -> str:
    """Translate one sentence; a sentence without translation stays English."""
    return _catalogue(language).gettext(msgid) if msgid else ""


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE_DIR, [language], fallback=True)


@attrs.frozen
class Message:
    """A sentence for a person, with what fills its placeholders.

    Attributes:
        msgid: The English sentence, with named printf placeholders.
        params: Value of each placeholder; a value that is a ``Message`` is translated as well.
    """

    msgid: str
    params: Mapping[str, object] = attrs.field(factory=dict)

    def text(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        values = {
            name: value.text(language) if isinstance(value, Message) else value
            for name, value in self.params.items()
        }
        return translate(self.msgid, language=language) % values

    def __str__(self) -> str:
        return self.text("en")
