# SPDX-License-Identifier: Apache-2.0
"""Several items in one cell: how they are read, and written so that they read the same.

Rules:
    * Names part at line breaks, ``、``, ``,`` and ``;``; containers at line breaks, ``、`` and
      ``;`` (a path may hold a comma); supports at line breaks only.
    * An item in double quotes is taken whole; a double quote within is doubled.
    * A container may begin with its kind: ``紙：本社書庫``.
    * A support may begin or end with its day, which is then cut off: ``2025-04-01 施錠管理``,
      ``施錠管理（令和7年4月1日）``. Days and months elsewhere in it stay there; the latest one is
      its day, of a month the last day, since by then at the latest it was so.
    * An item that stands twice is taken once.
"""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator

from hiden.foundation.japanese_date import DateError, parse_date
from hiden.foundation.language import Language
from hiden.foundation.text import normalize_label, normalize_text
from hiden.registry.columns import ColumnTable
from hiden.registry.fields import EXCEL_ERRORS
from hiden.registry.secret import Container, ContainerKind, Support

__all__ = [
    "join_containers",
    "join_names",
    "join_supports",
    "says_nothing",
    "split_containers",
    "split_names",
    "split_places",
    "split_supports",
]

_QUOTED = r'\s*"(?:[^"]|"")+"(?=\s*(?:[{separators}]|$))'
_NAME_SEPARATORS = "\n、,，;；"
_PLACE_SEPARATORS = "\n、;；"
_DATE_SHAPE = (
    r"(?:(?:令和|平成|昭和|[令平昭RHS])\s?(?:元|\d{1,2})|\d{4})"
    r"\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}日?"
)
_AFTER_DAY = r"(?:[:、,]\s*|\s+|(?=[^\x00-\x7fぁ-ん〜～]))"
_LEADING_DAY = re.compile(rf"({_DATE_SHAPE})(?!\d)\s*{_AFTER_DAY}(.+)")
_TRAILING_DAY = re.compile(rf"(.+?)\s*[(（]({_DATE_SHAPE})(?:付|付け|現在|確認|実施)?[)）]")
_DAY_WITHIN = re.compile(rf"(?<!\d){_DATE_SHAPE}(?!\d)")
_MONTH_WITHIN = re.compile(
    r"(?<!\d)((?:令和|平成|昭和|[令平昭RHS])\s?(?:元|\d{1,2})|(?:19|20)\d\d)"
    r"(?:\s?年\s?(\d{1,2})\s?月|[./-](\d{1,2}))(?![\d./-])(?!\s?\d{1,2}\s?日)"
)
_KIND_FORM = re.compile(r"([^:：]+)[:：]\s*(.+)")
_UNDATED = {"ja": "日付なし：", "en": "undated: "}
_UNDATED_FORM = re.compile(r"(?:日付なし|undated)\s*[:：]\s*(.+)", re.IGNORECASE)


def split_names(text: str) -> tuple[str, ...]:
    """Part the names in a cell."""
    return tuple(dict.fromkeys(_split(text, _NAME_SEPARATORS)))


def join_names(names: Iterable[str], *, nothing: frozenset[str]) -> str:
    """Write names, one per line."""
    return "\n".join(_quoted(name, _NAME_SEPARATORS, nothing) for name in names)


def split_places(text: str) -> tuple[str, ...]:
    """Part the places or media in a cell."""
    return tuple(_split(text, _PLACE_SEPARATORS))


def split_containers(
    text: str, *, media: tuple[str, ...], assumed: str, table: ColumnTable
) -> tuple[Container, ...]:
    """Part the containers in a cell.

    Args:
        text: The cell.
        media: What the row says about media: one per place, or one for all, or nothing.
        assumed: Kind of what the cell does not say; empty: guess from the words of the place.
        table: The words.
    """
    places = split_places(text)
    paired = (
        media if len(media) == len(places) else media[:1] * len(places) if len(media) == 1 else ()
    )
    found = []
    for position, place in enumerate(places):
        kind, location = _kind_and_location(place, table)
        medium = _kind_of_word(paired[position], table) if paired else None
        kind = kind or medium or assumed or _kind_of_place(location, table)
        found.append(Container(kind=ContainerKind(kind), location=location))
    return tuple(dict.fromkeys(found))


