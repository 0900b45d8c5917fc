# SPDX-License-Identifier: Apache-2.0
"""The values of the registry as JSON, and back, strictly.

Rules:
    * Every field is written, days as ``2025-04-01``, enumerations as their values.
    * Reading refuses unknown keys and other types; a key that is missing takes the field's default.
    * An error names places and types, never what stood there.

Example:
    >>> from hiden.registry.secret import Level, Secret
    >>> secret = Secret(code="TS-1", title="塗工条件", level=Level.SECRET)
    >>> from_json(to_json(secret)) == secret
    True
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, overload

import attrs
import cattrs

from hiden.foundation.canonical import JsonValue
from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.registry.secret import Secret

__all__ = ["from_json", "to_json"]

T = TypeVar("T")


def to_json(value: attrs.AttrsInstance) -> dict[str, JsonValue]:
    """Write a value of the registry, such as a ``Secret``, as JSON."""
    data: dict[str, JsonValue] = _CONVERTER.unstructure(value)
    return data


@overload
def from_json(data: JsonValue) -> Secret: ...


@overload
def from_json(data: JsonValue, kind: type[T]) -> T: ...


def from_json(data: JsonValue, kind: type[Any] = Secret) -> Any:
    """Read a value of the registry from JSON.

    Args:
        data: As ``to_json`` wrote it.
        kind: The class of the value.

    Raises:
        RegistryFileError: The data are not such a value.
    """
    try:
        return _CONVERTER.structure(data, kind)
    except cattrs.BaseValidationError as problems:
        places = cattrs.transform_error(problems, path="$", format_exception=_describe)
        raise RegistryFileError(
            ErrorCode.REGISTER_JSON, kind=kind.__name__, detail="; ".join(places)
        ) from None


def _describe(problem: BaseException, _: type | None) -> str:
    if isinstance(problem, cattrs.ForbiddenExtraKeysError):
        return f"{len(problem.extra_fields)} unknown keys"
    if isinstance(problem, KeyError):
        return f"missing key {problem.args[0]}"
    return f"wrong value ({type(problem).__name__})"


def _strict(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"want {kind.__name__}")
    return value


def _day(value: Any, _: type) -> dt.date:
    day = dt.date.fromisoformat(_strict(value, str))
    if day.isoformat() != value:
        raise ValueError("want YYYY-MM-DD")
    return day


def _member(value: Any, kind: type[StrEnum]) -> StrEnum:
    return kind(_strict(value, str))


def _value(member: StrEnum) -> str:
    return str(member.value)


def _is_tuple(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is tuple


def _tuple(value: Any, kind: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError("want a list")
    return tuple(_CONVERTER.structure(item, get_args(kind)[0]) for item in value)


def _mapping_only(kind: type) -> Any:
    make: Callable[[Any, type], Any] = cattrs.gen.make_dict_structure_fn(
        kind, _CONVERTER, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def structure(value: Any, kind: type) -> Any:
        if not isinstance(value, Mapping):
            raise cattrs.ClassValidationError("no object", [TypeError("want an object")], kind)
        return make(value, kind)

    return structure


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook(dt.date, _day)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _strict)
    converter.register_structure_hook(StrEnum, _member)
    converter.register_unstructure_hook(StrEnum, _value)
    converter.register_structure_hook_func(_is_tuple, _tuple)
    converter.register_structure_hook_factory(attrs.has, _mapping_only)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    return converter


_CONVERTER = _make_converter()
