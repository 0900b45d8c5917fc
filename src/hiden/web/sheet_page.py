# SPDX-License-Identifier: Apache-2.0
"""What the pages of a check sheet share: a form for each item, evidence, saving changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _, ngettext

from hiden.foundation.errors import HidenError
from hiden.guideline.facts import Fact, Source
from hiden.guideline.grid import load_sources
from hiden.guideline.items import Option, Part, Sheet
from hiden.guideline.results import Verdict
from hiden.guideline.rulings import Ruling
from hiden.guideline.values import Answer, Evidence, Requirement
from hiden.web.forms.answer import AnswerForm, evidence_key
from hiden.web.reader import actor, language
from hiden.workspace.queries.sheets import ItemRow, PartRows
from hiden.workspace.roles import Permission, require

__all__ = [
    "AskedItem",
    "AskedPart",
    "ShownEvidence",
    "ask",
    "cards",
    "rulings_of",
    "save",
    "shown_evidence",
    "sources_named",
    "sources_of",
]


@attrs.frozen(kw_only=True)
class ShownEvidence:
    """One piece of evidence as a page shows it.

    Attributes:
        piece: The piece.
        key: Names it in the form; empty if it cannot be taken away there.
        until: Last day on which it shows something.
        is_live: It shows something on the day of the page.
    """

    piece: Evidence
    key: str
    until: dt.date
    is_live: bool


@attrs.frozen(kw_only=True, eq=False)
class AskedItem:
    """One item with its form.

    Attributes:
        row: The item, and how it stands.
        form: Its form.
        options: Its options, the best one first.
        chosen: Id of the option that the form shows as chosen.
        inherited: What the organisation answered for all secrets, if that stands here.
        evidence: What shows it.
        sources: Where the item comes from.
    """

    row: ItemRow
    form: AnswerForm
    options: tuple[Option, ...]
    chosen: str
    inherited: Option | None
    evidence: tuple[ShownEvidence, ...]
    sources: tuple[Source, ...]


@attrs.frozen(kw_only=True, eq=False)
class AskedPart:
    """The items of one part.

    Attributes:
        part: The part.
        items: Its items.
    """

    part: Part
    items: tuple[AskedItem, ...]


def ask(
    parts: Iterable[PartRows], data: Mapping[str, Any] | None, *, on: dt.date
) -> tuple[AskedPart, ...]:
    """Make the forms of the items of a sheet.

    Args:
        parts: The items.
        data: What was sent; ``None`` for forms to fill in.
        on: The day of the page.
    """
    return tuple(
        AskedPart(part=part.part, items=tuple(_asked(row, data, on) for row in part.rows))
        for part in parts
    )


def save(
    request: HttpRequest, forms: Sequence[AnswerForm], keep: Callable[[list[Answer]], int]
) -> tuple[str, ...]:
    """Save the answers that a reader changed, all or none, and tell the reader how many.

    Args:
        request: From whom.
        forms: The forms that were sent.
        keep: Keeps answers and returns how many changed.

    Returns:
        Why nothing was saved; empty if it was.

    Raises:
        AccessRefusedError: The reader may not answer.
    """
    require(actor(request), Permission.ANSWER_SHEET)
    valid = [form.is_valid() for form in forms]
    if not all(valid):
        return (_("Some answers are not complete. They are marked below; nothing was saved."),)
    answers = [answer for form in forms if (answer := form.to_answer()) is not None]
    try:
        changed = keep(answers) if answers else 0
    except ExceptionGroup as group:
        refused = group.subgroup(HidenError)
        problems = refused.exceptions if refused else ()
        return tuple(one.text(language()) for one in problems if isinstance(one, HidenError))
    messages.success(
        request,
        ngettext("%(count)d answer was saved.", "%(count)d answers were saved.", changed)
        % {"count": changed},
    )
    return ()


def shown_evidence(
    answer: Answer | None, *, on: dt.date, valid_days: int, is_own: bool = True
) -> tuple[ShownEvidence, ...]:
    """Return the evidence of an answer with the days on which it shows something.

    Args:
        answer: The answer; ``None`` if there is none.
        on: The day of the page.
        valid_days: Days for which evidence without a last day shows it.
        is_own: The answer was given here, so that its evidence can be taken away here.
    """
    shown = []
    for piece in answer.evidence if answer else ():
        until = piece.expires_on or piece.on + dt.timedelta(days=valid_days)
        shown.append(
            ShownEvidence(
                piece=piece,
                key=evidence_key(piece) if is_own and not piece.by_hiden else "",
                until=until,
                is_live=piece.on <= on <= until,
            )
        )
    return tuple(shown)


def sources_named(names: Iterable[str]) -> tuple[Source, ...]:
    """Return sources by their ids."""
    known = load_sources()
    return tuple(known[name] for name in names)


def sources_of(fact: Fact | Ruling) -> tuple[Source, ...]:
    """Return where a piece of guidance, or a ruling, comes from."""
    return sources_named(fact.sources)


def rulings_of(
    rulings: Iterable[Ruling], requirement: Requirement = Requirement.SECRECY
) -> list[dict[str, Any]]:
    """Put each ruling beside what was held of a requirement, and where that was read."""
    return [
        {
            "ruling": ruling,
            "held": [holding.held for holding in ruling.holdings if requirement in holding.about],
            "sources": sources_of(ruling),
        }
        for ruling in rulings
    ]


def cards(sheet: Sheet, verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """Put each verdict beside its thresholds, its reasons and the rulings behind them."""
    thresholds = {(one.requirement, one.addressee): one for one in sheet.thresholds}
    return [
        {
            "verdict": verdict,
            "threshold": thresholds[verdict.requirement, verdict.addressee],
            "against": [reason for reason in verdict.reasons if reason.is_against],
            "for": [reason for reason in verdict.reasons if not reason.is_against],
            "rulings": rulings_of(_cited(sheet, verdict), verdict.requirement),
        }
        for verdict in verdicts
    ]


def _cited(sheet: Sheet, verdict: Verdict) -> list[Ruling]:
    names = dict.fromkeys(name for reason in verdict.reasons for name in reason.rulings)
    return [sheet.rulings[name] for name in names]


def _asked(row: ItemRow, data: Mapping[str, Any] | None, on: dt.date) -> AskedItem:
    item = row.item
    form = AnswerForm(
        data,
        item=item.id,
        options=[(option.id, option.wording.text(language())) for option in item.options],
        answer=row.own,
    )
    answer = row.own or row.general
    is_own = row.own is not None
    return AskedItem(
        row=row,
        form=form,
        options=item.options,
        chosen=form["option"].value() or "",
        inherited=item.option(row.general.option) if row.general else None,
        evidence=shown_evidence(answer, on=on, valid_days=item.valid_days, is_own=is_own),
        sources=sources_of(item),
    )
