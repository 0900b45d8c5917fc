# SPDX-License-Identifier: Apache-2.0
"""Mail (RFC 5322): the subject, the body, and every attachment as a part of its own.

Rules:
    * Of alternative bodies the plain one is read, or the HTML one if the plain one is blank.
    * A charset that a header states is believed unless the bytes contradict it.
    * Attachments keep their names, in whatever way a mail program wrote Japanese into a header.
    * A mailbox (mbox) is a container of mails.

Does not: uuencode inside a body, ``winmail.dat``, encryption (PGP, S/MIME), fetching of bodies
elsewhere.

Sources:
    RFC 2045 to 2047, RFC 2231, RFC 4155.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.generator import BytesGenerator
from email.header import decode_header
from email.message import Message as Mail
from email.parser import BytesParser
from email.policy import Compat32
from functools import partial

from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import decode, unify_line_ends
from hiden.intake.documents.extraction import (
    Inner,
    Output,
    Source,
    Spot,
    TextBuilder,
    Trouble,
)
from hiden.intake.documents.page_text import RENDERER, page_text
from hiden.intake.documents.values import ProblemReason, Region

__all__ = ["read_mail", "read_mailbox"]

_EXTRACTOR = f"hiden-mail 1 ({RENDERER})"
_MBOX_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_ENCRYPTED_TYPES = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)


class _RawHeaders(Compat32):
    """Headers as they stand in the mail, for raw Japanese is often found in them."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the value unchanged."""
        del name
        return value


def read_mail(source: Source) -> Iterator[Output]:
    """Read one mail."""
    mail = BytesParser(policy=_RawHeaders()).parsebytes(source.data())
    builder = TextBuilder()
    builder.add(_header_text(mail.get("Subject")), Spot(region=Region.SUBJECT))
    attachments: list[Output] = []
    for part in _leaves(mail):
        body = _body_text(part)
        if body is None:
            attachments.append(_attachment(part, len(attachments) + 1))
        else:
            _add_lines(builder, body)
    if not builder.is_blank:
        yield builder.build(kind="eml", extractor=_EXTRACTOR)
    elif not attachments:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
    yield from attachments


def read_mailbox(source: Source) -> Iterator[Output]:
    """Read a mailbox: every mail is a part."""
    data = source.data()
    starts = list(_MBOX_START.finditer(data))
    ends = [start.start() for start in starts[1:]] + [len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        mail = data[start.end() : end]
        yield Inner(name=f"{number}.eml", load=partial(bytes, mail))


def _leaves(mail: Mail) -> Iterator[Mail]:
    """Give the parts that hold something, one of each set of alternatives."""
    kind = mail.get_content_type()
    children = _children(mail)
    if not children or kind in _ENCRYPTED_TYPES or kind.startswith("message/"):
        yield mail
    elif kind == "multipart/alternative":
        yield from _best_alternative([leaf for child in children for leaf in _leaves(child)])
    else:
        for child in children:
            yield from _leaves(child)


def _children(mail: Mail) -> list[Mail]:
    payload = mail.get_payload()
    if not isinstance(payload, list):
        return []
    return [child for child in payload if isinstance(child, Mail)]


def _best_alternative(leaves: list[Mail]) -> Iterator[Mail]:
    plain = [leaf for leaf in leaves if leaf.get_content_type() == "text/plain"]
    has_plain = any((_body_text(leaf) or "").strip() for leaf in plain)
    unwanted = "text/html" if has_plain else "text/plain"
    for leaf in leaves:
        if leaf.get_content_type() != unwanted or _file_name(leaf):
            yield leaf


def _body_text(part: Mail) -> str | None:
    """Return the text of a part of the body, or None if it is an attachment."""
    kind = part.get_content_type()
    is_body = kind in {"text/plain", "text/html"} and not _file_name(part)
    if not is_body or part.get_content_disposition() == "attachment":
        return None
    decoded = decode(_payload(part), stated=_charset(part))
    if decoded is None:
        return None
    return page_text(decoded.text) if kind == "text/html" else decoded.text


def _add_lines(builder: TextBuilder, text: str) -> None:
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        if line:
            builder.add(line, Spot(line=number))
        elif number > 1:
            builder.separate("\n")


def _attachment(part: Mail, number: int) -> Output:
    kind = part.get_content_type()
    if kind in _ENCRYPTED_TYPES:
        return Trouble(reason=ProblemReason.ENCRYPTED, detail=Detail.ENCRYPTED)
    if kind == "message/external-body":
        return Trouble(reason=ProblemReason.UNSUPPORTED, detail=Detail.EXTERNAL_BODY)
    name = _file_name(part) or f"attachment {number}"
    if kind == "message/rfc822" and "." not in name:
        name += ".eml"
    return Inner(name=name, load=partial(_payload, part), charset=_charset(part))


def _payload(part: Mail) -> bytes:
    children = _children(part)
    if children:
        return b"".join(_whole(child) for child in children)
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _whole(mail: Mail) -> bytes:
    buffer = io.BytesIO()
    BytesGenerator(buffer, mangle_from_=False, maxheaderlen=0).flatten(mail)
    return buffer.getvalue()


def _charset(part: Mail) -> str | None:
    charset = part.get_param("charset")
    if isinstance(charset, tuple):
        charset = charset[2]
    return charset if isinstance(charset, str) else None


def _file_name(part: Mail) -> str:
    name = part.get_filename()
    return _header_text(name).replace("\n", " ") if name else ""


def _header_text(value: str | None) -> str:
    """Decode a header: encoded words of RFC 2047, or raw bytes in whatever encoding."""
    if not value:
        return ""
    try:
        words = decode_header(value)
    except HeaderParseError:
        return str(value)
    return unify_line_ends("".join(_word(word, charset) for word, charset in words)).strip()


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        word = word.encode("utf-8", "surrogateescape")
    decoded = decode(word, stated=charset)
    return decoded.text if decoded else word.decode("ascii", "replace")
