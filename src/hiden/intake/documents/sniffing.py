# SPDX-License-Identifier: Apache-2.0
"""What format a file has, by its content.

The name decides only between kinds of plain text (``.csv``, ``.md``), which read the same.

Sources:
    ECMA-376 part 2 (Open Packaging Conventions); [MS-CFB]; the magic numbers of the formats' own
    specifications.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

__all__ = [
    "HEAD_BYTES",
    "Kind",
    "kind_of_head",
    "kind_of_ole",
    "kind_of_package",
    "name_of_binary",
    "name_of_text",
]

HEAD_BYTES = 4096
"""How much of a file ``kind_of_head`` wants to see."""


class Kind(StrEnum):
    """A family of formats; its value is what ``Document.kind`` says, for those that are read."""

    TEXT = "txt"
    HTML = "html"
    PDF = "pdf"
    ZIP = "zip"
    MAIL = "eml"
    MBOX = "mbox"
    OLE = "ole"
    BINARY = "binary"
    DOCX = "docx"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    PPTX = "pptx"
    ODS = "ods"
    DOC = "doc"
    PPT = "ppt"
    MSG = "msg"
    ENCRYPTED = "encrypted"


_BINARY_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"MSCF", "CAB"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"ElfFile\x00", "EVTX"),
    (b"!BDN", "PST"),
    (b"x\x9f>\x22", "TNEF (winmail.dat)"),
    (b"\x09\x04\x06\x00", "Excel 4"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"AC10", "DWG"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"fLaC", "FLAC"),
    (b"\x00\x01\x00\x00\x00", "TrueType"),
    (b"OTTO", "OpenType"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF"),
    (b"\xca\xfe\xba\xbe", "Java class"),
    (b"JwwData.", "Jw_cad"),
)
_OTHER_NAMES = {
    ".xdw": "DocuWorks",
    ".xbd": "DocuWorks",
    ".jtd": "Ichitaro",
    ".dwg": "DWG",
    ".pst": "PST",
}
_TEXT_NAMES = frozenset(
    {"csv", "tsv", "md", "xml", "json", "yaml", "log", "py", "c", "cpp", "java", "js", "sql"}
)
_HTML_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<", re.IGNORECASE)
_HTML_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_ANY_TAG = re.compile(rb"<[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
_HEADER = re.compile(rb"(?:From |[!-9;-~]+[ \t]*:)")
_HEADERS = re.compile(
    rb"\A(?:>?From [^\n]*\n)?((?:[!-9;-~]+[ \t]*:[^\n]*\r?(?:\n[ \t][^\n]*)*(?:\n|\Z))+)"
)
_MAIL_FIELDS = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|From|To|Date|Subject"
    rb"|Content-Type|Content-Transfer-Encoding|X-[A-Za-z-]+|Reply-To|Sender)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_SURE_FIELDS = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Date|Content-Type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_FEW_FIELDS = 2


def kind_of_head(head: bytes, name: str) -> Kind:
    """Tell the format from the first bytes.

    Args:
        head: The first ``HEAD_BYTES`` bytes, or all if there are fewer.
        name: The file's name.

    Returns:
        ``TEXT`` for whatever may be a plain text; ``OLE`` and ``ZIP`` still hide several formats.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04")):
        return Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if name_of_binary(head, "") is not None:
        return Kind.BINARY
    suffix = _suffix(name)
    if _is_html(head, suffix):
        return Kind.HTML
    return _kind_of_mail(head, suffix)


