# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from hiden.foundation.canonical import canonical_json
from hiden.foundation.clock import SystemClock
from hiden.foundation.hashing import sha256, sha256_file
from hiden.foundation.ids import document_id, secret_id
from hiden.foundation.text import normalize_label, normalize_text


def test_the_clock_tells_aware_utc() -> None:
    assert SystemClock().now().utcoffset() == dt.timedelta(0)


def test_a_file_hashes_as_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")

    assert sha256_file(path) == sha256(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_canonical_json_sorts_by_utf16_and_writes_numbers_as_ecmascript() -> None:
    assert canonical_json({"\u20ac": 1e21, "A": 1.0, "秘": None}) == (
        '{"A":1,"€":1e+21,"秘":null}'.encode()
    )


@pytest.mark.parametrize("value", [2**53, float("nan"), {"a": object()}])
def test_canonical_json_refuses_what_json_cannot_say(value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical_json(value)  # type: ignore[arg-type]  # the point of the test


def test_the_code_of_a_secret_loses_its_outer_spaces() -> None:
    assert secret_id(" TS-001　") == "TS-001"


@pytest.mark.parametrize("text", ["", "  ", "a\nb", "x" * 201])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="code of a secret"):
        secret_id(text)


def test_a_document_has_a_name() -> None:
    assert document_id("a/b.txt") == "a/b.txt"
    with pytest.raises(ValueError, match="empty"):
        document_id("")


def test_width_composition_and_spaces_are_folded() -> None:
    assert normalize_text("  Ｔｓ－０１　ｶﾞ\n図 ") == "Ts-01 ガ 図"


def test_a_label_is_compared_without_marks_and_case() -> None:
    assert normalize_label("＊管理番号\n（Ｎｏ．）") == normalize_label("管理番号 (no)")
