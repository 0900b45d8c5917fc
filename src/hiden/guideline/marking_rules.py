# SPDX-License-Identifier: Apache-2.0
"""The words of markings, from ``data/markings.yaml``, and how each is looked for in each place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.strict_yaml import load_yaml
from hiden.guideline.cross_checks import fact_mistakes
from hiden.guideline.facts import FILLED, Fact, FactFile
from hiden.guideline.grid import load_sources
from hiden.guideline.grid_checks import refuse
from hiden.guideline.pattern_checks import broken
from hiden.registry import Level

__all__ = [
    "Form",
    "MarkPlace",
    "MarkingBook",
    "MarkingRule",
    "Weight",
    "load_markings",
    "read_markings",
]


class MarkPlace(StrEnum):
    """In what a marking stands."""

    TEXT = "text"
    HEADER = "header"
    FOOTER = "footer"
    FILE_NAME = "file_name"
    PROPERTIES = "properties"


class Weight(StrEnum):
    """What a marking is worth."""

    STRONG = "strong"
    WEAK = "weak"
    """It supports a marking, and does not make one."""


class Form(StrEnum):
    """How a word must stand."""

    SIGN = "sign"
    LETTER = "letter"
    WORD = "word"
    PHRASE = "phrase"


@attrs.frozen(kw_only=True)
class MarkingRule(Fact):
    """Words that mark.

    Attributes:
        level: The level that they say; ``None`` if they say none.
        weight: Whether they mark by themselves.
        form: How they must stand.
        words: The words, folded, at least one.
        not_before: Patterns that must not end just before.
        not_after: Patterns that must not begin just after.
    """

    level: Level | None
    weight: Weight
    form: Form
    words: tuple[str, ...] = attrs.field(validator=FILLED)
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class MarkingBook(FactFile[MarkingRule]):
    """All rules of markings.

    Attributes:
        not_before: ``not_before`` of every word.
        not_after: ``not_after`` of every word.
        not_lines: A line of a text with such a pattern marks nothing.
        declarations: How a text says of itself that it is secret, with ``{word}`` for the word.
    """

    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    not_lines: tuple[str, ...]
    declarations: tuple[str, ...]

    def is_apart(self, rule: MarkingRule, before: str, after: str) -> bool:
        """Tell whether nothing beside a word says that it is no marking."""
        return not (
            any(re.search(f"(?:{one})$", before) for one in (*self.not_before, *rule.not_before))
            or any(re.match(one, after) for one in (*self.not_after, *rule.not_after))
        )

    def is_talk(self, line: str) -> bool:
        """Tell whether a line of a text talks of levels, duties or mails."""
        return any(re.search(pattern, line) for pattern in self.not_lines)

    def places(self, rule: MarkingRule, text: str, where: MarkPlace) -> set[tuple[int, int]]:
        """Return where the rule's words stand as markings stand, half-open; context not asked."""
        return {
            match.span("word")
            for pattern in _patterns(rule.words, rule.form, where, self.declarations)
            for match in pattern.finditer(text)
        }


@cache
def load_markings() -> MarkingBook:
    """Return the rules that are shipped with Hiden, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the file was damaged.
    """
    folder = resources.files("hiden.guideline").joinpath("data")
    return read_markings(folder.joinpath("markings.yaml"), sources=load_sources())


def read_markings(source: Traversable, *, sources: Collection[str]) -> MarkingBook:
    """Read the rules from a file.

    Args:
        source: The file.
        sources: Ids of the sources that may be named.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    book = load_yaml(source, MarkingBook)
    refuse(
        str(source),
        chain(fact_mistakes(book.facts, sources=sources), broken(_patterns_of(book))),
    )
    return book


def _patterns_of(book: MarkingBook) -> Iterator[tuple[str, str]]:
    of_file = (*book.not_before, *book.not_after, *book.not_lines)
    yield from ((book.urn, pattern) for pattern in of_file)
    yield from ((book.urn, pattern.replace("{word}", "w")) for pattern in book.declarations)
    for rule in book.facts:
        yield from ((rule.id, pattern) for pattern in (*rule.not_before, *rule.not_after))


_OPEN, _CLOSE = r"【\[(〔「『<《≪", r"】\])〕」』>》≫"
_SEPARATORS = r"\n|/,、。・:;■□●○◆★☆※*_"
_GAP = r"[^\S\n]{0,8}"
_DASHES = r"(?:-{1,3}|[–—―‐]{1,3})"

_BRACKETED = rf"(?<=[{_OPEN}])\s?(?P<word>W)(?=\s?[{_CLOSE}])"
_SEGMENT = (
    rf"(?:^|(?<=[{_SEPARATORS}{_OPEN}])|(?<=\s\s)|(?<=[-–—]\s)){_GAP}(?P<word>W)"
    rf"(?={_GAP}(?:$|[{_SEPARATORS}{_CLOSE}])|\s\s|\s{_DASHES}|\s(?i:page|p\.)?\s?\d)"
)
_SPACED = rf"(?:^|(?<=[\s{_SEPARATORS}{_OPEN}]))(?P<word>W)(?=$|[\s{_SEPARATORS}{_CLOSE}])"
_IN_NAME = rf"(?:^|(?<=[\s_.{_OPEN}{_CLOSE}-]))(?P<word>W)(?=$|[\s_.{_OPEN}{_CLOSE}-])"
_WHOLE_WORDS = r"(?<![A-Za-z])(?P<word>W)(?![A-Za-z])"
_ANYWHERE = r"(?P<word>W)"

_IN_TEXT = {Form.LETTER: (_BRACKETED, _SEGMENT), Form.WORD: (_SPACED,), Form.PHRASE: (_SEGMENT,)}
_ELSEWHERE = {
    Form.LETTER: (_BRACKETED, _SPACED),
    Form.WORD: (_ANYWHERE,),
    Form.PHRASE: (_WHOLE_WORDS,),
}


@cache
def _patterns(
    words: tuple[str, ...], form: Form, where: MarkPlace, declarations: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    longest_first = sorted(words, key=len, reverse=True)
    word = "|".join(re.escape(one).replace(r"\ ", r"[\s_-]{1,3}") for one in longest_first)
    shapes = [shape.replace("W", f"(?i:{word})") for shape in _shapes(form, where)]
    if where is MarkPlace.TEXT and form in {Form.WORD, Form.PHRASE}:
        named = f"(?P<word>(?i:{word}))"
        shapes += (declaration.replace("{word}", named) for declaration in declarations)
    return tuple(re.compile(shape, re.MULTILINE) for shape in shapes)


def _shapes(form: Form, where: MarkPlace) -> tuple[str, ...]:
    if form is Form.SIGN:
        return (_ANYWHERE,)
    if where is MarkPlace.TEXT:
        return _IN_TEXT[form]
    if where is MarkPlace.FILE_NAME and form is Form.LETTER:
        return (_BRACKETED, _IN_NAME)
    return _ELSEWHERE[form]
