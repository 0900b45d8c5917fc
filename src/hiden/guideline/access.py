# SPDX-License-Identifier: Apache-2.0
r"""Compare who can open a secret with who may know it (アクセス権者).

Rules:
    * Names are compared by label, without ``DOMAIN\`` and ``@domain``; nothing is guessed beyond.
    * Names that mean everybody and technical accounts are data (``data/principals.yaml``).
    * A group whose members are not known is neither inside nor outside unless it is on the list by
      its name; it is listed as unresolved.
    * That somebody cannot open it is said only where all groups are resolved.

Example:
    >>> kind_of_principal("NT AUTHORITY\\Authenticated Users").value
    'everybody'
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain

import attrs

from hiden.foundation.ids import SecretId
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.text import NormalizedText, normalize_label
from hiden.guideline.cross_checks import fact_mistakes
from hiden.guideline.facts import Fact, FactFile
from hiden.guideline.grid import load_sources
from hiden.guideline.grid_checks import refuse
from hiden.guideline.pattern_checks import broken
from hiden.registry import Secret

__all__ = [
    "AccessComparison",
    "AccessView",
    "Opener",
    "OpenerHow",
    "PrincipalKind",
    "PrincipalRule",
    "access_view",
    "compare_access",
    "kind_of_principal",
    "load_principals",
    "read_principals",
]


class OpenerHow(StrEnum):
    """By what it is known that somebody can open a secret, or did."""

    PERMISSION = "permission"
    LOG = "log"


class PrincipalKind(StrEnum):
    """What a name in a list of permissions stands for."""

    EVERYBODY = "everybody"
    TECHNICAL = "technical"
    NAMED = "named"
    """A person or a group."""


@attrs.frozen(kw_only=True)
class PrincipalRule(Fact):
    """Names that stand for one kind of principal.

    Attributes:
        kind: Which kind.
        names: As the systems write them.
        patterns: Regular expressions on the folded name, from end to end.
    """

    kind: PrincipalKind
    names: tuple[str, ...]
    patterns: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Opener:
    """Somebody who can open it, or did.

    Attributes:
        name: A person or a group, as the system writes it.
        how: By what this is known.
        path: The file or folder; empty if not said.
    """

    name: str
    how: OpenerHow = OpenerHow.PERMISSION
    path: str = ""


@attrs.frozen(kw_only=True)
class AccessView:
    """Who can open what a secret is kept in.

    Attributes:
        taken_on: The day on which this was so.
        everybody: Whoever can log in to the system can open it.
        openers: Persons, groups and technical accounts, each name and path once.
        unresolved_groups: Groups among the openers whose members are not known.
    """

    taken_on: dt.date
    everybody: bool
    openers: tuple[Opener, ...]
    unresolved_groups: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class AccessComparison:
    """How a view differs from the need-to-know list.

    Attributes:
        secret: Code of the secret.
        taken_on: The day of the view.
        listed_and_open: Names that may know it and can open it.
        outside: Names that can open it and are not on the list.
        opened: Those of ``outside`` who did open it, by a log.
        missing: Names on the list that cannot open it; empty where it cannot be told.
        everybody: Whoever can log in to the system can open it.
        technical: Technical accounts that can open it; they are not outsiders.
        unresolved_groups: Groups that are not on the list and whose members are not known.
        is_list_empty: The register names nobody, so that nobody can be called an outsider.
    """

    secret: SecretId
    taken_on: dt.date
    listed_and_open: tuple[str, ...]
    outside: tuple[str, ...]
    opened: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    everybody: bool
    technical: tuple[str, ...] = ()
    unresolved_groups: tuple[str, ...] = ()
    is_list_empty: bool = False

    @property
    def is_as_listed(self) -> bool:
        """Only those on the list can open it, and this is known for certain."""
        return not (self.everybody or self.outside or self.unresolved_groups or self.is_list_empty)


@cache
def load_principals() -> tuple[PrincipalRule, ...]:
    """Return the names that stand for everybody and for technical accounts, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the file was damaged.
    """
    folder = resources.files("hiden.guideline").joinpath("data")
    return read_principals(folder.joinpath("principals.yaml"), sources=load_sources())


def read_principals(source: Traversable, *, sources: Collection[str]) -> tuple[PrincipalRule, ...]:
    """Read the names from a file.

    Args:
        source: The file.
        sources: Ids of the sources that may be named.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: The file cannot be read.
    """
    rules = load_yaml(source, FactFile[PrincipalRule]).facts
    patterns = ((rule.id, pattern) for rule in rules for pattern in rule.patterns)
    refuse(str(source), chain(fact_mistakes(rules, sources=sources), broken(patterns)))
    return rules


def kind_of_principal(name: str) -> PrincipalKind:
    """Say what a name in a list of permissions stands for."""
    folded = _folded(name)
    for kind, names, patterns in _compiled():
        if folded in names or any(pattern.fullmatch(folded) for pattern in patterns):
            return kind
    return PrincipalKind.NAMED


@cache
def _compiled() -> tuple[
    tuple[PrincipalKind, frozenset[NormalizedText], tuple[re.Pattern[str], ...]], ...
]:
    return tuple(
        (rule.kind, frozenset(map(_folded, rule.names)), tuple(map(re.compile, rule.patterns)))
        for rule in load_principals()
    )


def access_view(
    readers: Iterable[Opener],
    *,
    taken_on: dt.date,
    members: Mapping[str, Collection[str]],
    groups: Collection[str] = (),
) -> AccessView:
    """Make a view from the principals that may read; groups of technical accounts stay whole.

    Args:
        readers: Users, groups and names that mean everybody, as the system writes them.
        taken_on: The day on which this was so.
        members: Members of each group whose members are known.
        groups: Names that are known to be groups. One with no known member is unresolved.
    """
    openers: dict[Opener, None] = {}
    unresolved: dict[str, None] = {}
    everybody = False
    for reader in readers:
        inside = members.get(reader.name, ())
        kind = kind_of_principal(reader.name)
        if kind is PrincipalKind.EVERYBODY:
            everybody = True
        elif kind is PrincipalKind.NAMED and inside:
            openers.update(dict.fromkeys(attrs.evolve(reader, name=name) for name in inside))
        else:
            openers[reader] = None
            if kind is PrincipalKind.NAMED and reader.name in groups:
                unresolved[reader.name] = None
    return AccessView(
        taken_on=taken_on,
        everybody=everybody,
        openers=tuple(openers),
        unresolved_groups=tuple(unresolved),
    )


def compare_access(
    secret: Secret, view: AccessView, *, aliases: Mapping[str, tuple[str, ...]] | None = None
) -> AccessComparison:
    """Compare who can open a secret with who may know it.

    Args:
        secret: Its ``need_to_know`` is the list.
        view: Who can open it.
        aliases: Other names of an entry of the list: the members of a group, the login of a code.
    """
    listed = {name: _names(name, aliases or {}) for name in secret.need_to_know}
    allowed = frozenset().union(*listed.values())
    names = tuple(dict.fromkeys(opener.name for opener in view.openers))
    inside = tuple(name for name in names if _folded(name) in allowed)
    others = tuple(name for name in names if name not in inside)
    technical = tuple(n for n in others if kind_of_principal(n) is PrincipalKind.TECHNICAL)
    unresolved = tuple(name for name in view.unresolved_groups if name not in inside)
    outside = tuple(n for n in others if listed and n not in technical and n not in unresolved)
    did = {opener.name for opener in view.openers if opener.how is OpenerHow.LOG}
    return AccessComparison(
        secret=secret.code,
        taken_on=view.taken_on,
        listed_and_open=inside,
        outside=outside,
        opened=tuple(name for name in outside if name in did),
        missing=() if view.everybody or view.unresolved_groups else _missing(listed, inside),
        everybody=view.everybody,
        technical=technical,
        unresolved_groups=unresolved,
        is_list_empty=not listed,
    )


def _missing(
    listed: Mapping[str, frozenset[NormalizedText]], inside: Iterable[str]
) -> tuple[str, ...]:
    found = {_folded(name) for name in inside}
    return tuple(name for name, forms in listed.items() if not forms & found)


def _names(name: str, aliases: Mapping[str, tuple[str, ...]]) -> frozenset[NormalizedText]:
    """Return every folded form of an entry of the list."""
    folded = _folded(name)
    others = [o for key, value in aliases.items() if _folded(key) == folded for o in value]
    return frozenset({folded, *map(_folded, others)})


def _folded(name: str) -> NormalizedText:
    without_domain = name.rpartition("\\")[2]
    return normalize_label(without_domain.partition("@")[0] or without_domain)
