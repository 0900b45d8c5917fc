# SPDX-License-Identifier: Apache-2.0
"""Signed notes and checkpoints, against other tools' examples and every way to break them."""

from __future__ import annotations

import pytest

from hiden.evidence.base64_text import encode
from hiden.evidence.checkpoint import open_checkpoint, sign_checkpoint
from hiden.evidence.keys import SigningKey, VerifierKey
from hiden.evidence.note import MAX_NOTE_BYTES, open_note, sign_note
from hiden.evidence.values import MAX_SIZE
from hiden.foundation.errors import ErrorCode, SignatureError, VerificationError

# From the tests of golang.org/x/mod/sumdb/note.
GO_KEY = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSN"
    "XgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def _code(note: str, key: SigningKey) -> ErrorCode:
    with pytest.raises(VerificationError) as caught:
        open_checkpoint(note, verifier=key.verifier)
    return caught.value.code


def test_a_note_signed_by_another_tool_is_opened() -> None:
    assert open_note(GO_NOTE, verifier=GO_KEY) == GO_TEXT


def test_a_note_is_signed_as_the_other_tool_signs_it() -> None:
    seed = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173"
    key = SigningKey(name="PeterNeumann", seed=bytes.fromhex(seed))

    assert sign_note(GO_TEXT, key=key) == GO_NOTE


def test_any_altered_character_is_noticed() -> None:
    for at in range(len(GO_NOTE)):
        altered = GO_NOTE[:at] + ("x" if GO_NOTE[at] != "x" else "y") + GO_NOTE[at + 1 :]
        with pytest.raises(SignatureError):
            open_note(altered, verifier=GO_KEY)


def test_signatures_of_others_are_passed_over(key: SigningKey) -> None:
    other = SigningKey.create(name="witness.example/w")
    same_name = SigningKey.create(name=key.name)
    note = sign_note("text\n", key=key)
    more = [sign_note("text\n", key=one).split("\n\n")[1] for one in (other, same_name)]

    assert open_note(note + "".join(more), verifier=key.verifier) == "text\n"


def test_one_bad_signature_of_the_known_key_spoils_the_note(key: SigningKey) -> None:
    note = sign_note("text\n", key=key)
    bad = sign_note("other\n", key=key).split("\n\n")[1]
    with pytest.raises(SignatureError) as caught:
        open_note(note + bad, verifier=key.verifier)

    assert caught.value.code is ErrorCode.NOTE_SIGNATURE_WRONG


def test_a_note_by_another_key_is_not_signed(key: SigningKey) -> None:
    with pytest.raises(SignatureError) as caught:
        open_note(GO_NOTE, verifier=key.verifier)

    assert caught.value.code is ErrorCode.NOTE_NOT_SIGNED


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        GO_NOTE[:-1],
        GO_NOTE.replace("\n", "\r\n"),
        GO_NOTE + "\n",
        GO_NOTE + "—\n",
        GO_NOTE + "— name\n",
        GO_NOTE + "— name A\n",
        GO_NOTE + "— name AAAAAA==\n",
        GO_NOTE + "— na+me AAAAAAA=\n",
        GO_NOTE.replace("— Peter", "- Peter"),
        GO_NOTE.replace("If", "I\tf"),
        "\ud800\n\n" + GO_NOTE.split("\n\n")[1],
        "x" * MAX_NOTE_BYTES + GO_NOTE,
    ],
)
def test_what_has_not_the_form_of_a_note_is_refused(note: str) -> None:
    with pytest.raises(SignatureError) as caught:
        open_note(note, verifier=GO_KEY)

    assert caught.value.code is ErrorCode.NOTE_MALFORMED


@pytest.mark.parametrize("text", ["", "no line break", "a\rb\n", "\ud800\n"])
def test_only_lines_are_signed(key: SigningKey, text: str) -> None:
    with pytest.raises(ValueError, match="text of a note"):
        sign_note(text, key=key)


def test_a_checkpoint_has_the_three_lines_of_the_specification(key: SigningKey) -> None:
    checkpoint = sign_checkpoint(size=20852163, root=bytes(32), key=key)

    assert checkpoint.text.startswith(f"{key.name}\n20852163\n{encode(bytes(32))}\n\n— {key.name} ")
    assert open_checkpoint(checkpoint.text, verifier=key.verifier) == checkpoint


def test_lines_behind_the_third_are_allowed(key: SigningKey) -> None:
    note = sign_note(f"{key.name}\n7\n{encode(bytes(32))}\nextension\n", key=key)

    assert open_checkpoint(note, verifier=key.verifier).size == 7


@pytest.mark.parametrize(
    "lines",
    [
        "7\n",
        f"7\n{encode(bytes(31))}\n",
        "7\nAAAA!\n",
        f"07\n{encode(bytes(32))}\n",
        f"-7\n{encode(bytes(32))}\n",
        f"+7\n{encode(bytes(32))}\n",
        f"7 \n{encode(bytes(32))}\n",
        f"٧\n{encode(bytes(32))}\n",
        f"{MAX_SIZE + 1}\n{encode(bytes(32))}\n",
        f"{10**40}\n{encode(bytes(32))}\n",
        f"\n{encode(bytes(32))}\n",
        f"7\n{encode(bytes(32))}\n\nextension\n",
    ],
)
def test_what_is_signed_and_no_checkpoint_is_refused(key: SigningKey, lines: str) -> None:
    assert _code(sign_note(f"{key.name}\n{lines}", key=key), key) is ErrorCode.CHECKPOINT_MALFORMED


def test_a_checkpoint_of_another_ledger_is_refused_though_the_key_signed_it(
    key: SigningKey,
) -> None:
    note = sign_note(f"example.com/other\n7\n{encode(bytes(32))}\n", key=key)

    assert _code(note, key) is ErrorCode.CHECKPOINT_ORIGIN
