# SPDX-License-Identifier: Apache-2.0
"""Duties of persons: agreements they signed, duties they confirmed, courses they passed.

A link of a confirmation is a secret of its person: the table keeps only its hash.
"""

from __future__ import annotations

import datetime as dt
import secrets as tokens
from collections.abc import Mapping

import attrs
from django.db.models import QuerySet

from hiden import registry
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.hashing import sha256
from hiden.foundation.language import Language
from hiden.guideline.courses import QuizResult, find_course, grade
from hiden.guideline.duties import statement
from hiden.workspace.acts import audited
from hiden.workspace.models import Acknowledgement, Agreement, Organisation, Training
from hiden.workspace.roles import Actor, Permission, Role
from hiden.workspace.use_cases.register import registered_values

__all__ = [
    "Asked",
    "acknowledge",
    "by_link",
    "record_agreement",
    "record_paper",
    "record_training",
    "remove_agreement",
    "request_acknowledgement",
]

TOKEN_BYTES = 24
VALID = dt.timedelta(days=365)


@attrs.frozen(kw_only=True)
class Asked:
    """Who is asked to confirm what.

    Attributes:
        person: Name of the account, or of the person.
        codes: The secrets; none means all that are designated.
        language: In which the statement is written.
        mail: Where the link will be sent by hand; may be empty.
        due_on: Until when.
    """

    person: str = attrs.field(validator=attrs.validators.min_len(1))
    codes: tuple[str, ...] = ()
    language: Language
    mail: str = ""
    due_on: dt.date | None = None


def record_agreement(
    agreement: registry.Agreement,
    *,
    file_sha256: str = "",
    is_sample: bool = False,
    by: Actor,
    clock: Clock = SystemClock(),
) -> Agreement:
    """Record a duty of secrecy that somebody signed, or correct its record.

    Raises:
        AccessRefusedError: ``by`` may not manage duties.
        InputError: It names a secret that is not registered.
    """
    with audited(
        "agreement.recorded", by=by, permission=Permission.MANAGE_DUTIES, clock=clock
    ) as record:
        registered_values(agreement.secrets)
        value = registry.to_json(agreement)
        row, _ = Agreement.objects.update_or_create(
            code=agreement.code,
            defaults={
                "kind": agreement.kind.value,
                "party": agreement.party,
                "signed_on": agreement.signed_on,
                "starts_on": agreement.starts_on,
                "ends_on": agreement.ends_on,
                "value": value,
                "file_sha256": file_sha256,
                "recorded_at": record.at,
                "recorded_by": by.name,
                "is_sample": is_sample,
            },
        )
        record.set(subject=f"agreement/{agreement.code}", facts=value)
    return row


def remove_agreement(code: str, *, by: Actor, clock: Clock = SystemClock()) -> None:
    """Remove the record of an agreement that was recorded by mistake.

    Raises:
        AccessRefusedError: ``by`` may not manage duties.
        InputError: There is none of this code.
    """
    with audited(
        "agreement.removed", by=by, permission=Permission.MANAGE_DUTIES, clock=clock
    ) as record:
        row = Agreement.objects.filter(code=code).first()
        if row is None:
            raise InputError(ErrorCode.AGREEMENT_UNKNOWN, code=code)
        record.set(subject=f"agreement/{code}", facts=row.value)
        row.delete()


def request_acknowledgement(
    asked: Asked, *, is_sample: bool = False, by: Actor, clock: Clock = SystemClock()
) -> tuple[Acknowledgement, str]:
    """Ask a person to confirm, before the first access, which secrets and duties apply.

    Returns:
        The request, and the token of its link, which is kept nowhere.

    Raises:
        AccessRefusedError: ``by`` may not manage duties.
        InputError: A secret is not registered.
    """
    with audited(
        "acknowledgement.requested", by=by, permission=Permission.MANAGE_DUTIES, clock=clock
    ) as record:
        listed = registered_values(asked.codes)
        name = Organisation.objects.values_list("name", flat=True).first() or ""
        text = statement(listed, company=name, language=asked.language)
        token = tokens.token_urlsafe(TOKEN_BYTES)
        row = Acknowledgement.objects.create(
            person=asked.person,
            mail=asked.mail,
            codes=list(asked.codes),
            language=asked.language,
            statement=text,
            statement_sha256=sha256(text.encode()),
            token_sha256=sha256(token.encode()),
            requested_at=record.at,
            requested_by=by.name,
            due_on=asked.due_on,
            is_sample=is_sample,
        )
        record.set(
            subject=f"acknowledgement/{row.uid}",
            facts={"secrets": row.codes, "statement": row.statement_sha256},
        )
    return row, token


