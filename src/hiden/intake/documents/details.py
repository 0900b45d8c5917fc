# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a file, one sentence each, for the person who has to look at it.

The process which parses names a sentence by its code; only this module's sentences reach a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from hiden.foundation.language import Message, mark

__all__ = ["Detail", "sentence"]


class Detail(StrEnum):
    """The codes."""

    ENCRYPTED = "encrypted"
    FILE_TOO_BIG = "file-too-big"
    TEXT_CUT = "text-cut"
    OUTPUT_CUT = "output-cut"
    OUT_OF_MEMORY = "out-of-memory"
    FORMAT_UNSUPPORTED = "format-unsupported"
    BINARY = "binary"
    COMPRESSION_UNSUPPORTED = "compression-unsupported"
    NOT_A_FILE = "not-a-file"
    LINK_OUT = "link-out"
    DAMAGED = "damaged"
    DAMAGED_PIECE = "damaged-piece"
    EMPTY_FILE = "empty-file"
    NO_TEXT = "no-text"
    NO_TEXT_LAYER = "no-text-layer"
    PAGES_WITHOUT_TEXT = "pages-without-text"
    NO_ENTRIES = "no-entries"
    DENIED = "denied"
    UNREADABLE = "unreadable"
    TIMEOUT = "timeout"
    CPU = "cpu"
    CRASHED = "crashed"
    GIVEN_UP = "given-up"
    NESTED_TOO_DEEP = "nested-too-deep"
    TOO_NESTED_INSIDE = "too-nested-inside"
    BOMB_RATIO = "bomb-ratio"
    BOMB_TOTAL = "bomb-total"
    BOMB_STATED = "bomb-stated"
    TOO_MANY_ENTRIES = "too-many-entries"
    MISSING = "missing"
    EXTERNAL_BODY = "external-body"


_SENTENCES: Mapping[Detail, str] = {
    Detail.ENCRYPTED: mark(
        "Protected by a password. Ask its owner for a copy without one; it was not looked into."
    ),
    Detail.FILE_TOO_BIG: mark("%(size)d bytes; more than %(limit)d bytes are not read."),
    Detail.TEXT_CUT: mark("%(size)d bytes of text; only the first %(limit)d bytes were read."),
    Detail.OUTPUT_CUT: mark(
        "More than %(limit)d characters of text; the rest of the file was not read."
    ),
    Detail.OUT_OF_MEMORY: mark("Needs more memory than is granted to one file."),
    Detail.FORMAT_UNSUPPORTED: mark("The format “%(format)s” is not read."),
    Detail.BINARY: mark("Neither text nor a known format."),
    Detail.COMPRESSION_UNSUPPORTED: mark("Packed by a method which is not supported."),
    Detail.NOT_A_FILE: mark("Not a regular file but a device, a pipe or a folder."),
    Detail.LINK_OUT: mark("A link which leads out of the folder; it was not followed."),
    Detail.DAMAGED: mark("Damaged or cut short: it cannot be read as “%(format)s”."),
    Detail.DAMAGED_PIECE: mark("Partly damaged: “%(piece)s” could not be read."),
    Detail.EMPTY_FILE: mark("The file is empty (0 bytes)."),
    Detail.NO_TEXT: mark("There is no text in it."),
    Detail.NO_TEXT_LAYER: mark(
        "There is no text in it, only pictures: it is probably a scan."
        " Make it searchable by text recognition (OCR) and try again."
    ),
    Detail.PAGES_WITHOUT_TEXT: mark(
        "%(pages)d of %(total)d pages hold only pictures (probably scans) and were not read."
    ),
    Detail.NO_ENTRIES: mark("The archive is empty."),
    Detail.DENIED: mark("Opening it is not permitted. Check its permissions."),
    Detail.UNREADABLE: mark("The system could not read it: %(error)s."),
    Detail.TIMEOUT: mark("Reading took longer than %(seconds)d seconds and was stopped."),
    Detail.CPU: mark(
        "Reading took more than %(seconds)d seconds of processor time and was stopped."
    ),
    Detail.CRASHED: mark(
        "The reader of this format broke down over it. Nothing else was affected."
    ),
    Detail.GIVEN_UP: mark(
        "The reader broke down over %(parts)d of its parts; the rest of the file was not read."
    ),
    Detail.BOMB_STATED: mark(
        "States that it unpacks to more than %(limit)d bytes and was not opened."
    ),
    Detail.NESTED_TOO_DEEP: mark(
        "Lies deeper than %(limit)d containers inside one another and was not opened."
    ),
    Detail.TOO_NESTED_INSIDE: mark("Its elements are nested too deeply."),
    Detail.BOMB_RATIO: mark(
        "Unpacks to more than %(ratio)d times its size and was not opened (decompression bomb?)."
    ),
    Detail.BOMB_TOTAL: mark(
        "The file unpacks to more than %(limit)d bytes in all; the rest was not opened."
    ),
    Detail.TOO_MANY_ENTRIES: mark(
        "%(entries)d entries; only the first %(limit)d of the archive were opened."
    ),
    Detail.MISSING: mark("It is no longer there."),
    Detail.EXTERNAL_BODY: mark("The attachment is only referred to; it is not in the mail."),
}


def sentence(detail: Detail, params: Mapping[str, str | int]) -> Message:
    """Make the sentence for a code.

    Raises:
        KeyError: A placeholder has no value.
        TypeError: A number is not a number.
    """
    message = Message(_SENTENCES[detail], dict(params))
    str(message)  # a missing placeholder must fail here, not where it is shown
    return message
