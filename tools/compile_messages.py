# SPDX-License-Identifier: Apache-2.0
"""Compile the catalogues ``src/hiden/locale/LANG/ROOM.po`` of each language into one ``django.mo``.

One catalogue per room keeps them small; one compiled file serves Django and the rooms below it.
A message which two catalogues translate differently is an error.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_DIR = Path(__file__).resolve().parent.parent / "src" / "hiden" / "locale"


def merge(language_dir: Path) -> Catalog:
    """Read every catalogue of one language into a single one.

    Raises:
        SystemExit: Two catalogues translate one message differently.
    """
    merged = Catalog(locale=language_dir.name, charset="utf-8")
    for path in sorted(language_dir.glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=language_dir.name, abort_invalid=True)
        for message in catalog:
            if not message.id:
                continue
            known = merged.get(message.id, message.context)
            if known is not None and known.string != message.string:
                sys.exit(f"{path}: {message.id!r} is translated differently in another catalogue")
            merged.add(message.id, message.string, context=message.context, flags=message.flags)
    return merged


def main() -> None:
    """Compile each language whose catalogues changed."""
    for language_dir in sorted(path for path in LOCALE_DIR.iterdir() if path.is_dir()):
        target = language_dir / "LC_MESSAGES" / "django.mo"
        newest = max(
            (path.stat().st_mtime for path in [language_dir, *language_dir.glob("*.po")]), default=0
        )
        if target.exists() and target.stat().st_mtime >= newest:
            continue
        target.parent.mkdir(exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, merge(language_dir))
        draft.replace(target)


if __name__ == "__main__":
    main()