def by_link(token: str) -> Acknowledgement:
    """Return the request that a link belongs to.

    Raises:
        InputError: The link belongs to none.
    """
    row = Acknowledgement.objects.filter(token_sha256=sha256(token.encode())).first()
    if row is None:
        raise InputError(ErrorCode.LINK_UNKNOWN)
    return row


def acknowledge(
    uid: str, *, token: str = "", by: Actor | None = None, clock: Clock = SystemClock()
) -> Acknowledgement:
    """Confirm one's own duties, on a page of one's account or by the link.

    Args:
        uid: The request.
        token: Of the link; empty for a person who is signed in.
        by: Who confirms; ``None`` for a person who follows the link.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not confirm.
        InputError: There is no such request of this person.
    """
    actor = by or Actor(name=f"link:{uid}", role=Role.MEMBER)
    with audited(
        "acknowledgement.given", by=actor, permission=Permission.ACKNOWLEDGE, clock=clock
    ) as record:
        own: QuerySet[Acknowledgement] = Acknowledgement.objects.filter(uid=uid)
        own = own.filter(person=by.name) if by else own.filter(token_sha256=sha256(token.encode()))
        means = Acknowledgement.Means.PAGE if by else Acknowledgement.Means.LINK
        row = _confirm(own.first(), means=means, on=record.day, at=record.at)
        record.set(
            subject=f"acknowledgement/{row.uid}",
            facts={"means": means.value, "statement": row.statement_sha256},
        )
    return row


def record_paper(
    uid: str,
    *,
    file_sha256: str,
    signed_on: dt.date,
    by: Actor,
    clock: Clock = SystemClock(),
) -> Acknowledgement:
    """Record that a person confirmed on paper, by the hash of the scan.

    Raises:
        AccessRefusedError: ``by`` may not manage duties.
        InputError: There is no such request.
    """
    with audited(
        "acknowledgement.scanned", by=by, permission=Permission.MANAGE_DUTIES, clock=clock
    ) as record:
        found = Acknowledgement.objects.filter(uid=uid).first()
        means = Acknowledgement.Means.PAPER
        row = _confirm(found, means=means, on=signed_on, at=record.at, paper=file_sha256)
        record.set(
            subject=f"acknowledgement/{row.uid}",
            facts={"signed": signed_on.isoformat(), "scan": file_sha256},
        )
    return row


def record_training(
    person: str,
    *,
    course: str,
    answers: Mapping[str, str],
    is_sample: bool = False,
    by: Actor,
    clock: Clock = SystemClock(),
) -> tuple[Training, QuizResult]:
    """Grade a course's questions and keep the result; what was answered is not kept.

    Raises:
        AccessRefusedError: ``by`` may not take courses.
        InputError: There is no such course.
    """
    with audited("training.taken", by=by, permission=Permission.ACKNOWLEDGE, clock=clock) as record:
        taught = find_course(course)
        result = grade(taught, answers)
        row = Training.objects.create(
            person=person,
            course=taught.id,
            course_version=taught.version,
            right=result.right,
            asked=result.asked,
            passed=result.passed,
            taken_at=record.at,
            valid_until=record.day + VALID,
            is_sample=is_sample,
        )
        record.set(
            subject=f"training/{row.pk}",
            facts={
                "course": f"{taught.id}/{taught.version}",
                "right": result.right,
                "asked": result.asked,
            },
        )
    return row, result


def _confirm(
    row: Acknowledgement | None,
    *,
    means: Acknowledgement.Means,
    on: dt.date,
    at: dt.datetime,
    paper: str = "",
) -> Acknowledgement:
    """Write down when and how it was confirmed; a second time changes nothing.

    Raises:
        InputError: There is no such request.
    """
    if row is None:
        raise InputError(ErrorCode.LINK_UNKNOWN)
    if row.acknowledged_at is None:
        row.acknowledged_at, row.acknowledged_on = at, on
        row.means, row.paper_sha256 = means, paper
        row.save()
    return row
