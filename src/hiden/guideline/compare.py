# SPDX-License-Identifier: Apache-2.0
"""What changed between two assessments: verdicts, items, secrets that came and went.

Rules:
    * A change that made something better and one that made it worse are both told.
    * Assessments of different sheets, or of different versions of one, are not compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from hiden.foundation.ids import SecretId
from hiden.guideline.results import Assessment, SecretAssessment, Standing, Verdict
from hiden.guideline.values import Addressee, Requirement, Strength

__all__ = ["Difference", "ItemChange", "SecretChange", "VerdictChange", "before_after"]


@attrs.frozen(kw_only=True)
class ItemChange:
    """One item that stands otherwise than before.

    Attributes:
        item: Id of the item.
        before: How it stood; ``None`` if it was not asked.
        after: How it stands; ``None`` if it is not asked any more.
    """

    item: str
    before: Standing | None
    after: Standing | None


@attrs.frozen(kw_only=True)
class VerdictChange:
    """One verdict with other points or another strength than before.

    Attributes:
        requirement: Of which requirement.
        addressee: Towards whom; ``None`` if that makes no difference.
        before: The verdict before; ``None`` if it was not made.
        after: The verdict now; ``None`` if it is not made any more.
        points: Points gained; lost if below 0.
        evidenced: Evidenced points gained; lost if below 0.
    """

    requirement: Requirement
    addressee: Addressee | None
    before: Strength | None
    after: Strength | None
    points: float
    evidenced: float


@attrs.frozen(kw_only=True)
class SecretChange:
    """One secret that stands otherwise than before.

    Attributes:
        code: Which one.
        verdicts: The verdicts that changed.
        items: The items about it that changed.
    """

    code: SecretId
    verdicts: tuple[VerdictChange, ...]
    items: tuple[ItemChange, ...]


@attrs.frozen(kw_only=True)
class Difference:
    """What changed between two days.

    Attributes:
        before_on: The day of the earlier assessment.
        after_on: The day of the later one.
        organisation: The items about the organisation that changed.
        secrets: The secrets in both that changed, in the later order.
        added: Codes of secrets that are new.
        removed: Codes of secrets that are gone.
    """

    before_on: dt.date
    after_on: dt.date
    organisation: tuple[ItemChange, ...]
    secrets: tuple[SecretChange, ...]
    added: tuple[SecretId, ...]
    removed: tuple[SecretId, ...]


def before_after(before: Assessment, after: Assessment) -> Difference:
    """Say what changed from one assessment to another.

    Raises:
        ValueError: They are of different sheets or versions.
    """
    if (before.sheet, before.sheet_version) != (after.sheet, after.sheet_version):
        raise ValueError(
            f"got {before.sheet} {before.sheet_version} and {after.sheet} {after.sheet_version},"
            " want two assessments of one version of one sheet"
        )
    old = {judged.secret.code: judged for judged in before.secrets}
    new = {judged.secret.code: judged for judged in after.secrets}
    of_all = {standing.item for standing in after.organisation}
    changes = (_secret(old[code], new[code], of_all) for code in new if code in old)
    return Difference(
        before_on=before.on,
        after_on=after.on,
        organisation=tuple(_items(before.organisation, after.organisation)),
        secrets=tuple(change for change in changes if change.verdicts or change.items),
        added=tuple(code for code in new if code not in old),
        removed=tuple(code for code in old if code not in new),
    )


def _secret(
    before: SecretAssessment, after: SecretAssessment, of_all: Collection[str]
) -> SecretChange:
    return SecretChange(
        code=after.secret.code,
        verdicts=tuple(_verdicts(before.verdicts, after.verdicts)),
        items=tuple(
            change
            for change in _items(before.standings, after.standings)
            if change.item not in of_all
        ),
    )


def _items(before: Iterable[Standing], after: Iterable[Standing]) -> Iterator[ItemChange]:
    old = {standing.item: standing for standing in before}
    new = {standing.item: standing for standing in after}
    for item in {**old, **new}:
        if old.get(item) != new.get(item):
            yield ItemChange(item=item, before=old.get(item), after=new.get(item))


def _verdicts(before: Iterable[Verdict], after: Iterable[Verdict]) -> Iterator[VerdictChange]:
    old, new = _by_key(before), _by_key(after)
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        change = VerdictChange(
            requirement=key[0],
            addressee=key[1],
            before=was.strength if was else None,
            after=now.strength if now else None,
            points=(now.points if now else 0.0) - (was.points if was else 0.0),
            evidenced=(now.evidenced if now else 0.0) - (was.evidenced if was else 0.0),
        )
        if change.before is not change.after or change.points or change.evidenced:
            yield change


def _by_key(verdicts: Iterable[Verdict]) -> Mapping[tuple[Requirement, Addressee | None], Verdict]:
    return {(verdict.requirement, verdict.addressee): verdict for verdict in verdicts}
