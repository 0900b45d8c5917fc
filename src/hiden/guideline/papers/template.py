# SPDX-License-Identifier: Apache-2.0
"""A document template as a whole.

What it does not do: check that the names in it resolve. See ``hiden.guideline.papers.loader``.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum, auto

import attrs

from hiden.foundation.language import Language, Message, mark
from hiden.foundation.wording import Localized, Wording, wording
from hiden.guideline.facts import Mark
from hiden.guideline.papers.blocks import FILLED, BlockText, ClauseText
from hiden.guideline.papers.fields import Field
from hiden.registry import AgreementKind

__all__ = ["Group", "Template", "TemplateKind"]


class Group(StrEnum):
    """With whom a document has to do."""

    ORGANISATION = auto()
    PEOPLE = auto()
    PARTNERS = auto()
    VISITORS = auto()

    @property
    def message(self) -> Message:
        """Its name, for the reader."""
        return Message(_GROUPS[self])


_GROUPS = {
    Group.ORGANISATION: mark("documents for the organisation"),
    Group.PEOPLE: mark("documents for employees and leavers"),
    Group.PARTNERS: mark("documents for business partners"),
    Group.VISITORS: mark("documents for visitors"),
}


class TemplateKind(StrEnum):
    """What sort of document it is."""

    CONTRACT = auto()
    RULE = auto()
    PLEDGE = auto()
    FORM = auto()
    LIST = auto()
    LABELS = auto()
    SLIDES = auto()


@attrs.frozen(kw_only=True)
class Template:
    """A document to fill.

    Attributes:
        urn: Its full name.
        version: Edition, counted up when it changes.
        as_of: The day up to which it is known to be right.
        id: Its name, that of its file.
        group: With whom it has to do.
        ja: What it is called, in Japanese.
        en: The same in English.
        purpose: When it is used.
        mark: How well it is verified.
        sources: What it rests on.
        kind: What sort of document it is.
        blocks: What stands in it.
        title: Printed title, if it is not what the template is called.
        agreement: What it becomes in the register once it is signed; ``None`` if nothing.
        fields: Places to fill.
        landscape: Wider than high.
    """

    urn: str
    version: int = attrs.field(validator=attrs.validators.ge(1))
    as_of: dt.date
    id: str = attrs.field(validator=attrs.validators.matches_re(r"[a-z][a-z0-9-]*"))
    group: Group
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)
    purpose: Localized
    mark: Mark
    sources: tuple[str, ...] = attrs.field(validator=FILLED)
    kind: TemplateKind
    blocks: tuple[BlockText, ...] = attrs.field(validator=FILLED)
    title: Localized | None = None
    agreement: AgreementKind | None = None
    fields: tuple[Field, ...] = ()
    landscape: bool = False

    def __attrs_post_init__(self) -> None:
        want = f"urn:hiden:guideline:paper:{self.id}"
        if self.urn != want:
            raise ValueError(f"urn: got {self.urn}, want {want}")

    @property
    def wording(self) -> Wording:
        """What it is called, to show."""
        return wording(ja=self.ja, en=self.en)

    @property
    def clauses(self) -> tuple[ClauseText, ...]:
        """Its clauses, in the order in which they are numbered."""
        contents = (block.content for block in self.blocks)
        return tuple(content for content in contents if isinstance(content, ClauseText))

    def printed_title(self, language: Language) -> str:
        """Return the title that is printed."""
        return (self.title.wording if self.title else self.wording).text(language)
