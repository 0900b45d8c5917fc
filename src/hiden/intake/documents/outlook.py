# SPDX-License-Identifier: Apache-2.0
"""Mails saved by Outlook (.msg): subject, body, attachments.

Mails inside are read as part of the mail around them.

Does not: bodies that are only there as compressed RTF; these are said.

Sources:
    [MS-OXMSG] 2.1 to 2.4 (streams), [MS-OXPROPS] (properties).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hiden.intake.documents.compound import Compound, open_compound
from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import decode, unify_line_ends
from hiden.intake.documents.extraction import Inner, Output, Source, Spot, TextBuilder, Trouble
from hiden.intake.documents.page_text import RENDERER, page_text
from hiden.intake.documents.values import ProblemReason, Region

__all__ = ["read_outlook"]

_EXTRACTOR = f"hiden-outlook 1 ({RENDERER})"
_SUBJECT, _BODY, _HTML, _RTF = "0037", "1000", "1013", "1009"
_LONG_NAME, _SHORT_NAME, _DATA = "3707", "3704", "3701"
_ATTACHMENT = "__attach_version1.0_"
_EMBEDDED = "__substg1.0_3701000D"


def read_outlook(source: Source) -> Iterator[Output]:
    """Read a mail saved by Outlook.

    Raises:
        UnreadablePartError: Its container cannot be read.
    """
    compound = open_compound(source)
    builder = TextBuilder()
    later: list[Output] = []
    for storage in _messages(compound):
        _add_message(builder, compound, storage, later=later)
    for storage in _attachments(compound):
        name = _string(compound, storage, _LONG_NAME) or _string(compound, storage, _SHORT_NAME)
        load = partial(compound.read, *storage, f"__substg1.0_{_DATA}0102")
        later.append(Inner(name=name or f"attachment {len(later) + 1}", load=load))
    if not builder.is_blank:
        yield builder.build(kind="msg", extractor=_EXTRACTOR)
    elif not later:
        yield Trouble(reason=ProblemReason.EMPTY, detail=Detail.NO_TEXT)
    yield from later


def _messages(compound: Compound) -> Iterator[tuple[str, ...]]:
    """Give the storages of the mail and of the mails inside it."""
    found: dict[tuple[str, ...], None] = {(): None}
    for path in compound.paths():
        if _EMBEDDED in path:
            found.setdefault(path[: path.index(_EMBEDDED) + 1], None)
    yield from found


def _attachments(compound: Compound) -> Iterator[tuple[str, ...]]:
    for path in compound.paths():
        if len(path) > 1 and path[-2].startswith(_ATTACHMENT) and path[-1].endswith("37010102"):
            yield path[:-1]


def _add_message(
    builder: TextBuilder, compound: Compound, storage: tuple[str, ...], *, later: list[Output]
) -> None:
    builder.add(_string(compound, storage, _SUBJECT), Spot(region=Region.SUBJECT))
    body = _string(compound, storage, _BODY) or _html(compound, storage)
    for number, line in enumerate(body.rstrip("\n").split("\n"), 1):
        builder.add(line, Spot(line=number))
    if not body.strip() and compound.read(*storage, f"__substg1.0_{_RTF}0102"):
        params: dict[str, str | int] = {"format": "RTF"}
        later.append(
            Trouble(
                reason=ProblemReason.UNSUPPORTED, detail=Detail.FORMAT_UNSUPPORTED, params=params
            )
        )


def _string(compound: Compound, storage: tuple[str, ...], number: str) -> str:
    """Return a property that is a text: in Unicode, or in the code page of whoever wrote it."""
    data = compound.read(*storage, f"__substg1.0_{number}001F")
    if data:
        return unify_line_ends(data.decode("utf-16-le", "replace").rstrip("\0"))
    decoded = decode(compound.read(*storage, f"__substg1.0_{number}001E").rstrip(b"\0"))
    return decoded.text if decoded else ""


def _html(compound: Compound, storage: tuple[str, ...]) -> str:
    decoded = decode(compound.read(*storage, f"__substg1.0_{_HTML}0102").rstrip(b"\0"))
    page = decoded.text if decoded else ""
    return page_text(page or _string(compound, storage, _HTML))
