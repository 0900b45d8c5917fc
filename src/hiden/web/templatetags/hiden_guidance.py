# SPDX-License-Identifier: Apache-2.0
"""Tags that say where a piece of guidance comes from, and how well it is verified.

Rule: what is Hiden's own proposal and rests on nothing else carries no remark of its own; the page
says once that whatever carries none is Hiden's.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hiden.guideline.courses import Choice
from hiden.guideline.facts import Fact, Mark
from hiden.guideline.grid import load_sources
from hiden.guideline.packs import Form
from hiden.guideline.papers import Template
from hiden.guideline.patent_or_secret import Ground
from hiden.guideline.survey import Value
from hiden.web.reader import language

__all__ = ["basis", "in_language"]

register = template.Library()

_OWN = "HIDEN"


@register.simple_tag
def basis(fact: Fact | Ground | Template | Value) -> SafeString:
    """Say where a fact was read and how well it is verified; nothing for what is Hiden's alone."""
    if fact.mark is Mark.OWN and set(fact.sources) == {_OWN}:
        return SafeString("")
    colon = "：" if language() == "ja" else ": "
    return format_html(
        '<span class="basis">{}{}{}</span>',
        fact.mark.message.text(language()),
        colon,
        _source_names(fact.sources),
    )


@register.filter
def in_language(value: Choice | Form) -> str:
    """Say a part of a fact in the reader's language; the fact around it carries the mark."""
    return value.ja if language() == "ja" else value.en


def _source_names(sources: Iterable[str]) -> str:
    """Say what sources are called; Hiden itself is left out beside others."""
    known = load_sources()
    ids = tuple(sources)
    named = [source for source in ids if source != _OWN] or ids
    between = "、" if language() == "ja" else "; "
    return between.join(
        known[source].ja if language() == "ja" else known[source].en for source in named
    )
