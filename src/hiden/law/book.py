# SPDX-License-Identifier: Apache-2.0
"""Reading the law's data, whole or not at all.

Rules:
    * Periods follow one another without gap or overlap.
    * Every source named exists; every id stands once; every kind of act says for every version with
      crimes where it stands or that it does not.
    * All mistakes are reported at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain, pairwise
from typing import Protocol, TypeVar

import attrs

from hiden.foundation.errors import ErrorCode, RuleError
from hiden.foundation.strict_yaml import load_yaml
from hiden.law.facts import ActKind
from hiden.law.penal_rules import (
    ActRule,
    Change,
    LawVersion,
    OrderPenalty,
    PurposeRule,
    ScopeRule,
    Side,
)
from hiden.law.rules import ANY, DatedRule, Rule, RuleFile, Source, is_within

__all__ = ["LawBook", "load_law", "read_law"]

_ONE_DAY = dt.timedelta(days=1)


T = TypeVar("T", bound=Rule | Source)


class _Dated(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def since(self) -> dt.date | None: ...
    @property
    def until(self) -> dt.date | None: ...


@attrs.frozen(kw_only=True)
class LawBook:
    """The law that Hiden knows.

    Attributes:
        as_of: The day up to which it is known.
        urns: Name of each rule's file, by the rule's id.
        sources: Sources by id.
        versions: Versions of the Act, oldest first, without gap.
        changes: Amendments inside versions.
        acts: Kinds of criminal act.
        scopes: What corporate fines, attempts and acts abroad reach.
        orders: Penalties for breach of protective orders, oldest first.
        purposes: The purpose element, oldest first.
        civil: Civil rules.
        procedure: Rules of criminal procedure.
        limitation: Limitation periods.
        notes: How the version is chosen, and what is easily got wrong.
    """

    as_of: dt.date
    urns: Mapping[str, str]
    sources: Mapping[str, Source]
    versions: tuple[LawVersion, ...]
    changes: tuple[Change, ...]
    acts: Mapping[ActKind, ActRule]
    scopes: tuple[ScopeRule, ...]
    orders: tuple[OrderPenalty, ...]
    purposes: tuple[PurposeRule, ...]
    civil: tuple[DatedRule, ...]
    procedure: tuple[DatedRule, ...]
    limitation: tuple[DatedRule, ...]
    notes: tuple[DatedRule, ...]

    def version_on(self, day: dt.date) -> LawVersion:
        """Return the version that governs an act of a day; every day has one."""
        return next(v for v in self.versions if is_within(day, v.since, v.until))

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id.

        Raises:
            KeyError: There is no such rule.
        """
        for rule in self.rules():
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def rules(self) -> Iterator[Rule]:
        """Yield every rule, file by file."""
        return chain(
            self.versions,
            self.changes,
            self.acts.values(),
            self.scopes,
            self.orders,
            self.purposes,
            self.civil,
            self.procedure,
            self.limitation,
            self.notes,
        )


@cache
def load_law() -> LawBook:
    """Return the law that is shipped with Hiden, read once.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the files were damaged.
    """
    return read_law(resources.files("hiden.law").joinpath("rules", "japan"))


def read_law(folder: Traversable) -> LawBook:
    """Read the law from a folder of YAML files.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake.
        OSError: A file cannot be read.
    """
    versions = _file(folder, "ucpa_versions", RuleFile[LawVersion])
    changes = _file(folder, "ucpa_changes", RuleFile[Change])
    acts = _file(folder, "acts", RuleFile[ActRule])
    scopes = _file(folder, "scopes", RuleFile[ScopeRule])
    orders = _file(folder, "protective_orders", RuleFile[OrderPenalty])
    purposes = _file(folder, "purposes", RuleFile[PurposeRule])
    dated = {
        name: _file(folder, name, RuleFile[DatedRule])
        for name in ("civil", "procedure", "limitation", "notes")
    }
    sources = _file(folder, "sources", RuleFile[Source])
    files: tuple[RuleFile[Rule], ...] = (
        versions, changes, acts, scopes, orders, purposes, *dated.values(),
    )  # fmt: skip
    _refuse(
        str(folder),
        chain(
            _repeated(
                chain(
                    (rule.id for file in files for rule in file.rules),
                    (source.id for source in sources.rules),
                )
            ),
            _unknown_sources(files, {source.id for source in sources.rules}),
            _gaps((None, *versions.rules, None)),
            _gaps((*orders.rules, None)),
            _gaps((*purposes.rules, None)),
            _incomplete_acts(acts.rules, versions.rules),
            _unknown_ids(scopes.rules, changes.rules, versions.rules),
            _unknown_acts(rule for file in dated.values() for rule in file.rules),
        ),
    )
    return LawBook(
        as_of=versions.as_of,
        urns={rule.id: file.urn for file in files for rule in file.rules},
        sources={source.id: source for source in sources.rules},
        versions=versions.rules,
        changes=changes.rules,
        acts={rule.kind: rule for rule in acts.rules},
        scopes=scopes.rules,
        orders=orders.rules,
        purposes=purposes.rules,
        **{name: file.rules for name, file in dated.items()},
    )


