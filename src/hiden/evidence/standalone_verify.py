# SPDX-License-Identifier: Apache-2.0
"""Check a ledger, or the proof of one leaf, without Hiden.

    python standalone_verify.py LEDGER_FOLDER VERIFIER_KEY
    python standalone_verify.py LEAF_PROOF.json VERIFIER_KEY

Needed are this one file, Python 3.11 or later and the package ``cryptography``. The verifier key is
a text ``name+id+base64`` which the owner of the ledger published. Exit code 0: all is as it was
signed; 1: it is not, and the last line says what; 2: wrong use.

Checked of a ledger: the signature of the newest checkpoint, and that the leaves give its root. Of a
leaf: the signature, and that the content, with its salt, at its position leads to the root.

Source: C2SP signed-note, tlog-checkpoint, tlog-tiles; RFC 9162, section 2.1.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["check_leaf", "check_ledger", "main", "open_checkpoint"]

WIDTH = 256  # leaves of a full bundle
HASH_SIZE = 32
USAGE = 2


def open_checkpoint(note: str, key: str) -> tuple[int, bytes]:
    """Check the signature of a checkpoint; return its number of leaves and its root.

    Raises:
        ValueError: It is not signed by the key, or is no checkpoint of the ledger.
    """
    name, key_id, public = key.split("+", 2)
    blob = b64decode(public, validate=True)
    if sha256(name.encode() + b"\n" + blob).hexdigest()[:8] != key_id or blob[:1] != b"\x01":
        raise ValueError("the verifier key is garbled")
    text, _, signatures = note.rpartition("\n\n")
    found = False
    for line in signatures.split("\n"):
        dash, _, rest = line.partition(" ")
        signer, _, signature = rest.partition(" ")
        if dash == "\u2014" and signer == name:
            raw = b64decode(signature, validate=True)
            if raw[:4].hex() == key_id:
                Ed25519PublicKey.from_public_bytes(blob[1:]).verify(raw[4:], f"{text}\n".encode())
                found = True
    origin, size, root, *_ = text.split("\n")
    if not found or origin != name or size != str(int(size)):
        raise ValueError("the checkpoint is not signed by this key, or is of another ledger")
    return int(size), b64decode(root, validate=True)


def check_ledger(folder: Path, key: str) -> int:
    """Check that the leaves of a ledger give the root that was signed; return their number.

    Raises:
        ValueError: They do not, or the checkpoint does not check.
        OSError: A file is missing.
    """
    size, root = open_checkpoint((folder / "checkpoint").read_bytes().decode(), key)
    peaks: list[tuple[int, bytes]] = []  # (leaves below, hash), from left to right
    for number in range(-(-size // WIDTH)):
        parts = [f"{number:0{-(-len(str(number)) // 3) * 3}d}"[i:][:3] for i in range(0, 30, 3)]
        parts = [part for part in parts if part]
        width = min(size - number * WIDTH, WIDTH)
        path = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
        path = path if width == WIDTH else f"{path}.p/{width}"
        bundle = (folder / "tile/entries" / path).read_bytes()
        for _ in range(width):
            length = int.from_bytes(bundle[:2], "big")
            leaf, bundle = bundle[2 : 2 + length], bundle[2 + length :]
            peaks.append((1, sha256(b"\x00" + leaf).digest()))
            while len(peaks) > 1 and peaks[-2][0] == peaks[-1][0]:
                count, right = peaks.pop()
                peaks[-1] = (2 * count, sha256(b"\x01" + peaks[-1][1] + right).digest())
    got = peaks.pop()[1] if peaks else sha256().digest()
    while peaks:
        got = sha256(b"\x01" + peaks.pop()[1] + got).digest()
    if got != root:
        raise ValueError(f"the leaves give the root {got.hex()}, but {root.hex()} was signed")
    return size


def check_leaf(file: Path, key: str) -> str:
    """Check the proof of one leaf; return its content.

    Raises:
        ValueError: It does not lead to the root that was signed.
        OSError: The file is missing.
    """
    proof = json.loads(file.read_bytes())
    size, root = open_checkpoint(proof["checkpoint"], key)
    content: str = proof["content"]
    salt = b64decode(proof["salt"], validate=True)
    leaf = b"hiden-leaf/1\n" + sha256(salt + content.encode()).digest()
    got, node, last = sha256(b"\x00" + leaf).digest(), int(proof["index"]), size - 1
    hashes = [b64decode(one, validate=True) for one in proof["hashes"]]
    if len(salt) != HASH_SIZE or not 0 <= node <= last or proof["size"] != size:
        raise ValueError("the salt, the position or the size is impossible")
    while last:
        if node & 1 or node < last:
            other = hashes.pop(0) if hashes else b""
            got = sha256(b"\x01" + (other + got if node & 1 else got + other)).digest()
        node, last = node >> 1, last >> 1
    if got != root or hashes:
        raise ValueError(f"the leaf leads to the root {got.hex()}, but {root.hex()} was signed")
    return content


def main(arguments: list[str]) -> int:
    """Check what the arguments name; print the outcome; return the exit code."""
    if len(arguments) != USAGE:
        sys.stderr.write(f"{__doc__}\n")
        return USAGE
    path, key = Path(arguments[0]), arguments[1].strip()
    try:
        if path.is_dir():
            sys.stdout.write(f"OK: {check_ledger(path, key)} leaves, as signed\n")
        else:
            sys.stdout.write(f"OK: this leaf is in the ledger: {check_leaf(path, key)}\n")
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        InvalidSignature,
    ) as problem:
        sys.stderr.write(f"NOT OK: {type(problem).__name__}: {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
