# SPDX-License-Identifier: Apache-2.0
"""Read many files at once, in order, a few ahead of what is being worked on."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

__all__ = ["in_order", "worker_count"]

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD_PER_WORKER = 8


def worker_count() -> int:
    """Return how many threads this process should use."""
    return max(1, len(os.sched_getaffinity(0)))


def in_order(
    work: Callable[[Given], Made], items: Iterable[Given], *, workers: int
) -> Iterator[Made]:
    """Do ``work`` on every item in threads, and yield the answers in the order of the items.

    At most ``workers * 8`` items are under way, so that memory stays bounded however many there
    are.
    """
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= workers * AHEAD_PER_WORKER:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
