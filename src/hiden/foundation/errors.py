# SPDX-License-Identifier: Apache-2.0
"""Errors of Hiden, by whose fault it is.

::

    HidenError                    code, params; str() is English; text(language) is translated
    ├── InputError                what was given is wrong
    │   ├── RegistryFileError     a register that cannot be read
    │   ├── SheetError            a check sheet
    │   ├── RuleError             a file of rules or other knowledge
    │   ├── LogFormatError        a log
    │   └── DocumentUnreadableError
    ├── VerificationError         evidence does not check out; got and want are among the params
    │   ├── RootMismatchError
    │   ├── LeafMissingError
    │   ├── TimestampError
    │   ├── SignatureError
    │   └── CustodyBrokenError
    ├── RefusedError              not allowed, with the rule that refused
    │   ├── AccessRefusedError
    │   └── SharingRefusedError
    └── UnavailableError          the world did not answer; safe to try again
        ├── StorageUnavailableError
        ├── TimestampAuthorityError
        └── TaxiiServerError

Rules:
    * An error knows where, what was got and what was wanted; it never logs, prints, exits or knows
      HTTP.
    * No error holds the content of a secret.
    * Mistakes of a programmer stay ``ValueError``, ``TypeError`` and ``RuntimeError``.

Example:
    >>> str(RegistryFileError(ErrorCode.REGISTER_NO_HEADER, path="r.xlsx"))
    'r.xlsx: no row with the names of the columns was found. Name at least a code and a title.'
"""

from __future__ import annotations

from hiden.foundation.error_codes import SENTENCES, ErrorCode
from hiden.foundation.language import Language, Message

__all__ = [
    "AccessRefusedError",
    "CustodyBrokenError",
    "DocumentUnreadableError",
    "ErrorCode",
    "HidenError",
    "InputError",
    "LeafMissingError",
    "LogFormatError",
    "RefusedError",
    "RegistryFileError",
    "RootMismatchError",
    "RuleError",
    "SharingRefusedError",
    "SheetError",
    "SignatureError",
    "StorageUnavailableError",
    "TaxiiServerError",
    "TimestampAuthorityError",
    "TimestampError",
    "UnavailableError",
    "VerificationError",
]


class HidenError(Exception):
    """Anything that Hiden reports as wrong.

    Attributes:
        code: What is wrong, stable across languages and versions.
        params: Value of each placeholder of the sentence.
    """

    def __init__(self, code: ErrorCode, /, **params: object) -> None:
        """Make the error; every placeholder of the code's sentence must be given.

        Raises:
            KeyError: A placeholder has no value.
        """
        self.code = code
        self.params = params
        self.message = Message(SENTENCES[code], params)
        super().__init__(str(self.message))

    def text(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.message.text(language)


class InputError(HidenError):
    """What was given is wrong; the params say where."""


class RegistryFileError(InputError):
    """A register cannot be read."""


class SheetError(InputError):
    """A check sheet is wrong."""


class RuleError(InputError):
    """A file of rules or other knowledge is wrong."""


class LogFormatError(InputError):
    """A log is not in the form that was said."""


class DocumentUnreadableError(InputError):
    """A document cannot be turned into text."""


class VerificationError(HidenError):
    """Evidence does not check out."""


class RootMismatchError(VerificationError):
    """A root hash that was computed is not the one that was promised."""


class LeafMissingError(VerificationError):
    """A leaf, or what it commits to, is not there."""


class TimestampError(VerificationError):
    """A timestamp does not check out."""


class SignatureError(VerificationError):
    """A signature does not check out."""


class CustodyBrokenError(VerificationError):
    """A chain of custody has a gap."""


class RefusedError(HidenError):
    """Hiden will not do this."""


class AccessRefusedError(RefusedError):
    """This user may not do this."""


class SharingRefusedError(RefusedError):
    """This may not leave the organisation."""


class UnavailableError(HidenError):
    """The world did not answer; trying again is safe."""


class StorageUnavailableError(UnavailableError):
    """A disk is full, read-only or gone."""


class TimestampAuthorityError(UnavailableError):
    """A timestamp authority did not answer."""


class TaxiiServerError(UnavailableError):
    """A TAXII server did not answer."""
