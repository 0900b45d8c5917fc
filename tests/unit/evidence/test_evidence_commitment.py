# SPDX-License-Identifier: Apache-2.0
"""A leaf says nothing until it is opened, and then exactly one thing."""

from __future__ import annotations

from hashlib import sha256

import pytest

from hiden.evidence.commitment import LEAF_PREFIX, Opening, commitment, seal, verify_opening
from hiden.foundation.errors import ErrorCode, VerificationError


def test_a_leaf_is_the_prefix_and_the_hash_of_salt_and_content() -> None:
    opening = Opening(salt=bytes(32), content=b'{"a":1}')

    assert commitment(opening) == b"hiden-leaf/1\n" + sha256(bytes(32) + b'{"a":1}').digest()


def test_equal_contents_have_different_leaves() -> None:
    assert commitment(seal({"a": 1})) != commitment(seal({"a": 1}))


def test_the_order_of_fields_does_not_matter() -> None:
    assert seal({"b": 1, "a": 2}).content == seal({"a": 2, "b": 1}).content == b'{"a":2,"b":1}'


@pytest.mark.parametrize(
    "opening",
    [
        Opening(salt=bytes(32), content=b'{"a":2}'),
        Opening(salt=bytes(31) + b"\x01", content=b'{"a":1}'),
    ],
    ids=["content", "salt"],
)
def test_another_opening_is_refused_without_showing_it(opening: Opening) -> None:
    leaf = commitment(Opening(salt=bytes(32), content=b'{"a":1}'))
    with pytest.raises(VerificationError) as caught:
        verify_opening(leaf, opening)

    assert caught.value.code is ErrorCode.OPENING_MISMATCH
    assert '"a"' not in str(caught.value)


def test_a_leaf_of_another_form_is_refused() -> None:
    opening = seal("x")
    verify_opening(commitment(opening), opening)
    with pytest.raises(VerificationError):
        verify_opening(commitment(opening)[len(LEAF_PREFIX) :], opening)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1}\n',
        b"1.0",
        b"NaN",
        b"9007199254740993",
        b'"\\ud800"',
        b'"\xff"',
        b"[" * 100_000,
    ],
)
def test_content_that_is_not_canonical_is_refused_and_not_quoted(content: bytes) -> None:
    with pytest.raises(ValueError, match="canonical") as caught:
        Opening(salt=bytes(32), content=content)

    assert str(caught.value) == "content: want canonical JSON"


@pytest.mark.parametrize("size", [0, 16, 33])
def test_a_salt_has_32_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="salt"):
        Opening(salt=bytes(size), content=b"1")


def test_neither_salt_nor_content_is_shown() -> None:
    opening = seal({"title": "confidential"})

    assert "confidential" not in repr(opening)
    assert repr(opening.salt) not in repr(opening)


def test_what_json_cannot_say_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="nan"):
        seal(float("nan"))
