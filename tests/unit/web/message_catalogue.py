# SPDX-License-Identifier: Apache-2.0
"""Every message of the pages, as a translator's tool finds them: in templates and in Python."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

import hiden.web

__all__ = ["messages_of_the_pages"]

WEB = Path(hiden.web.__file__).parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "mark": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def messages_of_the_pages() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Yield file, message and context; a message with a plural is a tuple of both forms."""
    for path in sorted(WEB.rglob("*")):
        if path.suffix == ".html":
            text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        elif path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
        else:
            continue
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS
        ):
            yield str(path.relative_to(WEB)), message, context
