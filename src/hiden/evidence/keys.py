# SPDX-License-Identifier: Apache-2.0
"""Keys of ledgers: the one that signs, and the one that strangers check with.

Rules:
    * A key has a name, the origin of its ledger. Name and key id together say which key signed.
    * The signing key lives in one file that only its owner can read; a file that others can read is
      refused.
    * A key file is never overwritten, and no text of an error holds a private key.

Texts, as every tool for signed notes knows them::

    example.com/log+2f0a3b4c+AQ…               the verifier key: name, key id, base64(0x01 || key)
    PRIVATE+KEY+example.com/log+2f0a3b4c+AQ…   the signing key: the same with the secret seed

Does not encrypt the file: keep it on a disk that is.

Source: C2SP signed-note; RFC 8032.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hiden.evidence.base64_text import decode, encode
from hiden.evidence.storage import Disk
from hiden.foundation.errors import ErrorCode, InputError, RefusedError
from hiden.foundation.language import Message, mark
from hiden.foundation.storage import storage_errors

__all__ = ["SigningKey", "VerifierKey", "is_key_name"]

_ED25519 = b"\x01"  # the type of signature in C2SP signed-note
_KEY_SIZE = 32
_PRIVATE = "PRIVATE+KEY+"
_FOREIGN = 0o077  # any right of group or world


def is_key_name(name: str) -> bool:
    """Tell whether a key, and so a ledger, may have this name: printable, no space and no plus."""
    return bool(name) and name.isprintable() and not any(c.isspace() or c == "+" for c in name)


def _name(_: object, __: attrs.Attribute[Any], value: str) -> None:
    if not is_key_name(value):
        raise ValueError(f"name of a key: got {value!r}, want printable text without space or plus")


def _key(_: object, __: attrs.Attribute[Any], value: bytes) -> None:
    if len(value) != _KEY_SIZE:
        raise ValueError(f"key: got {len(value)} bytes, want {_KEY_SIZE}")


@attrs.frozen(kw_only=True)
class VerifierKey:
    """The public half, which is given to everybody.

    Attributes:
        name: Name of the key, the origin of the ledger.
        public: The Ed25519 public key, 32 bytes.

    Example:
        >>> text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        >>> VerifierKey.parse(text).name
        'PeterNeumann'
    """

    name: str = attrs.field(validator=_name)
    public: bytes = attrs.field(validator=_key)

    @classmethod
    def parse(cls, text: str, *, source: str = "-") -> VerifierKey:
        """Read a key from its text.

        Args:
            text: The key; white space around it is dropped.
            source: Where the text comes from, for the error.

        Raises:
            InputError: The text is not a verifier key, or its key id is not its own.
        """
        name, key_id, public = _parse(text.strip(), source=source)
        key = cls(name=name, public=public)
        if key.key_id.hex() != key_id:
            raise _malformed(source, mark("the key id does not belong to the key"))
        return key

    @property
    def key_id(self) -> bytes:
        """Four bytes which, with the name, say which key signed."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is printed and given to strangers."""
        return _text(self.name, self.key_id, self.public)

    def is_signature(self, signature: bytes, *, of: bytes) -> bool:
        """Tell whether this key made the signature over the bytes ``of``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, of)
        except (InvalidSignature, ValueError):  # ValueError: bytes that are no point of the curve
            return False
        return True


@attrs.frozen(kw_only=True)
class SigningKey:
    """The secret half, which signs checkpoints.

    Attributes:
        name: Name of the key, the origin of the ledger.
        seed: The Ed25519 private key, 32 bytes; secret.
    """

    name: str = attrs.field(validator=_name)
    seed: bytes = attrs.field(validator=_key, repr=False)

    @classmethod
    def create(cls, *, name: str) -> SigningKey:
        """Make a new key from the randomness of the system."""
        return cls(name=name, seed=Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def load(cls, path: Path) -> SigningKey:
        """Read a key from its file.

        Raises:
            RefusedError: Others than the owner may read or change the file.
            InputError: The file does not exist, or holds no signing key.
            StorageUnavailableError: The file cannot be read.
        """
        with _key_file(path), path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode & 0o777
            data = file.read()
        if mode & _FOREIGN:
            raise RefusedError(ErrorCode.KEY_EXPOSED, path=str(path), mode=f"{mode:03o}")
        text = data.decode("utf-8", errors="replace").strip()
        if not text.startswith(_PRIVATE):
            raise _malformed(str(path), mark("it does not begin with “PRIVATE+KEY+”"))
        name, key_id, seed = _parse(text.removeprefix(_PRIVATE), source=str(path))
        key = cls(name=name, seed=seed)
        if key.verifier.key_id.hex() != key_id:
            raise _malformed(str(path), mark("the key id does not belong to the key"))
        return key

    def save(self, path: Path) -> None:
        """Write the key to a new file that only its owner can read; durable before return.

        Raises:
            InputError: The file exists, or its folder does not.
            StorageUnavailableError: The disk is full, read-only or gone.
        """
        text = _PRIVATE + _text(self.name, self.verifier.key_id, self.seed) + "\n"
        draft = path.with_name(path.name + ".tmp")
        with _key_file(path):
            draft.unlink(missing_ok=True)
            try:
                number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(number, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(number)
                os.link(draft, path)  # unlike a rename, it takes nobody's place
            except FileExistsError as problem:
                raise InputError(ErrorCode.KEY_EXISTS, path=str(path)) from problem
            finally:
                draft.unlink(missing_ok=True)
            Disk().sync(path.parent)

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return VerifierKey(name=self.name, public=private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Sign bytes; the signature has 64."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


@contextlib.contextmanager
def _key_file(path: Path) -> Iterator[None]:
    try:
        with storage_errors(path):
            yield
    except FileNotFoundError as problem:
        raise InputError(ErrorCode.PATH_MISSING, path=str(path)) from problem


def _text(name: str, key_id: bytes, key: bytes) -> str:
    return f"{name}+{key_id.hex()}+{encode(_ED25519 + key)}"


def _parse(text: str, *, source: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    key = decode(encoded)
    if not is_key_name(name) or key is None:
        raise _malformed(source, mark("want name, key id and base64, joined by plus"))
    if key[:1] != _ED25519 or len(key) != 1 + _KEY_SIZE:
        raise _malformed(source, mark("only Ed25519 keys of 32 bytes are known"))
    return name, key_id, key[1:]


def _malformed(source: str, detail: str) -> InputError:
    return InputError(ErrorCode.KEY_MALFORMED, source=source, detail=Message(detail))
