# SPDX-License-Identifier: Apache-2.0
"""Zip files of the sample company."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from hiden.testing.company.archives import encrypted_zip, zip_of

CONTENT = "秘密の内容 ".encode() * 300


def test_a_zip_depends_on_its_files_alone() -> None:
    assert zip_of({"資料.txt": CONTENT}) == zip_of({"資料.txt": CONTENT})


def test_a_zip_gives_its_files_back_in_order() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of({"b.txt": b"2", "資料.txt": CONTENT}))) as archive:
        assert archive.namelist() == ["b.txt", "資料.txt"]
        assert archive.read("資料.txt") == CONTENT


def test_an_encrypted_zip_opens_with_its_password_only() -> None:
    rng = np.random.default_rng(5)
    data = encrypted_zip("資料.docx", CONTENT, password=b"kaku", rng=rng)

    assert CONTENT[:30] not in data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].flag_bits & 1
        assert archive.read("資料.docx", pwd=b"kaku") == CONTENT
        with pytest.raises(RuntimeError, match="password"):
            archive.read("資料.docx")
