# SPDX-License-Identifier: Apache-2.0
"""Open the file of a register: what it is decides its first bytes, never its name."""

from __future__ import annotations

from pathlib import Path

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.foundation.hashing import sha256
from hiden.foundation.language import mark
from hiden.registry.columns import ColumnTable
from hiden.registry.delimited import read_delimited
from hiden.registry.file_limits import check_size, not_a_table
from hiden.registry.grid import Table
from hiden.registry.workbook import read_grids
from hiden.registry.xls_stream import inspect_xls
from hiden.registry.xls_worker import read_grids_apart
from hiden.registry.xlsx_parts import inspect_xlsx

__all__ = ["read_table"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%PDF", mark("a PDF")),
    (b"\x89PNG", mark("a picture")),
    (b"\xff\xd8\xff", mark("a picture")),
    (b"<!DOCTYPE", mark("a web page")),
    (b"<html", mark("a web page")),
    (b"{\\rtf", mark("a document in RTF")),
    (b"7z\xbc\xaf", mark("a 7z archive")),
)


def read_table(path: Path, *, table: ColumnTable) -> Table:
    """Read all sheets of a file.

    Raises:
        RegistryFileError: The file cannot be read as a table; the sentence says why.
    """
    data = _read(path)
    name = str(path)
    if data.startswith(_ZIP):
        grids, others = read_grids(inspect_xlsx(data, path=name), path=name)
        return Table(sha256=sha256(data), grids=grids, other_sheets=others)
    if data.startswith(_OLE):
        grids, others = read_grids_apart(inspect_xls(data, path=name), path=name)
        return Table(sha256=sha256(data), grids=grids, other_sheets=others)
    head = data[:1024].lstrip().lower()
    for magic, kind in _OTHER_KINDS:
        if head.startswith(magic.lower()):
            raise not_a_table(name, kind)
    grid = read_delimited(data, sheet=path.name, table=table, path=name)
    return Table(sha256=sha256(data), grids=(grid,))


def _read(path: Path) -> bytes:
    name = str(path)
    try:
        size_bytes = path.stat().st_size
        if path.is_dir():
            raise not_a_table(name, mark("a folder"))
        check_size(size_bytes, path=name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise RegistryFileError(ErrorCode.REGISTER_MISSING, path=name) from error
    except PermissionError as error:
        raise RegistryFileError(ErrorCode.REGISTER_DENIED, path=name) from error
