# SPDX-License-Identifier: Apache-2.0
"""Templates that are not whole are refused, with every mistake named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hiden.foundation.errors import ErrorCode, InputError, RuleError
from hiden.guideline.papers import Given, find_template, read_templates

TEMPLATE = """
urn: urn:hiden:guideline:paper:sample
version: 1
as_of: 2026-11-23
id: sample
group: people
ja: 見本
en: Sample
purpose: {ja: 見本です。, en: A sample.}
mark: own
sources: [HIDEN]
kind: form
fields:
  - {id: company, ja: 当社名, en: Our company, kind: text, from: organisation}
  - {id: years, ja: 年数, en: Years, kind: number, from: ask, default: 3}
  - {id: place, ja: 場所, en: Place, kind: text, from: ask, default: {ja: 本社, en: head office}}
  - {id: secrets, ja: 秘密, en: Secrets, kind: secrets, from: register}
blocks:
  - preamble: {ja: '{company}の{place}、{duty}', en: '{company} at {place}, {duty}'}
  - clause:
      id: duty
      title: {ja: 義務, en: Duty}
      body: [{ja: '{years}年', en: '{years} years'}]
      mark: own
      sources: [HIDEN]
  - table: {of: secrets, columns: [code, title]}
  - page-break: true
  - table: {of: written, header: [{ja: 一, en: One}], cells: [[{ja: 二, en: Two}]]}
  - table: {of: blank, header: [{ja: 一, en: One}]}
  - signature: {party: {ja: 甲, en: Party A}, name: '{company}', lines: [{ja: 印, en: Seal}]}
  - slide: {title: {ja: 題, en: Title}, items: [], mark: own, sources: [HIDEN]}
"""
Spoil = Callable[..., list[str]]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Return a function that changes texts of the template and reads it, refused."""

    def read_spoiled(*changes: tuple[str, str], name: str = "sample.yaml") -> list[str]:
        text = TEMPLATE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(ExceptionGroup) as caught:
            read_templates(tmp_path, sources={"HIDEN"})
        assert all(isinstance(error, RuleError) for error in caught.value.exceptions)
        return [str(error) for error in caught.value.exceptions]

    return read_spoiled


def test_a_whole_template_is_read(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "other.txt").write_text("no template", encoding="utf-8")

    templates = read_templates(tmp_path, sources={"HIDEN"})

    assert list(templates) == ["sample"]
    assert [field.given_by for field in templates["sample"].fields] == [
        Given.ORGANISATION,
        Given.ASK,
        Given.ASK,
        Given.REGISTER,
    ]
    assert [clause.id for clause in templates["sample"].clauses] == ["duty"]


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        ("sources: [HIDEN]", "sources: [S99]", "the source S99 is not in sources.yaml"),
        ("      sources: [HIDEN]\n", "      sources: [S98]\n", "the source S98 is not"),
        ("own, sources: [HIDEN]}", "own, sources: [S97]}", "the source S97 is not"),
        ("{place}、", "、", "places only in one language: place"),
        ("'{years} years'", "'{term} years'", "no field and no clause: term"),
        ("'{years} years'", "'{years} years{'", "a brace that is no place to fill"),
        ("name: '{company}'", "name: '{nobody}'", "no field and no clause: nobody"),
        ("'{years}年', en: '{years} years'", "年, en: years", "fields that are never used: years"),
        ("of: secrets", "of: company", "a table is of company, which is no field of the kind"),
        ("id: years", "id: duty", "the id duty stands twice"),
        ("paper:sample", "paper:other", "urn: got urn:hiden:guideline:paper:other"),
        ("from: ask", "from: nobody", "'nobody' is not a valid Given"),
        ("from: ask", "from: register", "only fields of the kind secrets come from the register"),
        ("default: 3", "default: three", "got str 'three', want int"),
        ("default: 3", "default: {ja: 三, en: three}", "default: want"),
        ("ask, default: 3", "blank, default: 3", "default: want"),
        ("page-break: true", "page-break: false", "got False, want true"),
        ("page-break: true", "new-page: true", "want a mapping of one key, one of: preamble"),
        ("- page-break: true", "- page-break", "want a mapping of one key"),
        ("of: secrets, columns: [code, title]", "of: secrets", "want columns if it is of secrets"),
        ("of: blank, header: [{ja: 一, en: One}]", "of: blank", "want columns if it is of secrets"),
        ("of: blank", "of: written", "want cells if it is written, else none"),
        ("[[{ja: 二, en: Two}]]", "[[]]", "cells and widths: want 1 columns"),
        ("columns: [code, title]", "columns: [code], widths: [1, 2]", "want 1 columns"),
        ("columns: [code, title]", "columns: [notes]", "'notes' is not a valid SecretColumn"),
        ("kind: form", "kind: form\ncolour: red", "unknown key: colour"),
    ],
)
def test_a_mistake_is_named(spoil: Spoil, old: str, new: str, want: str) -> None:
    assert any(want in error for error in spoil((old, new)))


def test_all_mistakes_are_named_at_once(spoil: Spoil, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")

    errors = spoil(("sources: [HIDEN]", "sources: [S99]"), ("{place}、", "、"))

    assert len(errors) == 3
    assert "broken.yaml, line 2: not valid YAML" in errors[0]
    assert "sample.yaml, sample: the source S99" in errors[1]


def test_a_file_is_called_as_its_template(spoil: Spoil) -> None:
    (error,) = spoil(name="other.yaml")

    assert error.endswith("the file is called other.yaml, want sample.yaml")


def test_an_unknown_document_is_refused_with_those_known() -> None:
    with pytest.raises(InputError, match="pledge-joining") as caught:
        find_template("pledge")

    assert caught.value.code is ErrorCode.PAPER_UNKNOWN
