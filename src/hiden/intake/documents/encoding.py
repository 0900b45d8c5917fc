# SPDX-License-Identifier: Apache-2.0
"""Bytes of a plain text become characters, in whatever encoding Japan has used.

UTF-8, UTF-16 and UTF-32 with or without a byte order mark, cp932 (Shift JIS), EUC-JP,
ISO-2022-JP, and cp1252 for Western text. The order:

1. A byte order mark decides.
2. Escape sequences of ISO-2022-JP decide.
3. A stated encoding decides if the bytes are valid in it and it is more than a default.
4. What is valid UTF-8 is UTF-8, unless it is only a few characters.
5. Else every candidate decodes a sample, and the reading which needs the fewest bits, by how
   common its kinds of characters are in Japanese documents, is the right one.

Rules:
    * Characters are kept as they are; only line ends become line feeds.
    * What no candidate reads as text is not text: ``None``, never an error.
    * Every step runs at the speed of C; nothing loops over characters.

Does not: Chinese and Korean encodings.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import attrs

__all__ = ["Decoded", "decode", "unify_line_ends"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("cp932", "euc_jis_2004", "utf-8", "cp1252", "utf-16-le", "utf-16-be")
_ALIASES = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "cp943": "cp932",
    "euc-jp": "euc_jis_2004",
    "x-euc-jp": "euc_jis_2004",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "cp950",
    "unicode-1-1-utf-7": "utf-7",
}
_WEAK = frozenset({"ascii", "cp1252", "utf-7"})
"""A statement of these proves little: they are defaults."""

_JIS_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\([BIJ])")
_JIS_KANJI = re.compile(rb"\x1b\$(?:[@B]|\([OQ])([\x21-\x7e\s]*)")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_BYTES = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1a\x1b"})
_TO_HIGH = bytes(c | 0x80 if c in range(0x21, 0x7F) else c for c in range(256))

_THREE_BYTES = re.compile("[\u0800-\uffff]")

_SHORT = 64
_KANA_SHARE = 4  # kana are 0x30.. in UTF-16: half of the pairs of bytes begin, or end, with a "0"
_SAMPLE_BYTES = 4096
_LOOK_CHARS = 16_384
_MAX_BITS_PER_BYTE = 8.2
_MAX_BITS_PER_BYTE_UTF16 = 5.9
_MAX_CONTROLS = 0.01
_BITS_REPLACED = 30.0
_STATED_BONUS = 0.85
_VALID_UTF8_BONUS = 0.8

# Bits for a character of a kind, about -log2 of how often it stands in Japanese documents.
_KINDS = tuple(
    (re.compile(pattern), bits)
    for pattern, bits in (
        (r"[a-zA-Z0-9 ]", 5.0),
        (r"[\t\n\r!-/:-@\[-`{-~]", 5.5),
        (r"[\u3041-\u3096]", 5.5),
        (r"[\u30a1-\u30ff]", 7.0),
        (r"[\u3000-\u301f\uff01-\uff5e]", 7.5),
        (r"(?<=[\uff73\uff76-\uff84\uff8a-\uff8e])[\uff9e\uff9f]", 3.0),
        (r"\uff70", 5.0),
        (r"[\uff61-\uff6f\uff71-\uff9d]", 6.0),
        (r"(?<![\uff73\uff76-\uff84\uff8a-\uff8e])[\uff9e\uff9f]", 6.0),
        (r"[\u00a0-\u00ff\u2010-\u2026\u20ac\u2122]", 9.0),
        (r"[\u0100-\u024f]", 12.0),
        (r"[\u2027-\u27bf\u3020-\u303f\u3200-\u33ff\uffe0-\uffe6\u0391-\u06ff]", 11.0),
    )
)
_KANJI = re.compile(r"[\u3005\u3400-\u4dbf\u4e00-\u9fff]")
_BITS_KANJI, _BITS_RARE_KANJI, _BITS_OTHER, _BITS_CONTROL = 10.0, 19.0, 22.0, 25.0

# What does not go together: a lone kanji between small letters, marks of voicing on nothing.
_ODD = re.compile(
    r"(?<=[a-z])[\u4e00-\u9fff](?=[a-z ])"
    r"|(?<![\uff66-\uff9d])[\uff9e\uff9f]"
    r"|(?<![\uff61-\uff9f])[\uff61-\uff9f](?![\uff61-\uff9f])"
    r"|[\u00a0-\u00bf\u2018-\u2026]{2}|[\u00c0-\u00ff][A-Z\u00c0-\u00de]|[0-9][\u00c0-\u00ff\u201d]"
)
_BITS_ODD = 8.0


@attrs.frozen
class Decoded:
    """A text and how it was encoded.

    Attributes:
        text: The text, without byte order mark, its line ends line feeds.
        encoding: Name of Python's codec.
    """

    text: str
    encoding: str


def decode(data: bytes, *, stated: str | None = None) -> Decoded | None:
    """Decode a plain text, or say that it is none.

    Args:
        data: Its bytes.
        stated: The encoding that a header or a tag claims; believed unless the bytes contradict it.

    Returns:
        None if the bytes are no text.
    """
    for bom, encoding in _MARKS:
        if data.startswith(bom):
            return _finish(data[len(bom) :].decode(encoding, "replace"), encoding)
    if _JIS_ESCAPE.search(data) and not _HIGH.search(data):
        return _finish(_decode_jis(data), "iso2022_jp_ext")
    claimed = _codec_of(stated)
    if claimed and claimed not in _WEAK:
        text = _strict(data, claimed)
        if text is not None and _is_text(text):
            return _finish(text, claimed)
    text = _strict(data, "utf-8")
    if text is not None and _is_surely_utf8(text):
        return Decoded(unify_line_ends(text), "utf-8")
    return _guess(data, claimed, is_utf8=text is not None)


def unify_line_ends(text: str) -> str:
    """Make every line end a line feed."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _finish(text: str, encoding: str) -> Decoded | None:
    return Decoded(unify_line_ends(text), encoding) if _is_text(text) else None


