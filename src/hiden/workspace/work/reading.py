# SPDX-License-Identifier: Apache-2.0
"""Read many files at once, in order, a few ahead of what is being worked on."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

__all__ = ["in_order", "worker_count"]

Given = TypeVar("Given")
Made = TypeVar("Made")

HANDED_OVER = 8
"""Items that a thread is given at once: handing a small file over costs as much as reading it."""
AHEAD_PER_WORKER = 3


def worker_count() -> int:
    """Return how many threads this process should use."""
    return max(1, len(os.sched_getaffinity(0)))


def in_order(
    work: Callable[[Given], Made], items: Iterable[Given], *, workers: int
) -> Iterator[Made]:
    """Do ``work`` on every item in threads, and yield the answers in the order of the items.

    At most 24 items for each worker are under way, so that memory stays bounded however many there
    are.
    """
    waiting: deque[Future[list[Made]]] = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        try:
            for part in _parts(items):
                waiting.append(pool.submit(_do_all, work, part))
                if len(waiting) >= workers * AHEAD_PER_WORKER:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _do_all(work: Callable[[Given], Made], items: list[Given]) -> list[Made]:
    return [work(item) for item in items]


def _parts(items: Iterable[Given]) -> Iterator[list[Given]]:
    rest = iter(items)
    while part := list(islice(rest, HANDED_OVER)):
        yield part
