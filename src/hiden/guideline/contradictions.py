# SPDX-License-Identifier: Apache-2.0
"""Find where what Hiden sees contradicts what the company says of a secret.

Rules:
    * A contradiction names its figures, the item of the check sheet and the decided cases.
    * What nobody looked at is no contradiction: ``find_unseen`` lists it apart.
    * Rules, thresholds and weights are data (``data/contradictions.yaml``), all of them Hiden's own
      proposals.

What it does not do: look by itself; ``Observed`` is made by who looked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from hiden.foundation.ids import SecretId
from hiden.foundation.language import Message, mark
from hiden.guideline.contradiction_checks import CHECKS
from hiden.guideline.contradiction_rules import (
    ContradictionRule,
    Kind,
    SeenItem,
    Severity,
    load_contradictions,
)
from hiden.guideline.facts import Mark
from hiden.guideline.observed import Observed

__all__ = ["Contradiction", "Kind", "SeenItem", "Severity", "find_contradictions", "find_unseen"]


@attrs.frozen(kw_only=True)
class Contradiction:
    """One thing that does not fit.

    Attributes:
        kind: What contradicts what.
        secret: Code of the secret; ``None`` for a folder as a whole.
        text: In words, with its figures.
        item: The item of the check sheet that is contradicted.
        figures: What was counted, by name.
        rulings: Ids of the decided cases behind it.
        severity: How much it weighs.
        sources: Ids of the sources that the rule builds on.
        mark: How well the rule is verified.
    """

    kind: Kind
    secret: SecretId | None
    text: Message
    item: SeenItem
    figures: Mapping[str, int]
    rulings: tuple[str, ...]
    severity: Severity
    sources: tuple[str, ...]
    mark: Mark


_SENTENCES: Mapping[Kind, str] = {
    Kind.OPEN_TO_EVERYBODY: mark(
        "Whoever can log in to the system can open it. A court did not accept such a login as"
        " secrecy management (Sapporo High Court, 6 July 2023: acquitted). Limit the permission to"
        " those on the list."
    ),
    Kind.MARKED_BUT_OPEN: mark(
        "%(marked)d of %(files)d files are marked as secret, but names that are not on the list can"
        " open them: %(outside)d. Take the permission away, or put them on the list with a reason."
    ),
    Kind.OPEN_TO_OUTSIDERS: mark(
        "Names that are not on the list but can open it: %(outside)d. A court did not count gaps in"
        " access control as fatal (Tokyo District Court, 9 December 2022), but the list and the"
        " permissions should agree."
    ),
    Kind.OPENED_BY_OUTSIDERS: mark(
        "People who are not on the list but did open it, by the log: %(opened)d. Find out why, and"
        " correct the list or the permissions."
    ),
    Kind.LISTED_CANNOT_OPEN: mark(
        "Names on the list that cannot open it: %(missing)d. The list may be out of date, or the"
        " names may be written differently."
    ),
    Kind.EVERYONE_LISTED: mark(
        "Everybody is on the list of those who may know it, so the list limits nobody. Name the"
        " persons or groups who need it (Sapporo High Court, 6 July 2023: acquitted, since the only"
        " limit was a login to the whole system)."
    ),
    Kind.NONE_MARKED: mark(
        "It is designated as secret, but none of %(files)d files is marked. Mark the files, or the"
        " folder or binder that holds them."
    ),
    Kind.PARTLY_MARKED: mark(
        "%(unmarked)d of %(files)d files are not marked. If the folder itself is marked, say so on"
        " the check sheet; if not, mark the files."
    ),
    Kind.MARKED_HIGHER: mark(
        "Files marked with a higher level than the register says: %(higher)d. Correct the"
        " register or the marking."
    ),
    Kind.MARKED_LOWER: mark(
        "Files marked with a lower level than the register says: %(lower)d. Correct the marking"
        " or the register."
    ),
    Kind.MARKED_NOT_DESIGNATED: mark(
        "Files marked as secret that belong to no secret of the register: %(undesignated)d."
        " Register what they hold, or take the marking away."
    ),
    Kind.OVER_MARKING: mark(
        "%(marked)d of %(files)d files are marked as secret, but only %(registered)d belong to a"
        " secret of the register. If everything is marked, the marking tells nobody what is"
        " secret."
    ),
    Kind.PARTNER_WITHOUT_AGREEMENT: mark(
        "Partners who were shown it without any agreement of secrecy: %(partners)d. Conclude one"
        " now; until then keep whatever else shows that they knew of the duty, as a missing"
        " agreement is not fatal by itself."
    ),
    Kind.AGREEMENT_EXPIRED: mark(
        "Partners who were shown it and whose agreement has expired: %(partners)d. Renew"
        " the agreements, or have what was shown given back or destroyed."
    ),
    Kind.PLEDGE_MISSING: mark(
        "People on the list without a pledge or agreement in force: %(people)d. Have them sign one,"
        " or enter the one they signed."
    ),
    Kind.UNTRAINED: mark(
        "Of the people on the list (%(people)d), not trained within a year: %(untrained)d. Train"
        " them, and record it."
    ),
    Kind.REVIEW_OVERDUE: mark(
        "The review has been overdue for %(days)d days. Review it and set the next day."
    ),
    Kind.REVIEW_LONG_OVERDUE: mark(
        "The review has been overdue for %(days)d days. Rules that nobody follows lose their"
        " effect; review it now and set the next day."
    ),
    Kind.ACKNOWLEDGEMENT_OLD: mark(
        "Nobody has confirmed it for %(days)d days. Ask those on the list to confirm it again."
    ),
}

_NO_ACCESS = mark("Who can open it was not looked at: give a folder or an export of permissions.")
_NO_LIST = mark(
    "Nobody is named who may know it, so the permissions cannot be compared with anything."
)
_UNRESOLVED = mark(
    "The members of %(groups)d groups are not known, so it cannot be said who in them can open it."
)
_NO_MARKINGS = mark("Markings were not looked at: its files were not read.")
_UNSEEN_FILES = mark("Files that could not be looked at for markings: %(files)d.")
_NO_AGREEMENTS = mark("Agreements and pledges were not looked at: none are entered.")
_NO_TRAINING = mark("Training was not looked at: no records are kept here.")
_NO_ACKNOWLEDGEMENT = mark("It is not known when somebody last confirmed it.")


def find_contradictions(facts: Observed) -> tuple[Contradiction, ...]:
    """Find what does not fit.

    Returns:
        What weighs most first, then in the order of the rules.
    """
    found = [
        _contradiction(facts, rule, kind, figures)
        for kind, rule in load_contradictions().by_kind.items()
        if (figures := CHECKS[kind](facts, rule)) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.severity is not Severity.STRONG))


def find_unseen(facts: Observed) -> tuple[Message, ...]:
    """List what was not looked at or could not be, so that nothing found means nothing there."""
    return tuple(_unseen(facts))


def _unseen(facts: Observed) -> Iterator[Message]:
    if facts.markings is None:
        yield Message(_NO_MARKINGS)
    elif facts.markings.unseen:
        yield Message(_UNSEEN_FILES, {"files": facts.markings.unseen})
    if facts.secret is not None:
        yield from _unseen_access(facts)
        if facts.agreements is None:
            yield Message(_NO_AGREEMENTS)
        if facts.training is None:
            yield Message(_NO_TRAINING)
        if facts.last_acknowledged_on is None:
            yield Message(_NO_ACKNOWLEDGEMENT)


def _unseen_access(facts: Observed) -> Iterator[Message]:
    if facts.access is None:
        yield Message(_NO_ACCESS)
        return
    if facts.access.is_list_empty:
        yield Message(_NO_LIST)
    if facts.access.unresolved_groups:
        yield Message(_UNRESOLVED, {"groups": len(facts.access.unresolved_groups)})


def _contradiction(
    facts: Observed, rule: ContradictionRule, kind: Kind, figures: Mapping[str, int]
) -> Contradiction:
    return Contradiction(
        kind=kind,
        secret=facts.secret.code if facts.secret else None,
        text=Message(_SENTENCES[kind], figures),
        item=rule.item,
        figures=figures,
        rulings=rule.rulings,
        severity=rule.severity,
        sources=rule.sources,
        mark=rule.mark,
    )