def _codec_of(stated: str | None) -> str | None:
    if not stated:
        return None
    name = stated.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        b"a".decode(name, "replace")
        name = codecs.lookup(name).name
    except (LookupError, ValueError):  # unknown, or no encoding of text
        return None
    return _ALIASES.get(name, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _is_text(text: str) -> bool:
    """True if there are next to no control characters."""
    sample = text[:_LOOK_CHARS]
    data = sample.encode("utf-8", "replace")
    if len(data.translate(None, _CONTROL_BYTES)) != len(data):  # faster than the pattern
        return len(_CONTROLS.findall(sample)) <= _MAX_CONTROLS * len(sample)
    return text.count("\0") <= _MAX_CONTROLS * len(text)


def _is_surely_utf8(text: str) -> bool:
    """True unless it might as well be a few characters in EUC-JP, or kana in UTF-16."""
    if not _is_text(text):
        return False
    if len(text) > _SHORT:
        return True
    if text.isascii():
        return max(text[::2].count("0"), text[1::2].count("0")) * _KANA_SHARE < max(len(text), 8)
    return _THREE_BYTES.search(text) is not None


def _decode_jis(data: bytes) -> str:
    """Decode ISO-2022-JP, with the characters of row 13 (①, ㈱) that mail programs add to it."""
    text = _strict(data, "iso2022_jp_ext")
    if text is not None:
        return text
    return _JIS_ESCAPE.sub(b"", _JIS_KANJI.sub(_jis_to_euc, data)).decode("euc_jis_2004", "replace")


def _jis_to_euc(match: re.Match[bytes]) -> bytes:
    return match[1].translate(_TO_HIGH)


def _guess(data: bytes, claimed: str | None, *, is_utf8: bool) -> Decoded | None:
    sample = _sample(data)
    if not sample:
        return None
    readings = {
        encoding: _bits(sample.decode(encoding, "replace"))
        for encoding in _candidates(claimed, len(data))
    }
    if claimed in readings:
        readings[claimed] *= _STATED_BONUS
    if is_utf8:
        readings["utf-8"] *= _VALID_UTF8_BONUS
    best = min(readings, key=lambda encoding: readings[encoding])
    is_utf16 = best.startswith("utf-16")
    limit = _MAX_BITS_PER_BYTE_UTF16 if is_utf16 else _MAX_BITS_PER_BYTE
    if readings[best] > limit * len(sample):
        return None
    return _finish(data.decode(best, "replace"), best)


def _candidates(claimed: str | None, size_bytes: int) -> Iterator[str]:
    if claimed and claimed not in _CANDIDATES:
        yield claimed
    for encoding in _CANDIDATES:
        if size_bytes % 2 == 0 or not encoding.startswith("utf-16"):
            yield encoding


def _sample(data: bytes) -> bytes:
    """Cut out the neighbourhood of the first byte that tells encodings apart."""
    first = _HIGH.search(data)
    if first is None or len(data) <= _SAMPLE_BYTES:
        return data[:_SAMPLE_BYTES]
    start = max(0, first.start() - _SAMPLE_BYTES // 4) & ~1
    return data[start : start + _SAMPLE_BYTES]


def _bits(text: str) -> float:
    """Weigh a reading: the fewer bits, the more it looks like a document."""
    known = [(len(pattern.findall(text)), bits) for pattern, bits in _KINDS]
    kanji = "".join(_KANJI.findall(text))
    common = _count_common(kanji)
    replaced = text.count("\ufffd")
    controls = len(_CONTROLS.findall(text))
    counted = sum(count for count, _ in known) + len(kanji) + replaced + controls
    return (
        sum(count * bits for count, bits in known)
        + common * _BITS_KANJI
        + (len(kanji) - common) * _BITS_RARE_KANJI
        + replaced * _BITS_REPLACED
        + controls * _BITS_CONTROL
        + (len(text) - counted) * _BITS_OTHER
        + len(_ODD.findall(text)) * _BITS_ODD
    )


_COMMON_ROWS = re.compile(rb"[\xb0-\xcf][\xa1-\xfe]")


def _count_common(kanji: str) -> int:
    """Count the kanji of JIS X 0208's first level, rows 16 to 47."""
    return len(_COMMON_ROWS.findall(kanji.encode("euc_jp", "ignore")))
