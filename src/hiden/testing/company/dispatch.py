# SPDX-License-Identifier: Apache-2.0
"""How a file leaves the company: its name, folder, envelope and containers.

A leak and an innocent file get names and numbers of the same kind, so the name gives nothing away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from hiden.testing.company.archives import zip_of
from hiden.testing.company.files import SampleFile, file_name
from hiden.testing.company.knowledge import Channel, company, ordinary
from hiden.testing.company.manuscript import Manuscript
from hiden.testing.company.papers import ordinary_paper
from hiden.testing.company.people import LEAVER, Employee
from hiden.testing.company.plain import JST, Envelope, mail_bytes
from hiden.testing.company.truth import Truth

__all__ = ["Dispatch", "Load"]

_DAYS = 60
_MOST_FILES = 9_000
_ZIP = "送付資料.zip"
_RECIPIENTS = ("partner.example", "customer.example", "mail-home.example", "trade.example")


@attrs.frozen(kw_only=True)
class Load:
    """What one file carries out: its name, content and what is true of it."""

    name: str
    data: bytes
    truth: Truth


class Dispatch:
    """Sends files out, one after the other, each with a number of its own."""

    def __init__(self, *, people: Sequence[Employee], rng: np.random.Generator) -> None:
        """Take who may send, and the generator to draw with."""
        self._people = people
        self._rng = rng
        self._numbers = iter([int(n) + 1 for n in rng.permutation(_MOST_FILES)])

    def day(self) -> dt.date:
        """Draw a day of the last two months."""
        return company().as_of - dt.timedelta(days=int(self._rng.integers(_DAYS)))

    def paper(self, *uses: str, language: str | None = None) -> Manuscript:
        """Write an ordinary paper.

        Args:
            uses: What it may be for (see ``Genre.use``).
            language: ``ja`` or ``en``; None for one English paper in five.
        """
        tongue = language or ("en" if self._rng.random() < 1 / 5 else "ja")
        genres = [g for g in ordinary().genres if g.use in uses and g.language == tongue]
        author = self._people[int(self._rng.integers(len(self._people)))].name
        genre = genres[int(self._rng.integers(len(genres)))]
        return ordinary_paper(genre, rng=self._rng, author=author, date=self.day())

    def send(self, load: Load, *, channel: Channel, inside: Sequence[str] = ()) -> SampleFile:
        """Put a file on its way: as it is, zipped (``inside`` says so), or attached to a mail."""
        name, data, truth = load.name, load.data, load.truth
        if "zip" in inside:
            data, name = zip_of({name: data}), _ZIP
            truth = attrs.evolve(truth, part=load.name)
        if channel.name == "mail":
            part = f"{name}/{load.name}" if "zip" in inside else name
            letter = self.paper("mail")
            truth = attrs.evolve(truth, part=part)
            return self.mail(letter, attachments={name: data}, channel=channel, truth=truth)
        number = next(self._numbers)
        folders = _folders(channel)
        folder = folders[int(self._rng.integers(len(folders)))]
        path = f"outgoing/{channel.folder}/{folder}/{truth.on:%Y%m%d}_{number:04d}_{name}"
        return _file(path, data=data, channel=channel, truth=truth)

    def mail(
        self,
        letter: Manuscript,
        *,
        attachments: Mapping[str, bytes],
        channel: Channel,
        truth: Truth,
    ) -> SampleFile:
        """Send a letter as a mail, with attachments."""
        number = next(self._numbers)
        sender = self._people[int(self._rng.integers(len(self._people)))]
        minutes = int(self._rng.integers(8 * 60, 21 * 60))
        sent_at = dt.datetime.combine(truth.on, dt.time(minutes // 60, minutes % 60), tzinfo=JST)
        host = _RECIPIENTS[int(self._rng.integers(len(_RECIPIENTS)))]
        envelope = Envelope(
            sender=sender.mail,
            recipient=f"contact{number % 37}@{host}",
            sent_at=sent_at,
            number=number,
        )
        data = mail_bytes(letter, envelope=envelope, attachments=attachments)
        name = f"{sent_at:%Y%m%d_%H%M}_{number:04d}_{file_name(letter.title)}.eml"
        path = f"outgoing/{channel.folder}/{sent_at:%Y-%m}/{name}"
        return _file(path, data=data, channel=channel, truth=truth)


def _folders(channel: Channel) -> tuple[str, ...]:
    """Return the folders of a channel."""
    return {
        "leaver": (f"{LEAVER}_デスクトップ", f"{LEAVER}_共有フォルダ複写"),
        "usb": ("端末PC-0117", "端末PC-0231", "端末PC-0342"),
        "overseas": ("S03_タイ工場/共有", "S04_America/shared"),
        "cloud": ("送信ログ_proxy-a", "送信ログ_proxy-b"),
        "attack": ("通信記録_203.0.113.7", "通信記録_198.51.100.23"),
        "partner": tuple(f"{p.code}_{file_name(p.name)}" for p in company().partners),
    }[channel.name]


def _file(path: str, *, data: bytes, channel: Channel, truth: Truth) -> SampleFile:
    row = attrs.evolve(truth, document=path, channel=channel.name, route=channel.route)
    return SampleFile(path=path, data=data, on=row.on, truth=(row,))
