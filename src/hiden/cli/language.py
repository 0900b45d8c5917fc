# SPDX-License-Identifier: Apache-2.0
"""The language of the terminal: ``HIDEN_LANG``, else the locale, else Japanese."""

from __future__ import annotations

import os
from functools import cache

from hiden.foundation.language import Language, as_language, translate

__all__ = ["say", "terminal_language"]


@cache
def terminal_language() -> Language:
    """Return the language that this terminal asks for."""
    for name in ("HIDEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return as_language(value)
    return "ja"


def say(msgid: str, **params: object) -> str:
    """Return a sentence in the terminal's language."""
    sentence = translate(msgid, language=terminal_language())
    return sentence % params if params else sentence
