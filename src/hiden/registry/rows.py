# SPDX-License-Identifier: Apache-2.0
"""Turn one row of a register into a secret, or say everything that is wrong with it.

Rules:
    * All problems of a row are reported, each at its column; a row with an error gives no secret.
    * Rows whose codes are merged into one cell are one secret: lists grow, single values must
      agree.
    * Reasons never repeat what stood in the row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from hiden.foundation.language import Message, mark
from hiden.registry import cells, list_text
from hiden.registry.columns import ColumnTable, Form
from hiden.registry.grid import Cell, Grid
from hiden.registry.header import Header, Heading
from hiden.registry.problem import RowProblem, Severity
from hiden.registry.secret import Container, Decision, Level, Origin, Secret, SecretKind, Support

__all__ = ["RowReader"]

_MISSING = mark("there is no %(heading)s. Fill in the cell.")
_DISAGREES = mark(
    "the cell differs from row %(row)d, though both belong to one code. Write one value."
)
_BEFORE_REGISTRATION = mark(
    "%(heading)s (%(day)s) lies before the day of registration (%(registered)s)."
    " Correct one of them."
)
_WRAPPED = mark("the title goes over two lines; they were joined. Check that it does not disclose.")

_NEEDED = ("code", "title", "level")
_FIELDS = frozenset(field.name for field in attrs.fields(Secret))
_KINDS: Mapping[str, type[StrEnum]] = {
    "kind": SecretKind,
    "level": Level,
    "origin": Origin,
    "decision": Decision,
}


_COMPOSED = frozenset({Form.NAMES, Form.CONTAINERS, Form.SUPPORTS})


@attrs.define
class _Draft:
    """What was read of a row so far.

    Attributes:
        values: By field.
        failed: Fields with an error.
        problems: Everything to report.
    """

    values: dict[str, Any] = attrs.field(factory=dict)
    failed: set[str] = attrs.field(factory=set)
    problems: list[tuple[int, RowProblem]] = attrs.field(factory=list)


class RowReader:
    """Reads the rows of one sheet."""

    def __init__(self, grid: Grid, header: Header, *, table: ColumnTable) -> None:
        """Read rows of ``grid`` under ``header``."""
        self._grid = grid
        self._header = header
        self._table = table
        days_first = sorted(header.columns, key=lambda one: self._form(one) is not Form.DATE)
        self._columns = tuple(days_first)
        self._forms: Mapping[Form, Callable[[Cell, Heading, int, _Draft], Any]] = {
            Form.LINE: self._line,
            Form.TEXT: lambda cell, *_: cells.as_text(cell),
            Form.CHOICE: self._choice,
            Form.DATE: lambda cell, *_: cells.as_day(cell, table=table),
            Form.NAMES: self._names,
            Form.CONTAINERS: self._containers,
            Form.SUPPORTS: self._supports,
            Form.YEN: self._amount,
            Form.MONTHS: self._amount,
        }

    def read(self, rows: tuple[int, ...]) -> tuple[Secret | None, tuple[RowProblem, ...]]:
        """Read the rows of one secret.

        Args:
            rows: From 0; more than one if their codes are merged into one cell.

        Returns:
            The secret, ``None`` if there is an error; and all problems, by row and column.
        """
        draft = _Draft()
        for heading in self._columns:
            self._read_column(heading, rows, draft)
        self._take_media(rows[0], draft)
        self._check_needed(rows[0], draft)
        self._check_days(rows[0], draft)
        problems = tuple(
            problem
            for _, problem in sorted(draft.problems, key=lambda pair: (pair[1].row, pair[0]))
        )
        needed = all(draft.values.get(field) for field in _NEEDED)
        if not needed or any(problem.severity is Severity.ERROR for problem in problems):
            return None, problems
        fields = {name: value for name, value in draft.values.items() if name in _FIELDS}
        return Secret(**fields), problems

    def _form(self, heading: Heading) -> Form:
        return self._table.column(heading.field).form

    def _read_column(self, heading: Heading, rows: tuple[int, ...], draft: _Draft) -> None:
        seen: list[Cell] = []
        for row in rows:
            cell = self._grid.at(row, heading.index)
            if cell == "" or cell in seen:
                continue
            try:
                value = self._forms[self._form(heading)](cell, heading, row, draft)
                self._keep(value, heading, rows[0], draft, again=bool(seen))
            except cells.UnreadableCellError as error:
                draft.failed.add(heading.field)
                self._report(draft, row, heading, error.message, Severity.ERROR)
            seen.append(cell)

    def _keep(
        self, value: Any, heading: Heading, first: int, draft: _Draft, *, again: bool
    ) -> None:
        form = self._form(heading)
        if value in (None, "", ()):
            return
        field = "containers" if form is Form.CONTAINERS else heading.field
        known = draft.values.get(field)
        if form in _COMPOSED:
            draft.values[field] = tuple(dict.fromkeys((*(known or ()), *value)))
            cells.check_number(draft.values[field])
        elif form is Form.TEXT and known and known != value:
            draft.values[field] = cells.as_text(f"{known}\n{value}")
        elif again and known != value:
            raise cells.UnreadableCellError(_DISAGREES, row=first + 1)
        else:
            draft.values[field] = value

    def _line(self, cell: Cell, heading: Heading, row: int, draft: _Draft) -> str:
        if heading.field == "code":
            return cells.as_code(cell)
        if heading.field != "title":
            return cells.as_line(cell)
        title = cells.as_title(cell)
        if "\n" in cells.text_of(cell):
            self._report(draft, row, heading, Message(_WRAPPED), Severity.WARNING)
        return title

    def _choice(self, cell: Cell, heading: Heading, row: int, draft: _Draft) -> StrEnum | None:
        kind = _KINDS[heading.field]
        value, doubt = cells.as_choice(cell, field=heading.field, table=self._table, kind=kind)
        if doubt:
            self._report(draft, row, heading, doubt, Severity.WARNING)
        return value

    def _amount(self, cell: Cell, heading: Heading, *_: object) -> int | None:
        return cells.as_amount(cell, field=heading.field, heading=heading.text, table=self._table)

    def _names(self, cell: Cell, *_: object) -> tuple[str, ...]:
        text = cells.text_of(cell)
        if self._says_nothing(text):
            return ()
        names = list_text.split_names(text)
        cells.check_items(names)
        return names

    def _containers(
        self, cell: Cell, heading: Heading, row: int, _: _Draft
    ) -> tuple[Container, ...]:
        text = cells.text_of(cell)
        if self._says_nothing(text):
            return ()
        cells.check_items(list_text.split_places(text))
        return list_text.split_containers(
            text,
            media=self._media(row),
            assumed=self._table.column(heading.field).assumed,
            table=self._table,
        )

    def _take_media(self, row: int, draft: _Draft) -> None:
        """Take what the medium says as the place, where no place is said."""
        medium = draft.values.get("medium", "")
        if "containers" not in draft.values and not self._says_nothing(medium):
            draft.values["containers"] = list_text.split_containers(
                medium, media=self._media(row), assumed="", table=self._table
            )

    def _media(self, row: int) -> tuple[str, ...]:
        return tuple(
            medium
            for heading in self._header.of("medium")
            if isinstance(cell := self._grid.at(row, heading.index), str)
            for medium in list_text.split_places(cell)
        )

    def _supports(self, cell: Cell, heading: Heading, _: int, draft: _Draft) -> tuple[Support, ...]:
        text = cells.text_of(cell)
        cells.check_items(tuple(text.split("\n")))
        return list_text.split_supports(
            text,
            on=draft.values.get(f"{heading.field}_on"),
            nothing=self._table.nothing_labels,
        )

    def _says_nothing(self, text: str) -> bool:
        return list_text.says_nothing(text, nothing=self._table.nothing_labels)

    def _check_needed(self, row: int, draft: _Draft) -> None:
        for field in _NEEDED:
            for heading in self._header.of(field)[:1]:
                if field not in draft.values and field not in draft.failed:
                    reason = Message(_MISSING, {"heading": heading.text})
                    self._report(draft, row, heading, reason, Severity.ERROR)

    def _check_days(self, row: int, draft: _Draft) -> None:
        registered = draft.values.get("registered_on")
        for field in ("review_on", "expires_on"):
            day = draft.values.get(field)
            if registered and day and day < registered:
                heading = self._header.of(field)[0]
                params = {
                    "heading": heading.text,
                    "day": day.isoformat(),
                    "registered": registered.isoformat(),
                }
                reason = Message(_BEFORE_REGISTRATION, params)
                self._report(draft, row, heading, reason, Severity.ERROR)

    def _report(
        self, draft: _Draft, row: int, heading: Heading, reason: Message, severity: Severity
    ) -> None:
        draft.problems.append(
            (
                heading.index,
                RowProblem(
                    sheet=self._grid.sheet,
                    row=row + 1,
                    column=heading.text,
                    reason=reason,
                    severity=severity,
                ),
            )
        )
