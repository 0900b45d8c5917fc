# SPDX-License-Identifier: Apache-2.0
"""Mails: subject, body, attachments, in whatever way they are encoded."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from tests.unit.intake.documents_made import docx_bytes, read, zip_bytes

from hiden.intake.documents.values import ProblemReason

HEADERS = b"From: a@example.com\r\nDate: Mon, 1 Apr 2024 00:00:00 +0900\r\nMIME-Version: 1.0\r\n"


def _mail(subject: str = "見積の件", body: str = "本文です。\n") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "a@example.com"
    mail["Date"] = "Mon, 1 Apr 2024 00:00:00 +0900"
    mail["Subject"] = subject
    mail.set_content(body)
    return mail


def test_subject_and_body_are_read_with_their_places() -> None:
    (document,) = read(_mail(body="一行目\n\n三行目\n").as_bytes()).documents

    assert document.kind == "eml"
    assert document.text == "見積の件\n一行目\n\n三行目\n"
    assert str(document.place_at(0).message()) == "subject"
    assert document.place_at(document.text.index("三")).line == 3


@pytest.mark.parametrize(
    ("stated", "true"),
    [
        ("iso-2022-jp", "iso2022_jp"),
        ("Shift_JIS", "cp932"),
        ("euc-jp", "euc_jp"),
        ("utf-8", "utf-8"),
        ("utf-8", "cp932"),
        ("us-ascii", "euc_jp"),
        ("x-unknown", "utf-8"),
        ("iso-8859-1", "utf-8"),
    ],
)
def test_a_stated_charset_is_believed_unless_it_lies(stated: str, true: str) -> None:
    body = "これは営業秘密です。"
    mail = HEADERS + f"Content-Type: text/plain; charset={stated}\r\n\r\n".encode()

    found = read(mail + body.encode(true))

    assert found.text_of == {"": body + "\n"}


def test_of_alternatives_the_plain_one_is_read() -> None:
    mail = _mail(body="平文")
    mail.add_alternative("<p>装飾", subtype="html")

    assert read(mail.as_bytes()).text_of == {"": "見積の件\n平文\n"}


def test_a_blank_plain_alternative_gives_way_to_html() -> None:
    mail = _mail(body="\n")
    mail.add_alternative("<p>装<b>飾</b>", subtype="html")

    assert read(mail.as_bytes()).text_of == {"": "見積の件\n装飾\n"}


def test_attachments_are_parts_with_their_names() -> None:
    mail = _mail()
    inner = zip_bytes({"仕様.txt": "中身"})
    mail.add_attachment(inner, maintype="application", subtype="zip", filename="添付.zip")
    mail.add_attachment(docx_bytes("図面"), maintype="a", subtype="b", filename="図面.docx")
    mail.add_attachment(_mail("転送", "内側"))

    found = read(mail.as_bytes())

    assert found.text_of["添付.zip/仕様.txt"] == "中身"
    assert found.text_of["図面.docx"].startswith("図面\n")
    assert found.text_of["attachment 3.eml"] == "転送\n内側\n"
    assert found.troubles == []


@pytest.mark.parametrize(
    "name",
    [
        b'filename="=?ISO-2022-JP?B?GyRCP14bKEI=?=.txt"',
        b'filename="=?utf-8?Q?=E5=9B=B3?=.txt"',
        b"filename*=utf-8''%E5%9B%B3.txt",
        b"filename*=Shift_JIS'ja'%90%7D.txt",
        b"filename*0*=utf-8''%E5%9B; filename*1*=%B3.txt",
        'filename="図.txt"'.encode("cp932"),
        'filename="図.txt"'.encode(),
    ],
)
def test_names_of_attachments_are_decoded_however_they_are_written(name: bytes) -> None:
    mail = HEADERS + b"Content-Type: application/octet-stream\r\n"

    found = read(mail + b"Content-Disposition: attachment; " + name + b"\r\n\r\nabc")

    assert found.text_of == {"図.txt": "abc"}


def test_subjects_are_decoded_however_they_are_written() -> None:
    subjects = [
        b"=?ISO-2022-JP?B?GyRCNktIaxsoQg==?=",
        b"=?UTF-8?B?5qW156eY?=",
        "極秘".encode("cp932"),
        "極秘".encode(),
    ]

    for subject in subjects:
        found = read(HEADERS + b"Subject: " + subject + b"\r\n\r\n")
        assert found.text_of == {"": "極秘\n"}


def test_a_broken_encoded_word_stays_as_it_is() -> None:
    found = read(HEADERS + b"Subject: =?utf-8?B?A?=\r\n\r\n")

    assert "=?utf-8?B?A?=" in found.text_of[""]


def test_what_cannot_be_looked_into_is_said() -> None:
    encrypted = read(
        HEADERS + b'Content-Type: application/pkcs7-mime; name="smime.p7m"\r\n\r\nAAAA'
    )
    elsewhere = read(HEADERS + b"Content-Type: message/external-body; access-type=ftp\r\n\r\n\r\n")
    nothing = read(HEADERS + b"\r\n")

    assert encrypted.reasons == [("", ProblemReason.ENCRYPTED)]
    assert elsewhere.reasons == [("", ProblemReason.UNSUPPORTED)]
    assert nothing.reasons == [("", ProblemReason.EMPTY)]


def test_a_body_that_is_no_text_is_an_attachment() -> None:
    found = read(HEADERS + b"Content-Type: text/plain\r\n\r\n" + bytes(range(256)) * 4)

    assert found.reasons == [("attachment 1", ProblemReason.UNSUPPORTED)]


def test_an_empty_attachment_is_said() -> None:
    mail = _mail()
    mail.add_attachment(b"", maintype="application", subtype="pdf", filename="空.pdf")

    assert read(mail.as_bytes()).reasons == [("空.pdf", ProblemReason.EMPTY)]


def test_a_mailbox_holds_mails() -> None:
    one, two = _mail("一").as_bytes(), _mail("二").as_bytes()
    start = b"From a@example.com Mon Apr  1 00:00:00 2024\n"

    found = read(start + one + b"\n" + start + two)

    assert found.text_of == {"1.eml": "一\n本文です。\n", "2.eml": "二\n本文です。\n"}


def test_parts_nested_without_end_are_a_problem() -> None:
    boundary = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(3000)
    )

    found = read(HEADERS + boundary + b"x")

    assert len(found.reasons) == 1
