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
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"8BPS", "Photoshop"),
    (0, b"7z\xbc\xaf'\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "RAR"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "zstd"),
    (0, b"MSCF", "CAB"),
    (0, b"{\\rtf", "RTF"),
    (0, b"\x7fELF", "ELF"),
    (0, b"MZ", "EXE"),
    (0, b"SQLite format 3\x00", "SQLite"),
    (0, b"PAR1", "Parquet"),
    (0, b"ElfFile\x00", "EVTX"),
    (0, b"!BDN", "PST"),
    (0, b"x\x9f>\x22", "TNEF (winmail.dat)"),
    (0, b"\x09\x04\x06\x00", "Excel 4"),
    (0, b"\x09\x02\x06\x00", "Excel 3"),
    (0, b"\x09\x00\x04\x00", "Excel 2"),
    (0, b"AC10", "DWG"),
    (0, b"\xd7\xcd\xc6\x9a", "WMF"),
    (0, b"OggS", "Ogg"),
    (0, b"ID3", "MP3"),
    (0, b"fLaC", "FLAC"),
    (0, b"\x00\x01\x00\x00\x00", "TrueType"),
    (0, b"OTTO", "OpenType"),
    (0, b"wOFF", "WOFF"),
    (0, b"wOF2", "WOFF"),
    (0, b"\xca\xfe\xba\xbe", "Java class"),
    (0, b"JwwData.", "Jw_cad"),
    (4, b"ftyp", "MP4"),
    (8, b"WEBP", "WebP"),
    (0, b"RIFF", "RIFF"),
    (257, b"ustar", "tar"),
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
_NO_TEXT_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]|\A\{\\rtf")
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
        ``OLE`` if nothing is known of it; the name of the format, if it is one that is not read.
    """
    lowered = {name.lower() for name in streams}
    for stream, kind in _STREAMS:
        if stream in lowered:
            return kind
    return Kind.OLE


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
    for offset, magic, label in _BINARY_MAGIC:
        if head.startswith(magic, offset) and (_is_binary(magic) or _is_binary(head[:512])):
            return label
    return _OTHER_NAMES.get(f".{_suffix(name)}")


def _is_binary(data: bytes) -> bool:
    """True if there are bytes that no text has; a text may well begin with ``ID3`` or ``BM``."""
    return _NO_TEXT_BYTES.search(data) is not None


def name_of_text(name: str) -> str:
    """Name the kind of a plain text: ``txt``, unless the file's name knows better."""
    suffix = _suffix(name)
    return suffix if suffix in _TEXT_NAMES else Kind.TEXT.value


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
