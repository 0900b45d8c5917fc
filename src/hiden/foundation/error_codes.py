# SPDX-License-Identifier: Apache-2.0
"""What can be wrong, one code and one sentence each.

A code is stable; its sentence may be reworded. Placeholders are named, in printf form. The Japanese
sentences are in ``locale/ja/errors.po``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from hiden.foundation.language import mark

__all__ = ["SENTENCES", "ErrorCode"]


class ErrorCode(StrEnum):
    """The codes, by room."""

    # foundation
    YAML_SYNTAX = "yaml-syntax"
    YAML_VALUE = "yaml-value"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    STORAGE_FULL = "storage-full"
    STORAGE_DENIED = "storage-denied"
    # registry
    REGISTER_NO_HEADER = "register-no-header"


SENTENCES: Mapping[ErrorCode, str] = {
    ErrorCode.YAML_SYNTAX: mark("%(path)s, line %(line)d: not valid YAML: %(detail)s"),
    ErrorCode.YAML_VALUE: mark("%(path)s, line %(line)d, %(place)s: %(detail)s"),
    ErrorCode.YAML_DUPLICATE_KEY: mark(
        "%(path)s, line %(line)d: the key “%(key)s” stands twice. Keep one."
    ),
    ErrorCode.STORAGE_FULL: mark(
        "%(path)s: the disk is full. Free some space and try again; nothing was lost."
    ),
    ErrorCode.STORAGE_DENIED: mark(
        "%(path)s: writing is not permitted. Check the folder's permissions, or choose another one."
    ),
    ErrorCode.REGISTER_NO_HEADER: mark(
        "%(path)s: no row with the names of the columns was found."
        " Name at least a code and a title."
    ),
}