def join_containers(
    containers: Iterable[Container], *, language: Language, table: ColumnTable
) -> str:
    """Write containers, one per line, each with its kind."""
    words = {
        choice.value: choice.ja if language == "ja" else choice.en
        for choice in table.choices_of("containers")
    }
    colon = "：" if language == "ja" else ": "
    return "\n".join(
        _quoted(
            f"{words[container.kind]}{colon}{container.location}", _PLACE_SEPARATORS, frozenset()
        )
        for container in containers
    )


def split_supports(
    text: str, *, on: dt.date | None, nothing: frozenset[str]
) -> tuple[Support, ...]:
    """Part the supports in a cell.

    Args:
        text: The cell.
        on: Day of those that say none.
        nothing: Folded words that say that there is none.
    """
    found = (_support(line, on, nothing) for line in text.split("\n"))
    return tuple(dict.fromkeys(support for support in found if support))


def join_supports(
    supports: Iterable[Support], *, language: Language, nothing: frozenset[str]
) -> str:
    """Write supports, one per line, dated ones with their day first."""
    return "\n".join(_support_line(support, language, nothing) for support in supports)


def says_nothing(text: str, *, nothing: frozenset[str]) -> bool:
    """Say whether a whole cell says that there is nothing, as ``-`` or なし do; quotes undo it."""
    plain = "\n" not in text and not text.startswith('"')
    return plain and normalize_label(text) in nothing


def _split(text: str, separators: str) -> Iterator[str]:
    pattern = rf"{_QUOTED.format(separators=separators)}|[^{separators}]+"
    for match in re.finditer(pattern, text):
        item = match.group().strip()
        if re.fullmatch(r'"(?:[^"]|"")+"', item):
            item = item[1:-1].replace('""', '"').strip()
        if item:
            yield item


def _quoted(item: str, separators: str, nothing: frozenset[str]) -> str:
    ambiguous = normalize_label(item) in nothing or item in EXCEL_ERRORS
    if ambiguous or '"' in item or re.search(f"[{separators}]", item):
        doubled = item.replace('"', '""')
        return f'"{doubled}"'
    return item


def _kind_and_location(place: str, table: ColumnTable) -> tuple[str, str]:
    match = _KIND_FORM.fullmatch(place)
    kind = _kind_of_word(match[1], table) if match else ""
    return (kind, match[2]) if match and kind else ("", place)


def _kind_of_word(word: str, table: ColumnTable) -> str:
    label = normalize_label(word)
    for choice in table.choices_of("containers"):
        if label in choice.known:
            return choice.value
    return ""


def _kind_of_place(location: str, table: ColumnTable) -> str:
    folded = normalize_text(location).casefold()
    for place in table.places:
        if any(word in folded for word in place.words):
            return place.value
    return _kind_of_word(location, table) or ContainerKind.OTHER


def _support(line: str, on: dt.date | None, nothing: frozenset[str]) -> Support | None:
    note = line.strip()
    if match := _UNDATED_FORM.fullmatch(note):
        return Support(note=match.group(1))
    if normalize_label(note) in nothing:
        return None
    for pattern, day_group, note_group in ((_LEADING_DAY, 1, 2), (_TRAILING_DAY, 2, 1)):
        if match := pattern.fullmatch(note):
            try:
                day = parse_date(match.group(day_group))
            except DateError:
                continue
            return Support(note=match.group(note_group), on=day)
    return Support(note=note, on=_latest_day(normalize_text(note)) or on)


def _latest_day(note: str) -> dt.date | None:
    found = []
    for match in _DAY_WITHIN.finditer(note):
        with contextlib.suppress(DateError):
            found.append(parse_date(match.group()))
    for match in _MONTH_WITHIN.finditer(note):
        with contextlib.suppress(DateError):
            first = parse_date(f"{match[1]}年{match[2] or match[3]}月1日")
            found.append(first.replace(day=calendar.monthrange(first.year, first.month)[1]))
    return max(found, default=None)


def _support_line(support: Support, language: Language, nothing: frozenset[str]) -> str:
    if support.on:
        return f"{support.on.isoformat()}: {support.note}"
    reads_same = _support(support.note, None, nothing) == support
    if reads_same and support.note not in EXCEL_ERRORS:
        return support.note
    return f"{_UNDATED[language]}{support.note}"
