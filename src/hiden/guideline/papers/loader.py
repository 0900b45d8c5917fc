# SPDX-License-Identifier: Apache-2.0
"""Reading the document templates, whole or not at all.

Rules:
    * Every place to fill names a field or a clause, and is the same in both languages.
    * Every field is used; every source named exists; every id stands once.
    * All mistakes of all files are reported at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from types import MappingProxyType
from typing import cast

from hiden.foundation.errors import ErrorCode, InputError, RuleError
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import Localized
from hiden.guideline.grid import load_sources
from hiden.guideline.papers.blocks import (
    BLANK,
    WRITTEN,
    ClauseText,
    SignatureText,
    SlideText,
    TableText,
)
from hiden.guideline.papers.fields import PLACE, FieldKind
from hiden.guideline.papers.template import Template

__all__ = ["find_template", "load_templates", "read_templates"]

_SUFFIX = ".yaml"
_BRACES = re.compile(r"[{}]")


@cache
def load_templates() -> Mapping[str, Template]:
    """Return the templates that are shipped with Hiden by id, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the files were damaged.
    """
    folder = resources.files("hiden.guideline.papers").joinpath("templates")
    return read_templates(folder, sources=load_sources())


def find_template(template_id: str) -> Template:
    """Return a template by its id.

    Raises:
        InputError: There is no such template.
    """
    templates = load_templates()
    if template_id not in templates:
        known = ", ".join(templates)
        raise InputError(ErrorCode.PAPER_UNKNOWN, paper=template_id, known=known)
    return templates[template_id]


def read_templates(folder: Traversable, *, sources: Collection[str]) -> Mapping[str, Template]:
    """Read templates from a folder of YAML files, in the order of the files' names.

    Args:
        folder: Where they are.
        sources: Ids of the sources that exist.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: A file cannot be read.
    """
    found: dict[str, Template] = {}
    errors: list[RuleError] = []
    files = (file for file in folder.iterdir() if file.name.endswith(_SUFFIX))
    for file in sorted(files, key=lambda file: file.name):
        try:
            template = load_yaml(file, Template)
        except ExceptionGroup as group:
            errors.extend(cast("tuple[RuleError, ...]", group.exceptions))
            continue
        found[template.id] = template
        errors.extend(
            RuleError(ErrorCode.GUIDELINE_RULE, path=str(file), fact=template.id, detail=detail)
            for detail in _mistakes(template, file.name, sources)
        )
    if errors:
        raise ExceptionGroup(str(folder), errors)
    return MappingProxyType(found)


def _mistakes(template: Template, name: str, sources: Collection[str]) -> Iterator[str]:
    if name != template.id + _SUFFIX:
        yield f"the file is called {name}, want {template.id}{_SUFFIX}"
    fields = [field.id for field in template.fields]
    clauses = [clause.id for clause in template.clauses]
    yield from (
        f"the id {name} stands twice"
        for name, count in Counter(chain(fields, clauses)).items()
        if count > 1
    )
    cited = {source for value in _values(template) for source in _cited(value)}
    yield from (
        f"the source {source} is not in sources.yaml" for source in sorted(cited - set(sources))
    )
    yield from _wrong_tables(template)
    yield from _wrong_places(template, {*fields, *clauses}, fields)


def _cited(value: object) -> tuple[str, ...]:
    return value.sources if isinstance(value, Template | ClauseText | SlideText) else ()


def _tables(template: Template) -> Iterator[str]:
    """Yield the field behind each table of secrets."""
    for block in template.blocks:
        if isinstance(block.content, TableText) and block.content.of not in {BLANK, WRITTEN}:
            yield block.content.of


def _wrong_tables(template: Template) -> Iterator[str]:
    known = {field.id for field in template.fields if field.kind is FieldKind.SECRETS}
    for name in _tables(template):
        if name not in known:
            yield f"a table is of {name}, which is no field of the kind secrets"


def _wrong_places(
    template: Template, known: Collection[str], fields: Collection[str]
) -> Iterator[str]:
    used = set(_tables(template))
    for ja, en in _texts(template):
        in_ja, in_en = set(PLACE.findall(ja)), set(PLACE.findall(en))
        used |= in_ja | in_en
        if in_ja != in_en:
            yield f"“{en}”: places only in one language: {_listed(in_ja ^ in_en)}"
        if unknown := (in_ja | in_en) - set(known):
            yield f"“{en}”: no field and no clause: {_listed(unknown)}"
        if any(_BRACES.search(PLACE.sub("", text)) for text in (ja, en)):
            yield f"“{en}”: a brace that is no place to fill"
    if unused := set(fields) - used:
        yield f"fields that are never used: {_listed(unused)}"


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))


def _texts(template: Template) -> Iterator[tuple[str, str]]:
    """Yield every text in which there may be places to fill, in both languages."""
    for block in template.blocks:
        for value in _values(block):
            if isinstance(value, Localized):
                yield value.ja, value.en
            elif isinstance(value, SignatureText):
                yield value.name, value.name


def _values(value: object) -> Iterator[object]:
    """Yield a value and every value in it."""
    yield value
    if isinstance(value, tuple):
        yield from chain.from_iterable(map(_values, value))
    else:
        for attribute in getattr(type(value), "__attrs_attrs__", ()):
            yield from _values(getattr(value, attribute.name))
