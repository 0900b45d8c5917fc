# SPDX-License-Identifier: Apache-2.0
"""Sentences as JSON, to keep them and to translate them when they are shown.

Form: ``{"msgid": …, "params": {…}}`` for a sentence of the program, ``{"en": …, "ja": …}`` for one
that stood in data. A sentence inside a sentence stays a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from hiden.foundation.canonical import JsonValue
from hiden.foundation.language import Message
from hiden.foundation.wording import Wording, wording

__all__ = ["sentence_from_json", "sentence_to_json"]


def sentence_to_json(said: Message) -> dict[str, JsonValue]:
    """Write a sentence as JSON.

    Raises:
        TypeError: A parameter is neither text, nor a whole number, nor a sentence.
    """
    if isinstance(said, Wording):
        return {"en": said.msgid, "ja": said.ja}
    return {
        "msgid": said.msgid,
        "params": {name: _param_to_json(param) for name, param in said.params.items()},
    }


def sentence_from_json(value: object) -> Message:
    """Read a sentence that ``sentence_to_json`` wrote.

    Raises:
        ValueError: It is none.
    """
    match value:
        case {"en": str(en), "ja": str(ja), **rest} if not rest:
            return wording(ja=ja, en=en)
        case {"msgid": str(msgid), "params": Mapping() as params, **rest} if not rest:
            return Message(msgid, {name: _param_from_json(item) for name, item in params.items()})
    raise ValueError("want a sentence")


def _param_to_json(param: object) -> JsonValue:
    if isinstance(param, Message):
        return sentence_to_json(param)
    if isinstance(param, str | int):
        return param
    raise TypeError(
        f"param of a sentence: got {type(param).__name__}, want text, int or a sentence"
    )


def _param_from_json(value: object) -> object:
    return value if isinstance(value, str | int) else sentence_from_json(value)
