# SPDX-License-Identifier: Apache-2.0
"""An act beside the law that governs it: version, plain kind, aggravations, side.

Rules:
    * The version in force on the day of the act decides (行為時法).
    * A kind that this actor cannot commit is refused, not guessed at.
"""

from __future__ import annotations

import attrs

from hiden.foundation.errors import ErrorCode, InputError
from hiden.law.book import LawBook
from hiden.law.facts import Act, ActKind, ActorClass
from hiden.law.penal_rules import ActRule, LawVersion, ProvisionRule, ScopeRule, Side, Subject
from hiden.law.rules import is_within

__all__ = ["Case", "open_case"]

_INSIDERS = frozenset({ActorClass.TRUSTED, ActorClass.LEAVER})


@attrs.frozen(kw_only=True)
class Case:
    """An act beside the law that governs it.

    Attributes:
        act: The act.
        law: All law known.
        version: The version that governs the act.
        base: The plain kind of the act, without aggravation.
        aggravations: The aggravated kinds that the facts call for, even if the version has
            none.
        side: Whose crime it is; ``None`` if it has no side or the side is not known.
    """

    act: Act
    law: LawBook
    version: LawVersion
    base: ActRule
    aggravations: tuple[ActRule, ...]
    side: Side | None

    def places(self, rule: ActRule) -> tuple[ProvisionRule, ...]:
        """Return where a kind of act stands on the day of the act; empty if it was no crime."""
        return tuple(
            place
            for place in rule.provisions
            if place.version == self.version.id
            and is_within(self.act.on, place.since, place.until)
            and (place.side is None or self.side in {None, place.side})
        )

    def scopes(self, subject: Subject) -> tuple[ScopeRule, ...]:
        """Return the scopes of a subject in the version."""
        return tuple(
            scope
            for scope in self.law.scopes
            if scope.subject is subject and self.version.id in scope.versions
        )

    def reaching(self, subject: Subject) -> ScopeRule | None:
        """Return the scope of a subject that lists the plain kind, if there is one."""
        for scope in self.scopes(subject):
            if self.base.kind in scope.acts:
                return scope
        return None


def open_case(act: Act, *, law: LawBook) -> Case:
    """Find the version, the plain kind, the aggravations and the side of an act.

    Raises:
        InputError: This kind of act cannot be done by this actor.
    """
    rule = law.acts[act.kind]
    if act.actor not in rule.actors:
        raise InputError(
            ErrorCode.LAW_ACTOR, kind=act.kind, actor=act.actor, want=", ".join(rule.actors)
        )
    base = law.acts[rule.base[act.actor]] if rule.base else rule
    if rule.base:
        kinds: tuple[ActKind, ...] = (act.kind,)
    elif act.for_use_abroad:
        kinds = base.overseas.abroad if act.is_abroad else base.overseas.in_japan
    else:
        kinds = ()
    return Case(
        act=act,
        law=law,
        version=law.version_on(act.on),
        base=base,
        aggravations=tuple(law.acts[kind] for kind in kinds),
        side=_side(base, act.actor),
    )


def _side(base: ActRule, actor: ActorClass) -> Side | None:
    if base.side in {Side.OUTSIDER, Side.INSIDER}:
        return base.side
    if base.side is Side.ORDER or actor is ActorClass.TRADER:
        return None
    return Side.INSIDER if actor in _INSIDERS else Side.OUTSIDER
