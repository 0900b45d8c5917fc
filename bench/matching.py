# SPDX-License-Identifier: Apache-2.0
"""Measure the prose engine: index and scan, by language, beside peers and physical limits.

Unless it says "wall", a figure is megabytes of UTF-8 per second of one thread's CPU time, the best
of several repetitions, because that is least disturbed by other work on the machine.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import attrs
import numpy as np

from bench.matching_peers import datasketch_lsh, normalise, rensa_lsh, sha256_of
from bench.matching_texts import Texts, filler, is_japanese, load_texts
from hiden.foundation.ids import DocumentId
from hiden.matching import Index, Scanner

KEY = bytes(range(32))
REPEATS = 5
LARGE = 60_000_000
PEER_DOCUMENTS = 60
COPY_BYTES = 1 << 26
LONG = 20
INDEX_TIMES = 6

Item = TypeVar("Item")


def report() -> Iterator[str]:
    """Measure; yield one line for each figure."""
    texts = load_texts()
    yield f"texts: {texts.source}"
    yield f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f} at the start"
    with TemporaryDirectory(prefix="hiden-bench-") as name:
        folder = Path(name)
        scanner = _index(folder / "small", texts.registered).scanner()
        scanner.scan(texts.registered[0])
        yield from _building(folder, texts)
        yield from _scanning(scanner, texts, "register of 3 MB")
        yield from _templated(folder, texts)
        large = _index(folder / "large", [*texts.registered, *filler(LARGE)]).scanner()
        yield from _scanning(large, texts, f"register of {LARGE * 3 // 1_000_000} MB")
        yield from _threads(scanner, texts)
        yield from _index_threads(folder, texts)
        yield from _latency(large, texts)
        yield from _limits(texts)
        yield from _ratios(scanner, texts)
    yield from _peers(texts)


def _building(folder: Path, texts: Texts) -> Iterator[str]:
    seconds = min(
        _cpu_s(partial(_index, folder / f"build{number}", texts.registered), 1)
        for number in range(2)
    )
    yield _line("index, with the waits for the disk", texts.registered, seconds)
    status = _index(folder / "status", texts.registered).status()
    size = sum(len(text.encode()) for text in texts.registered)
    yield f"{'bytes on disk per byte of text':58} {status.size_bytes / size:9.2f}"


def _scanning(scanner: Scanner, texts: Texts, what: str) -> Iterator[str]:
    for language, clean in texts.clean.items():
        for step in (1, 3):
            settings = attrs.evolve(scanner.settings, step=step)
            stepped = attrs.evolve(scanner, settings=settings)
            seconds = _cpu_s(partial(_scan_all, stepped, clean))
            yield _line(f"scan, clean, {language}, step {step}, {what}", clean, seconds)


def _templated(folder: Path, texts: Texts) -> Iterator[str]:
    """Scan one half of the registered texts against the other half, of the same family."""
    scanner = _index(folder / "half", texts.registered[::2]).scanner()
    for language in texts.clean:
        rest = [t for t in texts.registered[1::2] if is_japanese(t) == (language == "ja")]
        seconds = _cpu_s(partial(_scan_all, scanner, rest))
        yield _line(f"scan, templated, {language}, step 1", rest, seconds)


def _threads(scanner: Scanner, texts: Texts) -> Iterator[str]:
    """Measure by the clock on the wall: short documents, where Python counts, and long ones."""
    short = [text for clean in texts.clean.values() for text in clean] * 4
    long = ["\n".join(short[number::LONG]) for number in range(LONG)]
    for what, everything in (("4 to 11 KB", short), ("90 KB and more", long)):
        for threads in (1, 2):
            seconds = _wall_s(scanner.scan, everything, threads=threads)
            yield _line(f"scan, clean, all, {what}, {threads} threads, wall", everything, seconds)


def _index_threads(folder: Path, texts: Texts) -> Iterator[str]:
    """Measure one index on one thread, and two indices, each with half, on two."""
    everything = texts.registered * INDEX_TIMES
    for threads in (1, 2):
        parts = [
            (folder / f"{threads}-{part}", everything[part::threads]) for part in range(threads)
        ]
        seconds = _wall_s(lambda part: _index(*part), parts, threads=threads)
        yield _line(f"index, {threads} threads, wall", everything, seconds)


def _wall_s(work: Callable[[Item], object], items: Sequence[Item], *, threads: int) -> float:
    with ThreadPoolExecutor(threads) as pool:
        start = time.perf_counter()
        list(pool.map(work, items))
        return time.perf_counter() - start


def _ratios(scanner: Scanner, texts: Texts) -> Iterator[str]:
    for language, clean in texts.clean.items():
        ours = _cpu_s(partial(_scan_all, scanner, clean))
        for name, limit in (
            ("sha256", partial(sha256_of, clean)),
            ("NFKC, casefold, re.sub in Python", partial(_normalise_all, clean)),
        ):
            ratio = _cpu_s(limit, 2) / ours
            yield f"{f'ratio: scan, clean, {language}, to {name}':58} {ratio:9.2f}"


def _latency(scanner: Scanner, texts: Texts) -> Iterator[str]:
    text = "".join(texts.clean["ja"])[:13_000]
    taken = []
    for _ in range(300):
        start = time.perf_counter()
        scanner.scan(text)
        taken.append(time.perf_counter() - start)
    middle, high = np.percentile(taken, (50, 99)) * 1000
    yield f"{'scan of one clean text of 40 KB, wall, p50 / p99':58} {middle:6.2f} / {high:.2f} ms"


def _limits(texts: Texts) -> Iterator[str]:
    data = np.zeros(COPY_BYTES, np.uint8)
    seconds = _cpu_s(data.copy)
    yield f"{'limit: memcpy':58} {COPY_BYTES / seconds / 1e6:9.0f} MB/s"
    for language, clean in texts.clean.items():
        seconds = _cpu_s(partial(sha256_of, clean))
        yield _line(f"limit: sha256 of the text, {language}", clean, seconds)
        seconds = _cpu_s(partial(_normalise_all, clean), 2)
        yield _line(f"limit of Python: NFKC, casefold, re.sub, {language}", clean, seconds)


def _peers(texts: Texts) -> Iterator[str]:
    for language, clean in texts.clean.items():
        registered = [t for t in texts.registered if is_japanese(t) == (language == "ja")]
        one, two = registered[:PEER_DOCUMENTS], clean[:PEER_DOCUMENTS]
        ours = _cpu_s(partial(_ours, one, two), 1)
        yield _line(f"index and query, {language}: ours", [*one, *two], ours)
        for peer in (rensa_lsh, datasketch_lsh):
            seconds = _cpu_s(partial(peer, one, two), 1)
            yield _line(f"index and query, {language}: {peer.__name__}", [*one, *two], seconds)
            yield f"{f'ratio: ours to {peer.__name__}, {language}':58} {seconds / ours:9.2f}"


def _ours(registered: Sequence[str], scanned: Sequence[str]) -> int:
    """Index and scan the same as the peers; return how many documents had matches."""
    with TemporaryDirectory(prefix="hiden-bench-") as name:
        scanner = _index(Path(name) / "index", registered).scanner()
        return sum(bool(scanner.scan(text).matches) for text in scanned)


def _normalise_all(texts: Sequence[str]) -> None:
    for text in texts:
        normalise(text)


def _index(folder: Path, texts: Sequence[str]) -> Index:
    index = Index.create(folder, key=KEY)
    index.add((DocumentId(str(number)), text) for number, text in enumerate(texts))
    return index


def _scan_all(scanner: Scanner, texts: Sequence[str]) -> None:
    for text in texts:
        scanner.scan(text)


def _cpu_s(work: Callable[[], object], repeats: int = REPEATS) -> float:
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def _line(what: str, texts: Sequence[str], seconds: float) -> str:
    size = sum(len(text.encode()) for text in texts)
    return f"{what:58} {size / seconds / 1e6:9.1f} MB/s"
