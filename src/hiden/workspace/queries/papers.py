# SPDX-License-Identifier: Apache-2.0
"""Documents to issue: which there are, how one would read, which were issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
from django.db.models import Count, Q

from hiden import registry
from hiden.foundation.language import Language
from hiden.foundation.paper import Paper
from hiden.foundation.wording import Wording, wording
from hiden.guideline.papers import (
    Group,
    Template,
    Value,
    fields_needed,
    fill,
    find_template,
    load_templates,
)
from hiden.workspace.models import IssuedPaper, Organisation, Secret
from hiden.workspace.queries.paging import Page, cut, order

__all__ = [
    "SORTS",
    "IssuedFilter",
    "IssuedRow",
    "Shelf",
    "TemplateRow",
    "issued_rows",
    "preview",
    "secret_choices",
    "shelves",
]

SORTS: Mapping[str, str] = {
    "issued": "issued_at",
    "template": "template",
    "by": "issued_by",
}


@attrs.frozen(kw_only=True)
class TemplateRow:
    """One document.

    Attributes:
        template: The document.
        issued: How often it was issued.
    """

    template: Template
    issued: int


@attrs.frozen(kw_only=True)
class Shelf:
    """The documents for one sort of people.

    Attributes:
        group: For whom.
        rows: The documents.
    """

    group: Group
    rows: tuple[TemplateRow, ...]


@attrs.frozen(kw_only=True)
class IssuedFilter:
    """What a reader of the issued documents asked for.

    Attributes:
        text: Stands in what was filled in, or in the name of who issued it.
        template: One document; empty for all.
        sort: A name of ``SORTS``, with ``-`` in front for descending.
    """

    text: str = ""
    template: str = ""
    sort: str = "-issued"


@attrs.frozen(kw_only=True)
class IssuedRow:
    """One document that was issued.

    Attributes:
        row: Its record.
        name: What it is called now; its old id if it is no longer there.
    """

    row: IssuedPaper
    name: Wording


def shelves() -> tuple[Shelf, ...]:
    """Return all documents by group, with how often each was issued."""
    counts = dict(IssuedPaper.objects.order_by().values_list("template").annotate(Count("pk")))
    templates = load_templates().values()
    return tuple(
        Shelf(
            group=group,
            rows=tuple(
                TemplateRow(template=template, issued=counts.get(template.id, 0))
                for template in templates
                if template.group is group
            ),
        )
        for group in Group
    )


def issued_rows(asked: IssuedFilter, *, number: int | None = 1) -> Page[IssuedRow]:
    """List the documents that were issued.

    Args:
        asked: Filter and sort.
        number: The page from 1; ``None`` for all.
    """
    rows = IssuedPaper.objects.all()
    if asked.template:
        rows = rows.filter(template=asked.template)
    if asked.text:
        naming = [
            pk
            for pk, filled in rows.values_list("pk", "filled")
            if any(asked.text.lower() in value.lower() for value in filled.values())
        ]
        rows = rows.filter(
            Q(pk__in=naming)
            | Q(issued_by__icontains=asked.text)
            | Q(sha256__startswith=asked.text.lower())
        )
    page = cut(rows.order_by(*order(asked.sort, columns=SORTS, default="-issued")), number=number)
    return page.map(_issued)


def preview(
    template_id: str,
    *,
    values: Mapping[str, Value],
    language: Language,
    codes: Sequence[str] = (),
) -> Paper:
    """Return how a document would read; what is not given stands in brackets.

    Args:
        template_id: Which document.
        values: What is given so far, by field.
        language: In which it is written.
        codes: The secrets that it would name.

    Raises:
        InputError: There is no such document.
    """
    template = find_template(template_id)
    name = Organisation.objects.values_list("name", flat=True).first()
    given = ({"company": name} if name else {}) | dict(values)
    bracketed = {
        field.id: f"［{field.wording.text(language)}］" for field in fields_needed(template, given)
    }
    rows = Secret.objects.filter(withdrawn_at=None, code__in=codes).order_by("code")
    secrets = tuple(registry.from_json(value) for value in rows.values_list("value", flat=True))
    return fill(template, {**given, **bracketed}, language=language, secrets=secrets)


def secret_choices() -> tuple[tuple[str, str], ...]:
    """Return code and title of every registered secret."""
    rows = Secret.objects.filter(withdrawn_at=None).order_by("code")
    return tuple(rows.values_list("code", "title"))


def _issued(row: IssuedPaper) -> IssuedRow:
    template = load_templates().get(row.template)
    name = template.wording if template else wording(ja=row.template, en=row.template)
    return IssuedRow(row=row, name=name)
