# SPDX-License-Identifier: Apache-2.0
"""Which law governs an act, and what it says (行為時の法令).

Rules:
    * The act's own date chooses the version, never today's.
    * Every sentence has its rule, mark and sources. What is unverified is listed again on its own.
    * What was not told stays open and is listed; it is never assumed.

It is information, not legal advice, and says so. It does not judge whether information is a trade
secret, nor whether anybody did anything.

Example:
    >>> import datetime as dt
    >>> from hiden.law import Act, ActKind, ActorClass, load_law, opinion
    >>> act = Act(on=dt.date(2006, 12, 31), kind=ActKind.B2, actor=ActorClass.LEAVER)
    >>> found = opinion(act, law=load_law())
    >>> found.version_id, found.crime, str(found.maxima.fine.wording)
    ('UCPA-V04', True, 'JPY 5 million')
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from hiden.foundation.language import Message, mark
from hiden.foundation.wording import day_wording
from hiden.law.book import LawBook
from hiden.law.case import Case, open_case
from hiden.law.criminal import CriminalPart, criminal_part
from hiden.law.elements import elements, is_crime
from hiden.law.facts import Act, ActKind
from hiden.law.penal_rules import LawVersion, Subject
from hiden.law.rules import DatedRule
from hiden.law.statements import (
    Answer,
    CorporateFine,
    Element,
    Limit,
    Maxima,
    Provision,
    Statement,
    state,
    state_dated,
)

__all__ = ["DISCLAIMER", "Opinion", "governing", "opinion"]

DISCLAIMER = Message(
    mark(
        "This is information on the law, not legal advice. Whether something is a trade secret and"
        " what follows from it is for counsel and the courts to say."
    )
)


@attrs.frozen(kw_only=True)
class Opinion:
    """What the law of its date says about an act.

    Attributes:
        act: The act asked about.
        version: The version of the Act that governs it.
        governing: That version and its period, as a sentence.
        crime: The law of that date has a crime for this kind of act, and no fact given rules it
            out. Elements that are not known are in ``open_questions``.
        elements: The conditions of the crime.
        provisions: The articles; empty if no crime.
        maxima: The highest penalty of an individual; ``None`` if no crime.
        corporate: The highest fine of a legal person or why there is none; ``None`` if no crime.
        complaint: Whether prosecution needs the victim's complaint (告訴); ``None`` if no crime.
        attempt: Whether an attempt is punishable; ``None`` if no crime.
        confiscation: Whether proceeds can be confiscated; ``None`` if no crime.
        prosecution_limit: After how many years it is no longer prosecuted; ``None`` if no crime.
        procedure: Rules of criminal procedure; empty if no crime.
        civil: Civil rules for this actor and kind.
        limits: Limitation periods.
        notes: How the version was chosen, and what is easily got wrong.
        warnings: What the reader must know beside it.
        disclaimer: That this is not legal advice.
    """

    act: Act
    version: LawVersion
    governing: Statement
    crime: bool
    elements: tuple[Element, ...]
    provisions: tuple[Provision, ...] = ()
    maxima: Maxima | None = None
    corporate: CorporateFine | None = None
    complaint: Answer | None = None
    attempt: Answer | None = None
    confiscation: Answer | None = None
    prosecution_limit: Limit | None = None
    procedure: tuple[Statement, ...] = ()
    civil: tuple[Statement, ...]
    limits: tuple[Statement, ...]
    notes: tuple[Statement, ...]
    warnings: tuple[Message, ...]
    disclaimer: Message = DISCLAIMER

    @property
    def version_id(self) -> str:
        """Id of the version that governs the act."""
        return self.version.id

    @property
    def civil_ids(self) -> tuple[str, ...]:
        """Ids of the civil rules."""
        return tuple(statement.rule_id for statement in self.civil)

    @property
    def open_questions(self) -> tuple[Element, ...]:
        """Elements that the facts given neither meet nor rule out."""
        return tuple(element for element in self.elements if element.met is None)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence of law in the opinion, in reading order."""
        penal = (
            self.maxima, self.corporate, self.complaint, self.attempt, self.confiscation,
            self.prosecution_limit,
        )  # fmt: skip
        return (
            self.governing,
            *self.elements,
            *self.provisions,
            *(statement for statement in penal if statement is not None),
            *self.procedure,
            *self.civil,
            *self.limits,
            *self.notes,
        )

    @property
    def unverified(self) -> tuple[Statement, ...]:
        """The sentences which, wholly or in part, rest on memory alone."""
        return tuple(statement for statement in self.statements if statement.is_unverified)


def opinion(act: Act, *, law: LawBook, today: dt.date | None = None) -> Opinion:
    """Say what the law of its date says about an act.

    Args:
        act: The act.
        law: The law known.
        today: The present day, to note that an act lies in the future; ``None``: not noted.

    Raises:
        InputError: This kind of act cannot be done by this actor.
    """
    case = open_case(act, law=law)
    found = elements(case)
    penal = case.version.penal
    part = criminal_part(case, penal) if penal is not None and is_crime(found) else None
    kind = case.base.kind
    return Opinion(
        act=act,
        version=case.version,
        governing=governing(case.version),
        crime=part is not None,
        elements=found,
        **(attrs.asdict(part, recurse=False) if part else {}),
        procedure=_chosen(law.procedure, act, kind) if part else (),
        civil=_chosen(law.civil, act, kind),
        limits=_limits(case, part),
        notes=_chosen(law.notes, act, kind),
        warnings=tuple(_warnings(case, today)),
    )


def governing(version: LawVersion) -> Statement:
    """Say which version governs, from which act, and from when to when."""
    said = state(version)
    texts = {
        (True, True): mark("%(title)s (%(act)s), acts from %(since)s to %(until)s"),
        (True, False): mark("%(title)s (%(act)s), acts from %(since)s on"),
        (False, True): mark("%(title)s, acts up to %(until)s"),
    }
    text = texts[version.since is not None, version.until is not None]
    params = {
        "title": said.text,
        "act": version.act.wording,
        "since": version.since and day_wording(version.since),
        "until": version.until and day_wording(version.until),
    }
    return attrs.evolve(said, text=Message(text, params), parts=version.marks)


def _chosen(rules: Iterable[DatedRule], act: Act, kind: ActKind) -> tuple[Statement, ...]:
    return tuple(state_dated(rule) for rule in rules if rule.is_chosen(act, kind))


def _limits(case: Case, part: CriminalPart | None) -> tuple[Statement, ...]:
    chosen = _chosen(case.law.limitation, case.act, case.base.kind)
    if part is None or not part.complaint.value:
        return chosen
    return (*chosen, state(case.law.rule("LIM-COMPLAINT")))


def _warnings(case: Case, today: dt.date | None) -> Iterator[Message]:
    act, law = case.act, case.law
    if today is not None and act.on > today:
        yield Message(
            mark("The act lies in the future (%(on)s): this is the law as it stands now."),
            {"on": day_wording(act.on)},
        )
    if act.on > law.as_of:
        yield Message(
            mark("The law is known up to %(as_of)s; a later change is not in it."),
            {"as_of": day_wording(law.as_of)},
        )
    if act.is_abroad:
        yield Message(
            mark("The law of the place (%(country)s) may apply as well; it is not judged here."),
            {"country": act.country},
        )
        if case.version.penal is not None and case.reaching(Subject.ABROAD) is None:
            yield Message(
                mark(
                    "If any part of the act was done in Japan, ask again with Japan as the place"
                    " (Penal Code art. 1) [unverified, from memory]."
                )
            )
