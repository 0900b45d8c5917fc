# SPDX-License-Identifier: Apache-2.0
"""Review one secret in words: what a court would not accept, and what should be better.

Rules:
    * A secret that is described as broadly as "all technical information" is refused: nobody can
      tell it from general know-how, so nobody can prove that it was taken.
    * Everything else is a warning; nothing found does not mean that a court will protect it.
    * Words and patterns are data, each rule with its source and mark (``review.yaml``).

What it does not do: score measures (see the room ``guideline``), or read a secret's content.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.text import normalize_label, normalize_text
from hiden.registry.columns import load_columns
from hiden.registry.problem import Severity
from hiden.registry.secret import ContainerKind, Secret, Support

__all__ = ["Remark", "review"]

LONGEST_TITLE = 60
LONGEST_VAGUE = 100
"""A longer text says more than “all information”; it is searched for catch-all phrases only."""

_UNIDENTIFIED = mark(
    "the secret is not identified: courts refuse a claim whose secret cannot be told from general"
    " know-how (Nagoya District Court, 18 March 2022: acquitted, since the process was described"
    " too abstractly). Name the document, process, product or list that is meant."
)
_CATCH_ALL = mark(
    "a catch-all phrase (“all other information”) widens the secret beyond what can be identified."
    " List what is meant, and leave the phrase out."
)
_NO_NEED_TO_KNOW = mark(
    "nobody is named who may know it, so a limit of access cannot be shown."
    " Name the persons or groups."
)
_EVERYBODY = mark(
    "everybody may know it, which speaks against secrecy management (Sapporo High Court,"
    " 6 July 2023: acquitted, since the only limit was a login to the whole system)."
    " Limit it to those who need it."
)
_NO_CONTAINER = mark(
    "it is not said where the secret is found, so it cannot be checked against what was taken."
    " Name files, papers, samples, moulds, machines or the persons who know it."
)
_NO_CUSTODIAN = mark("nobody answers for it. Name a custodian.")
_NO_SUPPORT: Mapping[str, tuple[str, str]] = {
    "secrecy": (
        "no_secrecy",
        mark(
            "nothing supports secrecy management (秘密管理性)."
            " Note the marking, access limits or pledges, each with its day."
        ),
    ),
    "usefulness": (
        "no_usefulness",
        mark(
            "nothing supports usefulness (有用性)."
            " Note costs of development, use in the business or savings, each with its day."
        ),
    ),
    "non_public": (
        "no_non_public",
        mark(
            "nothing supports non-public character (非公知性)."
            " Note a search of patents and literature, or how hard analysis is, each with its day."
        ),
    ),
}
_UNDATED = mark("no support of this requirement has a day. Say when each was done or confirmed.")
_OVERDUE = mark("the review was due on %(day)s. Review the secret and set the next day.")
_EXPIRED = mark("it expired on %(day)s. Extend it, or take it out of the register.")
_HEADS_ONLY = mark(
    "the know-how exists only in heads and is not described, so nobody can prove what it was."
    " Describe its scope, and write it down in a document that is kept secret."
)
_LONG_TITLE = mark(
    "the title has %(got)d characters and may give the secret away (advised: %(limit)d)."
    " Shorten it; who reads the register must not learn the secret."
)
_REVEALING = mark(
    "the title seems to hold values, ratios or access data, and may give the secret away."
    " Take them out; who reads the register must not learn the secret."
)


@attrs.frozen(kw_only=True)
class Remark:
    """One thing to say about a secret.

    Attributes:
        severity: An error refuses the secret as it is described; a warning does not.
        rule: Stable name of the rule, such as ``unidentified``.
        field: Field of ``Secret`` to change.
        reason: What is wrong, why it matters and what to do.
        sources: Ids of the facts of law on which the rule rests; empty for rules of this system.
        mark: How well they are verified: ``T``, ``R`` or ``house``.
    """

    severity: Severity
    rule: str
    field: str
    reason: Message
    sources: tuple[str, ...]
    mark: str


@attrs.frozen(kw_only=True)
class _Rule:
    sources: tuple[str, ...]
    mark: str


@attrs.frozen(kw_only=True)
class _ReviewRules:
    id: str
    version: int
    rules: Mapping[str, _Rule]
    unidentified: tuple[str, ...]
    catch_all: tuple[str, ...]
    everybody: tuple[str, ...]
    revealing: tuple[str, ...]


@cache
def _rules() -> _ReviewRules:
    return load_yaml(files("hiden.registry") / "review.yaml", _ReviewRules)


def review(secret: Secret, *, on: dt.date) -> tuple[Remark, ...]:
    """Say what is wrong with how a secret is registered, errors first.

    Args:
        secret: As registered.
        on: Day on which the review is made.
    """
    remarks = (
        *_identification(secret),
        *_access(secret),
        *_places(secret),
        *_requirements(secret),
        *_days(secret, on),
        *_title(secret),
    )
    return tuple(sorted(remarks, key=lambda remark: remark.severity is not Severity.ERROR))


def _remark(
    rule: str,
    field: str,
    msgid: str,
    *,
    severity: Severity = Severity.WARNING,
    params: Mapping[str, object] | None = None,
) -> Remark:
    source = _rules().rules[rule]
    return Remark(
        severity=severity,
        rule=rule,
        field=field,
        reason=Message(msgid, params or {}),
        sources=source.sources,
        mark=source.mark,
    )


def _identification(secret: Secret) -> Iterator[Remark]:
    vague_title, vague_scope = _is_vague(secret.title), _is_vague(secret.scope)
    if vague_scope:
        yield _remark("unidentified", "scope", _UNIDENTIFIED, severity=Severity.ERROR)
    elif vague_title and not secret.scope:
        yield _remark("unidentified", "title", _UNIDENTIFIED, severity=Severity.ERROR)
    for field, vague, text in (
        ("title", vague_title and not secret.scope, secret.title),
        ("scope", vague_scope, secret.scope),
    ):
        if not vague and _finds(_rules().catch_all, normalize_label(text)):
            yield _remark("catch_all", field, _CATCH_ALL)


def _is_vague(text: str) -> bool:
    folded = normalize_label(text)
    return len(folded) <= LONGEST_VAGUE and any(
        re.fullmatch(pattern, folded) for pattern in _rules().unidentified
    )


def _finds(patterns: tuple[str, ...], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _access(secret: Secret) -> Iterator[Remark]:
    everybody = {normalize_label(word) for word in _rules().everybody}
    if _says_nothing(*secret.need_to_know):
        yield _remark("no_need_to_know", "need_to_know", _NO_NEED_TO_KNOW)
    elif any(normalize_label(name) in everybody for name in secret.need_to_know):
        yield _remark("everybody", "need_to_know", _EVERYBODY)
    if _says_nothing(secret.custodian):
        yield _remark("no_custodian", "custodian", _NO_CUSTODIAN)


def _says_nothing(*texts: str) -> bool:
    nothing = load_columns().nothing_labels
    return all(normalize_label(text) in nothing for text in texts)


def _places(secret: Secret) -> Iterator[Remark]:
    if not secret.containers:
        yield _remark("no_container", "containers", _NO_CONTAINER)
    elif not secret.scope and all(
        container.kind is ContainerKind.PERSON for container in secret.containers
    ):
        yield _remark("heads_only", "scope", _HEADS_ONLY)


def _requirements(secret: Secret) -> Iterator[Remark]:
    for field, (rule, msgid) in _NO_SUPPORT.items():
        supports: tuple[Support, ...] = getattr(secret, field)
        if not supports:
            yield _remark(rule, field, msgid)
        elif not any(support.on for support in supports):
            yield _remark("undated", field, _UNDATED)


def _days(secret: Secret, on: dt.date) -> Iterator[Remark]:
    for rule, field, msgid in (
        ("overdue", "review_on", _OVERDUE),
        ("expired", "expires_on", _EXPIRED),
    ):
        day: dt.date | None = getattr(secret, field)
        if day and day < on:
            yield _remark(rule, field, msgid, params={"day": day.isoformat()})


def _title(secret: Secret) -> Iterator[Remark]:
    if len(secret.title) > LONGEST_TITLE:
        params = {"got": len(secret.title), "limit": LONGEST_TITLE}
        yield _remark("revealing", "title", _LONG_TITLE, params=params)
    if _finds(_rules().revealing, normalize_text(secret.title)):
        yield _remark("revealing", "title", _REVEALING)
