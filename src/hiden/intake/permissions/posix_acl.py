# SPDX-License-Identifier: Apache-2.0
"""Mode bits and access lists of POSIX, and what they let a user, a group or a stranger do.

Rules:
    * The mask limits named users, named groups and the owning group, never the owner and others.
    * The first class that fits decides: owner, named user, groups, others.

Sources:
    POSIX 1003.1e draft 17, 23.1.5; acl(5); the binary form is that of Linux,
    ``include/uapi/linux/posix_acl_xattr.h``.
"""

from __future__ import annotations

import stat
import struct
from enum import IntEnum

import attrs

__all__ = ["AccessRules", "Entry", "Tag", "parse_acl", "rules_of"]

_VERSION = 2
_HEADER = struct.Struct("<I")
_ENTRY = struct.Struct("<HHI")
_ALL_BITS = 7


class Tag(IntEnum):
    """Whom an entry is about."""

    OWNER = 0x01
    USER = 0x02
    OWNING_GROUP = 0x04
    GROUP = 0x08
    MASK = 0x10
    OTHER = 0x20


@attrs.frozen
class Entry:
    """One entry of an access list.

    Attributes:
        tag: Whom it is about.
        bits: 4 to read, 2 to write, 1 to execute or pass, added up.
        id: Number of the user or group that it names; 0 for the other tags.
    """

    tag: Tag
    bits: int
    id: int = 0


@attrs.frozen(kw_only=True)
class AccessRules:
    """Who may do what with one file or folder; the mask is already applied.

    Attributes:
        owner: Number of its owner.
        owner_bits: What the owner may do.
        users: What each named user may do.
        groups: What the owning group and each named group may do.
        other_bits: What everybody else may do.
    """

    owner: int
    owner_bits: int
    users: tuple[tuple[int, int], ...]
    groups: tuple[tuple[int, int], ...]
    other_bits: int

    def bits_for_user(self, uid: int, gids: frozenset[int]) -> int:
        """Return what a user who is in the groups ``gids`` may do."""
        if uid == 0:
            return _ALL_BITS
        if uid == self.owner:
            return self.owner_bits
        named = dict(self.users)
        if uid in named:
            return named[uid]
        return self._bits_for_groups(gids)

    def _bits_for_groups(self, gids: frozenset[int]) -> int:
        fitting = [bits for gid, bits in self.groups if gid in gids]
        if not fitting:
            return self.other_bits
        union = 0
        for bits in fitting:
            union |= bits
        return union


def parse_acl(data: bytes) -> tuple[Entry, ...]:
    """Read the binary form of ``system.posix_acl_access``.

    Raises:
        ValueError: The version is not 2, the length is odd, or an entry is about nobody known.
    """
    if len(data) < _HEADER.size or (len(data) - _HEADER.size) % _ENTRY.size:
        raise ValueError(f"access list: got {len(data)} bytes")
    (version,) = _HEADER.unpack_from(data)
    if version != _VERSION:
        raise ValueError(f"access list: got version {version}, want {_VERSION}")
    return tuple(
        Entry(Tag(tag), bits & _ALL_BITS, number if Tag(tag) in {Tag.USER, Tag.GROUP} else 0)
        for tag, bits, number in _ENTRY.iter_unpack(data[_HEADER.size :])
    )


def rules_of(mode: int, uid: int, gid: int, acl: tuple[Entry, ...] = ()) -> AccessRules:
    """Join the mode bits, the owner, the owning group and the access list of a file or folder.

    Args:
        mode: As ``os.stat`` gives it.
        uid: Number of the owner.
        gid: Number of the owning group.
        acl: The access list; empty if there is none.
    """
    single = {entry.tag: entry.bits for entry in acl}
    mask = single.get(Tag.MASK, _ALL_BITS)
    mode_bits = stat.S_IMODE(mode)
    owning = single.get(Tag.OWNING_GROUP, mode_bits >> 3 & _ALL_BITS) & mask
    return AccessRules(
        owner=uid,
        owner_bits=single.get(Tag.OWNER, mode_bits >> 6 & _ALL_BITS),
        users=_named(acl, Tag.USER, mask),
        groups=((gid, owning), *_named(acl, Tag.GROUP, mask)),
        other_bits=single.get(Tag.OTHER, mode_bits & _ALL_BITS),
    )


def _named(acl: tuple[Entry, ...], tag: Tag, mask: int) -> tuple[tuple[int, int], ...]:
    return tuple((entry.id, entry.bits & mask) for entry in acl if entry.tag is tag)
