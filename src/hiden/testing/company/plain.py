# SPDX-License-Identifier: Apache-2.0
"""Manuscripts as text, Markdown, HTML and CSV files, and as mails."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import mimetypes
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import attrs

from hiden.testing.company.manuscript import Heading, Manuscript, Table

__all__ = ["Envelope", "csv_bytes", "html_bytes", "mail_bytes", "markdown_bytes", "text_bytes"]

JST = dt.timezone(dt.timedelta(hours=9))


@attrs.frozen(kw_only=True)
class Envelope:
    """Who sends a mail to whom, and when (JST)."""

    sender: str
    recipient: str
    sent_at: dt.datetime
    number: int


def text_bytes(manuscript: Manuscript) -> bytes:
    """Write plain text; half of the Japanese files (by date) in cp932, as old editors do."""
    text = _text(manuscript)
    if manuscript.language == "ja" and manuscript.date.day % 2:
        try:
            return text.replace("\n", "\r\n").encode("cp932")
        except UnicodeEncodeError:  # a unit such as m³ has no place there
            return text.encode()
    return text.encode()


def markdown_bytes(manuscript: Manuscript) -> bytes:
    """Write Markdown."""
    parts = [f"# {manuscript.title}"]
    for block in manuscript.blocks:
        if isinstance(block, Table):
            rows = [f"| {' | '.join(row)} |" for row in block.rows]
            rows.insert(1, "|" + " --- |" * len(block.rows[0]))
            parts.append("\n".join(rows))
        else:
            parts.append(f"## {block.text}" if isinstance(block, Heading) else block.text)
    return ("\n\n".join(parts) + "\n").encode()


def html_bytes(manuscript: Manuscript) -> bytes:
    """Write a page of HTML."""
    title = html.escape(manuscript.title)
    parts = [
        f'<!doctype html>\n<html lang="{manuscript.language}"><head><meta charset="utf-8">',
        f"<title>{title}</title></head><body>\n<h1>{title}</h1>",
    ]
    for block in manuscript.blocks:
        if isinstance(block, Table):
            cells = ("".join(f"<td>{html.escape(c)}</td>" for c in row) for row in block.rows)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        else:
            tag = "h2" if isinstance(block, Heading) else "p"
            parts.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
    parts.append("</body></html>\n")
    return "\n".join(parts).encode()


def csv_bytes(manuscript: Manuscript) -> bytes:
    """Write a CSV file in UTF-8 with a byte order mark: number, text; tables across."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["No.", manuscript.title])
    for number, block in enumerate(manuscript.blocks, start=1):
        if isinstance(block, Table):
            writer.writerows([number, *row] for row in block.rows)
        else:
            writer.writerow([number, block.text])
    return buffer.getvalue().encode("utf-8-sig")


def mail_bytes(
    manuscript: Manuscript, *, envelope: Envelope, attachments: Mapping[str, bytes]
) -> bytes:
    """Write a mail; the paragraphs are its body."""
    message = EmailMessage(policy=SMTP)
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = manuscript.title
    message["Date"] = format_datetime(envelope.sent_at)
    message["Message-ID"] = f"<{envelope.number:06d}@mail.kakuseiki.example>"
    message.set_content(_text(manuscript), cte="base64")
    for name, data in attachments.items():
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name, cte="base64")
    if attachments:
        message.set_boundary(f"=_sample_{envelope.number:06d}")
    return message.as_bytes()


def _text(manuscript: Manuscript) -> str:
    parts = [manuscript.title, ""]
    for block in manuscript.blocks:
        if isinstance(block, Table):
            parts += ["\t".join(row) for row in block.rows]
        elif isinstance(block, Heading):
            parts += ["", block.text]
        else:
            parts += [block.text, ""]
    return "\n".join(parts) + "\n"
