# SPDX-License-Identifier: Apache-2.0
"""Which reader reads what: the only module that knows them all."""

from __future__ import annotations

from collections.abc import Mapping

from hiden.intake.documents.archive import open_archive, read_zip
from hiden.intake.documents.compound import open_compound, read_compound
from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import Reader, Source, UnreadablePartError
from hiden.intake.documents.html import read_html
from hiden.intake.documents.mail import read_mail, read_mailbox
from hiden.intake.documents.outlook import read_outlook
from hiden.intake.documents.pdf import read_pdf
from hiden.intake.documents.plain_text import read_plain_text, refuse_binary
from hiden.intake.documents.powerpoint97 import read_powerpoint97
from hiden.intake.documents.sheet_walker import read_workbook_xml
from hiden.intake.documents.sheets import read_sheets, read_workbook_package
from hiden.intake.documents.slides import read_slides
from hiden.intake.documents.sniffing import (
    HEAD_BYTES,
    Kind,
    kind_of_head,
    kind_of_ole,
    kind_of_package,
)
from hiden.intake.documents.values import ProblemReason
from hiden.intake.documents.word import read_word
from hiden.intake.documents.word97 import read_word97

__all__ = ["readers_for"]

_READERS: Mapping[Kind | str, tuple[Reader, ...]] = {
    Kind.TEXT: (read_plain_text,),
    Kind.BINARY: (refuse_binary,),
    Kind.HTML: (read_html,),
    Kind.MAIL: (read_mail,),
    Kind.MBOX: (read_mailbox,),
    Kind.PDF: (read_pdf,),
    Kind.ZIP: (read_zip,),
    Kind.DOCX: (read_word,),
    Kind.PPTX: (read_slides,),
    Kind.XLSX: (read_workbook_package, read_workbook_xml),
    Kind.XLSB: (read_sheets,),
    Kind.XLS: (read_sheets,),
    Kind.ODS: (read_sheets,),
    Kind.OLE: (read_compound,),
    Kind.DOC: (read_word97,),
    Kind.PPT: (read_powerpoint97,),
    Kind.MSG: (read_outlook,),
}


def readers_for(source: Source) -> tuple[Reader, ...]:
    """Choose the readers for a part, by its content: the second one is for when the first fails.

    Raises:
        UnreadablePartError: Its format is not read, or it is encrypted or damaged.
    """
    kind: Kind | str = kind_of_head(source.head(HEAD_BYTES), source.name)
    if kind is Kind.ZIP:
        kind = _package_kind(source)
    elif kind is Kind.OLE:
        kind = _ole_kind(source)
    if kind is Kind.ENCRYPTED:
        raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED)
    readers = _READERS.get(kind)
    if readers is None:
        raise UnreadablePartError(
            ProblemReason.UNSUPPORTED,
            Detail.FORMAT_UNSUPPORTED,
            format=str(kind),
        )
    return readers


def _package_kind(source: Source) -> Kind | str:
    archive = open_archive(source)
    names = archive.names()
    types = archive.read_name("[Content_Types].xml")
    mimetype = archive.read_name("mimetype")
    return kind_of_package(names, types, mimetype)


def _ole_kind(source: Source) -> Kind | str:
    return kind_of_ole([path[0] for path in open_compound(source).file.listdir(storages=True)])
