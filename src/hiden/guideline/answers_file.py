# SPDX-License-Identifier: Apache-2.0
"""Answers as a YAML file that people fill in.

Form::

    sheet: hiden-2026
    company: {name: 〇〇株式会社, employees: 45}
    organisation:
      rules: in-force
      training:
        option: yearly
        evidence: [{kind: training, on: 2026-04-10, note: 受講記録 総務部の棚}]
    measures: {E-P4-3: yes}
    secrets:
      - code: TS-01
        title: 塗工条件
        level: 極秘
        shown_to_partners: true
        answers: {designation: individual, marking: some}

Rules:
    * An answer is the id of an option, or a mapping with evidence; an empty one is no answer.
    * ``yes``, ``no`` and ``on``, which YAML takes for truth values, mean what stands there.
    * What Hiden saw by itself cannot be claimed in a file.
    * Aliases, with which a few bytes can stand for very many, are refused.
    * Every mistake is reported at once, with its line; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
from cattrs import BaseConverter

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.ids import SecretId, secret_id
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.text import normalize_label
from hiden.guideline.answer_places import placed
from hiden.guideline.answers import wrong_answers
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import Answer, Answers, Company, Evidence, EvidenceKind, SecretFacts
from hiden.registry import Level
from hiden.registry.columns import load_columns
from hiden.registry.secret import MAX_VALUE_JPY

__all__ = ["LARGEST_FILE", "read_answers"]

LARGEST_FILE = 32 * 2**20
"""Bytes; a larger file is refused before it is read."""


@attrs.frozen(kw_only=True)
class _EvidenceFields:
    kind: EvidenceKind
    on: dt.date
    received_on: dt.date | None = None
    expires_on: dt.date | None = None
    note: str = ""


@attrs.frozen
class _Shown:
    """One piece of evidence; YAML takes its key ``on`` for a truth value."""

    fields: _EvidenceFields

    @classmethod
    def from_yaml(cls, value: object, converter: BaseConverter) -> _Shown:
        if not isinstance(value, Mapping):
            raise TypeError(f"got {value!r}, want a mapping with kind and on")
        fields = {"on" if key is True else key: part for key, part in value.items()}
        return cls(converter.structure(fields, _EvidenceFields))


@attrs.frozen(kw_only=True)
class _AnswerFields:
    option: str
    evidence: tuple[_Shown, ...] = ()
    note: str = ""
    answered_on: dt.date | None = None


@attrs.frozen
class _Given:
    """One answer; without fields if nothing was filled in."""

    fields: _AnswerFields | None

    @classmethod
    def from_yaml(cls, value: object, converter: BaseConverter) -> _Given:
        if value is None:
            return cls(None)
        given = dict(value) if isinstance(value, Mapping) else {"option": value}
        if "option" in given:
            given["option"] = _word(given["option"])
        return cls(converter.structure(given, _AnswerFields))


def _word(option: object) -> object:
    """Undo what YAML makes of ``yes`` and ``no``."""
    return ("yes" if option else "no") if isinstance(option, bool) else option


@attrs.frozen
class _Level:
    value: Level

    @classmethod
    def from_yaml(cls, value: object) -> _Level:
        choices = load_columns().choices_of("level")
        for choice in choices:
            words = {normalize_label(word) for word in (choice.value, choice.ja, choice.en)}
            if isinstance(value, str) and normalize_label(value) in words:
                return cls(Level(choice.value))
        want = ", ".join(f"{choice.value} ({choice.ja})" for choice in choices)
        raise ValueError(f"got {value!r}, want one of {want}")


@attrs.frozen
class _Line:
    """A text that must not be empty."""

    value: str

    @classmethod
    def from_yaml(cls, value: object) -> _Line:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"got {value!r}, want a text")
        return cls(value)


@attrs.frozen
class _Code:
    value: SecretId

    @classmethod
    def from_yaml(cls, value: object) -> _Code:
        return cls(secret_id(_Line.from_yaml(value).value))


@attrs.frozen
class _Yen:
    value: int

    @classmethod
    def from_yaml(cls, value: object) -> _Yen:
        if type(value) is not int or not 0 <= value <= MAX_VALUE_JPY:
            raise ValueError(f"got {value!r}, want a whole number of yen")
        return cls(value)


@attrs.frozen(kw_only=True)
class _Secret:
    code: _Code
    title: _Line
    level: _Level
    value_jpy: _Yen | None = None
    shown_to_partners: bool = False
    answers: Mapping[str, _Given] = attrs.field(factory=dict)

    @property
    def facts(self) -> SecretFacts:
        return SecretFacts(
            code=self.code.value,
            title=self.title.value,
            level=self.level.value,
            value_jpy=self.value_jpy.value if self.value_jpy else None,
            is_shown_to_partners=self.shown_to_partners,
        )


@attrs.frozen(kw_only=True)
class _File:
    sheet: str
    company: Company = attrs.field(factory=Company)
    organisation: Mapping[str, _Given] = attrs.field(factory=dict)
    measures: Mapping[str, _Given] = attrs.field(factory=dict)
    secrets: tuple[_Secret, ...] = ()


def read_answers(path: Path) -> Answers:
    """Read a file of answers.

    Raises:
        ExceptionGroup: Of ``SheetError``, one for each mistake, in the order of their lines.
        OSError: The file cannot be read.
    """
    file = _load(path)
    answers = Answers(
        sheet=file.sheet,
        company=file.company,
        organisation=_answers(file.organisation),
        secrets=tuple(secret.facts for secret in file.secrets),
        by_secret={secret.code.value: _answers(secret.answers) for secret in file.secrets},
        measures=_answers(file.measures),
    )
    mistakes = tuple(_mistakes(answers))
    if mistakes:
        raise placed(path, mistakes)
    return answers


def _mistakes(answers: Answers) -> Iterator[SheetError]:
    try:
        sheet = load_sheet(answers.sheet)
    except SheetError as unknown:
        yield unknown
    else:
        yield from wrong_answers(sheet, answers)


def _load(path: Path) -> _File:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise _unreadable(path, f"got {size} bytes, want at most {LARGEST_FILE}")
    try:
        return load_yaml(path, _File, error=SheetError)
    except (AttributeError, TypeError) as problem:
        raise _unreadable(path, "want a mapping that begins with “sheet:”") from problem


def _unreadable(path: Path, detail: str) -> ExceptionGroup[SheetError]:
    error = SheetError(ErrorCode.YAML_SYNTAX, path=str(path), line=1, detail=detail)
    return ExceptionGroup(str(path), [error])


def _answers(given: Mapping[str, _Given]) -> Mapping[str, Answer]:
    return {
        item: Answer(
            item=item,
            option=answer.fields.option,
            evidence=tuple(_evidence(shown.fields) for shown in answer.fields.evidence),
            note=answer.fields.note,
            answered_on=answer.fields.answered_on,
        )
        for item, answer in given.items()
        if answer.fields is not None
    }


def _evidence(fields: _EvidenceFields) -> Evidence:
    return Evidence(**attrs.asdict(fields))
