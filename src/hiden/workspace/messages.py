# SPDX-License-Identifier: Apache-2.0
"""Sentences that are kept in the database and translated when they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import HidenError
from hiden.foundation.language import Message
from hiden.foundation.sentence_json import sentence_from_json, sentence_to_json

__all__ = ["error_to_json", "message_from_json", "message_to_json"]

_KEYS = ({"msgid", "params"}, {"en", "ja"})


def message_to_json(message: Message) -> dict[str, JsonValue]:
    """Write a sentence as JSON; what fills it and is no text or number is written as text."""
    return sentence_to_json(_plain(message))


def message_from_json(data: Mapping[str, Any]) -> Message:
    """Read a sentence that ``message_to_json`` wrote, out of a row that may hold more.

    Raises:
        ValueError: It is none.
    """
    for keys in _KEYS:
        if keys <= data.keys():
            return sentence_from_json({key: data[key] for key in keys})
    return sentence_from_json(data)


def error_to_json(error: HidenError) -> dict[str, JsonValue]:
    """Write an error as JSON: its code beside its sentence."""
    return {"code": error.code.value, **message_to_json(error.message)}


def _plain(message: Message) -> Message:
    return attrs.evolve(
        message, params={name: _plain_param(value) for name, value in message.params.items()}
    )


def _plain_param(value: object) -> object:
    if isinstance(value, Message):
        return _plain(value)
    return value if isinstance(value, int) else str(value)
