# SPDX-License-Identifier: Apache-2.0
"""Say on which line of a file of answers a mistake stands.

Wrong answers are found after the file was read, by secret and item; here they get back the line
that a person must look at.

What it does not do: read answers. See ``answers_file``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path

import yaml

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.ids import secret_id
from hiden.foundation.language import Message, mark

__all__ = ["placed"]

_MERGE = "tag:yaml.org,2002:merge"
_PLACE = mark("%(path)s, line %(line)d, %(place)s")


def placed(path: Path, mistakes: Iterable[SheetError]) -> ExceptionGroup[SheetError]:
    """Return mistakes in a file of answers with their lines, in the order of these.

    Args:
        path: The file, which is YAML.
        mistakes: An unknown sheet, or what does not fit the sheet.

    Raises:
        OSError: The file cannot be read.
    """
    lines = _lines(path)
    found = sorted(((_line(error, lines), error) for error in mistakes), key=itemgetter(0))
    return ExceptionGroup(str(path), [_placed(error, path, line) for line, error in found])


def _placed(error: SheetError, path: Path, line: int) -> SheetError:
    place = Message(
        _PLACE, {"path": path, "line": line, "place": error.params.get("place", "$.sheet")}
    )
    if error.code is ErrorCode.SHEET_ANSWER:
        return SheetError(error.code, **{**error.params, "place": place})
    want = {"place": place, "got": error.params["sheet"], "want": error.params["known"]}
    return SheetError(ErrorCode.SHEET_ANSWER, **want)


def _line(error: SheetError, lines: Mapping[str, int]) -> int:
    place = str(error.params.get("place", "$.sheet"))
    return lines.get(f"{place}.{error.params.get('got')}", lines.get(place, 1))


def _lines(path: Path) -> Mapping[str, int]:
    """Return the line of each answer, by its secret and item."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lines: dict[str, int] = {}
    for name, line, value in _entries(root):
        lines[f"$.{name}"] = line
        if name == "secrets":
            lines.update(_of_secrets(value))
        else:
            lines.update((f"$.{name}.{key}", at) for key, at, _ in _entries(value))
    return lines


def _of_secrets(listed: yaml.Node) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for secret in listed.value:
        parts = {name: (line, value) for name, line, value in _entries(secret)}
        line, code_node = parts["code"]
        code = secret_id(str(code_node.value))
        seen[code] += 1
        yield (f"$.secrets.{code} ×{seen[code]}" if seen[code] > 1 else f"$.secrets.{code}"), line
        if "answers" in parts:
            for item, at, _ in _entries(parts["answers"][1]):
                yield f"$.secrets.{code}.{item}", at


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, int, yaml.Node]]:
    """Yield key, line from 1 and value of each entry of a mapping; of anything else nothing."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.tag == _MERGE:
                yield from _entries(value)
            else:
                yield str(key.value), key.start_mark.line + 1, value
