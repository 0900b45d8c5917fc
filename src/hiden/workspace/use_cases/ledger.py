# SPDX-License-Identifier: Apache-2.0
"""Checking the ledger, and proving one leaf of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs

from hiden.evidence.commitment import Opening, verify_opening
from hiden.evidence.leaf_proof import prove_leaf, write_leaf_proof
from hiden.evidence.ledger import Ledger
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    LeafMissingError,
    VerificationError,
)
from hiden.workspace.acts import audited
from hiden.workspace.ledger_writer import integrate, open_ledger, queued_leaves
from hiden.workspace.models import LedgerEntry
from hiden.workspace.roles import Actor, Permission

__all__ = ["LedgerVerdict", "prove_entry", "verify_ledger"]

BATCH = 10_000


@attrs.frozen(kw_only=True)
class LedgerVerdict:
    """What checking the ledger came to.

    Attributes:
        size: Leaves that were checked.
        queued: Leaves that wait to be integrated.
        problem: The first thing that does not check; ``None`` if everything does.
        checkpoint: The newest signed checkpoint; empty if it could not be read.
        verifier_key: The key with which strangers check it.
        verified_at: When it was checked.
    """

    size: int
    queued: int
    problem: VerificationError | None
    checkpoint: str
    verifier_key: str
    verified_at: dt.datetime

    @property
    def is_sound(self) -> bool:
        """Whether everything checks."""
        return self.problem is None


def verify_ledger(
    *,
    by: Actor,
    clock: Clock = SystemClock(),
    progress: Callable[[int, int], None] | None = None,
) -> LedgerVerdict:
    """Recompute the whole ledger, and every record beside it.

    Queued leaves are integrated first, so that what is checked is complete.

    Args:
        by: Who asks.
        clock: Tells the time.
        progress: Called with the leaves checked so far, and all leaves.

    Raises:
        AccessRefusedError: ``by`` may not verify.
        StorageUnavailableError: The disk did not answer.
    """
    problem = _take_in()
    size, checkpoint, verifier_key = 0, "", ""
    with audited(
        "ledger.verified", by=by, permission=Permission.VERIFY_LEDGER, clock=clock
    ) as record:
        try:
            ledger = open_ledger()
            verifier_key = ledger.verifier.text
            newest = ledger.checkpoint()
            size, checkpoint = newest.size, newest.text
            ledger.verify(progress=progress)
            _verify_records(ledger, size=size)
            if problem is not None:
                raise problem
        except VerificationError as error:
            problem = error
        record.set(
            subject="ledger",
            facts={
                "size": size,
                "sound": problem is None,
                "problem": problem.code.value if problem else None,
            },
        )
    _take_in()
    return LedgerVerdict(
        size=size,
        queued=queued_leaves(),
        problem=problem,
        checkpoint=checkpoint,
        verifier_key=verifier_key,
        verified_at=record.at,
    )


def _take_in() -> VerificationError | None:
    """Integrate what is queued; a ledger that does not check takes nothing and says why."""
    try:
        integrate()
    except VerificationError as error:
        return error
    return None


def _verify_records(ledger: Ledger, *, size: int) -> None:
    """Check that every leaf has its record, and that each record opens its leaf.

    Raises:
        LeafMissingError: A leaf has no record.
        VerificationError: A record does not open its leaf.
    """
    for start in range(0, size, BATCH):
        stop = min(start + BATCH, size)
        rows = LedgerEntry.objects.filter(position__gte=start, position__lt=stop)
        kept = {
            position: (bytes(salt), bytes(content))
            for position, salt, content in rows.values_list("position", "salt", "content")
        }
        for index, leaf in enumerate(ledger.leaves(start, stop), start=start):
            if index not in kept:
                raise LeafMissingError(ErrorCode.ENTRY_MISSING, index=index)
            _verify_record(leaf, *kept[index], index=index)


def _verify_record(leaf: bytes, salt: bytes, content: bytes, *, index: int) -> None:
    try:
        verify_opening(leaf, Opening(salt=salt, content=content))
    except (ValueError, VerificationError) as error:
        raise VerificationError(ErrorCode.ENTRY_TAMPERED, index=index) from error


def prove_entry(position: int, *, by: Actor, clock: Clock = SystemClock()) -> bytes:
    """Open one leaf for one reader: its record, its way to the root, and the signed checkpoint.

    Returns:
        The file with the proof, which ``hiden ledger check-proof`` and strangers check without us.

    Raises:
        AccessRefusedError: ``by`` may not verify.
        InputError: There is no such leaf.
    """
    with audited(
        "ledger.opened", by=by, permission=Permission.VERIFY_LEDGER, clock=clock
    ) as record:
        entry = LedgerEntry.objects.filter(position=position).first()
        if entry is None:
            raise InputError(ErrorCode.LEAF_UNKNOWN, index=position)
        opening = Opening(salt=bytes(entry.salt), content=bytes(entry.content))
        proof = prove_leaf(open_ledger(), position, opening=opening)
        record.set(subject=f"ledger/{position}", facts={"position": position})
    return write_leaf_proof(proof)
