# SPDX-License-Identifier: Apache-2.0
"""Starter packs: which secrets a company of a trade is likely to have, to begin a register with.

Rules:
    * A pack is Hiden's proposal; it says nothing about the company that opens it.
    * A suggestion leaves empty what only the company knows: who may know it, where it is kept,
      which information is meant. A person reviews what it proposes before it is saved.
    * Titles never give a secret away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain, count, filterfalse
from types import MappingProxyType

import attrs

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import Language, Message, mark
from hiden.foundation.strict_yaml import load_yaml_folder
from hiden.foundation.text import normalize_label
from hiden.foundation.wording import Localized
from hiden.guideline.cross_checks import fact_mistakes, unknown
from hiden.guideline.facts import FILLED, Fact
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.grid_checks import refuse, repeated
from hiden.registry import ContainerKind, Decision, Level, Secret, SecretKind
from hiden.registry.fields import secret_code

__all__ = ["Form", "LikelySecret", "Pack", "find_pack", "load_packs", "read_packs", "suggest"]

_NOTES = mark("Suggested by a starter pack. Worth: %(worth)s Usually found in: %(forms)s.")
_PATENT = mark("%(notes)s Patent: %(patent)s")


@attrs.frozen(kw_only=True)
class Form:
    """In what a secret of this sort is usually found.

    Attributes:
        kind: In what, as the register has it.
        ja: What that is here, in Japanese.
        en: The same in English.
    """

    kind: ContainerKind
    ja: str = attrs.field(validator=FILLED)
    en: str = attrs.field(validator=FILLED)


@attrs.frozen(kw_only=True)
class LikelySecret(Fact):
    """A secret that companies of this trade are likely to have; ``ja`` and ``en`` are its title.

    Attributes:
        kind: Technical or business.
        level: How strictly to keep it, as a first proposal.
        owner: The department that is likely to own it.
        forms: In what it is usually found.
        worth: Why it is valuable, in a sentence.
        patterns: Ids of the patterns of outflow (TO-) by which such a secret typically leaks.
        patent: What to consider about a patent; ``None`` if none comes into question.
    """

    kind: SecretKind
    level: Level
    owner: Localized
    forms: tuple[Form, ...] = attrs.field(validator=FILLED)
    worth: Localized
    patterns: tuple[str, ...] = ()
    patent: Localized | None = None


@attrs.frozen(kw_only=True)
class Pack(Fact):
    """The likely secrets of one trade; ``ja`` and ``en`` are the name of the trade.

    Attributes:
        urn: Name of the pack.
        version: Edition, counted up when it changes.
        as_of: The day up to which it is known.
        prefix: With which the codes of its secrets begin, such as ``MM``.
        questions: What to ask first.
        secrets: The likely secrets.
    """

    urn: str
    version: int
    as_of: dt.date
    prefix: str = attrs.field(validator=attrs.validators.matches_re(r"[A-Z]{2}"))
    questions: tuple[Fact, ...] = attrs.field(validator=FILLED)
    secrets: tuple[LikelySecret, ...] = attrs.field(validator=FILLED)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The pack itself, its questions and its secrets."""
        return (self, *self.questions, *self.secrets)


def suggest(
    pack: Pack, *, language: Language, taken_codes: Collection[str] = (), prefix: str = ""
) -> tuple[Secret, ...]:
    """Make rows of a register from a pack, for a person to review before they are saved.

    Args:
        pack: The trade.
        language: Of the titles, owners and notes.
        taken_codes: Codes that the register has already; none is given again, in whatever width.
        prefix: With which the codes begin; the pack's own if empty.

    Returns:
        One secret for each of the pack's, in its order.

    Raises:
        ValueError: ``prefix`` cannot begin a code.

    Example:
        >>> suggest(find_pack("machine-maker"), language="en")[0].title
        'Assembly and adjustment conditions of main units'
    """
    taken = {normalize_label(code) for code in taken_codes}
    numbered = (f"{prefix or pack.prefix}-{number:02}" for number in count(1))
    free = filterfalse(lambda code: normalize_label(code) in taken, numbered)
    return tuple(
        _row(likely, code, language) for likely, code in zip(pack.secrets, free, strict=False)
    )


def _row(likely: LikelySecret, code: str, language: Language) -> Secret:
    return Secret(
        code=secret_code(code),
        title=likely.wording.text(language),
        level=likely.level,
        kind=likely.kind,
        owner=likely.owner.wording.text(language),
        decision=Decision.UNDECIDED if likely.patent else None,
        notes=_notes(likely, language).text(language),
    )


def _notes(likely: LikelySecret, language: Language) -> Message:
    forms = ("、" if language == "ja" else ", ").join(
        form.ja if language == "ja" else form.en for form in likely.forms
    )
    notes = Message(_NOTES, {"worth": likely.worth.wording, "forms": forms})
    if likely.patent is None:
        return notes
    return Message(_PATENT, {"notes": notes, "patent": likely.patent.wording})


def find_pack(pack_id: str) -> Pack:
    """Return one pack.

    Raises:
        InputError: There is no such pack.
    """
    packs = load_packs()
    if pack_id not in packs:
        raise InputError(ErrorCode.PACK_UNKNOWN, pack=pack_id, known=", ".join(packs))
    return packs[pack_id]


@cache
def load_packs() -> Mapping[str, Pack]:
    """Return the packs that come with Hiden, by id.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake in their files.
    """
    return read_packs(
        files("hiden.guideline") / "data" / "packs",
        sources=load_sources(),
        patterns=load_grid().patterns,
    )


def read_packs(
    folder: Traversable, *, sources: Collection[str], patterns: Collection[str]
) -> Mapping[str, Pack]:
    """Read a folder of packs and check them.

    Args:
        folder: With one YAML file for each pack.
        sources: Ids of the sources that are known.
        patterns: Ids of the patterns of outflow that are known.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: A file cannot be read.
    """
    packs = load_yaml_folder(folder, Pack)
    refuse(str(folder), _mistakes(packs, sources, patterns))
    return MappingProxyType({pack.id: pack for pack in packs})


def _mistakes(
    packs: tuple[Pack, ...], sources: Collection[str], patterns: Collection[str]
) -> Iterator[tuple[str, str]]:
    yield from repeated(pack.id for pack in packs)
    yield from repeated(pack.prefix for pack in packs)
    for pack in packs:
        yield from fact_mistakes(pack.facts, sources=sources)
    named = (
        (secret.id, secret.patterns) for secret in chain.from_iterable(p.secrets for p in packs)
    )
    yield from unknown(named, known=patterns, kind="pattern")
