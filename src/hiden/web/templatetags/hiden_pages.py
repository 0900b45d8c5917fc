# SPDX-License-Identifier: Apache-2.0
"""Tags and filters: dates in the reader's form, sentences in the reader's language, icons.

Rules:
    * A date is 2026年11月23日 or 23 Nov 2026; a time carries its zone.
    * A number of things says of how many, where that is known.
"""

from __future__ import annotations

import datetime as dt

from babel.numbers import format_decimal
from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hiden.foundation.language import Message
from hiden.guideline.facts import Source
from hiden.law import Money
from hiden.web.reader import language
from hiden.web.words import word

__all__ = [
    "add_number",
    "day",
    "file_size",
    "icon",
    "mark",
    "moment",
    "number",
    "percent",
    "said",
    "short_hash",
    "source_name",
    "tag",
    "wording",
    "year_month",
    "yen",
]

register = template.Library()

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = ("B", "KB", "MB", "GB", "TB")
_UNIT_STEP = 1024
_SHOWN_DIGITS = 12


@register.filter
def said(message: Message | None) -> str:
    """Say a sentence in the reader's language; nothing for ``None``."""
    return message.text(language()) if message else ""


@register.filter
def source_name(source: Source) -> str:
    """Say what a source of guidance is, in the reader's language."""
    return source.ja if language() == "ja" else source.en


@register.filter
def day(value: dt.date | None) -> str:
    """Write a day as the reader does; a time is first brought into the zone of the pages."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    if language() == "ja":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


@register.filter
def year_month(value: dt.date) -> str:
    """Write a month as the reader does."""
    if language() == "ja":
        return f"{value.year}年{value.month}月"
    return f"{_MONTHS[value.month - 1]} {value.year}"


@register.filter
def percent(value: float) -> str:
    """Write a share from 0 to 1 in percent; below 1 percent with one digit behind the point."""
    shown = value * 100
    return f"{shown:.1f}%" if 0 < shown < 1 else f"{shown:.0f}%"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Write a time as the reader does, in the zone of the pages, with the zone."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)} {local:%H:%M} {local:%Z}"


@register.filter
def number(value: float | None) -> str:
    """Write a number with its thousands set apart."""
    return "" if value is None else format_decimal(value, locale="en")


@register.filter
def yen(value: int) -> str:
    """Write a sum of money as the reader does: 3,000万円 or JPY 30 million."""
    return Money(value).wording.text(language())


@register.filter
def add_number(value: float, more: str) -> float:
    """Add a number to a coordinate of a picture."""
    return value + float(more)


@register.filter
def file_size(value: float) -> str:
    """Write a size in bytes, with a unit; 1 KB is 1,024 B."""
    index = 0
    while value >= _UNIT_STEP and index < len(_UNITS) - 1:
        value, index = value / _UNIT_STEP, index + 1
    return f"{value:.0f} {_UNITS[index]}" if index == 0 else f"{value:.1f} {_UNITS[index]}"


@register.filter
def short_hash(value: str) -> str:
    """Show the first digits of a hash."""
    return f"{value[:_SHOWN_DIGITS]}…" if len(value) > _SHOWN_DIGITS else value


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of ``icons.svg``; the word beside it says the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.filter
def wording(code: str, subject: str) -> str:
    """Say the word for a code: ``{{ secret.level|wording:"level" }}``."""
    return str(word(subject, code).label) if code else ""


@register.simple_tag
def mark(subject: str, code: str) -> SafeString:
    """Show a code as shape and word."""
    shown = word(subject, code)
    return format_html(
        '<span class="mark mark--{}">{}{}</span>',
        shown.tone,
        icon(shown.icon) if shown.icon else "",
        shown.label,
    )


@register.simple_tag
def tag(subject: str, code: str) -> SafeString:
    """Show a code as a framed word, with its shape if it has one."""
    shown = word(subject, code)
    return format_html(
        '<span class="tag tag--{}">{}{}</span>',
        shown.tone or "quiet",
        icon(shown.icon) if shown.icon else "",
        shown.label,
    )
