# SPDX-License-Identifier: Apache-2.0
"""The permissions of the sample company's file server, as icacls on a Japanese Windows prints them.

Most folders are open to those on the list; one in seven to everybody who can log in, one in five to
a few people more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hiden.registry import ContainerKind, Secret

__all__ = ["icacls_bytes"]

_TECHNICAL = ("BUILTIN\\Administrators:(I)(OI)(CI)(F)", "NT AUTHORITY\\SYSTEM:(I)(OI)(CI)(F)")
_EVERYBODY = "Everyone:(OI)(CI)(RX)"
_DOMAIN = "KAKUSEIKI"
_STAFF = 140
_OPEN_TO_ALL = 7
_OPEN_TO_MORE = 5


def icacls_bytes(secrets: Sequence[Secret], *, rng: np.random.Generator) -> bytes:
    """Write the export of all folders that the register names, in cp932 with Windows line ends."""
    lines: list[str] = []
    folders = 0
    for number, secret in enumerate(secrets, start=1):
        for container in secret.containers:
            if container.kind is ContainerKind.FILE:
                folders += 1
                lines += _folder(container.location, _entries(secret, number, rng=rng))
    lines.append(
        f"{folders} 個のファイルが正常に処理されました。0 個のファイルを処理できませんでした"
    )
    return "".join(f"{line}\r\n" for line in lines).encode("cp932")


def _folder(path: str, entries: Sequence[str]) -> list[str]:
    first, *rest = entries
    indent = " " * (len(path.encode("cp932")) + 1)
    return [f"{path} {first}", *(f"{indent}{entry}" for entry in rest), ""]


def _entries(secret: Secret, number: int, *, rng: np.random.Generator) -> list[str]:
    more: list[str] = []
    if number % _OPEN_TO_ALL == 0:
        more.append(_EVERYBODY)
    elif number % _OPEN_TO_MORE == 0:
        more += [_person(f"社員{int(who):03d}") for who in rng.integers(1, _STAFF, size=4)]
    return [*_TECHNICAL, *map(_person, secret.need_to_know), *more]


def _person(name: str) -> str:
    return f"{_DOMAIN}\\{name}:(OI)(CI)(M)"
