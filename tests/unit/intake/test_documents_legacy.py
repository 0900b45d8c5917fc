# SPDX-License-Identifier: Apache-2.0
"""Files of Office 97 to 2003, made by hand after their specifications."""

from __future__ import annotations

import struct

import pytest
from tests.unit.intake.documents_made import Tree, compound_bytes, read, zip_bytes

from hiden.intake.documents.values import ProblemReason


def _word(
    *pieces: str, lengths: tuple[int, ...] = (), version: int = 0xC1, flags: int = 0x200
) -> bytes:
    """A document of pieces, in cp1252 where that can write them, else in UTF-16."""
    text_at = 0x400
    data = bytearray(text_at)
    bounds, places = [0], b""
    for piece in pieces:
        is_narrow = piece.isascii()
        at = len(data) * 2 | 0x40000000 if is_narrow else len(data)
        places += struct.pack("<HIH", 0, at, 0)
        data += piece.encode("cp1252" if is_narrow else "utf-16-le")
        bounds.append(bounds[-1] + len(piece))
    plc = struct.pack(f"<{len(bounds)}I", *bounds) + places
    clx = b"\x01\x02\x00xx" + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<HHxxxxxxH", data, 0, 0xA5EC, version, flags)
    all_lengths = [*(lengths or (bounds[-1],)), *[0] * 8][:8]
    struct.pack_into("<8i", data, 0x4C, *all_lengths)
    struct.pack_into("<II", data, 0x1A2, 0, len(clx))
    return compound_bytes({"WordDocument": bytes(data), "1Table": clx})


def test_pieces_of_a_document_join_into_paragraphs() -> None:
    (document,) = read(_word("Price list\rfor ", "原価表\r", "end\x0bline\r")).documents

    assert document.kind == "doc"
    assert document.text == "Price list\nfor 原価表\nend\nline\n"
    assert document.place_at(document.text.index("原")).paragraph == 2


def test_notes_and_headers_have_their_region() -> None:
    (document,) = read(_word("本文\r", "脚注\r", "社外秘\r", lengths=(3, 3, 4))).documents

    places = [str(passage.place.message()) for passage in document.passages]
    assert places == ["paragraph 1", "footnote", "header"]


def test_field_codes_are_left_out_and_ruby_keeps_its_text() -> None:
    ruby = '\x13EQ \\* jc2 \\* "Font:Mincho" \\* hps11 \\o\\ad(\\s\\up 10(とうきょう),東京)\x15'
    link = "\x13 HYPERLINK \x13 PAGE \x14 1\x15 x \x14工程\x15"

    (document,) = read(_word(f"{ruby}の{link}表\x13TOC\x15\r")).documents

    assert document.text == "東京の工程表\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_word("x\r", flags=0x300), ProblemReason.ENCRYPTED),
        (_word("x\r", version=0x65), ProblemReason.UNSUPPORTED),
        (_word("\r"), ProblemReason.EMPTY),
        (_word(), ProblemReason.DAMAGED),
        (compound_bytes({"WordDocument": b""}), ProblemReason.UNSUPPORTED),
    ],
)
def test_a_document_without_text_says_why(data: bytes, reason: ProblemReason) -> None:
    assert read(data).reasons == [("", reason)]


def _record(kind: int, data: bytes, *, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(data)) + data


def _chars(text: str) -> bytes:
    return _record(0x0FA0, text.encode("utf-16-le"))


def test_slides_have_the_number_of_the_outline() -> None:
    outline = _record(0x03F3, b"") + _chars("概要") + _record(0x03F3, b"") + _chars("工\r程")
    data = (
        _record(0x0FF0, outline, version=0xF)
        + _record(0x03F8, _chars("マスター"), version=0xF)
        + _record(0x03EE, _record(0x0FA8, b"box"), version=0xF)
        + _record(0x2EE0, _record(0x0FBA, "注意".encode("utf-16-le")), version=0xF)
        + _record(0x0FBA, "名前".encode("utf-16-le"))
    )

    (document,) = read(compound_bytes({"PowerPoint Document": data})).documents

    assert document.kind == "ppt"
    assert document.text == "概要\n工\n程\nbox\n注意\n"
    assert [passage.place.slide for passage in document.passages] == [1, 2, None, None]


def test_presentations_without_text_say_why() -> None:
    token = bytes(12) + b"\xdf\xc4\xd1\xf3"

    empty = read(compound_bytes({"PowerPoint Document": b""}))
    locked = read(compound_bytes({"PowerPoint Document": _chars("x"), "Current User": token}))

    assert empty.reasons == [("", ProblemReason.EMPTY)]
    assert locked.reasons == [("", ProblemReason.ENCRYPTED)]


def _unicode(text: str) -> bytes:
    return text.encode("utf-16-le")


def test_mails_of_outlook_have_subject_body_and_attachments() -> None:
    inner = {
        "__substg1.0_0037001F": _unicode("内側"),
        "__substg1.0_10130102": "<p>本<b>文".encode("cp932"),
    }
    mail: Tree = {
        "__properties_version1.0": b"",
        "__substg1.0_0037001F": _unicode("見積の件"),
        "__substg1.0_1000001E": "御見積です。\r\n以上".encode("cp932"),
        "__attach_version1.0_#00000000": {
            "__substg1.0_37010102": zip_bytes({"a.txt": "秘"}),
            "__substg1.0_3707001F": _unicode("添付.zip"),
        },
        "__attach_version1.0_#00000001": {"__substg1.0_3701000D": inner},
    }

    found = read(compound_bytes(mail))

    assert found.text_of[""].startswith("見積の件\n御見積です。\n以上\n")
    assert "内側\n本文\n" in found.text_of[""]
    assert found.text_of["添付.zip/a.txt"] == "秘"
    assert str(found.documents[0].place_at(0).message()) == "subject"


def test_mails_of_outlook_without_text_say_why() -> None:
    blank = {"__properties_version1.0": b""}

    empty = read(compound_bytes(blank))
    rich = read(compound_bytes({**blank, "__substg1.0_10090102": b"x"}))

    assert empty.reasons == [("", ProblemReason.EMPTY)]
    assert rich.reasons == [("", ProblemReason.UNSUPPORTED)]


def _native(name: bytes, data: bytes) -> bytes:
    path = b"C:\\x\0"
    packet = b"\x02\x00" + name + b"\0" + path + struct.pack("<II", 0x30000, len(path)) + path
    return struct.pack("<I", len(packet)) + packet + struct.pack("<I", len(data)) + data


def test_files_in_objects_are_parts() -> None:
    objects = {
        "_1": {"\x01Ole10Native": _native("図.txt".encode("cp932"), b"secret")},
        "_2": {"Package": zip_bytes({"b.txt": "b"})},
        "_3": {"\x01Ole10Native": b"\x05\0\0\0\x02\0x\0y\0\0\0\0\0\xff\xff\xff\xff"},
    }

    found = read(compound_bytes({"ObjectPool": objects}))

    assert found.text_of["図.txt"] == "secret"
    assert found.text_of["ObjectPool/_2/Package/b.txt"] == "b"
    assert ProblemReason.DAMAGED in [reason for _, reason in found.reasons]
