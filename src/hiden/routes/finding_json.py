# SPDX-License-Identifier: Apache-2.0
"""A finding as JSON, to store it and to seal it in the ledger.

Rules:
    * Nothing is coerced and unknown keys are refused; what would be no valid finding is not made.
    * A sentence is ``{"msgid", "params"}``, or ``{"en", "ja"}`` if it stood in a table.
    * What is written is what canonical JSON can say: text, numbers, lists, objects, null.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

import cattrs

from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.hashing import Sha256
from hiden.foundation.ids import DocumentId, SecretId, document_id, secret_id
from hiden.foundation.language import Message
from hiden.foundation.sentence_json import sentence_from_json, sentence_to_json
from hiden.routes.finding import Finding

__all__ = ["finding_from_json", "to_json"]

FORM = "hiden-finding-1"
_HASH = re.compile(r"[0-9a-f]{64}")


def to_json(finding: Finding) -> dict[str, JsonValue]:
    """Write a finding as JSON; ``finding_from_json`` reads it back, equal."""
    value: dict[str, JsonValue] = _CONVERTER.unstructure(finding)
    return {"form": FORM, **value}


def finding_from_json(value: JsonValue) -> Finding:
    """Read a finding that ``to_json`` wrote.

    Raises:
        InputError: It is none, or not a valid one.
    """
    if not isinstance(value, Mapping) or value.get("form") != FORM:
        raise _error("$", f"want the form {FORM}")
    content = {name: item for name, item in value.items() if name != "form"}
    try:
        return _CONVERTER.structure(content, Finding)
    except cattrs.BaseValidationError as problem:
        first = cattrs.transform_error(problem, path="$")[0]
        detail, _, place = first.rpartition(" @ ")
        raise _error(place, detail) from problem


def _error(place: str, detail: str) -> InputError:
    return InputError(ErrorCode.FINDING_JSON, place=place, detail=detail)


def _exactly(value: Any, kind: type) -> Any:
    if issubclass(kind, Enum):
        return kind(_exactly(value, str))
    if type(value) is not kind:
        raise TypeError(f"got {type(value).__name__}, want {kind.__name__}")
    return value


def _float(value: Any, _: type) -> float:
    if type(value) not in {int, float}:
        raise TypeError(f"got {type(value).__name__}, want a number")
    return float(value)


def _date(value: Any, _: type) -> dt.date:
    return dt.date.fromisoformat(_exactly(value, str))


def _sha256(value: Any, _: type) -> Sha256:
    if _HASH.fullmatch(_exactly(value, str)) is None:
        raise ValueError("want 64 hexadecimal digits in lower case")
    return Sha256(value)


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (str, int):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(dt.date, _date)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook(Message, lambda value, _: sentence_from_json(value))
    converter.register_unstructure_hook(Message, sentence_to_json)
    converter.register_structure_hook_func(lambda kind: kind is Sha256, _sha256)
    converter.register_structure_hook_func(
        lambda kind: kind is SecretId, lambda value, _: secret_id(_exactly(value, str))
    )
    converter.register_structure_hook_func(
        lambda kind: kind is DocumentId, lambda value, _: document_id(_exactly(value, str))
    )
    return converter


_CONVERTER = _make_converter()
