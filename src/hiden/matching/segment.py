# SPDX-License-Identifier: Apache-2.0
"""A segment: the registered texts of one addition, as arrays that never change.

Rules:
    * Arrays are plain ``.npy`` files, memory-mapped copy-on-write; nothing writes to them.
    * No text: keyed hashes, a keyed byte per character, and an encrypted map of positions.
    * Names of documents are kept as they are (``foundation.ids``: a name carries no content).

Does not: know which of its documents have been removed since; the store keeps that apart.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from hiden.foundation.ids import DocumentId
from hiden.matching.jit import I64, U8, U32, U64
from hiden.matching.keys import Keys, counter_mode
from hiden.matching.positions import decode_map
from hiden.matching.postings import MANY, Postings

__all__ = ["MAP_BLOCK", "Segment", "load_segment", "save_segment"]

MAP_BLOCK = 16
_ARRAYS = (
    "off",
    "fp",
    "ord",
    "base",
    "size",
    "sketch",
    "whole",
    "common",
    "digest",
    "map",
    "map_at",
)
_NAMES = "names.json"


@attrs.frozen(kw_only=True, eq=False)
class Segment:
    """Registered texts, ready to be searched.

    Attributes:
        name: Random name, that of its folder.
        names: The documents' names.
        postings: Where grams stand.
        base: First place of each document in ``sketch``, a multiple of the stride, and the end.
        size: Folded characters of each document.
        sketch: One byte for each folded character of all documents; 0: masked, or between
        documents. whole: Keyed hash of each whole text.
        common: Share of each document's postings whose gram stands in many documents, 0 to 255.
        digest: Keyed digest of each original text, shape (documents, 16).
        map: Encrypted maps of positions, one after the other, each from a multiple of 16 bytes.
        map_at: Where each map begins, and the end.
    """

    name: str
    names: tuple[DocumentId, ...]
    postings: Postings
    base: I64
    size: I64
    sketch: U8
    whole: U64
    common: U8
    digest: U8
    map: U8
    map_at: I64

    @cached_property
    def number_of(self) -> dict[DocumentId, int]:
        """Number of each document by its name."""
        return {name: number for number, name in enumerate(self.names)}

    def map_bytes(self, document: int, keys: Keys) -> bytes:
        """Decrypt the map of one document."""
        start, stop = int(self.map_at[document]), int(self.map_at[document + 1])
        key = keys.derive(f"map/{self.name}")
        return counter_mode(key, self.map[start:stop].tobytes(), block=start // MAP_BLOCK)

    def origins(self, document: int, keys: Keys) -> U32:
        """Decrypt which character of the original text each folded character came from."""
        return decode_map(self.map_bytes(document, keys))


def save_segment(segment: Segment, folder: Path) -> None:
    """Write a segment into a new folder, and wait until the disk has it.

    Raises:
        OSError: The disk is full, or writing is not permitted.
    """
    folder.mkdir()
    parts: dict[str, U8] = {**segment.postings._asdict()}
    parts.update({name: getattr(segment, name) for name in _ARRAYS if name not in parts})
    for name in _ARRAYS:
        with (folder / f"{name}.npy").open("xb") as file:
            np.save(file, parts[name], allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
    with (folder / _NAMES).open("x", encoding="utf-8") as names:
        json.dump(segment.names, names, ensure_ascii=False)
        names.flush()
        os.fsync(names.fileno())


def load_segment(folder: Path, *, stride: int) -> Segment:
    """Map a segment into memory.

    Args:
        folder: Where it is.
        stride: With which it was made.

    Raises:
        OSError: A file is missing or cannot be read.
        ValueError: A file is not what it should be.
    """
    parts = {name: _mapped(folder / f"{name}.npy") for name in _ARRAYS}
    names: Sequence[DocumentId] = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    segment = Segment(
        name=folder.name,
        names=tuple(names),
        postings=Postings(parts.pop("off"), parts.pop("fp"), parts.pop("ord")),
        **parts,
    )
    if not _is_sound(segment, stride):
        raise ValueError("arrays of a segment do not fit each other")
    return segment


def _is_sound(segment: Segment, stride: int) -> bool:
    """Say whether no kernel can be led outside an array; kernels do not check."""
    off, fp, places = segment.postings
    documents = len(segment.names)
    columns = (segment.size, segment.whole, segment.common, segment.digest)
    sizes = np.diff(segment.base)
    return bool(
        (len(off) - 1).bit_count() == 1
        and off[-1] == len(fp) == len(places)
        and (off[1:] >= off[:-1]).all()
        and all(len(column) == documents for column in columns)
        and len(segment.base) == len(segment.map_at) == documents + 1
        and segment.base[0] == segment.map_at[0] == 0
        and (sizes >= segment.size).all()
        and (segment.size > 0).all()
        and (np.diff(segment.map_at) >= 0).all()
        and segment.base[-1] == len(segment.sketch)
        and segment.map_at[-1] == len(segment.map)
        and _are_places(places, len(segment.sketch) // stride)
    )


def _are_places(places: U32, end: int) -> bool:
    """Say whether every entry that is no count is a place, and every count follows a place."""
    many = places >= MANY
    firsts = np.flatnonzero(many)[::2]
    counts = np.flatnonzero(many)[1::2]
    if len(firsts) != len(counts) or (counts != firsts + 1).any():
        return False
    places = places & np.uint32(MANY - 1)
    places[counts] = 0
    return bool((places < end).all())


def _mapped(path: Path) -> np.ndarray[Any, Any]:
    """Map one array copy-on-write: a read-only array would be a second type to compile for."""
    return np.asarray(np.load(path, mmap_mode="c", allow_pickle=False))
