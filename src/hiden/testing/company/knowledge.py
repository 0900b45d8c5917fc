# SPDX-License-Identifier: Apache-2.0
"""What the sample company is made of: the values in ``hiden/testing/data/*.yaml``.

Everything in these files is invented. Names of companies begin with 架空, Kaku, Sample or the like;
people have numbers for names; mail addresses end in ``.example`` (RFC 2606).
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from importlib.resources import files

import attrs

from hiden.foundation.strict_yaml import load_yaml

__all__ = [
    "Channel",
    "Company",
    "Department",
    "Genre",
    "Grammar",
    "Handover",
    "Leak",
    "LeakBook",
    "Ordinary",
    "Paper",
    "Partner",
    "SecretSeed",
    "Site",
    "company",
    "grammar",
    "leak_book",
    "ordinary",
    "secret_seeds",
]

Words = Mapping[str, tuple[str, ...]]


@attrs.frozen(kw_only=True)
class SecretSeed:
    """A secret before its papers are written.

    Attributes:
        parameters: Each ``name|unit|low|high``; the low bound shows how many decimals there are.
        facts: Sentences which only this secret says.
        origin: Who gave it to the company; empty when it is the company's own.
    """

    code: str
    title: str
    group: str
    level: str
    department: str
    subject: str
    steps: tuple[str, ...]
    things: tuple[str, ...]
    troubles: tuple[str, ...]
    parameters: tuple[str, ...]
    facts: tuple[str, ...]
    language: str = "ja"
    origin: str = ""

    @property
    def kind(self) -> str:
        """Return ``technical`` or ``business``, as its code says."""
        return "technical" if "-T-" in self.code else "business"


@attrs.frozen(kw_only=True)
class Paper:
    """A kind of registered paper: its name and the headings of its parts."""

    kind: str
    language: str
    name: str
    headings: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Grammar:
    """The sentences of registered papers."""

    technical_ja: tuple[str, ...]
    business_ja: tuple[str, ...]
    technical_en: tuple[str, ...]
    business_en: tuple[str, ...]
    words_ja: Words
    words_en: Words
    papers: tuple[Paper, ...]


@attrs.frozen(kw_only=True)
class Genre:
    """A kind of ordinary paper.

    Attributes:
        use: ``public`` (for customers to keep), ``article`` (public, about a secret's subject),
            ``mail``, ``notice`` (for people inside) or ``paper``.
    """

    name: str
    language: str
    use: str
    titles: tuple[str, ...]
    sentences: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Ordinary:
    """The ordinary papers."""

    genres: tuple[Genre, ...]
    words_ja: Words
    words_en: Words


@attrs.frozen(kw_only=True)
class Department:
    """A department, its head's code and how many people it has."""

    code: str
    name: str
    name_en: str
    head: str
    count: int


@attrs.frozen(kw_only=True)
class Site:
    """A site; ``country`` as in ISO 3166, ``secrets`` as the company writes it."""

    code: str
    name: str
    country: str
    kind: str
    people: int
    secrets: str


@attrs.frozen(kw_only=True)
class Partner:
    """A partner; dates as the company writes them."""

    code: str
    name: str
    country: str
    kind: str
    since: str
    agreement: str
    due: str


@attrs.frozen(kw_only=True)
class Handover:
    """A secret rightly shown to a partner; dates as the company writes them."""

    code: str
    secret: str
    partner: str
    day: str
    means: str
    due: str
    returned: str


@attrs.frozen(kw_only=True)
class Company:
    """The company and the boilerplate of its papers.

    Attributes:
        as_of: The day on which everything is told.
        level_notice: What a paper of each level says at its head.
    """

    name_ja: str
    name_en: str
    mark_ja: str
    mark_en: str
    domain: str
    as_of: dt.date
    departments: tuple[Department, ...]
    sites: tuple[Site, ...]
    partners: tuple[Partner, ...]
    handovers: tuple[Handover, ...]
    cover_ja: tuple[str, ...]
    closing_ja: tuple[str, ...]
    cover_en: tuple[str, ...]
    closing_en: tuple[str, ...]
    mail_footer_ja: tuple[str, ...]
    mail_footer_en: tuple[str, ...]
    level_notice: Mapping[str, str]
    level_notice_en: Mapping[str, str]

    def notice(self, level: str, *, language: str) -> str:
        """Return what a paper of this level says at its head."""
        return (self.level_notice_en if language == "en" else self.level_notice)[level]

    def mark(self, language: str) -> str:
        """Return the sentence that says this is a sample."""
        return self.mark_en if language == "en" else self.mark_ja

    def cover(self, language: str) -> tuple[str, ...]:
        """Return the boilerplate at the head of a paper."""
        return self.cover_en if language == "en" else self.cover_ja

    def closing(self, language: str) -> tuple[str, ...]:
        """Return the boilerplate at the end of a paper."""
        return self.closing_en if language == "en" else self.closing_ja

    def mail_footer(self, language: str) -> tuple[str, ...]:
        """Return the boilerplate at the end of a mail."""
        return self.mail_footer_en if language == "en" else self.mail_footer_ja


@attrs.frozen(kw_only=True)
class Leak:
    """One leak: class of the copy, form of its text, way out, kind of file, and its containers."""

    kind: str
    form: str
    channel: str
    carrier: str
    inside: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Channel:
    """A way out.

    Attributes:
        origin: What a scan of its folder is told about where the files come from.
        route: people, overseas, cyber or partners.
        share: How many of 220 outgoing files take it.
    """

    name: str
    folder: str
    origin: str
    route: str
    share: int


@attrs.frozen(kw_only=True)
class LeakBook:
    """The leaks, the ways out, and pairs of words which may stand for one another."""

    leaks: tuple[Leak, ...]
    channels: tuple[Channel, ...]
    synonyms: tuple[tuple[str, str], ...]


@functools.cache
def company() -> Company:
    """Return the company."""
    return load_yaml(_DATA / "company.yaml", Company)


@functools.cache
def grammar() -> Grammar:
    """Return the sentences of registered papers."""
    return load_yaml(_DATA / "sentences.yaml", Grammar)


@functools.cache
def ordinary() -> Ordinary:
    """Return the ordinary papers."""
    return load_yaml(_DATA / "ordinary.yaml", Ordinary)


@functools.cache
def leak_book() -> LeakBook:
    """Return the leaks."""
    return load_yaml(_DATA / "leaks.yaml", LeakBook)


@functools.cache
def secret_seeds() -> tuple[SecretSeed, ...]:
    """Return the secrets, technical ones first, by code."""
    names = ("secrets_technical.yaml", "secrets_business.yaml")
    return tuple(seed for name in names for seed in load_yaml(_DATA / name, tuple[SecretSeed, ...]))


_DATA = files("hiden.testing") / "data"
