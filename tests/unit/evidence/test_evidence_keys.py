# SPDX-License-Identifier: Apache-2.0
"""Keys: the form that every tool for signed notes knows, and files that only the owner reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from hiden.evidence.base64_text import decode, encode
from hiden.evidence.keys import SigningKey, VerifierKey
from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    RefusedError,
    StorageUnavailableError,
)

# The key of the tests of golang.org/x/mod/sumdb/note.
GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"


def _load(tmp_path: Path, text: str) -> SigningKey:
    path = tmp_path / "key"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return SigningKey.load(path)


def test_a_key_made_by_another_tool_is_read_and_written_unchanged(tmp_path: Path) -> None:
    key = _load(tmp_path, GO_SIGNER + "\n")
    key.save(tmp_path / "copy")

    assert key.verifier.text == GO_VERIFIER
    assert (tmp_path / "copy").read_text(encoding="utf-8") == GO_SIGNER + "\n"
    assert VerifierKey.parse(f" {GO_VERIFIER}\n") == key.verifier


def test_no_part_of_a_verifier_key_is_a_verifier_key() -> None:
    for start in range(len(GO_VERIFIER)):
        for end in range(start, len(GO_VERIFIER) + (start > 0)):
            with pytest.raises(InputError):
                VerifierKey.parse(GO_VERIFIER[start:end])


def test_no_altered_verifier_key_is_a_verifier_key() -> None:
    for at in range(len(GO_VERIFIER)):
        altered = GO_VERIFIER[:at] + chr(ord(GO_VERIFIER[at]) + 1) + GO_VERIFIER[at + 1 :]
        with pytest.raises(InputError):
            VerifierKey.parse(altered)


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
    ids=["wrong length", "unknown algorithm"],
)
def test_keys_of_other_kinds_are_refused_though_their_id_is_right(text: str) -> None:
    with pytest.raises(InputError, match="not a key of a ledger"):
        VerifierKey.parse(text, source="mail.txt")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    SigningKey.create(name="example.com/x").save(path)
    path.chmod(mode)
    with pytest.raises(RefusedError) as caught:
        SigningKey.load(path)

    assert caught.value.code is ErrorCode.KEY_EXPOSED


def test_a_key_file_is_made_for_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = SigningKey.create(name="example.com/x")
    key.save(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert SigningKey.load(path) == key
    with pytest.raises(InputError) as caught:
        SigningKey.create(name="example.com/x").save(path)
    assert caught.value.code is ErrorCode.KEY_EXISTS
    assert SigningKey.load(path) == key
    assert [one.name for one in tmp_path.iterdir()] == ["key"]


def test_a_key_that_was_half_written_before_a_crash_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "key.tmp").write_bytes(b"PRIV")
    SigningKey.create(name="example.com/x").save(tmp_path / "key")

    assert [one.name for one in tmp_path.iterdir()] == ["key"]


def test_no_file_and_no_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        SigningKey.load(tmp_path / "key")
    assert caught.value.code is ErrorCode.PATH_MISSING
    with pytest.raises(InputError) as caught:
        SigningKey.create(name="example.com/x").save(tmp_path / "nothing" / "key")
    assert caught.value.code is ErrorCode.PATH_MISSING


def test_a_key_is_not_saved_where_it_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageUnavailableError):
        SigningKey.create(name="example.com/x").save(tmp_path / "file" / "key")


@pytest.mark.parametrize(
    "text",
    [
        "",
        GO_VERIFIER,
        GO_SIGNER.replace("c74f20a3", "c74f20a4"),
        GO_SIGNER[:-4],
        GO_SIGNER.replace("Peter", "Petr"),
    ],
    ids=["empty", "verifier key", "other id", "cut short", "other name"],
)
def test_a_file_without_a_signing_key_is_refused_and_not_quoted(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as caught:
        _load(tmp_path, text)

    assert caught.value.code is ErrorCode.KEY_MALFORMED
    assert "AYEKFALVFGyNhPJEMzD1" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u3000b", "a\x00"])
def test_a_name_has_no_space_and_no_plus(name: str) -> None:
    with pytest.raises(ValueError, match="name of a key"):
        SigningKey.create(name=name)


def test_a_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="want 32"):
        VerifierKey(name="example.com/x", public=bytes(31))


def test_the_seed_is_not_shown() -> None:
    assert "seed" not in repr(SigningKey.create(name="example.com/x"))


def test_a_signature_holds_for_its_message_and_key_only() -> None:
    one, two = SigningKey.create(name="example.com/x"), SigningKey.create(name="example.com/x")
    signature = one.sign(b"message")

    assert one.verifier.is_signature(signature, of=b"message")
    assert not one.verifier.is_signature(signature, of=b"massage")
    assert not two.verifier.is_signature(signature, of=b"message")
    assert not one.verifier.is_signature(signature[:-1], of=b"message")


def test_base64_has_one_form_only() -> None:
    assert decode(encode(b"\x01\x02")) == b"\x01\x02"
    for text in ("AQ", "AQ==\n", "AR==", "A Q==", "AQ=", "ＡＱ==", "-_=="):
        assert decode(text) is None
