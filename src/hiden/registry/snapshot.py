# SPDX-License-Identifier: Apache-2.0
"""The register as it stood at one moment, and what changed since.

Rules:
    * The hash is SHA-256 over the canonical JSON (RFC 8785) of ``format``, ``taken_at`` and
      ``secrets``, the secrets in the order of their codes; no other field of the snapshot enters.
    * A snapshot read back must have the hash it says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from hiden.foundation.canonical import JsonValue, canonical_json
from hiden.foundation.errors import ErrorCode, RegistryFileError, VerificationError
from hiden.foundation.hashing import Sha256, sha256
from hiden.foundation.ids import SecretId
from hiden.registry.json_form import from_json, to_json
from hiden.registry.secret import Secret

__all__ = [
    "SNAPSHOT_FORMAT",
    "Change",
    "Changes",
    "RegisterSnapshot",
    "compare",
    "snapshot",
    "snapshot_from_json",
    "snapshot_to_json",
]

SNAPSHOT_FORMAT = "hiden-register-1"
_KEYS = {"format", "taken_at", "secrets", "sha256"}


def _sorted(secrets: Iterable[Secret]) -> tuple[Secret, ...]:
    return tuple(sorted(secrets, key=lambda secret: secret.code))


@attrs.frozen(kw_only=True)
class RegisterSnapshot:
    """The register as it stood at one moment.

    Attributes:
        taken_at: When, in UTC.
        secrets: In the order of their codes, each code once.
        sha256: Over the canonical JSON of the above.
    """

    taken_at: dt.datetime = attrs.field()
    secrets: tuple[Secret, ...] = attrs.field(converter=_sorted)
    sha256: Sha256 = attrs.field(init=False)

    @taken_at.validator
    def _check_time(self, _: object, value: dt.datetime) -> None:
        if value.utcoffset() != dt.timedelta(0):
            raise ValueError(f"taken_at: got {value}, want an aware time in UTC")

    @secrets.validator
    def _check_codes(self, _: object, value: tuple[Secret, ...]) -> None:
        if len({secret.code for secret in value}) != len(value):
            raise ValueError("secrets: got a code twice, want each once")

    @sha256.default
    def _hash(self) -> Sha256:
        return sha256(canonical_json(_hashed_part(self)))


@attrs.frozen(kw_only=True)
class Change:
    """A secret whose row changed.

    Attributes:
        code: Which.
        fields: Names of the fields that differ, in the order of ``Secret``; at least one.
    """

    code: SecretId
    fields: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Changes:
    """What became of a register, by code.

    Attributes:
        added: New codes.
        changed: Codes in both, with the fields that differ.
        unchanged: Codes in both, equal in every field.
        missing: Codes of the snapshot that are gone.
    """

    added: tuple[SecretId, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[SecretId, ...]
    missing: tuple[SecretId, ...]


def snapshot(secrets: Iterable[Secret], *, taken_at: dt.datetime) -> RegisterSnapshot:
    """Take a snapshot of the register.

    Args:
        secrets: In any order, each code once.
        taken_at: Aware, in UTC.

    Raises:
        ValueError: A code stands twice, or the time is not in UTC.
    """
    return RegisterSnapshot(taken_at=taken_at, secrets=tuple(secrets))


def compare(before: RegisterSnapshot, secrets: Iterable[Secret]) -> Changes:
    """Say what changed since a snapshot; all codes in ascending order.

    Raises:
        ValueError: A code stands twice.
    """
    old = {secret.code: secret for secret in before.secrets}
    new: dict[SecretId, Secret] = {}
    for secret in _sorted(secrets):
        if secret.code in new:
            raise ValueError(f"secrets: got the code {secret.code} twice, want each once")
        new[secret.code] = secret
    both = [code for code in new if code in old]
    return Changes(
        added=tuple(code for code in new if code not in old),
        changed=tuple(
            Change(code=code, fields=_differing(old[code], new[code]))
            for code in both
            if old[code] != new[code]
        ),
        unchanged=tuple(code for code in both if old[code] == new[code]),
        missing=tuple(code for code in old if code not in new),
    )


def snapshot_to_json(value: RegisterSnapshot) -> dict[str, JsonValue]:
    """Write a snapshot as JSON."""
    return {**_hashed_part(value), "sha256": value.sha256}


def snapshot_from_json(data: JsonValue) -> RegisterSnapshot:
    """Read a snapshot from JSON.

    Raises:
        RegistryFileError: The data are no snapshot.
        VerificationError: The snapshot has another hash than it says.
    """
    if not isinstance(data, Mapping) or set(data) != _KEYS or data["format"] != SNAPSHOT_FORMAT:
        raise _wrong("the keys or the format")
    secrets, taken_at = data["secrets"], data["taken_at"]
    if not isinstance(secrets, list | tuple) or not isinstance(taken_at, str):
        raise _wrong("secrets or taken_at")
    try:
        value = snapshot(
            [from_json(secret) for secret in secrets],
            taken_at=dt.datetime.fromisoformat(taken_at),
        )
    except ValueError:
        raise _wrong("secrets or taken_at") from None
    if value.sha256 != data["sha256"]:
        raise VerificationError(
            ErrorCode.REGISTER_SNAPSHOT_HASH, got=value.sha256, want=data["sha256"]
        )
    return value


def _wrong(detail: str) -> RegistryFileError:
    return RegistryFileError(ErrorCode.REGISTER_JSON, kind="RegisterSnapshot", detail=detail)


def _hashed_part(value: RegisterSnapshot) -> dict[str, JsonValue]:
    return {
        "format": SNAPSHOT_FORMAT,
        "taken_at": value.taken_at.isoformat(),
        "secrets": [to_json(secret) for secret in value.secrets],
    }


def _differing(old: Secret, new: Secret) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in attrs.fields(Secret)
        if getattr(old, field.name) != getattr(new, field.name)
    )
