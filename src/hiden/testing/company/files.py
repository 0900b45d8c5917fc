# SPDX-License-Identifier: Apache-2.0
"""A file that is to be written: its path, bytes, date and what is true of it."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import attrs

from hiden.testing.company.truth import Truth

__all__ = ["SampleFile", "file_name", "put"]

_UNFIT = re.compile(r"[\s/\\:*?\"<>|・]+")


@attrs.frozen(kw_only=True)
class SampleFile:
    """One file.

    Attributes:
        path: Below the company's folder, with ``/``.
        data: Content.
        on: Day which its time stamp shows.
        truth: One row for each part that says something.
    """

    path: str
    data: bytes
    on: dt.date
    truth: tuple[Truth, ...] = ()


def file_name(title: str) -> str:
    """Return a title as the name of a file: no spaces, slashes or colons."""
    return _UNFIT.sub("_", title).strip("_")


def put(file: SampleFile, *, folder: Path) -> None:
    """Write a file, and the folders above it, with the time stamp of its day.

    Raises:
        OSError: It cannot be written.
    """
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)
    stamp = dt.datetime(file.on.year, file.on.month, file.on.day, 9, tzinfo=dt.UTC).timestamp()
    os.utime(path, (stamp, stamp))
