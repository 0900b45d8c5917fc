# SPDX-License-Identifier: Apache-2.0
"""Zip archives: names, nesting, encryption, damage, bombs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from tests.unit.intake.documents_made import docx_bytes, read, zip_bytes

from hiden.intake.documents.limits import Limits
from hiden.intake.documents.values import ProblemReason


def _with_raw_name(name: bytes, *, flags: int = 0, extra: bytes = b"") -> bytes:
    """An archive whose one entry has a name of raw bytes."""
    data = b"abc"
    common = struct.pack(
        "<HHHHHIIIHH", 20, flags, 0, 0, 0, zlib.crc32(data), 3, 3, len(name), len(extra)
    )
    local = b"PK\x03\x04" + common + name + extra + data
    central = b"PK\x01\x02\x14\x00" + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def _patched(data: bytes, *, offset: int, value: bytes) -> bytes:
    """Overwrite a field of the first entry, in its central header."""
    start = data.index(b"PK\x01\x02") + offset
    return data[:start] + value + data[start + len(value) :]


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "euc_jp"])
def test_names_without_a_stated_encoding_are_recognised(encoding: str) -> None:
    found = read(_with_raw_name("添付資料/原価表.txt".encode(encoding)))

    assert found.text_of == {"添付資料/原価表.txt": "abc"}


def test_a_stated_unicode_path_is_believed() -> None:
    path = "図.txt".encode()
    extra = struct.pack("<HHHH", 0x1, 2, 0, 0x7075) + struct.pack("<HBI", len(path) + 5, 1, 0)

    found = read(_with_raw_name(b"?.txt", extra=extra + path))

    assert found.text_of == {"図.txt": "abc"}


def test_names_are_labels_without_control_characters_and_never_alike() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../etc/passwd", "1")
        archive.writestr("a\nb.txt", "2")
        archive.writestr("c.txt", "3")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("c.txt", "4")

    found = read(buffer.getvalue())

    assert found.text_of == {
        "../../etc/passwd": "1",
        "a\ufffdb.txt": "2",
        "c.txt": "3",
        "c.txt (2)": "4",
    }


def test_archives_in_archives_are_opened_to_a_depth() -> None:
    data = zip_bytes({"最奥.txt": "秘"})
    for level in range(3):
        data = zip_bytes({f"{level}.zip": data, f"{level}.txt": str(level)})

    found = read(data)

    assert found.text_of == {"2.txt": "2", "2.zip/1.txt": "1", "2.zip/1.zip/0.txt": "0"}
    assert found.reasons == [("2.zip/1.zip/0.zip/最奥.txt", ProblemReason.NESTED_TOO_DEEP)]


def test_an_encrypted_entry_does_not_hide_the_others() -> None:
    data = zip_bytes({"a.txt": "a", "b.txt": "b"})

    found = read(_patched(data, offset=8, value=b"\x01"))

    assert found.text_of == {"b.txt": "b"}
    assert found.reasons == [("a.txt", ProblemReason.ENCRYPTED)]


def test_a_damaged_entry_does_not_hide_the_others() -> None:
    data = zip_bytes({"a.txt": "a" * 50, "b.txt": "b"})

    found = read(_patched(data, offset=16, value=b"\xff\xff\xff\xff"))

    assert found.text_of == {"b.txt": "b"}
    assert found.reasons == [("a.txt", ProblemReason.DAMAGED)]


def test_an_unknown_method_of_packing_is_said() -> None:
    data = zip_bytes({"a.txt": "a" * 50})

    found = read(_patched(data, offset=10, value=b"\x63\x00"))

    assert found.reasons == [("a.txt", ProblemReason.UNSUPPORTED)]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = zip_bytes({"bomb.txt": b"0" * 2_000_000, "a.txt": "a"})

    found = read(data, limits=Limits(ratio_floor_bytes=1_000_000))

    assert found.text_of == {"a.txt": "a"}
    assert found.reasons == [("bomb.txt", ProblemReason.BOMB)]


def test_a_small_file_may_be_packed_as_tightly_as_it_likes() -> None:
    found = read(zip_bytes({"a.txt": "秘" * 1_000_000}))

    assert found.troubles == []


def test_what_is_unpacked_is_counted_over_all_containers() -> None:
    inner = {f"{number}.txt": "秘密" * 200 for number in range(4)}
    data = zip_bytes({"1.zip": zip_bytes(inner), "2.zip": zip_bytes(inner)})

    found = read(data, limits=Limits(total_bytes=6000))

    assert 4 <= len(found.documents) < 8
    assert [reason for _, reason in found.reasons] == [ProblemReason.BOMB]


def test_more_entries_than_are_granted_are_counted_and_said() -> None:
    data = zip_bytes({f"{number}.txt": "a" for number in range(5)})

    found = read(data, limits=Limits(entries=3))

    assert len(found.documents) == 3
    assert [(trouble.reason, trouble.params) for _, trouble in found.troubles] == [
        (ProblemReason.BOMB, {"entries": 5, "limit": 3})
    ]


def test_an_archive_of_nothing_is_empty() -> None:
    assert read(zip_bytes({})).reasons == [("", ProblemReason.EMPTY)]
    assert read(zip_bytes({"folder/": b"", "__MACOSX/x": b"x", ".DS_Store": b"x"})).reasons == [
        ("", ProblemReason.EMPTY)
    ]


def test_an_empty_entry_is_said() -> None:
    assert read(zip_bytes({"a.txt": ""})).reasons == [("a.txt", ProblemReason.EMPTY)]


@pytest.mark.parametrize("length", [10, 60, 100])
def test_a_truncated_archive_is_damaged(length: int) -> None:
    assert read(zip_bytes({"a.txt": "a" * 100})[:length]).reasons == [("", ProblemReason.DAMAGED)]


def test_the_name_of_an_entry_does_not_decide_its_format() -> None:
    found = read(zip_bytes({"図面.pdf": docx_bytes("本文"), "memo.txt": b"\x7fELF\x00\x01"}))

    assert [document.kind for document in found.documents] == ["docx"]
    assert found.reasons == [("memo.txt", ProblemReason.UNSUPPORTED)]
