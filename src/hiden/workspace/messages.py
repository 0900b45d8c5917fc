# SPDX-License-Identifier: Apache-2.0
"""Sentences that are kept in the database and translated when they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hiden.foundation.errors import HidenError
from hiden.foundation.language import Message

__all__ = ["error_to_json", "message_from_json", "message_to_json"]


def message_to_json(message: Message) -> dict[str, Any]:
    """Write a sentence as JSON: ``{"msgid": …, "params": …}``; nested sentences stay sentences."""
    return {
        "msgid": message.msgid,
        "params": {name: _value_to_json(value) for name, value in message.params.items()},
    }


def message_from_json(data: Mapping[str, Any]) -> Message:
    """Read a sentence that ``message_to_json`` wrote.

    Raises:
        KeyError: It is none.
    """
    return Message(
        data["msgid"], {name: _value_from_json(value) for name, value in data["params"].items()}
    )


def error_to_json(error: HidenError) -> dict[str, Any]:
    """Write an error as JSON: its code beside its sentence."""
    return {"code": error.code.value, **message_to_json(error.message)}


def _value_to_json(value: object) -> object:
    if isinstance(value, Message):
        return message_to_json(value)
    return value if isinstance(value, int | float) else str(value)


def _value_from_json(value: object) -> object:
    return message_from_json(value) if isinstance(value, Mapping) else value
