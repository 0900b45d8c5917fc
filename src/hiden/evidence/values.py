# SPDX-License-Identifier: Apache-2.0
"""What the ledger hands to others: leaves, checkpoints and proofs, frozen and of the right shape.

Rules:
    * A value here has the right shape. Whether it is *true* is for ``proof`` and ``checkpoint`` to
      say.
    * Hashes are 32 raw bytes; base64 belongs to the wire.

Source: RFC 9162, section 2.1; C2SP tlog-checkpoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NewType

import attrs

__all__ = [
    "HASH_SIZE",
    "MAX_SIZE",
    "Checkpoint",
    "ConsistencyProof",
    "InclusionProof",
    "Leaf",
    "LeafHash",
    "LeafIndex",
]

HASH_SIZE = 32
"""Bytes of a SHA-256 hash."""

MAX_SIZE = 2**63 - 1
"""The most leaves a ledger may have."""

LeafIndex = NewType("LeafIndex", int)
"""Position of a leaf, from 0 in the order of appending. Only the ledger makes one."""

LeafHash = NewType("LeafHash", bytes)
"""Hash of a leaf, 32 bytes. Only ``merkle.leaf_hash`` makes one."""


def _as_hashes(values: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(values)


def _hash(_: object, attribute: attrs.Attribute[Any], value: bytes) -> None:
    if len(value) != HASH_SIZE:
        raise ValueError(f"{attribute.name}: got {len(value)} bytes, want {HASH_SIZE}")


def _hashes(_: object, attribute: attrs.Attribute[Any], values: Sequence[bytes]) -> None:
    for value in values:
        _hash(_, attribute, value)


def _size(_: object, attribute: attrs.Attribute[Any], value: int) -> None:
    if not 0 <= value <= MAX_SIZE:
        raise ValueError(f"{attribute.name}: got {value}, want 0 to {MAX_SIZE}")


@attrs.frozen(kw_only=True)
class Leaf:
    """One leaf and where it stands.

    Attributes:
        index: Its position in the ledger, from 0.
        data: Its bytes, as they were appended.
    """

    index: LeafIndex = attrs.field(validator=_size)
    data: bytes = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Checkpoint:
    """The state of a ledger at one size, as its key signed it.

    Attributes:
        origin: Name of the ledger.
        size: Number of leaves.
        root: Root hash of the leaves, 32 bytes.
        text: The signed note from which this was read, whole.
    """

    origin: str
    size: int = attrs.field(validator=_size)
    root: bytes = attrs.field(validator=_hash)
    text: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class InclusionProof:
    """The hashes that lead from one leaf to the root.

    Attributes:
        index: Position of the leaf.
        size: Number of leaves of the tree in which it is shown.
        hashes: Siblings on the way, from the leaf upwards, 32 bytes each.
    """

    index: LeafIndex = attrs.field(validator=_size)
    size: int = attrs.field(validator=_size)
    hashes: tuple[bytes, ...] = attrs.field(converter=_as_hashes, validator=_hashes)


@attrs.frozen(kw_only=True)
class ConsistencyProof:
    """The hashes that show one tree to be the beginning of another.

    Attributes:
        old_size: Leaves of the smaller tree, at least 1.
        new_size: Leaves of the larger tree.
        hashes: Hashes of RFC 9162, section 2.1.4, 32 bytes each.
    """

    old_size: int = attrs.field(validator=_size)
    new_size: int = attrs.field(validator=_size)
    hashes: tuple[bytes, ...] = attrs.field(converter=_as_hashes, validator=_hashes)
