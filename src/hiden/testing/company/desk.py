# SPDX-License-Identifier: Apache-2.0
"""Where manuscripts become files of any kind, and files become mails and zips."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hiden.testing.company.manuscript import Manuscript
from hiden.testing.company.office import docx_bytes, pptx_bytes, xlsx_bytes
from hiden.testing.company.plain import csv_bytes, html_bytes, markdown_bytes, text_bytes
from hiden.testing.company.press import Press

__all__ = ["Desk"]


class Desk:
    """Writes manuscripts as files."""

    def __init__(self) -> None:
        """Set up the writers, the press among them."""
        self._writers: Mapping[str, Callable[[Manuscript], bytes]] = {
            "csv": csv_bytes,
            "docx": docx_bytes,
            "html": html_bytes,
            "md": markdown_bytes,
            "pdf": Press().pdf_bytes,
            "pptx": pptx_bytes,
            "txt": text_bytes,
            "xlsx": xlsx_bytes,
        }

    def write(self, manuscript: Manuscript, *, kind: str) -> bytes:
        """Write a manuscript as a file.

        Args:
            manuscript: What to write.
            kind: csv, docx, html, md, pdf, pptx, txt or xlsx.

        Raises:
            KeyError: There is no such kind.
        """
        return self._writers[kind](manuscript)