def _file(folder: Traversable, name: str, kind: type[RuleFile[T]]) -> RuleFile[T]:
    return load_yaml(folder.joinpath(f"{name}.yaml"), kind)


def _refuse(path: str, mistakes: Iterable[tuple[str, str]]) -> None:
    errors = [
        RuleError(ErrorCode.LAW_RULE, path=path, rule=rule, detail=detail)
        for rule, detail in mistakes
    ]
    if errors:
        raise ExceptionGroup(path, errors)


def _repeated(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for rule_id in ids:
        if rule_id in seen:
            yield rule_id, "the id stands twice"
        seen.add(rule_id)


def _unknown_sources(files: Iterable[RuleFile[Rule]], known: set[str]) -> Iterator[tuple[str, str]]:
    for rule in chain.from_iterable(file.rules for file in files):
        named = set(rule.sources)
        if isinstance(rule, ActRule):
            named.update(chain.from_iterable(place.sources for place in rule.provisions))
        for source in sorted(named - known):
            yield rule.id, f"the source {source} is not in sources.yaml"


def _gaps(rules: Sequence[_Dated | None]) -> Iterator[tuple[str, str]]:
    """Check that periods meet; ``None`` first or last stands for an open end."""
    for before, after in pairwise(rules):
        since = after.since if after else None
        until = before.until if before else None
        day_after = until + _ONE_DAY if until else None
        if since != day_after:
            rule_id = after.id if after else before.id if before else ""
            yield rule_id, f"period: got {since} as the next first day, want {day_after}"


def _incomplete_acts(
    acts: Sequence[ActRule], versions: Sequence[LawVersion]
) -> Iterator[tuple[str, str]]:
    missing = set(ActKind) - {rule.kind for rule in acts}
    yield from ((kind, "the kind of act has no rule") for kind in sorted(missing))
    by_kind = {rule.kind: rule for rule in acts}
    for rule in acts:
        if rule.base and set(rule.base) != set(rule.actors):
            yield rule.id, "base does not name every actor"
        for actor, kind in rule.base.items():
            if kind in by_kind and actor not in by_kind[kind].actors:
                yield rule.id, f"{kind} cannot be done by {actor}"
        for version in versions:
            if version.penal is not None:
                yield from _places(rule, version)


def _places(rule: ActRule, version: LawVersion) -> Iterator[tuple[str, str]]:
    places = [place for place in rule.provisions if place.version == version.id]
    days = {version.since, version.until, *(p.since for p in places), *(p.until for p in places)}
    for day in sorted(day for day in days if day):
        for side in (Side.OUTSIDER, Side.INSIDER):
            count = sum(
                place.side in {None, side} and is_within(day, place.since, place.until)
                for place in places
            )
            if count != 1:
                yield rule.id, f"{version.id}, {side}, {day}: got {count} places, want 1"


def _unknown_ids(
    scopes: Iterable[ScopeRule], changes: Iterable[Change], versions: Iterable[LawVersion]
) -> Iterator[tuple[str, str]]:
    known = {version.id for version in versions}
    named = chain(
        ((scope.id, version) for scope in scopes for version in scope.versions),
        ((change.id, change.inside) for change in changes),
    )
    for rule_id, version in named:
        if version not in known:
            yield rule_id, f"there is no version {version}"


def _unknown_acts(rules: Iterable[DatedRule]) -> Iterator[tuple[str, str]]:
    known = {ANY, *ActKind}
    for rule in rules:
        if rule.when is None:
            continue
        if not rule.when.acts:
            yield rule.id, "when.acts is empty, so the rule would never be shown"
        for act in rule.when.acts:
            if act not in known:
                yield rule.id, f"there is no kind of act {act}"
