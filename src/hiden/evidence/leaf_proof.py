# SPDX-License-Identifier: Apache-2.0
r"""One leaf for one reader: what it says, that it is in the ledger, and who signed that.

A file of this kind is all that is given to somebody who is to see one leaf and no other. JSON::

    {
      "checkpoint": "example.com/ledger\n8\n…\n\n— example.com/ledger …\n",
      "content": "{\"event\":…}",           canonical JSON, as a text: these bytes are hashed
      "format": "hiden-leaf-proof/1",
      "hashes": ["…", "…", "…"],           base64, from the leaf upwards
      "index": 5,
      "salt": "…",                         base64
      "size": 8                            leaves of the checkpoint
    }

Rules:
    * Strict: every field is there once, of the exact form, and no other.
    * The root comes from the checkpoint alone, so that it is always the signed one.

Source: RFC 9162, section 2.1.3; C2SP tlog-checkpoint; RFC 8785.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import attrs

from hiden.evidence.base64_text import decode, encode
from hiden.evidence.checkpoint import open_checkpoint
from hiden.evidence.commitment import Opening, commitment, verify_opening
from hiden.evidence.keys import VerifierKey
from hiden.evidence.ledger import Ledger
from hiden.evidence.merkle import leaf_hash
from hiden.evidence.proof import verify_inclusion
from hiden.evidence.values import HASH_SIZE, InclusionProof, LeafIndex
from hiden.foundation.canonical import JsonValue, canonical_json
from hiden.foundation.errors import ErrorCode, InputError, VerificationError
from hiden.foundation.language import Message, mark
from hiden.foundation.storage import storage_errors

__all__ = [
    "FORMAT",
    "LeafProof",
    "LeafProofError",
    "from_json",
    "parse_leaf_proof",
    "prove_leaf",
    "read_leaf_proof",
    "to_json",
    "verify_leaf_proof",
    "write_leaf_proof",
]

FORMAT = "hiden-leaf-proof/1"

_FIELDS = {"checkpoint", "content", "format", "hashes", "index", "salt", "size"}
_MAX_COUNT = 2**53 - 1  # the largest whole number that canonical JSON says exactly


class LeafProofError(InputError):
    """A file is not a proof of a leaf; the params say where."""


@attrs.frozen(kw_only=True)
class LeafProof:
    """One opened leaf, and the way from it to a signed root. Nothing of it is checked yet.

    Attributes:
        opening: What the leaf says.
        inclusion: The way to the root.
        checkpoint: The signed note with the root, whole, not checked.
    """

    opening: Opening
    inclusion: InclusionProof
    checkpoint: str = attrs.field(repr=False)


def prove_leaf(ledger: Ledger, index: int, *, opening: Opening) -> LeafProof:
    """Collect what a reader needs to check one leaf, under the newest checkpoint.

    Args:
        ledger: The ledger.
        index: Position of the leaf.
        opening: What was sealed there.

    Raises:
        ValueError: There is no such position.
        VerificationError: The leaf was sealed over something else, or the ledger cannot be read.
        StorageUnavailableError: The disk did not answer.
    """
    checkpoint = ledger.checkpoint()
    inclusion = ledger.inclusion_proof(index, size=checkpoint.size)
    verify_opening(ledger.leaf(index).data, opening)
    return LeafProof(opening=opening, inclusion=inclusion, checkpoint=checkpoint.text)


def verify_leaf_proof(proof: LeafProof, *, verifier: VerifierKey) -> None:
    """Check that a leaf is in the ledger and was sealed over this content.

    Args:
        proof: The leaf and its way.
        verifier: Key of the ledger, from a source that is trusted.

    Raises:
        SignatureError: The checkpoint is not signed by the key.
        RootMismatchError: The content, the salt, the position or the way is another one.
        VerificationError: The checkpoint or the proof has the wrong form, or they do not belong
            together.
    """
    checkpoint = open_checkpoint(proof.checkpoint, verifier=verifier)
    if proof.inclusion.size != checkpoint.size:
        raise VerificationError(
            ErrorCode.PROOF_MALFORMED,
            what=Message(mark("number of leaves")),
            got=proof.inclusion.size,
            want=checkpoint.size,
        )
    verify_inclusion(
        leaf_hash(commitment(proof.opening)),
        index=proof.inclusion.index,
        size=checkpoint.size,
        hashes=proof.inclusion.hashes,
        root=checkpoint.root,
    )


def write_leaf_proof(proof: LeafProof) -> bytes:
    """Write the file that is given to the reader."""
    return canonical_json(to_json(proof)) + b"\n"


def read_leaf_proof(path: Path) -> LeafProof:
    """Read the file that was given to a reader; check nothing but its form.

    Raises:
        InputError: The file does not exist.
        LeafProofError: The file is not of this form.
        StorageUnavailableError: The file cannot be read.
    """
    with storage_errors(path):
        try:
            data = path.read_bytes()
        except FileNotFoundError as problem:
            raise InputError(ErrorCode.PATH_MISSING, path=str(path)) from problem
    return parse_leaf_proof(data, source=str(path))


def parse_leaf_proof(data: bytes, *, source: str = "-") -> LeafProof:
    """Read the content of such a file; check nothing but its form.

    Args:
        data: The content.
        source: Where it comes from, for the error.

    Raises:
        LeafProofError: The content is not of this form.
    """
    try:
        value = json.loads(data, object_pairs_hook=_object)
    except (ValueError, RecursionError) as problem:
        raise _WrongError("$", mark("not JSON, or a field stands twice")).error(source) from problem
    return from_json(value, source=source)


def to_json(proof: LeafProof) -> JsonValue:
    """Turn a proof into what JSON can say."""
    return {
        "checkpoint": proof.checkpoint,
        "content": proof.opening.content.decode(),
        "format": FORMAT,
        "hashes": [encode(one) for one in proof.inclusion.hashes],
        "index": proof.inclusion.index,
        "salt": encode(proof.opening.salt),
        "size": proof.inclusion.size,
    }


def from_json(value: JsonValue, *, source: str = "-") -> LeafProof:
    """Read a proof from what JSON said; check nothing but its form.

    Args:
        value: What JSON said.
        source: Where it comes from, for the error.

    Raises:
        LeafProofError: A field is missing, unknown, or of the wrong form.
    """
    try:
        return _leaf_proof(value)
    except _WrongError as wrong:
        raise wrong.error(source) from wrong


class _WrongError(Exception):
    def __init__(self, place: str, detail: str) -> None:
        self.place = place
        self.detail = detail

    def error(self, source: str) -> LeafProofError:
        return LeafProofError(
            ErrorCode.LEAF_PROOF_MALFORMED,
            source=source,
            place=self.place,
            detail=Message(self.detail),
        )


def _leaf_proof(value: JsonValue) -> LeafProof:
    if not isinstance(value, Mapping) or set(value) != _FIELDS:
        raise _WrongError("$", mark("want exactly the fields of a leaf proof"))
    if value["format"] != FORMAT:
        raise _WrongError("$.format", mark("want “hiden-leaf-proof/1”"))
    hashes = value["hashes"]
    if not isinstance(hashes, list):
        raise _WrongError("$.hashes", mark("want a list"))
    salt = _bytes(value["salt"], "$.salt")
    content = _text(value["content"], "$.content")
    try:
        opening = Opening(salt=salt, content=content.encode())
    except ValueError as problem:
        raise _WrongError("$.content", mark("want canonical JSON")) from problem
    return LeafProof(
        opening=opening,
        inclusion=InclusionProof(
            index=LeafIndex(_count(value["index"], "$.index")),
            size=_count(value["size"], "$.size"),
            hashes=tuple(_bytes(one, f"$.hashes[{at}]") for at, one in enumerate(hashes)),
        ),
        checkpoint=_text(value["checkpoint"], "$.checkpoint"),
    )


def _text(value: JsonValue, place: str) -> str:
    if not isinstance(value, str):
        raise _WrongError(place, mark("want a text"))
    return value


def _bytes(value: JsonValue, place: str) -> bytes:
    data = decode(_text(value, place))
    if data is None or len(data) != HASH_SIZE:
        raise _WrongError(place, mark("want base64 of 32 bytes"))
    return data


def _count(value: JsonValue, place: str) -> int:
    if type(value) is not int or not 0 <= value <= _MAX_COUNT:
        raise _WrongError(place, mark("want a whole number"))
    return value


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field stands twice")
    return fields
