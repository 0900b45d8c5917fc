# SPDX-License-Identifier: Apache-2.0
"""Filling a document template: what comes out has no place left to fill but those to write by hand.

Rules:
    * What a person must give is given, or everything missing is named at once.
    * Clauses are numbered as they stand; references to them follow.
    * A brace in a value is set in full width, so that a brace in a paper is always a mistake.
    * Of a secret only what the register calls it is shown.

Example:
    >>> from hiden.guideline.papers.loader import find_template
    >>> fill(find_template("labels"), {"company": "Sample Works"}, language="en").title
    'Marking labels'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Language, Message, mark
from hiden.foundation.paper import Paper
from hiden.foundation.wording import Localized, day_wording, wording
from hiden.guideline.papers.fields import PLACE, Field, FieldKind, Given
from hiden.guideline.papers.secret_rows import plain, secret_names
from hiden.guideline.papers.setting import Filling, set_block
from hiden.guideline.papers.template import Template, TemplateKind
from hiden.registry import Secret

__all__ = ["Value", "fields_needed", "fill"]

Value: TypeAlias = str | int | dt.date

_TYPES = {FieldKind.TEXT: str, FieldKind.NUMBER: int, FieldKind.DATE: dt.date}
_LONG_LINE = "＿＿＿＿＿＿＿＿"
_BY_HAND = {
    FieldKind.TEXT: wording(ja=_LONG_LINE, en=_LONG_LINE),
    FieldKind.NUMBER: wording(ja="＿＿＿", en="＿＿＿"),
    FieldKind.DATE: wording(
        ja="　　　　年　　月　　日", en="＿＿\N{NO-BREAK SPACE}＿＿＿＿＿\N{NO-BREAK SPACE}20＿＿"
    ),
    FieldKind.SECRETS: wording(ja=_LONG_LINE, en=_LONG_LINE),
}
_NOTICE = mark(
    "This wording is Hiden's own, not that of METI or of any other authority. Adapt it to your"
    " case, keep within labour law and the protection of whistle-blowers, and have a lawyer read"
    " it before you use it."
)


def fields_needed(template: Template, values: Mapping[str, Value]) -> tuple[Field, ...]:
    """Return the fields that somebody must give before a template can be filled.

    Args:
        template: The template.
        values: What is given so far, by the field's id; an empty text is not given.

    Raises:
        TypeError: A value is of another type than its field.
    """
    return tuple(
        field
        for field in template.fields
        if field.given_by in {Given.ASK, Given.ORGANISATION}
        and field.default is None
        and _given(field, values) is None
    )


def fill(
    template: Template,
    values: Mapping[str, Value],
    *,
    language: Language,
    secrets: Sequence[Secret] = (),
    dated: dt.date | None = None,
) -> Paper:
    """Fill a template.

    Args:
        template: The template.
        values: What fills it, by the field's id: text, whole number or day. What the template does
            not know is left aside, so that the same values serve several templates.
        language: In which to write it.
        secrets: What its tables of secrets show, in this order.
        dated: The day at its head; ``None`` for none.

    Raises:
        InputError: Something must be given that is not, or a place is left to fill.
        TypeError: A value is of another type than its field.
    """
    missing = fields_needed(template, values)
    _refuse_missing(template, [field.wording.text(language) for field in missing], language)
    filling = _filling(template, values, secrets, language)
    title = template.printed_title(language)
    is_labels = template.kind is TemplateKind.LABELS
    paper = Paper(
        title=title,
        subtitle=filling.values["company"] if template.kind is TemplateKind.SLIDES else "",
        language=language,
        blocks=tuple(set_block(block.content, filling) for block in template.blocks),
        dated=dated,
        notice="" if is_labels else Message(_NOTICE).text(language),
        footer="" if is_labels else title,
        is_landscape=template.landscape,
    )
    left = {name for text in _strings(paper) for name in PLACE.findall(text)}
    _refuse_missing(template, sorted(left), language)
    return paper


def _refuse_missing(template: Template, names: Sequence[str], language: Language) -> None:
    if names:
        listed = ("、" if language == "ja" else ", ").join(names)
        name = template.wording.text(language)
        raise InputError(ErrorCode.PAPER_FIELDS, paper=name, fields=listed)


def _filling(
    template: Template,
    values: Mapping[str, Value],
    secrets: Sequence[Secret],
    language: Language,
) -> Filling:
    numbers = {clause.id: number for number, clause in enumerate(template.clauses, start=1)}
    article = "第{}条" if language == "ja" else "Article {}"
    shown = {field.id: _shown(field, values, secrets, language) for field in template.fields}
    return Filling(
        language=language,
        values=shown | {name: article.format(number) for name, number in numbers.items()},
        numbers=numbers,
        secrets=secrets,
    )


def _given(field: Field, values: Mapping[str, Value]) -> Value | None:
    """Return what was given for a field; ``None`` for nothing and for what is not given so."""
    value = values.get(field.id)
    if value is None or field.kind is FieldKind.SECRETS:
        return None
    want = _TYPES[field.kind]
    if type(value) is not want:
        raise TypeError(f"{field.id}: got {type(value).__name__}, want {want.__name__}")
    return plain(value).strip() or None if isinstance(value, str) else value


def _shown(
    field: Field, values: Mapping[str, Value], secrets: Sequence[Secret], language: Language
) -> str:
    """Return what stands in a place; if nothing was given, the default or room to write by hand."""
    if field.kind is FieldKind.SECRETS and secrets:
        return secret_names(secrets, language)
    value = _given(field, values)
    written = _written(field.default if value is None else value, language)
    return written or _BY_HAND[field.kind].text(language)


def _written(value: Value | Localized | None, language: Language) -> str:
    if isinstance(value, Localized):
        return value.wording.text(language)
    if isinstance(value, dt.date):
        return day_wording(value).text(language)
    return plain(f"{value:,}" if isinstance(value, int) else value or "")


def _strings(value: object) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_strings, value))
    else:
        for attribute in getattr(type(value), "__attrs_attrs__", ()):
            yield from _strings(getattr(value, attribute.name))
