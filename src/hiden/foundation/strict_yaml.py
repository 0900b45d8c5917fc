# SPDX-License-Identifier: Apache-2.0
"""Strict loading of YAML that people write: rules, sheets, law, mappings, configuration.

Rules:
    * Every mistake is reported at once, each with its path and line.
    * Nothing is coerced: a number is no text, a text is no number.
    * Unknown keys and keys that stand twice are mistakes.
    * Only plain YAML: no tags that make objects.

Example of a place: ``$.versions[1].from``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from enum import Enum
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast

import cattrs
import yaml
from cattrs.strategies import use_class_methods

from hiden.foundation.errors import ErrorCode, InputError, RuleError

__all__ = ["load_yaml", "load_yaml_folder"]

T = TypeVar("T")

DEEPEST = 50
"""Levels of nesting; deeper files are refused."""


def load_yaml(source: Traversable, kind: type[T], *, error: type[InputError] = RuleError) -> T:
    """Read one YAML file into a value.

    Args:
        source: The file, in UTF-8.
        kind: An attrs class, or a generic such as ``tuple[Rule, ...]``.
        error: The class of the errors raised.

    Raises:
        ExceptionGroup: Of ``error``, one for each mistake, in the order of their lines.
        OSError: The file cannot be read.
    """
    path = str(source)
    lines: dict[str, int] = {}
    try:
        loader = yaml.CSafeLoader(_text(source))
        node = _only_node(loader)
        duplicates = list(_walk(node, "$", lines))
        data = loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as problem:
        line, detail = _what_is_wrong(problem)
        raise ExceptionGroup(
            path, [error(ErrorCode.YAML_SYNTAX, path=path, line=line, detail=detail)]
        ) from problem
    if duplicates:
        raise ExceptionGroup(
            path,
            [
                error(ErrorCode.YAML_DUPLICATE_KEY, path=path, line=line, key=key)
                for line, key in duplicates
            ],
        )
    try:
        return _CONVERTER.structure(data, kind)
    except cattrs.BaseValidationError as problems:
        mistakes = sorted(_mistakes(problems), key=lambda pair: _line_of(pair[0], lines))
        raise ExceptionGroup(
            path,
            [
                error(
                    ErrorCode.YAML_VALUE,
                    path=path,
                    line=_line_of(place, lines),
                    place=place,
                    detail=detail,
                )
                for place, detail in mistakes
            ],
        ) from problems


def load_yaml_folder(folder: Traversable, kind: type[T]) -> tuple[T, ...]:
    """Read every YAML file of a folder, in the order of the files' names.

    Args:
        folder: With files that end in ``.yaml``; others are passed over.
        kind: What each of them holds.

    Raises:
        ExceptionGroup: Of ``RuleError``, one for each mistake in any of them.
        OSError: A file cannot be read.
    """
    files = (file for file in folder.iterdir() if file.name.endswith(".yaml"))
    values: list[T] = []
    errors: list[Exception] = []
    for file in sorted(files, key=lambda file: file.name):
        try:
            values.append(load_yaml(file, kind))
        except ExceptionGroup as group:
            errors.extend(group.exceptions)
    if errors:
        raise ExceptionGroup(str(folder), errors)
    return tuple(values)


def _what_is_wrong(problem: yaml.YAMLError | ValueError) -> tuple[int, str]:
    """Return line and detail; for something left open, the line where it was opened."""
    if isinstance(problem, UnicodeDecodeError):
        return 1, "the file is not in UTF-8"
    marks = (getattr(problem, name, None) for name in ("context_mark", "problem_mark"))
    line = next((mark.line for mark in marks if mark is not None), 0) + 1
    return line, getattr(problem, "problem", None) or str(problem)


def _text(source: Traversable) -> str:
    """Read a file that is safe to compose: no references, and nested no deeper than people write.

    The parser is compiled and composes by recursion, so depth is measured first, by its events.

    Raises:
        yaml.YAMLError: It is not YAML, nests too deep, or repeats a part by reference, so that few
            bytes could stand for very many.
        UnicodeDecodeError: It is not in UTF-8.
    """
    text = source.read_text(encoding="utf-8")
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise _refused("an alias (*) stands here; write it out", event)
        if depth > DEEPEST:
            raise _refused(f"nested deeper than {DEEPEST} levels", event)
    return text


def _refused(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    mark = cast("yaml.Mark", event.start_mark)
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _only_node(loader: yaml.CSafeLoader) -> yaml.Node:
    node: yaml.Node | None = loader.get_single_node()
    if node is None:
        raise yaml.YAMLError("the file is empty")
    return node


def _walk(node: yaml.Node, place: str, lines: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Record the line of every place; yield (line, key) of keys that stand twice."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _walk(item, f"{place}[{position}]", lines)
    elif isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in seen:
                yield key_node.start_mark.line + 1, key
            seen.add(key)
            lines[f"{place}.{key}"] = key_node.start_mark.line + 1
            yield from _walk(value_node, f"{place}.{key}", lines)


def _line_of(place: str, lines: dict[str, int]) -> int:
    while place not in lines and place != "$":
        place = place[: max(place.rfind("."), place.rfind("["), 1)]
    return lines.get(place, 1)


def _mistakes(problems: BaseException) -> Iterator[tuple[str, str]]:
    for text in cattrs.transform_error(problems, path="$", format_exception=_describe):
        detail, _, place = text.rpartition(" @ ")
        yield place.replace("['", ".").replace("']", ""), detail


def _describe(problem: BaseException, _: type | None) -> str:
    if isinstance(problem, cattrs.ForbiddenExtraKeysError):
        return f"unknown key: {', '.join(sorted(map(str, problem.extra_fields)))}"
    if isinstance(problem, KeyError):
        return f"missing key: {problem.args[0]}"
    return str(problem)


def _strict(value: Any, kind: type) -> Any:
    if issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"got {type(value).__name__} {value!r}, want {kind.__name__}")
    return value


def _strict_float(value: Any, _: type) -> float:
    if type(value) not in {int, float}:
        raise TypeError(f"got {type(value).__name__} {value!r}, want float")
    return float(value)


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (bool, int, str, dt.date, dt.datetime):
        converter.register_structure_hook(kind, _strict)
    converter.register_structure_hook(float, _strict_float)
    use_class_methods(converter, "from_yaml")
    return converter


_CONVERTER = _make_converter()