def _is_html(head: bytes, suffix: str) -> bool:
    plain = head.replace(b"\x00", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head
    if plain is not head:
        plain = plain[2:]
    if _HTML_START.match(plain) and _HTML_TAG.search(plain):
        return True
    return suffix in {"html", "htm", "xhtml"} and _ANY_TAG.search(plain) is not None


def _kind_of_mail(head: bytes, suffix: str) -> Kind:
    block = _HEADERS.match(head)
    if block is None:
        return Kind.TEXT
    fields = len(_MAIL_FIELDS.findall(block[1]))
    is_mbox = head.startswith(b"From ") and fields >= _FEW_FIELDS
    if is_mbox:
        return Kind.MBOX
    is_named = suffix in {"eml", "mht", "mhtml", "msg"} and fields > 0
    is_sure = fields >= _FEW_FIELDS and _SURE_FIELDS.search(block[1]) is not None
    return Kind.MAIL if is_named or is_sure else Kind.TEXT


def kind_of_package(names: Collection[str], content_types: bytes, mimetype: bytes) -> Kind | str:
    """Tell what a zip archive is.

    Args:
        names: Its entries.
        content_types: Its ``[Content_Types].xml``, or nothing.
        mimetype: Its entry ``mimetype``, or nothing.

    Returns:
        ``ZIP`` for an ordinary archive; the name of a format which is not read as text.
    """
    for mark, kind in _PACKAGES:
        if mark in content_types:
            return kind
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return "OpenDocument"
    if mimetype.startswith(b"application/epub"):
        return "EPUB"
    for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX), ("ppt/", Kind.PPTX)):
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            return kind
    return Kind.ZIP


_PACKAGES: tuple[tuple[bytes, Kind | str], ...] = (
    (b"wordprocessingml.document.main", Kind.DOCX),
    (b"wordprocessingml.template.main", Kind.DOCX),
    (b"ms-word.document.macroEnabled.main", Kind.DOCX),
    (b"ms-word.template.macroEnabledTemplate.main", Kind.DOCX),
    (b"ms-excel.sheet.binary.macroEnabled.main", Kind.XLSB),
    (b"spreadsheetml.sheet.main", Kind.XLSX),
    (b"spreadsheetml.template.main", Kind.XLSX),
    (b"ms-excel.sheet.macroEnabled.main", Kind.XLSX),
    (b"ms-excel.template.macroEnabled.main", Kind.XLSX),
    (b"ms-excel.addin.macroEnabled.main", Kind.XLSX),
    (b"presentationml.presentation.main", Kind.PPTX),
    (b"presentationml.slideshow.main", Kind.PPTX),
    (b"presentationml.template.main", Kind.PPTX),
    (b"ms-powerpoint.presentation.macroEnabled.main", Kind.PPTX),
    (b"ms-powerpoint.slideshow.macroEnabled.main", Kind.PPTX),
    (b"ms-powerpoint.template.macroEnabled.main", Kind.PPTX),
    (b"ms-visio.", "Visio"),
    (b"ms-package.xps", "XPS"),
)


def kind_of_ole(streams: Collection[str]) -> Kind | str:
    """Tell what a compound file (OLE) is.

    Args:
        streams: Its top-level streams and storages.

    Returns:
        The name of the format, if it is one that is not read.
    """
    lowered = {name.lower() for name in streams}
    for stream, kind in _STREAMS:
        if stream in lowered:
            return kind
    return "OLE"


_STREAMS: tuple[tuple[str, Kind | str], ...] = (
    ("encryptedpackage", Kind.ENCRYPTED),
    ("encryptedsummary", Kind.ENCRYPTED),
    ("worddocument", Kind.DOC),
    ("workbook", Kind.XLS),
    ("book", Kind.XLS),
    ("powerpoint document", Kind.PPT),
    ("__properties_version1.0", Kind.MSG),
    ("visiodocument", "Visio"),
    ("jsrv_segmentinformation", "Ichitaro"),
    ("documenttext", "Ichitaro"),
    ("quill", "Publisher"),
    ("props9", "Project"),
    ("props12", "Project"),
    ("props14", "Project"),
)


def name_of_binary(head: bytes, name: str) -> str | None:
    """Name a format that is not read, by its first bytes, or else by the file's name."""
    for magic, label in _BINARY_MAGIC:
        if head.startswith(magic) and (len(magic) > _FEW_FIELDS or b"\x00" in head[:64]):
            return label
    if head[4:8] == b"ftyp":
        return "MP4"
    if head[:4] == b"RIFF":
        return "WebP" if head[8:12] == b"WEBP" else "RIFF"
    if head[257:262] == b"ustar":
        return "tar"
    return _OTHER_NAMES.get(f".{_suffix(name)}")


def name_of_text(name: str) -> str:
    """Name the kind of a plain text: ``txt``, unless the file's name knows better."""
    suffix = _suffix(name)
    return suffix if suffix in _TEXT_NAMES else Kind.TEXT.value


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
