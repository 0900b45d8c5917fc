# SPDX-License-Identifier: Apache-2.0
"""Measure the ledger beside its physical limits: how often the disk syncs, how fast SHA-256 is."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hiden.evidence import Ledger, SigningKey, commitment, leaf_hash, seal
from hiden.evidence.proof import verify_inclusion

SINGLE = 200
BATCH = 10_000
LARGE = 100_000
SYNCS_PER_APPEND = 7  # history; bundle, tile, their folders; checkpoint, its folder


def report() -> Iterator[str]:
    """Measure; yield one line for each figure."""
    with TemporaryDirectory(prefix="hiden-bench-") as name:
        folder = Path(name)
        before = _syncs_per_second(folder)
        hashes = _hashes_per_second()
        yield f"limit: SHA-256 of 64 bytes                {hashes:>12,.0f} /s"
        key = SigningKey.create(name="example.com/bench")
        ledger = Ledger.create(folder / "ledger", origin=key.name, key=key)
        leaves = [commitment(seal(n)) for n in range(BATCH)]

        rate = SINGLE / _seconds(lambda: [ledger.append([leaf]) for leaf in leaves[:SINGLE]])
        syncs = (before + _syncs_per_second(folder)) / 2  # other work on the machine shows in both
        limit = syncs / SYNCS_PER_APPEND
        yield f"limit: syncs of small new files            {syncs:>12,.0f} /s"
        yield f"append, one leaf at a time, durable        {rate:>12,.0f} /s"
        yield f"  of the limit of {SYNCS_PER_APPEND} syncs each            {rate / limit:>11.0%}"
        rate = BATCH / _seconds(lambda: ledger.append(leaves))
        yield f"append, {BATCH:,} leaves at once, durable    {rate:>12,.0f} /s"
        yield f"  of the limit of 2 hashes each            {rate / (hashes / 2):>11.0%}"

        ledger.append([index.to_bytes(45, "big") for index in range(LARGE)])
        size = ledger.size
        rate = size / _seconds(ledger.verify)
        yield f"verify all of {size:,} leaves             {rate:>12,.0f} /s"
        yield f"  of the limit of 2 hashes each            {rate / (hashes / 2):>11.0%}"
        rate = 500 / _seconds(lambda: [ledger.inclusion_proof(n * 200) for n in range(500)])
        yield f"prove one leaf                             {rate:>12,.0f} /s"
        rate = 5000 / _seconds(lambda: _verify_one(ledger, times=5000))
        yield f"check the proof of one leaf                {rate:>12,.0f} /s"


def main() -> None:
    """Print the report."""
    for line in report():
        sys.stdout.write(line + "\n")


def _verify_one(ledger: Ledger, *, times: int) -> None:
    proof = ledger.inclusion_proof(BATCH // 2)
    leaf, root = leaf_hash(ledger.leaf(proof.index).data), ledger.checkpoint().root
    for _ in range(times):
        verify_inclusion(leaf, index=proof.index, size=proof.size, hashes=proof.hashes, root=root)


def _syncs_per_second(folder: Path, count: int = 100) -> float:
    """Write a small new file, sync it, rename it, sync its folder, as an append does: two syncs."""

    def write() -> None:
        for number in range(count):
            draft = folder / "draft"
            with draft.open("wb") as file:
                file.write(bytes(45))
                file.flush()
                os.fsync(file.fileno())
            draft.rename(folder / f"file{number}")
            names = os.open(folder, os.O_RDONLY)
            os.fsync(names)
            os.close(names)

    return 2 * count / _seconds(write)


def _hashes_per_second(count: int = 500_000) -> float:
    data = bytes(64)

    def hashes() -> None:
        for _ in range(count):
            sha256(data).digest()

    return count / _seconds(hashes)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
