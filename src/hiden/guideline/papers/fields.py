# SPDX-License-Identifier: Apache-2.0
"""The places to fill in a document template: who gives what.

Rules:
    * What a person must give has a default or is asked for; nothing is guessed.
    * A default in words stands in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum, auto
from functools import cache
from typing import Any, TypeAlias

import attrs
from cattrs import BaseConverter
from cattrs.gen import make_dict_structure_fn, override

from hiden.foundation.wording import Localized, Wording, wording

__all__ = ["PLACE", "Field", "FieldKind", "Given"]

PLACE = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
"""A place to fill, and the name in it."""

FILLED: Callable[[Any, attrs.Attribute[Any], Any], None] = attrs.validators.min_len(1)

Default: TypeAlias = Localized | int


class FieldKind(StrEnum):
    """What sort of value a field takes."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    SECRETS = auto()


class Given(StrEnum):
    """Who gives a field's value."""

    ORGANISATION = auto()
    """The workspace knows it."""
    REGISTER = auto()
    """It is taken from the secrets chosen; a place to write by hand if there are none."""
    ASK = auto()
    """A person must give it, unless there is a default."""
    BLANK = auto()
    """It is printed as a place to write by hand, unless somebody gives it."""


@attrs.frozen(kw_only=True)
class Field:
    """A place to fill.

    Attributes:
        id: Its name, as it stands in braces.
        ja: What to give, in Japanese.
        en: The same in English.
        kind: What sort of value it takes.
        given_by: Who gives it; ``from`` in the file.
        default: What stands there unless something else is given: a text in both languages or a
            number; only of fields that are asked for.
    """

    id: str = attrs.field(validator=attrs.validators.matches_re(r"[a-z][a-z0-9_]*"))
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    kind: FieldKind
    given_by: Given
    default: Default | None = None

    def __attrs_post_init__(self) -> None:
        if (self.given_by is Given.REGISTER) != (self.kind is FieldKind.SECRETS):
            raise ValueError("only fields of the kind secrets come from the register, and all do")
        wanted = {FieldKind.TEXT: Localized, FieldKind.NUMBER: int}.get(self.kind)
        if self.default is not None and (
            self.given_by is not Given.ASK or type(self.default) is not wanted
        ):
            raise ValueError("default: want {ja, en} or a number, of a text or number to ask for")

    @property
    def wording(self) -> Wording:
        """What to give, to show."""
        return wording(ja=self.ja, en=self.en)

    @classmethod
    def from_yaml(cls, value: object, converter: BaseConverter) -> Field:
        """Read it from a file."""
        return _hook(converter)(value, cls)


@cache
def _hook(converter: BaseConverter) -> Callable[[Any, type[Field]], Field]:
    def default(value: object, _: object) -> Default:
        if isinstance(value, dict):
            return converter.structure(value, Localized)
        return converter.structure(value, int)

    return make_dict_structure_fn(
        Field,
        converter,
        given_by=override(rename="from"),
        default=override(struct_hook=default),
    )
