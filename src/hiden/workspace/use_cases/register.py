# SPDX-License-Identifier: Apache-2.0
"""The register of secrets: taking it in, changing it, giving it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hiden.foundation.canonical import canonical_json
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.hashing import sha256, sha256_file
from hiden.foundation.language import Language, Message
from hiden.registry import (
    RegisterReading,
    RegisterSnapshot,
    RowProblem,
    Secret,
    Severity,
    from_json,
    read_register,
    review,
    snapshot,
    to_json,
    write_register,
    write_register_csv,
)
from hiden.registry.writing import CsvEncoding
from hiden.workspace import models
from hiden.workspace.acts import audited
from hiden.workspace.messages import message_to_json
from hiden.workspace.models import RegisterImport
from hiden.workspace.roles import Actor, Permission
from hiden.workspace.use_cases.findings import require_note

__all__ = [
    "current_snapshot",
    "export_register",
    "import_register",
    "registered",
    "registered_values",
    "save_secret",
    "save_secrets",
    "withdraw_secret",
]


def import_register(
    path: Path,
    *,
    file_name: str,
    is_sample: bool = False,
    by: Actor,
    clock: Clock = SystemClock(),
) -> RegisterImport:
    """Take a register in; what is wrong in it is listed, the rest is taken, and nothing twice.

    Args:
        path: The file.
        file_name: What the person calls it.
        is_sample: It belongs to the sample company.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not edit the register.
        RegistryFileError: The whole file cannot be read.
        InputError: The sample would overwrite a secret of your own.
    """
    with audited(
        "register.imported", by=by, permission=Permission.EDIT_REGISTER, clock=clock
    ) as record:
        reading = read_register(path)
        kept, refused = _sift(reading, on=record.day)
        counts = _take(kept, at=record.at, is_sample=is_sample)
        register = current_snapshot(at=record.at)
        done = RegisterImport.objects.create(
            file_name=file_name,
            file_sha256=sha256_file(path),
            imported_at=record.at,
            imported_by=by.name,
            **counts,
            repeated=reading.repeated,
            problems=[*map(_problem_row, reading.problems), *refused],
            snapshot_sha256=register.sha256,
            is_sample=is_sample,
        )
        record.set(
            subject=f"register-import/{done.pk}",
            facts={**counts, "file": done.file_sha256, "register": register.sha256},
        )
    return done


def save_secret(secret: Secret, *, by: Actor, clock: Clock = SystemClock()) -> models.Secret:
    """Put one secret into the register, or change it there.

    Raises:
        AccessRefusedError: ``by`` may not edit the register.
        InputError: It is refused, as one that is described too broadly is.
    """
    with audited("secret.saved", by=by, permission=Permission.EDIT_REGISTER, clock=clock) as record:
        _require_fit(secret, on=record.day)
        _take([secret], at=record.at, is_sample=False)
        row = models.Secret.objects.get(code=secret.code)
        record.set(subject=f"secret/{secret.code}", facts={"value": row.sha256})
    return row


def save_secrets(
    secrets: Sequence[Secret], *, by: Actor, clock: Clock = SystemClock()
) -> dict[str, int]:
    """Put several secrets into the register at once, as those that a starter pack suggests.

    Returns:
        How many were added, changed and unchanged.

    Raises:
        AccessRefusedError: ``by`` may not edit the register.
        InputError: One is refused; then none is taken.
    """
    with audited(
        "secrets.saved", by=by, permission=Permission.EDIT_REGISTER, clock=clock
    ) as record:
        for secret in secrets:
            _require_fit(secret, on=record.day)
        counts = _take(secrets, at=record.at, is_sample=False)
        record.set(subject="register", facts={**counts, "codes": [s.code for s in secrets]})
    return counts


def withdraw_secret(
    code: str, *, reason: str, by: Actor, clock: Clock = SystemClock()
) -> models.Secret:
    """Mark a secret as no longer one; it stays in the register as evidence of its time.

    Raises:
        AccessRefusedError: ``by`` may not edit the register.
        InputError: There is no such secret, or no reason was given.
    """
    with audited(
        "secret.withdrawn", by=by, permission=Permission.EDIT_REGISTER, clock=clock
    ) as record:
        require_note(reason)
        row = registered(code)
        row.withdrawn_at = record.at
        row.save(update_fields=["withdrawn_at"])
        record.set(subject=f"secret/{code}", facts={"reason": reason})
    return row


def export_register(
    path: Path,
    *,
    language: Language,
    file_format: str = "xlsx",
    by: Actor,
    clock: Clock = SystemClock(),
) -> None:
    """Write the register to a file.

    Args:
        path: The file to write.
        language: Of its headings and values.
        file_format: ``xlsx``, ``csv`` (UTF-8 with BOM) or ``csv-cp932``.
        by: Who asks.
        clock: Tells the time.

    Raises:
        AccessRefusedError: ``by`` may not export the register.
        StorageUnavailableError: The file cannot be written.
        InputError: cp932 cannot write a character of the register.
    """
    with audited(
        "register.exported", by=by, permission=Permission.EXPORT_REGISTER, clock=clock
    ) as record:
        register = current_snapshot(at=record.at)
        if file_format == "xlsx":
            write_register(register.secrets, path, language=language)
        else:
            encoding: CsvEncoding = "cp932" if file_format == "csv-cp932" else "utf-8-sig"
            write_register_csv(register.secrets, path, language=language, encoding=encoding)
        record.set(subject="register", facts={"format": file_format, "register": register.sha256})


def registered(code: str) -> models.Secret:
    """Return a secret that is registered now.

    Raises:
        InputError: There is none of this code.
    """
    row = models.Secret.objects.filter(code=code, withdrawn_at=None).first()
    if row is None:
        raise InputError(ErrorCode.SECRET_UNKNOWN, code=code)
    return row


def registered_values(codes: Sequence[str]) -> tuple[Secret, ...]:
    """Return secrets that are registered now, in the order of their codes as given.

    Raises:
        InputError: One is not registered.
    """
    rows = models.Secret.objects.filter(code__in=codes, withdrawn_at=None)
    found = {row.code: from_json(row.value) for row in rows}
    for code in codes:
        if code not in found:
            raise InputError(ErrorCode.SECRET_UNKNOWN, code=code)
    return tuple(found[code] for code in codes)


def current_snapshot(*, at: dt.datetime) -> RegisterSnapshot:
    """Return the register as it stands, without withdrawn secrets."""
    values = models.Secret.objects.filter(withdrawn_at=None).values_list("value", flat=True)
    return snapshot((from_json(value) for value in values), taken_at=at)


def _require_fit(secret: Secret, *, on: dt.date) -> None:
    for remark in review(secret, on=on):
        if remark.severity is Severity.ERROR:
            raise InputError(ErrorCode.REGISTER_REFUSED, code=secret.code, reason=remark.reason)


def _sift(reading: RegisterReading, *, on: dt.date) -> tuple[list[Secret], list[dict[str, Any]]]:
    """Part what is taken from what the review refuses; the refused come as problem rows."""
    kept: list[Secret] = []
    refused: list[dict[str, Any]] = []
    for secret in reading.secrets:
        reasons = [
            remark.reason for remark in review(secret, on=on) if remark.severity is Severity.ERROR
        ]
        if not reasons:
            kept.append(secret)
        sheet, row = reading.rows[secret.code]
        refused += [
            _row(sheet=sheet, row=row, column=None, severity="error", reason=reason)
            for reason in reasons
        ]
    return kept, refused


def _take(secrets: Iterable[Secret], *, at: dt.datetime, is_sample: bool) -> dict[str, int]:
    """Write secrets into the register; what is there already and equal stays untouched."""
    counts = dict.fromkeys(("added", "changed", "unchanged"), 0)
    rows = {row.code: row for row in models.Secret.objects.all()}
    for secret in secrets:
        row = rows.get(secret.code)
        if row is not None and row.is_sample != is_sample:
            raise InputError(ErrorCode.SAMPLE_CLASH, code=secret.code)
        value = to_json(secret)
        digest = sha256(canonical_json(value))
        if row is None:
            row = models.Secret(code=secret.code, registered_at=at, is_sample=is_sample)
            counts["added"] += 1
        elif row.sha256 == digest and row.withdrawn_at is None:
            counts["unchanged"] += 1
            continue
        else:
            counts["changed"] += 1
        row.title, row.level, row.kind = secret.title, secret.level, secret.kind or ""
        row.owner = secret.owner or ""
        row.value, row.sha256 = value, digest
        row.review_on, row.expires_on = secret.review_on, secret.expires_on
        row.changed_at, row.withdrawn_at = at, None
        row.save()
    return counts


def _problem_row(problem: RowProblem) -> dict[str, Any]:
    return _row(
        sheet=problem.sheet,
        row=problem.row,
        column=problem.column,
        severity=problem.severity,
        reason=problem.reason,
    )


def _row(
    *, sheet: str, row: int, column: str | None, severity: str, reason: Message
) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "row": row,
        "column": column,
        "severity": severity,
        **message_to_json(reason),
    }
