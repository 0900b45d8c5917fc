# SPDX-License-Identifier: Apache-2.0
"""What left the company: 36 leaks among ordinary mails and files, and a few that cannot be read.

Rules:
    * Each leak takes another secret.
    * Files that hold no leak hold no text of a secret, but share the company's boilerplate; some
      are about the same subjects.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from hiden.testing.company.alter import FORMS, edit, excerpt
from hiden.testing.company.archives import encrypted_zip
from hiden.testing.company.desk import Desk
from hiden.testing.company.dispatch import Dispatch, Load
from hiden.testing.company.files import SampleFile, file_name
from hiden.testing.company.knowledge import Channel, Leak, leak_book
from hiden.testing.company.manuscript import Manuscript
from hiden.testing.company.originals import Original
from hiden.testing.company.people import Employee
from hiden.testing.company.truth import Copy, Truth

__all__ = ["Gate"]

_KINDS = ("docx", "xlsx", "pdf", "txt", "pptx", "docx", "html", "csv", "md", "pdf")
_EXCERPT_CHARACTERS = (220, 420)
_LONGER_IN_ENGLISH = 2
_EDIT_RATE = (0.05, 0.20)
_ATTACHED_EVERY = 3
_ZIPPED_EVERY = 9
_UNREADABLE = (
    ("mail", "zip", "encrypted"),
    ("partner", "zip", "encrypted"),
    ("usb", "docx", "empty"),
    ("leaver", "docx", "damaged"),
    ("attack", "png", "unsupported"),
    ("overseas", "pdf", "damaged"),
)


class Gate:
    """Writes the files that go out."""

    unreadable_count = len(_UNREADABLE)

    def __init__(self, *, people: Sequence[Employee], desk: Desk, rng: np.random.Generator) -> None:
        """Take who sends, what writes and what draws."""
        self._dispatch = Dispatch(people=people, rng=rng)
        self._desk = desk
        self._rng = rng
        self._channels = {channel.name: channel for channel in leak_book().channels}

    def leaks(self, originals: Sequence[Original]) -> Iterator[SampleFile]:
        """Write the leaks, each of another secret; one of a secret's papers is taken."""
        by_code: dict[str, list[Original]] = {}
        for original in originals:
            by_code.setdefault(original.seed.code, []).append(original)
        codes = [list(by_code)[int(i)] for i in self._rng.permutation(len(by_code))]
        for leak in leak_book().leaks:
            code = next(c for c in codes if _suits(leak, by_code[c][0].manuscript))
            codes.remove(code)
            papers = by_code[code]
            yield self._leak(leak, papers[int(self._rng.integers(len(papers)))])

    def innocents(self, count: int) -> Iterator[SampleFile]:
        """Write files with nothing secret in them, each way out by its share."""
        channels = tuple(self._channels.values())
        shares = np.cumsum([channel.share for channel in channels])
        for turn in range(count):
            place = (turn + 0.5) * shares[-1] / count
            channel = channels[int(np.searchsorted(shares, place))]
            yield self._letter(turn) if channel.name == "mail" else self._innocent(turn, channel)

    def unreadable(self) -> Iterator[SampleFile]:
        """Write files into which nobody can look."""
        paper = self._desk.write(self._dispatch.paper("paper"), kind="docx")
        printed = self._desk.write(self._dispatch.paper("public"), kind="pdf")
        locked = encrypted_zip("資料.docx", paper, password=b"kaku-seiki", rng=self._rng)
        contents: Mapping[tuple[str, str], bytes] = {
            ("zip", "encrypted"): locked,
            ("docx", "empty"): b"",
            ("docx", "damaged"): paper[: len(paper) // 2],
            ("png", "unsupported"): _png(self._rng),
            ("pdf", "damaged"): printed[:400],
        }
        for channel, kind, reason in _UNREADABLE:
            truth = Truth(
                document="",
                copy=Copy.UNREADABLE,
                carrier=kind,
                on=self._dispatch.day(),
                reason=reason,
            )
            load = Load(name=f"資料一式.{kind}", data=contents[kind, reason], truth=truth)
            yield self._dispatch.send(load, channel=self._channels[channel])

    def _leak(self, leak: Leak, original: Original) -> SampleFile:
        kind = original.kind if leak.carrier == "same" else leak.carrier
        paper, planted, rate = self._copied(leak, original.manuscript)
        truth = Truth(
            document="",
            copy=Copy(leak.kind),
            secret=original.seed.code,
            length=sum(map(len, planted)),
            edit_rate=round(rate, 4),
            form=leak.form,
            carrier=kind,
            on=self._dispatch.day(),
            planted=planted,
        )
        channel = self._channels[leak.channel]
        if kind == "eml":
            return self._dispatch.mail(paper, attachments={}, channel=channel, truth=truth)
        same = leak.carrier == "same"
        data = original.file.data if same else self._desk.write(paper, kind=kind)
        load = Load(name=f"{file_name(paper.title)}.{kind}", data=data, truth=truth)
        return self._dispatch.send(load, channel=channel, inside=leak.inside)

    def _copied(
        self, leak: Leak, manuscript: Manuscript
    ) -> tuple[Manuscript, tuple[str, ...], float]:
        """Return the paper that carries the leak, the text in it, and the text's edit rate."""
        if leak.kind == Copy.WHOLE:
            return manuscript, manuscript.own, 0.0
        low, high = _EXCERPT_CHARACTERS
        characters = int(self._rng.integers(low, high))
        if manuscript.language == "en":
            characters *= _LONGER_IN_ENGLISH
        planted = excerpt(manuscript.own, characters=characters, rng=self._rng)
        rate = 0.0
        if leak.kind == Copy.EDITED:
            lowest, highest = _EDIT_RATE
            wanted = lowest + (highest - lowest) * float(self._rng.random())
            planted, rate = edit(planted, rate=wanted, rng=self._rng)
        planted = tuple(FORMS[leak.form](text) for text in planted)
        use = "mail" if leak.carrier == "eml" else "paper"
        carrier = self._dispatch.paper(use, language=manuscript.language)
        return carrier.with_inserted(planted), planted, rate

    def _letter(self, turn: int) -> SampleFile:
        """Write an innocent mail, every third with an attachment."""
        truth = Truth(document="", copy=Copy.INNOCENT, carrier="eml", on=self._dispatch.day())
        attachments: dict[str, bytes] = {}
        if turn % _ATTACHED_EVERY == 0:
            paper = self._dispatch.paper("public", "article", "paper")
            kind = _KINDS[turn % len(_KINDS)]
            name = f"{file_name(paper.title)}.{kind}"
            attachments = {name: self._desk.write(paper, kind=kind)}
        return self._dispatch.mail(
            self._dispatch.paper("mail"),
            attachments=attachments,
            channel=self._channels["mail"],
            truth=truth,
        )

    def _innocent(self, turn: int, channel: Channel) -> SampleFile:
        """Write an innocent file, every ninth in a zip."""
        uses = ("notice", "paper") if channel.name == "leaver" else ("public", "article", "paper")
        paper = self._dispatch.paper(*uses)
        kind = _KINDS[turn % len(_KINDS)]
        truth = Truth(document="", copy=Copy.INNOCENT, carrier=kind, on=self._dispatch.day())
        data = self._desk.write(paper, kind=kind)
        load = Load(name=f"{file_name(paper.title)}.{kind}", data=data, truth=truth)
        inside = ("zip",) if turn % _ZIPPED_EVERY == 0 else ()
        return self._dispatch.send(load, channel=channel, inside=inside)


def _suits(leak: Leak, manuscript: Manuscript) -> bool:
    """Tell whether a secret can leak in this form: half-width kana are Japanese."""
    return leak.form != "half-width-kana" or manuscript.language == "ja"


def _png(rng: np.random.Generator) -> bytes:
    """Draw a grey picture of 64 by 48 points, as a photograph of a screen would be."""
    rows = rng.integers(90, 160, size=(48, 64), dtype=np.uint8)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    chunks = (
        (b"IHDR", struct.pack(">2I5B", 64, 48, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(raw)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
