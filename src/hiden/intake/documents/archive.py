# SPDX-License-Identifier: Apache-2.0
"""Zip archives, opened with caps: on what they state, and on what really comes out.

Rules:
    * An entry is refused before it is opened if its stated size or ratio is over the caps.
    * Stated sizes lie, so what is unpacked is counted, over all containers of the file.
    * Nothing is ever written to disk, so a name such as ``../../etc/passwd`` is only a label.

Sources:
    PKWARE APPNOTE 6.3.10, 4.4.4 (flags), 4.6.9 (Unicode path).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial

import attrs

from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import decode
from hiden.intake.documents.extraction import (
    Budget,
    Inner,
    Output,
    Source,
    Trouble,
    UnreadablePartError,
)
from hiden.intake.documents.values import ProblemReason

__all__ = ["Archive", "entry_name", "open_archive", "open_package", "read_zip"]

_ENCRYPTED_FLAG = 0x1
_UTF8_FLAG = 0x800
_FIELD = struct.Struct("<HH")  # of extra data: what it is, and its size
_UNICODE_PATH, _UNICODE_PATH_AT = 0x7075, 5  # behind a version and a checksum
_CHUNK_BYTES = 1 << 20
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error)
_NO_NAMES = ("__MACOSX/", ".DS_Store")


@attrs.frozen
class Archive:
    """An open zip archive.

    Attributes:
        file: The archive.
        budget: Counts what is unpacked.
    """

    file: zipfile.ZipFile
    budget: Budget

    def names(self) -> list[str]:
        """Return the names of the entries, as zipfile decodes them."""
        return self.file.namelist()

    def read_name(self, name: str) -> bytes:
        """Unpack the entry with a name; nothing if there is none.

        Raises:
            UnreadablePartError: As ``read``.
        """
        try:
            info = self.file.getinfo(name)
        except KeyError:
            return b""
        return self.read(info)

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """Unpack an entry.

        Raises:
            UnreadablePartError: It is encrypted, damaged, packed in an unknown way, or too much.
        """
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED)
        self.check_ratio(info, info.file_size)
        try:
            return self._unpack(info)
        except NotImplementedError as error:
            raise UnreadablePartError(
                ProblemReason.UNSUPPORTED, Detail.COMPRESSION_UNSUPPORTED
            ) from error
        except RuntimeError as error:  # zipfile's word for an encrypted entry
            raise UnreadablePartError(ProblemReason.ENCRYPTED, Detail.ENCRYPTED) from error
        except _DAMAGED as error:
            raise UnreadablePartError(
                ProblemReason.DAMAGED, Detail.DAMAGED, format="zip"
            ) from error

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        chunks = []
        size = 0
        with self.file.open(info) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                size += len(chunk)
                self.budget.spend(len(chunk))
                self.check_ratio(info, size)
                chunks.append(chunk)
        return b"".join(chunks)

    def check_ratio(self, info: zipfile.ZipInfo, size_bytes: int) -> None:
        """Refuse an entry that unpacks to far more than it takes.

        Raises:
            UnreadablePartError: It does.
        """
        limits = self.budget.limits
        if size_bytes > max(limits.ratio_floor_bytes, limits.ratio * info.compress_size):
            raise UnreadablePartError(ProblemReason.BOMB, Detail.BOMB_RATIO, ratio=limits.ratio)


def open_archive(source: Source) -> Archive:
    """Open a zip archive.

    Raises:
        UnreadablePartError: Its directory cannot be read.
    """
    try:
        return Archive(zipfile.ZipFile(source.open()), source.budget)
    except (*_DAMAGED, NotImplementedError) as error:
        raise UnreadablePartError(ProblemReason.DAMAGED, Detail.DAMAGED, format="zip") from error


def open_package(source: Source) -> Archive:
    """Open an archive whose entries belong together (an Office file), after checking them all.

    Raises:
        UnreadablePartError: It cannot be opened, or states more than may be unpacked.
    """
    archive = open_archive(source)
    entries = archive.file.infolist()
    limits = source.budget.limits
    if len(entries) > limits.entries:
        raise UnreadablePartError(
            ProblemReason.BOMB, Detail.TOO_MANY_ENTRIES, entries=len(entries), limit=limits.entries
        )
    for info in entries:
        archive.check_ratio(info, info.file_size)
    if sum(info.file_size for info in entries) + source.budget.unpacked_bytes > limits.total_bytes:
        raise UnreadablePartError(ProblemReason.BOMB, Detail.BOMB_STATED, limit=limits.total_bytes)
    return archive


def read_zip(source: Source) -> Iterator[Output]:
    """Read an ordinary zip archive: every entry is a part.

    Raises:
        UnreadablePartError: The archive cannot be opened.
    """
    archive = open_archive(source)
    entries = [info for info in archive.file.infolist() if not _is_noise(info)]
    if not entries:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_ENTRIES)
    limit = source.budget.limits.entries
    for info in entries[:limit]:
        yield Inner(name=entry_name(info), load=partial(archive.read, info))
    if len(entries) > limit:
        yield Trouble(
            reason=ProblemReason.BOMB,
            detail=Detail.TOO_MANY_ENTRIES,
            params={"entries": len(entries), "limit": limit},
        )


def _is_noise(info: zipfile.ZipInfo) -> bool:
    return (
        info.is_dir()
        or info.filename.startswith(_NO_NAMES[0])
        or info.filename.endswith(_NO_NAMES[1])
    )


def entry_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name in its true characters.

    Japanese Windows writes cp932 without saying so, macOS writes UTF-8 without saying so; zipfile
    takes both for cp437.
    """
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    stated = _unicode_path(info.extra)
    if stated:
        return stated
    raw = info.orig_filename.encode("cp437", "replace")
    decoded = decode(raw)
    return decoded.text if decoded else info.filename


def _unicode_path(extra: bytes) -> str:
    while len(extra) >= _FIELD.size:
        field, size = _FIELD.unpack_from(extra)
        data, extra = extra[_FIELD.size :][:size], extra[_FIELD.size + size :]
        if field == _UNICODE_PATH:
            return data[_UNICODE_PATH_AT:].decode("utf-8", "replace")
    return ""
