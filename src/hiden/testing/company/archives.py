# SPDX-License-Identifier: Apache-2.0
"""Zip files whose bytes depend on their content alone, plain or with a password.

``encrypted_zip`` uses the old cipher of PKZIP, which is no protection: it stands in for the
password-protected attachments that many offices still send.

Source: APPNOTE.TXT 6.3, sections 4.3 (format) and 6.1 (traditional encryption).
"""

from __future__ import annotations

import binascii
import io
import re
import struct
import zipfile
from collections.abc import Mapping

import numpy as np

__all__ = ["encrypted_zip", "freeze", "zip_of"]

_STAMP = (2026, 10, 30, 9, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_HEADER_BYTES = 12


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Pack files, in the order given, with one fixed time for all."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(_entry(name), data)
    return buffer.getvalue()


def freeze(office_file: bytes) -> bytes:
    """Take the time of writing out of a docx, xlsx or pptx file."""
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    core = files["docProps/core.xml"]
    files["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>2026-10-30T00:00:00Z\g<2>", core)
    return zip_of(files)


def encrypted_zip(name: str, data: bytes, *, password: bytes, rng: np.random.Generator) -> bytes:
    """Pack one file under a password.

    Args:
        name: Name inside.
        data: Content, stored without compression.
        password: The password.
        rng: Where the twelve bytes of the header come from.
    """
    crc = binascii.crc32(data)
    header = rng.bytes(_HEADER_BYTES - 1) + bytes([crc >> 24])
    body = _encrypt(header + data, password=password)
    raw_name = name.encode()
    year, month, day, hour, minute, second = _STAMP
    stamp = struct.pack(
        "<HH",
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
    )
    flags = _UTF8_NAME | _ENCRYPTED
    common = struct.pack("<HHH", 20, flags, 0) + stamp
    common += struct.pack("<IIIHH", crc, len(body), len(data), len(raw_name), 0)
    local = b"PK\x03\x04" + common + raw_name + body
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw_name
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _encrypt(plain: bytes, *, password: bytes) -> bytes:
    keys = (0x12345678, 0x23456789, 0x34567890)
    for byte in password:
        keys = _update(keys, byte)
    out = bytearray()
    for byte in plain:
        mask = keys[2] & 0xFFFF | 2
        out.append(byte ^ (mask * (mask ^ 1) >> 8) & 0xFF)
        keys = _update(keys, byte)
    return bytes(out)


def _update(keys: tuple[int, int, int], byte: int) -> tuple[int, int, int]:
    first = _crc_step(keys[0], byte)
    second = ((keys[1] + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
    return first, second, _crc_step(keys[2], second >> 24)


def _crc_step(crc: int, byte: int) -> int:
    """Advance a CRC-32 register, as the cipher uses it (without the inversions of ``crc32``)."""
    return binascii.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
